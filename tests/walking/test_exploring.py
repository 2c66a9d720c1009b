"""A page nobody scripted is searched: the fewest presses are found, and what was not looked at is said."""

import http.server
import json
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from math import inf
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from analyzer.cli import exploring
from analyzer.errors import InputError
from analyzer.model.exploration import Exploration
from analyzer.walking.browsers.browser import HERE_FLAGS, QUICK_FLAGS, Setting, started
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.exploring.exploring import explore
from analyzer.walking.exploring.ground import Bounds, Ground, origin
from analyzer.walking.exploring.meanwhile import UNFINISHED, Meanwhile
from analyzer.walking.exploring.visit import Visit
from tests.mazes.drawing import maze
from tests.mazes.judging import judged
from tests.mazes.rendering import render
from tests.mazes.serving import serve
from tests.mazes.truth import truth
from tests.processes import optout


@pytest.mark.browser
# A menu under the pointer; a list whose answer goes out of sight; a box that must be ticked to go on; options that only
# say "all" and "none", where nothing that is kept can be read; an "OK" beside many switches that accepts.
@pytest.mark.parametrize("seed", [39, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (6, 32, 901, 90521))])
def test_a_maze_is_left_by_its_shortest_ways(seed: int) -> None:
    drawn = maze(seed)
    with serve(render(drawn)) as address:
        done = optout("explore", address, "--lang", drawn.language, "--json")
    verdicts = judged(drawn, truth(drawn), json.loads(done.stdout))
    assert {goal: one.kind for goal, one in verdicts.items()} == {"refuse": "exact", "accept": "exact"}, done.stdout


PAGE = b"""<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>Cookies</p>
<form method=post action=/sent><button>Reject all</button></form></div>"""


@pytest.mark.browser
def test_a_page_that_puts_its_own_in_place_of_what_browsers_bring_is_explored_and_what_it_hides_is_said() -> None:
    page = b"<!doctype html><script>Array.from = () => [], String.prototype.trim = null</script><button>Accept</button>"
    with serve({"index.html": page}) as address:
        done = optout("explore", address, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["truncated"]
    assert found["bounds"] == ["what floats over s1, which its scripts keep from being told"]


@pytest.mark.browser
def test_nothing_is_sent_where_nothing_may_be_committed(browser: Browser, choice: BrowserChoice) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append("GET")
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE)

        def do_POST(self) -> None:
            asked.append("POST")
            self.send_error(403)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"
        setting = Setting.of("desktop", "en", "Europe/Brussels", datetime(2026, 11, 26, tzinfo=UTC))
        with closing(started(browser.browser_type, choice, flags=HERE_FLAGS)) as outside:
            found = explore(outside, Ground(url, setting, "en", frozenset({origin(url)}), commits=False), Bounds())
        server.shutdown()
    assert any(press.labels == ("Reject all",) for press in found.presses)
    assert set(asked) == {"GET"}


