"""What a saved selection was follows from its switches, whatever saves it, and whether each of them can be moved."""

import json
from typing import Any

import pytest

from tests.mazes.serving import serve
from tests.processes import optout

STUCK = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<div><span>NAME</span> <label><input aria-label="NAMED" type=checkbox checked> </label></div>
<div><span>Advertising</span> <label><input type=checkbox checked> </label></div>
<button>Save selection</button><button>Accept all</button></div><script>
const box = document.querySelector("[role=dialog]"), [must, ads] = box.querySelectorAll("input");
const [save, accept] = box.querySelectorAll("button");
if (document.cookie) box.remove();
must.onclick = () => false;
const keep = chosen => { document.cookie = "c=" + JSON.stringify(["essential", ...chosen]); box.remove() };
save.onclick = () => keep(ads.checked ? ["ads"] : []);
accept.onclick = () => keep(["ads"]);
</script>"""


ACCEPTING = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<p id=panel hidden><label><input type=checkbox checked> Statistics</label>
<label><input type=checkbox checked> Advertising</label></p>
<button id=settings>Settings</button><button id=accept>Accept</button></div><script>
const { panel, settings, accept } = window, box = document.querySelector("[role=dialog]");
const keep = providers => { document.cookie = "providers=" + providers.join() };
if (document.cookie.includes("hide")) box.remove(); else keep(["base"]);
settings.onclick = () => { panel.hidden = !panel.hidden };
accept.onclick = () => {
  const on = [...panel.querySelectorAll("input")].map(one => panel.hidden || one.checked);
  keep([...(on[0] ? ["stats"] : []), ...(on[1] ? ["ads"] : []), "base"]);
  document.cookie = "hide=1";
  box.remove();
};
</script>"""


UNTICKED = """<!doctype html><html lang=en><body><div role=dialog style="position:fixed"><p>We use cookies.</p>
<label><input type=checkbox> Statistics</label> <label><input type=checkbox> Advertising</label>
<button onclick="keep(FIRST)">Accept all</button><button onclick="keep(OTHER)">Agree and close</button></div><script>
const box = document.querySelector("[role=dialog]");
if (document.cookie) box.remove();
const keep = (...cookies) => { for (const one of cookies) document.cookie = one; box.remove() };
</script>"""


SILENCE = """<!doctype html><html lang=en><body><h1>News</h1><div id=box role=dialog style="position:fixed"><p>We use
cookies.</p><button>OK</button></div><script>
const end = () => { document.cookie = "NAME=1"; box.remove() };
document.querySelector("button").onclick = end;
setTimeout(end, document.cookie ? 0 : 3000);
</script>"""


MANY = """<!doctype html><html lang=en><body><h1>News</h1><div id=box role=dialog
style="position:fixed;max-height:90%;overflow:auto"><p>We use cookies.</p><ul id=list></ul>
<button id=save>Save my choices</button><button id=all>Accept all</button></div><script>
const { box, list, save, all } = window, keep = on => { localStorage.setItem("consent", JSON.stringify({ ads: on })); };
for (let number = 0; number < COUNT; number++)
  list.insertAdjacentHTML("beforeend", `<li><label><input type=checkbox checked> Vendor ${number}</label></li>`);
const boxes = [...list.querySelectorAll("input")];
const end = on => { keep(on); box.remove(); };
if (localStorage.consent) box.remove();
save.onclick = () => end(boxes.some(one => one.checked));
all.onclick = () => end(true);
ALSO
</script>"""


def explored(page: str) -> dict[str, Any]:
    with serve({"index.html": page.encode()}) as address:
        done = optout("explore", address, "--lang", "en", "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.browser
def test_a_switch_that_only_a_script_locks_is_no_purpose_that_was_kept_unless_its_name_is_one() -> None:
    found = explored(STUCK.replace("NAMED", "").replace("NAME", "Essential"))
    assert (found["accept"]["clicks"], found["refuse"] and found["refuse"]["clicks"]) == (1, 2)
    unread = STUCK.replace('JSON.stringify(["essential", ...chosen])', '(chosen.length ? "zq" : "zw")')
    for page in (
        STUCK.replace("NAMED", "Analytics"),
        unread.replace("NAMED", "Our partners"),
        unread.replace("NAMED", ""),
    ):
        assert explored(page.replace("NAME", "Analytics"))["refuse"] is None
    assert explored(unread.replace("NAMED", "Essential").replace("NAME", "Essential"))["refuse"]


@pytest.mark.browser
def test_accept_with_every_switch_off_that_keeps_less_than_it_does_with_them_on_has_refused() -> None:
    found = explored(ACCEPTING)
    assert found["accept"]["labels"] == ["Accept"]
    assert found["refuse"]
    assert found["refuse"]["labels"] == ["Settings", "Statistics", "Advertising", "Accept"]


@pytest.mark.browser
def test_accept_all_beside_boxes_that_nobody_ticked_has_refused_nothing_though_another_accept_keeps_more() -> None:
    for first, other in (("'c=everything'", "'c=all'"), ("'visits=1'", "'visits=1', 'ads=1'")):
        assert explored(UNTICKED.replace("FIRST", first).replace("OTHER", other))["refuse"] is None


@pytest.mark.browser
@pytest.mark.parametrize("name", ["cookie_consent", "cookie_test"])
def test_a_dialog_that_takes_silence_for_a_yes_is_answered_before_it_is_gone_and_what_its_silence_keeps_is_told(
    name: str,
) -> None:
    found = explored(SILENCE.replace("NAME", name))
    assert found["accept"]["labels"] == ["OK"]
    gone = "what asks is gone after a few seconds in which nobody answers"
    assert found["findings"] == [f"{gone}, and the same is kept then as by “OK”: silence counts for an answer"]


@pytest.mark.slow
@pytest.mark.browser
def test_hundreds_of_switches_are_turned_in_the_time_there_is() -> None:
    found = explored(MANY.replace("COUNT", "300").replace("ALSO", ""))
    assert found["refuse"]["clicks"] == 301
    assert found["refuse"]["labels"] == [*(f"Vendor {number}" for number in range(300)), "Save my choices"]


@pytest.mark.browser
def test_a_switch_among_many_alike_that_moves_another_or_hears_no_script_is_turned_by_hand() -> None:
    moving = explored(MANY.replace("COUNT", "20").replace("ALSO", "boxes[9].onclick = () => { boxes[10].click() };"))
    assert moving["refuse"]["clicks"] == 20
    assert moving["refuse"]["labels"].count("Vendor 10") == 0

    deaf = "boxes[9].addEventListener('click', event => { if (!event.isTrusted) event.preventDefault() });"
    assert explored(MANY.replace("COUNT", "20").replace("ALSO", deaf))["refuse"]["clicks"] == 21
