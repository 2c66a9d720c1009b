"""What Chrome, Firefox and mitmproxy themselves wrote of one visit, imported and walked without the service."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer import flows
from analyzer.model import Walk
from analyzer.recordings.taping import TapeResult, import_traffic
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.walker import walk
from tests.producers import shop

HERE = Path(__file__).parent
SCRIPT = f"""def refuse(page):
    page.get_by_role("button", name="Vérifier").click()
    page.get_by_label("Pourquoi").fill({shop.WHY!r})
    page.get_by_role("button", name="Refuser").click()
    page.get_by_role("link").click()
"""
ROUTE = """
[routes.refuse]
script = "refuse.py"
reached.text = "l'entraînement est refusé"
"""
TOLD = (
    "bytes: 39528", "moved: moved here", "empty: 204", 'missing: {"error": "pas trouvé"}',
    "json: application/json 56912a5b", "form: application/x-www-form-urlencoded 6cf91df3",
    "file: multipart/form-data 99008bbc", "binary: nothing named 29058c73", "part: 206 33686",
    "elsewhere: heard elsewhere", "slow: TypeError",
)  # fmt: skip
"""What the first page told whoever visited it, but for ``slow``: what was given up has no answer in a walk."""


def imported(name: str, folder: Path) -> TapeResult:
    file = folder / f"{name}.har"
    file.write_bytes(gzip.decompress((HERE / f"{name}.har.gz").read_bytes()))
    return import_traffic(file, "har", folder / "a-shop")


LOST = "are without their content and have no answer in a walk; record again with it; first "
CACHED = "had their content in a cache: it is taken from another answer of the same address"
CHROME = (
    f"2 of 52 entries {LOST}'GET {shop.NEWS}/'", f"3 of 52 entries {CACHED}",
    "2 of 52 entries left out: never answered",
    "1 of 52 entries sent a body that is not in the recording: whoever sends it has no answer",
)  # fmt: skip
NO_COOKIES = "no answer sets a cookie: Chrome leaves them out unless it exports the HAR with sensitive data"
FIREFOX = (
    f"1 of 55 entries {CACHED}", "2 of 55 entries left out: never answered",
    "2 of 55 entries left out: WebSockets without their messages, which Firefox does not keep",
)  # fmt: skip
MITMPROXY = (
    f"2 of 51 entries {CACHED}", "2 of 51 entries left out: never answered",
    "1 texts hold half of a surrogate pair, which is taken for U+FFFD as browsers send it",
)  # fmt: skip
WHO_ASKED = "cookie headers of requests left out: no tape needs it"


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("chrome-sensitive", (*CHROME, f"39 {WHO_ASKED}")), ("chrome", (*CHROME, NO_COOKIES)),
        ("firefox", (*FIREFOX, f"44 {WHO_ASKED}")), ("mitmproxy", (*MITMPROXY, f"102 {WHO_ASKED}")),
    ],
)  # fmt: skip
def test_what_a_browsers_own_har_lacks_is_said(tmp_path: Path, name: str, notes: tuple[str, ...]) -> None:
    result = imported(name, tmp_path)
    assert sorted(result.notes) == sorted(notes)
    assert (result.start, result.created) == (f"{shop.SHOP}/", True)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "heard", "refused", "repeated"),
    [
        # Chrome kept nothing of the first page's frame and worker, nor the file that was sent from there.
        ("chrome-sensitive", ("worker: counted 7", "events: deux", "line: noté", "end: all was asked"), (1, 3), 1),
        # Firefox kept no message of the two WebSockets.
        ("firefox", ("worker: counted 7", "events: deux"), (2, 2), 0),
        # A proxy sees all that goes over the wire; what was given up has no answer.
        ("mitmproxy", ("worker: counted 7", "events: deux", "line: noté", "end: all was asked"), (2,), 0),
    ],
)
def test_a_walk_on_a_browsers_own_har_shows_what_the_visitor_saw(
    browser: Browser, choice: BrowserChoice, tmp_path: Path, *,
    name: str, heard: tuple[str, ...], refused: tuple[int, ...], repeated: int,
) -> None:  # fmt: skip
    result = imported(name, tmp_path)
    result.flow.with_name("refuse.py").write_text(SCRIPT, encoding="utf-8")
    result.flow.write_text(result.flow.read_text(encoding="utf-8") + ROUTE, encoding="utf-8")
    flow = flows.load(result.flow.parent)
    seen = walk(browser, flow, flow.routes["refuse"], "fr", tmp_path / "walk", choice=choice, patience=5.0)

    first, done, last = texts(seen, 0), texts(seen, -2), texts(seen, -1)
    assert first[0] == "Réglages : l'entraînement est permis"
    assert {"state: asked 1 times", *TOLD} <= set(first)
    assert "state: asked 2 times" in texts(seen, 1)
    assert done == [shop.DONE, shop.WHY, "lang=fr; refused=yes", "Réglages"]
    assert last[0] == "Réglages : l'entraînement est refusé"
    assert {"Rien de neuf — vraiment", "state: asked 3 times", *TOLD, *heard} <= set(last)
    assert tuple(one.count for one in seen.refused) == refused
    assert sum(one.count for one in seen.repeated) == repeated


def texts(seen: Walk, screen: int) -> list[str]:
    return [block.text for block in seen.screens[screen].blocks]