TRAPS = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<button onclick="left('c=1')">Accept all</button><button onclick="for (;;) TRAP">Options</button>
<button onclick="this.outerHTML='<button onclick=left(`c=0`)>Reject all</button>'">Settings</button></div>
<script>const box = document.querySelector('[role=dialog]');
if (document.cookie) box.remove();
function left(stored) { document.cookie = stored; box.remove() }
</script>"""


@pytest.mark.browser
@pytest.mark.parametrize("trap", ["alert('Sure?')", pytest.param(";", marks=pytest.mark.slow)])
def test_a_press_after_which_the_page_never_answers_again_is_said_and_the_search_goes_on(
    explored: Callable[..., Exploration], trap: str
) -> None:
    # A frame that loads once it is scrolled to answers nobody until then, and is no page that is lost.
    below = '<p style="height: 9000px"></p><iframe loading=lazy src="/"></iframe>'
    found = explored(TRAPS.replace("TRAP", trap) + below, silence=0.5)
    assert (found.refuse and found.refuse.labels, found.truncated) == (("Settings", "Reject all"), True)
    assert found.bounds == ("what comes of “Options” in s1: the page did not answer for 0.5 s",)


PICTURED = """<!doctype html><html lang=en><body><p style="height:2000px">News</p>
<div role=dialog style="position:sticky"><p>We use cookies.</p>
<img usemap=#parts width=300 height=100 alt="" src="data:image/svg+xml,
<svg xmlns='http://www.w3.org/2000/svg' width='300' height='100'/>"><map name=parts>
<area shape=circle coords="150,50,30" alt="Reject all" href="#"><area coords="0,0,90,90" href="https://other.test/"></map>
<canvas></canvas><button>Accept all</button></div><script>
const box = document.querySelector("[role=dialog]"), left = stored => { document.cookie = stored; box.remove() };
if (document.cookie) box.remove();
document.querySelector("area").onclick = () => left("c=0");
document.querySelector("button").onclick = () => left("c=1");
</script>"""


@pytest.mark.browser
def test_a_part_of_a_picture_is_pressed_and_what_is_drawn_is_said_not_to_be_seen(
    explored: Callable[..., Exploration],
) -> None:
    found = explored(PICTURED)
    assert (found.refuse and found.refuse.labels) == ("Reject all",)
    assert "what is drawn or embedded in s1, which tells of no control" in found.bounds
    assert [press.why for press in found.presses if press.why] == ["not pressed: it leads to another origin"]


LYING = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<button onclick="choose('Thank you.')">Accept all</button>
<button onclick="choose('Your refusal has been recorded.')">Reject all</button></div><p id=said></p>
<script>const box = document.querySelector('[role=dialog]');
if (document.cookie) box.remove();
function choose(said) {
  document.cookie = 'c=ads%3Dtrue%26video%3Dtrue'; box.remove(); document.all.said.textContent = said }
</script>"""


WAITING_IN_A_LOOP = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<button onclick="choose(1)">Accept all</button><button onclick="choose(0)">Reject all</button></div><script>
const wait = now => { const begun = now(); while (now() - begun < 50); }
wait(() => Date.now()); wait(() => new Date().getTime()); wait(() => performance.now());
const waited = performance.now();
const choose = given => { wait(Date.now); document.cookie = `c=${given}`; document.cookie = `waited=t${waited}`;
document.querySelector("[role=dialog]").remove() };
if (document.cookie) document.querySelector("[role=dialog]").remove();
</script>"""


ASKING_THE_TIME = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<button onclick="choose(1)">Accept all</button><button onclick="choose(0)">Reject all</button></div>
<script>const begun = performance.now(); for (let count = 0; count < 6000; count++) performance.now()</script>
<script>for (let count = 0; count < 6000; count++) Date.now()</script><script>
const box = document.querySelector("[role=dialog]");
if (document.cookie || performance.now() !== begun) box.remove();
const choose = async given => { box.remove(); for (const now = Date.now(); Date.now() - now < 5;) await null;
document.cookie = `c=${given}` };
</script>"""


EMBEDDING = """<!doctype html><html lang=en><body><h1>News</h1><div style="position:fixed">
<{tag} type=text/html {source}=inside.html width=600 height=200></div><script>
const close = () => document.querySelector("div").remove();
if (document.cookie) close();
</script>"""

EMBEDDED = """<!doctype html><html lang=en><body><p>We use cookies.</p><script>
const choose = given => { document.cookie = `c=${given}`; parent.close() };
</script><button onclick="choose(1)">Accept all</button><button onclick="choose(0)">Reject all</button>"""


