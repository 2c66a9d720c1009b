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
