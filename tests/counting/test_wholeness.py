"""The sentences that the capture writes and those that counting reads are the same."""

import re
from pathlib import Path

from analyzer.counting import cut, first_cut
from analyzer.walking import capturing
from tests.tables import for_each
from tests.walks import click, link, page, walk_of

CAPTURING = Path(capturing.__file__).parent

MISSING = [
    "7 of 7 blocks of text were not kept",
    "7 of 7 controls were not looked at",
    "7 elements and what they hold were not looked at, after the first 7",
    "7 of 7 blocks of text were not kept",
    "7 of 7 controls were not kept",
    "7 frames inside it were not looked at",
    "a frame inside it could not be read: it kept changing",
    "could not be read: its answer is not what was asked for",
]
WHOLE = [
    "colours and fonts of 7 of 7 controls were not looked at: they are more than one viewport away",
    "7 controls stand on an image or gradient: their background has no one colour",
    "the text of 7 editable regions was not kept",
    "the stored page was cut at 7 characters",
    "the observer came late: what happened before was not noticed",
]


def written() -> set[str]:
    """Every sentence of a limit in the source of the capture, with 7 for each number."""
    observer = (CAPTURING / "observer" / "observer.js").read_text()
    told = re.findall(r"push\(limits, `([^`]+)`\)", observer)
    capture = (CAPTURING / "capture.py").read_text()
    told += re.findall(r'(?:limits \+?= |unread = )\(?\s*say\(\s*"([^"]+)"', capture)
    sentences = {re.sub(r"\$?\{[^{}]+\}", "7", sentence) for sentence in told}
    both = "7 of 7 7 were not kept"
    assert both in sentences
    return sentences - {both} | {both.replace("7 were", f"{what} were") for what in ("blocks of text", "controls")}


def test_every_limit_that_the_capture_writes_is_known_to_cut_a_screen_or_not() -> None:
    assert written() == {*MISSING, *WHOLE}


@for_each("where", ["", "frame 3: "])
def test_a_screen_is_cut_where_text_or_controls_are_missing_and_only_there(where: str) -> None:
    for limit in MISSING:
        assert cut(walk_of(page("Home", limits=(WHOLE[0], where + limit))).screens[0]) == where + limit
    for limit in WHOLE:
        assert not cut(walk_of(page("Home", limits=(where + limit,))).screens[0])


def test_the_first_screen_that_was_cut_is_named() -> None:
    walk = walk_of(page("Home", link("No")), click("No"), page("Sure?", limits=(MISSING[0],)))

    assert first_cut(walk.screens) == "screen 2 was cut: 7 of 7 blocks of text were not kept"
    assert not first_cut(walk.screens[:1])