MASTER_AMONG_OTHERS = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed;overflow:auto">
<p>We use cookies for these purposes.</p><button id=save>Save choices</button></div><script>
const box = document.querySelector("div"), { save } = window;
for (let number = 0; number < 21; number++) box.insertAdjacentHTML("beforeend", `<label><input type=checkbox checked>
Purpose ${number}</label><br>`);
const boxes = [...box.querySelectorAll("input")];
boxes[10].onchange = () => { for (const one of boxes) one.checked = boxes[10].checked };
save.onclick = () => {
document.cookie = "c=" + (boxes.map((one, place) => one.checked ? `p${place}x` : "").join("") || "none");
box.remove() };
if (document.cookie) box.remove();
</script>"""


SURE_OF_IT = """<!doctype html><html lang=it><body><div role=dialog style="position:fixed;bottom:0"><p>Usiamo cookie per
pubblicità.</p><button onclick="keep(1)">Accetta</button><button onclick="sure.hidden = false">Rifiuta</button></div>
<div id=sure hidden role=dialog style="position:fixed;top:0"><p>Vuoi annullare il rifiuto?</p>
<button onclick="keep(1)">Sì</button><button onclick="keep(0)">No</button></div><script>
const close = () => { for (const one of document.querySelectorAll("div")) one.remove() };
const keep = given => { document.cookie = `ads=${given}`; close() };
if (document.cookie) close();
</script>"""


UNNAMED = """<!doctype html><html lang=en><body><h1>How we use what you give us</h1>
<label><input type=radio name=m checked>Yes</label><label><input type=radio name=m>No</label>
<button onclick="document.cookie = 'p=x' + document.querySelector('input').checked">Save</button>"""


REOPENED = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed;bottom:0"><p>We use cookies.</p>
<button onclick="keep('111')">Accept all</button><button onclick="keep('001')">Reject all</button></div>
<div id=inside role=dialog style="position:fixed;bottom:9em" hidden><p>Cookie settings</p></div>
<footer><a href="#" onclick="return shown()">Cookie settings</a></footer><script>
const { inside } = window, close = () => { for (const one of document.querySelectorAll("div")) one.hidden = true };
for (const name of ["Analytics", "Marketing", "Social media"])
inside.innerHTML += `<label><input type=checkbox>${name}</label>`;
inside.innerHTML += "<button>Save</button>";
const boxes = [...inside.querySelectorAll("input")];
const keep = given => { localStorage.d = `q8z7${(parseInt(given, 2) * 7919 + 100003).toString(36)}k9`; close() };
inside.lastChild.onclick = () => keep(boxes.map(one => Number(one.checked)).join(""));
const shown = () => {
  const given = localStorage.d ? (parseInt(localStorage.d.slice(4, -2), 36) - 100003) / 7919 : 0;
  for (const [place, one] of boxes.entries()) one.checked = given >> 2 - place & 1;
  return inside.hidden = false;
};
if (localStorage.d) close();
</script>"""


HIDING = """<!doctype html><html lang=en><body><h1>News</h1><script>
const marks = [navigator.userAgent, ...navigator.userAgentData.brands.map(one => one.brand)].join();
const driven = navigator.webdriver || marks.includes("Headless") || !navigator.plugins.length || !window.chrome;
if (!document.cookie && !driven) addEventListener("mousemove", () => document.body.insertAdjacentHTML("beforeend",
`<div role=dialog style="position:fixed"><p>We use cookies.</p><button onclick="document.cookie='c=1';
this.parentNode.remove()">Accept all</button><button onclick="document.cookie='c=0';this.parentNode.remove()">Reject all
</button></div>`), { once: true });
</script>"""


ENCLOSED = """<!doctype html><html lang=en><body><h1>News</h1><consent-box></consent-box><script>
customElements.define("consent-box", class extends HTMLElement {
  connectedCallback() {
    if (document.cookie) return;
    const root = this.attachShadow({ mode: "closed" }), close = stored => { document.cookie = stored; this.remove() };
    root.innerHTML = `<div role=dialog style="position:fixed;top:0;background:#fff"><p>We use cookies.</p>
<div style="height:40px;overflow:auto"><p style="height:300px">Our partners read what is on your device.</p></div>
<button disabled>Reject all</button><div><b>Accept</b> all</div></div>`;
    const [text, reject, accept] = root.querySelectorAll("button, div div");
    text.onscroll = () => { reject.disabled = text.scrollTop + text.clientHeight < text.scrollHeight - 2 };
    reject.onclick = () => close("c=0");
    accept.onclick = () => close("c=1");
  }
});
</script>"""


