"""Whether what was pressed on a page that asks nothing by itself was about consent at all.

A shop remembers that "Vegan" was ticked, a news page that its app was declined. Nothing of that is an acceptance or a
refusal, however it is stored.
"""

from collections.abc import Collection, Iterable, Sequence

from analyzer.counting.shown import AROUND
from analyzer.exploring.about import ABOUT
from analyzer.exploring.looked import Looked, Spot
from analyzer.exploring.outcome import ANSWERING
from analyzer.exploring.states import State, Step
from analyzer.exploring.switches import OPTIONAL


def concerns(way: Sequence[Step], passed: Iterable[State], kept: Iterable[str]) -> bool:
    """Return whether a way is about consent.

    Parameters
    ----------
    way
        What was pressed.
    passed
        The states it passes.
    kept
        The names under which something was stored on it.
    """
    if any(step.intent == "object" or ABOUT.search(step.label) for step in way) or any(map(_is_named, kept)):
        return True
    pages, pressed = list(passed), {step.spot for step in way}
    return any(page.offer.asks or _is_headed(page.looked) or _answers(page, pressed) for page in pages)


def _answers(page: State, pressed: Collection[Spot]) -> bool:
    """Return whether something was pressed that answers, on a page itself that speaks of it: a box would ask.

    What is saved beside an answer is one.
    """
    offered = [one for one in page.offer.choices if not one.box]
    answering = ANSWERING | {"save"} if any(one.intent in ANSWERING for one in offered) else frozenset[str]()
    return any(one.spot in pressed and one.intent in answering for one in offered) and _speaks(page.looked)


def _is_named(name: str) -> bool:
    return ABOUT.search(name) is not None or OPTIONAL.search(name) is not None


def _is_headed(looked: Looked) -> bool:
    path = looked.screen.url.partition("://")[2].partition("/")[2]
    return ABOUT.search(f"{looked.screen.title} {path.partition('?')[0]}") is not None


def _speaks(looked: Looked) -> bool:
    return any(ABOUT.search(block.text) for block in looked.screen.blocks if block.region not in AROUND)
