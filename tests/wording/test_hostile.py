"""What a page made of nothing but phrases of the lexicons costs grows no faster than its length.

Steps are counted, not timed: the lines of the package that are run are the same on every machine.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import analyzer
from analyzer.wording import lexicon, routes, rules
from analyzer.wording.routes import Shown
from tests.tables import for_each

HERE = str(Path(analyzer.__file__).parent)
TWICE = 2.4
"""Steps that twice the text may take; a square would be four times."""
SHORT, LONG = 2, 4


def steps(work: Callable[[], object]) -> int:
    """Count the lines of the package that are run."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(HERE):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def phrases(language: str) -> list[str]:
    """Return every thirtieth phrase of every rule, in its shortest form."""
    books = lexicon.load(language).rules
    return [text for name in books for _, _, text in books[name].spelled()][::30]


@pytest.mark.lengthy
@pytest.mark.sampled(2)
@for_each("joint", [", ", ' "', ". "])
@for_each("language", lexicon.judged())
def test_twice_the_phrases_take_twice_the_steps(language: str, joint: str) -> None:
    text = joint.join(phrases(language))[:300] + joint
    rules.findings(text, language)

    short = steps(lambda: rules.findings(text * SHORT, language))
    assert steps(lambda: rules.findings(text * LONG, language)) < TWICE * short


@pytest.mark.lengthy
def test_twice_the_statements_on_a_way_take_twice_the_steps() -> None:
    def screen(many: int) -> Shown:
        said = (f"We keep the data of town {place} for the bakers in house {place}." for place in range(many))
        return Shown("en", tuple(said), ())

    one, other = screen(60), screen(120)
    assert (one.language, other.language) == ("en", "en")

    short = steps(lambda: routes.findings([one]))
    assert steps(lambda: routes.findings([other])) < TWICE * short