UNDER_THE_POINTER = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<button id=accept>Accept all</button><i id=more>...</i><p id=menu hidden><a href="#">Continue without accepting</a></p>
</div><script>
const { accept, more, menu } = window, box = document.querySelector("[role=dialog]");
if (document.cookie) box.remove();
const close = stored => { document.cookie = stored; box.remove(); return false };
accept.onclick = () => close("c=1");
menu.firstChild.onclick = () => close("c=0");
let leaving;
for (const one of [more, menu]) {
  one.onmouseenter = () => { clearTimeout(leaving); menu.hidden = false };
  one.onmouseleave = () => { leaving = setTimeout(() => { menu.hidden = true }, 300) };
}
</script>"""


READ_ON = """<!doctype html><html lang=en><body><h1>News</h1><p style="height:3000px">It rains.</p><script>
const opened = indexedDB.open("choices", 1);
opened.onupgradeneeded = () => opened.result.createObjectStore("kept");
opened.onsuccess = () => {
  const kept = mode => opened.result.transaction("kept", mode).objectStore("kept"), known = kept("readonly").get("c");
  known.onsuccess = () => known.result || addEventListener("scroll", () => {
    document.body.insertAdjacentHTML("beforeend", `<div role=dialog style="position:fixed;top:0;background:#fff">
<p>We use cookies.</p><button>Accept all</button><button>Reject all</button></div>`);
    document.querySelectorAll("button").forEach((button, place) => button.onclick = () => {
      kept("readwrite").put({ ads: !place, video: !place }, "c").onsuccess = () => button.parentNode.remove();
    });
  }, { once: true });
};
</script>"""


PANEL = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<span id=all></span><button id=save>Save selection</button><button id=accept>Accept all</button></div><script>
const names = ["Analytics", "Advertising", "Profiles", "Social media", "Location", "Measurement", "Video", "Research"];
const { all, save, accept } = window, box = document.querySelector("[role=dialog]");
if (document.cookie) box.remove();
all.innerHTML = names.map(one => `<label><input type=checkbox checked> ${one}</label>`).join("");
const chosen = () => [...all.querySelectorAll("input")].map((one, place) => `p${place}:${one.checked}`).join("|");
save.onclick = () => { document.cookie = "c=" + chosen(); box.remove() };
accept.onclick = () => { for (const one of all.querySelectorAll("input")) one.checked = true; save.onclick() };
</script>"""

ON_LEAVING = """<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><div id="box" hidden
style="position:fixed;bottom:0">We use cookies for statistics and ads.<label>Level <input id="level" type="range"
max="2" value="2"></label><button id="save">Save</button></div><script>
document.documentElement.onmouseleave = () => { if (!localStorage.choice) box.hidden = false };
save.onclick = () => { localStorage.choice = JSON.stringify({ statistics: level.value > 0, ads: level.value > 1 });
  box.hidden = true };
</script>"""


AMONG_OTHERS = """<!doctype html><html lang=en><body>
<div id=age role=dialog style="position:fixed"><p>Are you over 18?</p>
<button onclick="localStorage.age = 1; age.remove(); show()">Yes</button></div>
<div id=letter role=dialog style="position:fixed; inset:0"><p>Subscribe to our newsletter and save.</p>
<button>Subscribe</button><button onclick="letter.remove()">No thanks, I prefer to pay</button></div>
<div id=cookies hidden role=dialog style="position:fixed; top:400px"><p>We use cookies.</p>
<button onclick="choose(1)">Accept all</button><button onclick="choose(0)">Reject all</button></div><script>
const show = () => { cookies.hidden = Boolean(document.cookie) };
const choose = given => { navigator.sendBeacon("/choice", "ads=" + given); document.cookie = "asked=1"; show() };
if (localStorage.age) { age.remove(); show() }
</script>"""


