"""Accepting and refusing are found wherever a choice is kept, whatever stays on the page, and whatever keeps it."""

import json
from typing import Any

import pytest

from tests.mazes.serving import serve
from tests.processes import optout

ANSWERED = """<!doctype html><html lang=en><body>STAYS<div id=box role=dialog style="position:fixed"><p>We use
cookies.</p><LINK onclick="answer(event, true)">Accept</LINK>
<LINK onclick="answer(event, false)">Reject</LINK></div><script>
if (KEPT) box.remove();
const answer = (event, given) => { event.preventDefault(); KEEP; box.remove() };
</script>"""

COOKIE = {"KEPT": "document.cookie", "KEEP": "document.cookie = `ads=${given}`", "LINK": "button", "STAYS": ""}

STAYING = """<form><p>We use cookies.</p><label><input type=radio name=a checked>Allow all cookies</label>
<label><input type=radio name=a>Reject all cookies</label><button type=button>Update</button></form>"""


def explored(page: str) -> dict[str, Any]:
    with serve({"index.html": page.encode()}) as address:
        done = optout("explore", address, "--lang", "en", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.browser
@pytest.mark.parametrize("change", [
    pytest.param({"KEPT": "window.name", "KEEP": "window.name = `ads=${given}`"}, id="the name of the window"),
    pytest.param({"LINK": 'a href="https://consent.garden.test/"'}, id="a link elsewhere that a script hears of"),
    pytest.param({"STAYS": f'<div class="cookie-settings">{STAYING}</div>'}, id="settings that stay on the page"),
])  # fmt: skip
def test_one_press_accepts_and_one_refuses(change: dict[str, str]) -> None:
    page = ANSWERED
    for mark, text in (COOKIE | change).items():
        page = page.replace(f"</{mark}>", f"</{text.partition(' ')[0]}>").replace(mark, text)
    found = explored(page)
    assert [found[goal] and found[goal]["labels"] for goal in ("accept", "refuse")] == [["Accept"], ["Reject"]], found


FOLDED = """<!doctype html><html lang=en><body><div id=box role=dialog style="position:fixed"><p>We use cookies.</p>
<label><input type=checkbox id=all checked>All services</label>
<details><summary>Services</summary><label><input type=checkbox id=a checked>Garden map</label>
<label><input type=checkbox id=b checked>Seed counter</label>
<label><input type=checkbox checked LOCKED>Sign-in</label></details>
<button id=save>Save selection</button><button id=accept>Accept all</button></div><script>
const { box, all, a, b, save, accept } = window;
if (document.cookie) box.remove();
all.onchange = () => { a.checked = b.checked = all.checked };
const keep = (map, seeds) => { document.cookie = `c=${JSON.stringify({ map, seeds, KEPT: true })}`; box.remove() };
save.onclick = () => keep(a.checked, b.checked);
accept.onclick = () => keep(true, true);
</script>"""


@pytest.mark.browser
@pytest.mark.parametrize(("locked", "kept", "labels"), [
    ("disabled", "signin", ["All services", "Save selection"]), ("hidden", "signin", None), ("disabled", "ads", None),
])  # fmt: skip
def test_what_stays_on_is_needed_if_a_locked_switch_stands_for_it_and_its_name_is_of_nothing_else(
    locked: str, kept: str, labels: list[str] | None
) -> None:
    refuse = explored(FOLDED.replace("LOCKED", locked).replace("KEPT", kept))["refuse"]
    assert (refuse and refuse["labels"]) == labels


STEPS = """<!doctype html><html lang=en><body><div id=box role=dialog style="position:fixed"></div><script>
const { box } = window, kept = {}, purposes = ["statistics", "ads"];
if (localStorage.length) box.remove();
const ask = place => {
  box.innerHTML = `<p>May we set cookies for ${purposes[place]}?</p><label><input type=radio name=a value=1>Yes</label>
    <label><input type=radio name=a>No</label><button>${place ? "Save" : "Next"}</button>`;
  box.querySelector("button").onclick = () => {
    const chosen = box.querySelector("input:checked");
    if (!chosen) return;
    kept[purposes[place]] = chosen.value === "1";
    if (!place) return ask(1);
    localStorage.kept = JSON.stringify(kept);
    box.remove();
  };
};
ask(0);
</script>"""


@pytest.mark.browser
def test_what_was_answered_to_one_question_is_not_lost_where_the_next_has_the_same_options() -> None:
    found = explored(STEPS)
    assert found["accept"]["labels"] == ["Yes", "Next", "Yes", "Save"]
    assert found["refuse"]["labels"] == ["No", "Next", "No", "Save"]


UNREAD = """<!doctype html><html lang=ro><meta charset=utf-8><body><div id=box role=dialog style="position:fixed">
<p>Cookie-uri pentru publicitate și statistică.</p><button onclick="keep(false)">Renunță</button>
<button onclick="keep(true)">[acceptAll]</button></div><script>
if (document.cookie) box.remove();
const keep = given => { document.cookie = `c=${JSON.stringify({ ads: given, seeds: given })}`; box.remove() };
</script>"""


@pytest.mark.browser
def test_what_cancels_refuses_where_it_denies_what_another_control_gives() -> None:
    found = explored(UNREAD)
    assert [found[goal] and found[goal]["labels"] for goal in ("accept", "refuse")] == [["[acceptAll]"], ["Renunță"]]