BEHIND_A_TAB = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<button role=tab onclick="show(0)">Consent</button><button role=tab onclick="show(1)">Legitimate interest</button>
<label><input type=checkbox> Advertising</label><label hidden><input type=checkbox checked> Measurement</label>
<button id=save>Save and close</button><button id=accept>Accept all</button></div><script>
const { accept, save } = window, box = document.querySelector("[role=dialog]");
const labels = document.querySelectorAll("label"), boxes = document.querySelectorAll("input");
const show = tab => labels.forEach((one, place) => { one.hidden = place !== tab });
if (document.cookie) box.remove();
save.onclick = () => { document.cookie = "c=" + [...boxes].map(one => "5" + +one.checked).join(""); box.remove() };
accept.onclick = () => { document.cookie = "c=all"; box.remove() };
</script>"""


LISTED = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<select aria-label=Level>OPTIONS</select><button>Save</button></div><script>
const box = document.querySelector("[role=dialog]");
if (document.cookie) box.remove();
document.querySelector("button").onclick = () => { document.cookie = "c=" + box.children[1].value; box.remove() };
</script>"""


SURE = """<!doctype html><html lang=es><meta charset=utf-8><body><div role=dialog style="position:fixed">
<p>¿Podemos usar sus datos para publicidad?</p>
<button onclick="choose(1)">Aceptar</button><button onclick="ask()">Rechazar</button></div><script>
const box = document.querySelector("[role=dialog]");
const choose = given => { document.cookie = "pref=" + given; box.remove() };
const ask = () => { box.innerHTML = `<p>¿Seguro que quiere rechazar? Perderá ventajas.</p>
<button onclick="choose(1)">No, volver y aceptar</button><button onclick="choose(0)">Sí, rechazar</button>` };
if (document.cookie) box.remove();
</script>"""


@pytest.fixture
def explored(browser: Browser, choice: BrowserChoice, tmp_path: Path) -> Callable[..., Exploration]:
    """Explores a page, served on this machine."""

    def explored(page: str, meanwhile: Meanwhile | None = None, **bounds: float) -> Exploration:
        (tmp_path / "index.html").write_text(page, encoding="utf-8")
        handler = partial(Quiet, directory=str(tmp_path))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            url = f"http://127.0.0.1:{server.server_port}/"
            setting = Setting.of("desktop", "en", "Europe/Brussels", datetime(2026, 11, 26, tzinfo=UTC))
            with closing(started(browser.browser_type, choice, flags=HERE_FLAGS)) as outside:
                ground = Ground(url, setting, "en", frozenset({origin(url)}), commits=True)
                found = explore(outside, ground, Bounds(**bounds), meanwhile)
            server.shutdown()
        return found

    return explored


@pytest.mark.browser
def test_a_page_that_says_refused_and_stores_acceptance_is_a_finding_and_no_refusal(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(LYING)
    assert found.refuse is None
    assert found.accept is not None
    assert any("“Reject all” is called refuse" in finding for finding in found.findings)
    assert any("the page says “Your refusal has been recorded.”" in finding for finding in found.findings)


@pytest.mark.browser
def test_a_refusal_that_has_to_be_given_twice_is_longer_and_no_lie(explored: Callable[[str], Exploration]) -> None:
    found = explored(SURE)
    assert found.refuse is not None
    assert found.refuse.labels == ("Rechazar", "Sí, rechazar")
    assert found.findings == ()


@pytest.mark.browser
def test_a_dialog_that_hides_from_every_mark_of_a_driven_browser_and_waits_for_a_reader_is_found_and_said_to_hide(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(HIDING)
    assert found.hides_from_automation
    assert found.refuse is not None
    assert found.refuse.labels == ("Reject all",)


@pytest.mark.browser
def test_a_script_that_waits_in_a_loop_until_time_has_passed_comes_to_an_end_and_meets_the_same_moments(
    explored: Callable[[str], Exploration],
) -> None:
    found = [explored(WAITING_IN_A_LOOP) for _ in range(2)]
    assert found[0].refuse is not None
    assert found[0].refuse.labels == ("Reject all",)
    assert found[0] == msgspec.structs.replace(found[1], url=found[0].url, nodes=found[0].nodes)


@pytest.mark.browser
def test_the_clock_goes_on_for_one_call_that_waits_and_not_for_many_that_ask(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(ASKING_THE_TIME)
    assert found.refuse is not None
    assert found.refuse.labels == ("Reject all",)


@pytest.mark.browser
@pytest.mark.parametrize(("tag", "source"), [("object", "data"), ("embed", "src")])
def test_what_a_page_embeds_is_looked_into_as_a_frame_is(
    tag: str, source: str, explored: Callable[[str], Exploration], tmp_path: Path
) -> None:
    (tmp_path / "inside.html").write_text(EMBEDDED, encoding="utf-8")
    found = explored(EMBEDDING.replace("{tag}", tag).replace("{source}", source))
    assert [way and way.labels for way in (found.accept, found.refuse)] == [("Accept all",), ("Reject all",)]


@pytest.mark.browser
def test_a_switch_amid_others_like_it_that_moves_all_is_pressed_in_their_place(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(MASTER_AMONG_OTHERS)
    assert found.refuse is not None
    assert found.refuse.labels == ("Purpose 10", "Save choices")


@pytest.mark.browser
def test_what_a_refusal_opens_is_answered_whatever_it_speaks_of(explored: Callable[[str], Exploration]) -> None:
    found = explored(SURE_OF_IT)
    assert [way and way.labels for way in (found.accept, found.refuse)] == [("Accetta",), ("Rifiuta", "No")]


@pytest.mark.browser
def test_what_keeps_something_that_nothing_says_to_be_about_consent_is_told(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(UNNAMED)
    assert (found.accept, found.refuse) == (None, None)
    assert found.findings == ("“Save” keeps something that nothing says to be about consent: it counts for no answer",)


@pytest.mark.browser
def test_settings_that_show_a_purpose_on_after_all_was_rejected_are_a_finding_and_no_refusal(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(REOPENED)
    assert found.refuse is not None
    assert found.refuse.labels == ("Cookie settings", "Save")
    assert any("“Reject all” is called refuse" in one and "“Social media”" in one for one in found.findings)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.browser
def test_what_opens_over_words_that_are_no_control_is_found_with_the_pointer(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(UNDER_THE_POINTER)
    assert found.refuse is not None
    assert (found.refuse.labels, found.refuse.clicks) == (("Continue without accepting",), 1)


@pytest.mark.browser
def test_a_page_is_returned_to_without_the_pointer_on_what_opens_under_it(
    browser: Browser, choice: BrowserChoice
) -> None:
    style = b"<style>p { display: none } button:hover + p { display: block }</style>"
    page = b"<!doctype html>%b<body><button>Menu</button><p>In it</p>" % style
    setting = Setting.of("desktop", "en", "Europe/Brussels", datetime(2026, 11, 26, tzinfo=UTC))
    with (
        serve({"index.html": page}) as address,
        closing(started(browser.browser_type, choice, flags=(*HERE_FLAGS, *QUICK_FLAGS))) as outside,
        closing(Visit(outside, setting, unmarked=False, allowed=lambda _: True, silence=9, end=inf)) as visit,
    ):
        visit.going.open(address)
        visit.hands.point(0, "1.0")
        assert [block.text for block in visit.eyes.look().screen.blocks] == ["Menu", "In it"]
        visit.forget()
        visit.going.open(address)
        assert [block.text for block in visit.eyes.look().screen.blocks] == ["Menu"]


@pytest.mark.browser
def test_a_button_that_waits_for_a_text_and_words_that_a_script_listens_to_are_pressed_in_a_closed_shadow_root(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(ENCLOSED)
    ways = [way.labels if way else None for way in (found.accept, found.refuse)]
    assert ways == [("Accept all",), ("Reject all",)]


@pytest.mark.browser
def test_a_dialog_that_waits_for_who_reads_on_is_met_and_a_choice_in_a_database_is_read(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(READ_ON)
    assert [(way.labels, way.by_label) if way else None for way in (found.accept, found.refuse)] == [
        (("Accept all",), False),
        (("Reject all",), False),
    ]


@pytest.mark.browser
def test_what_else_asks_before_or_each_time_answers_for_nothing_and_a_choice_that_is_only_sent_is_told(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(AMONG_OTHERS)
    ways = [way.labels if way else None for way in (found.accept, found.refuse)]
    before = ("No thanks, I prefer to pay", "Yes")
    assert ways == [(*before, "Accept all"), (*before, "Reject all")]
    assert [way.evidence.partition(";")[0] for way in (found.accept, found.refuse) if way] == [
        "sent as given: ads",
        "sent as not given: ads",
    ]


@pytest.mark.browser
def test_a_choice_that_cannot_be_read_is_no_refusal_before_what_a_tab_hides_is_off(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(BEHIND_A_TAB)
    assert found.refuse is not None
    assert found.refuse.labels == ("Legitimate interest", "Measurement", "Save and close")


@pytest.mark.browser
def test_a_dialog_that_waits_for_who_turns_to_leave_is_met_and_a_slider_is_a_switch_between_its_ends(
    explored: Callable[[str], Exploration],
) -> None:
    found = explored(ON_LEAVING)
    assert [way.labels if way else None for way in (found.accept, found.refuse)] == [("Save",), ("Level", "Save")]


@pytest.mark.slow
@pytest.mark.browser
def test_of_a_long_list_that_shows_nowhere_what_was_chosen_that_is_said(
    explored: Callable[..., Exploration],
) -> None:
    options = "".join(f"<option>{one} data" for one in ("All", "Most", "More", "Some", "Few", "Little", "Least", "No"))
    page = LISTED.replace("OPTIONS", options)
    assert "what the list “Level” is set to, which does not show" in explored(page).bounds


@pytest.mark.slow
@pytest.mark.browser
def test_of_sixty_switches_alike_a_few_are_learnt_and_one_that_moves_others_is_pressed_in_their_place(
    explored: Callable[..., Exploration],
) -> None:
    boxes = "const boxes = [...all.querySelectorAll('input')]; boxes[20].onchange = () => "
    moving = f"{boxes} {{ for (const one of boxes.slice(20, 40)) one.checked = boxes[20].checked }};</script>"
    page = PANEL.replace("const { all", "while (names.length < 60) names.push(`Partner ${names.length}`);\nconst { all")
    found = explored(page.replace("</script>", moving))
    assert found.refuse is not None
    assert (found.refuse.clicks, found.refuse.proved) == (42, False)
    assert "what 57 more switches that look like those tried do by themselves" in found.bounds


@pytest.mark.slow
@pytest.mark.browser
def test_more_switches_than_clicks_are_tried_are_turned_off_at_once(explored: Callable[[str], Exploration]) -> None:
    found = explored(PANEL)
    ways = [(way.clicks, way.labels[-1]) if way else None for way in (found.accept, found.refuse)]
    assert ways == [(1, "Accept all"), (9, "Save selection")]
    assert found.states < 2**8
    assert "combinations of more than 3 switches" in found.bounds
    assert found.refuse is not None
    assert not found.refuse.proved


def test_another_machine_is_not_looked_at_unless_told_to() -> None:
    done = CliRunner().invoke(exploring.explore_command, ["https://shop.example/"])
    assert isinstance(done.exception, InputError)
    assert "--live" in str(done.exception)
    assert isinstance(CliRunner().invoke(exploring.explore_command, ["shop"]).exception, InputError)


@pytest.mark.browser
def test_a_search_that_is_stopped_tells_what_it_has_seen_and_that_it_is_not_all(
    explored: Callable[..., Exploration], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyzer.walking.exploring.meanwhile.EVERY", 0)
    monkeypatch.setattr("analyzer.walking.exploring.meanwhile.SHARE", 0)
    kept: list[Exploration] = []
    steps = iter([False, False])
    found = explored(SURE, Meanwhile(stopped=lambda: next(steps, True), keep=kept.append))
    whole = explored(SURE)

    assert found.truncated
    assert UNFINISHED in found.bounds
    assert 1 < found.states < whole.states
    assert not any(way.proved for way in (found.accept, found.refuse) if way)
    assert kept
    assert all(UNFINISHED in one.bounds for one in kept)
