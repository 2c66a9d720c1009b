"""Whether what was pressed on a page that asks nothing by itself was about consent at all.

A shop remembers that "Vegan" was ticked, a news page that its app was declined. Nothing of that is an acceptance or a
refusal, however it is stored.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from analyzer.counting.shown import AROUND
from analyzer.exploring.about import (
    ABOUT,
    asks_to_learn,
    names_consent,
    names_data,
    speaks_of_consent,
    speaks_of_data,
)  # fmt: skip
from analyzer.exploring.intents import ANSWERING, DECIDING, OPEN, REFUSING
from analyzer.exploring.looked import Looked, found, led_to
from analyzer.exploring.states import State, Step
from analyzer.exploring.switches import RADIOS, SWITCHES

_LEADS = ANSWERING | {"settings"}
"""Intents of controls that say what they lead to."""

_STEP = 2
"""States of which a way that is no more than one press has passed: the start and the end."""

_REGISTERING = frozenset({"email", "password", "tel"})
"""Kinds of fields with which somebody registers: what is ticked beside them is part of that."""


def concerns(way: Sequence[Step], passed: Iterable[State], kept: Iterable[str]) -> bool:
    """Return whether a way is about consent.

    Parameters
    ----------
    way
        What was pressed.
    passed
        The states it passes, the start and the end included.
    kept
        Where and under which names something was stored on it, such as ``cookie seen``.
    """
    pages = list(passed)
    # Before the name stands where it lies, and every cookie lies among cookies.
    if any(names_consent(name.partition(" ")[2]) for name in kept) or any(step.intent == "object" for step in way):
        return True
    if any(page.offer.asks for page in pages) or any(_says_so(step, pages) for step in way):
        return True
    if way and any(kept) and _closes_notice(way[-1], pages):
        return True
    learns = any(asks_to_learn(text) for page in pages[:-1] for text in _content(page.looked))
    return any(_decides(step, page, then, learns=learns) for step, page, then in _pressed(way, pages))


def _says_so(step: Step, pages: Iterable[State]) -> bool:
    """Return whether a control says by its name that it is about consent, and does more than lead to what is.

    What is ticked must stand on a page that speaks of consent, too, if its own name does not say enough of data, and
    not beside what somebody registers with.
    """
    if step.spot.role not in SWITCHES:
        leads = bool(ABOUT.search(step.label)) and step.intent in _LEADS
        return leads and not any(_leads_on(step, page) for page in pages)
    there = [page.looked for page in pages if found(page.looked.screen, step.spot)]
    spoken = (
        speaks_of_data(step.label)
        or (step.intent in REFUSING and names_data(step.label))
        or (ABOUT.search(step.label) and any(speaks_of_consent(_content(looked)) for looked in there))
    )
    return bool(spoken) and not any(map(_registers, there))


def _closes_notice(step: Step, pages: Sequence[State]) -> bool:
    """Return whether the last press took nothing away but a text about consent, as the cross beside a notice does.

    What a page is about in the main is no notice.
    """
    if step.intent not in OPEN or len(pages) < _STEP:
        return False
    before, after = pages[-2].looked.screen, pages[-1].looked.screen
    gone = {one.text for one in before.blocks} - {one.text for one in after.blocks} - {"", step.label, step.spot.text}
    there, here = (one.url.partition("#")[0] for one in (before, after))
    of_article = any(one.region == "main" for one in before.blocks if one.text in gone)
    return there == here and bool(gone) and not of_article and all(speaks_of_consent([text]) for text in gone)


def _leads_on(step: Step, page: State) -> bool:
    """Return whether an answer is a mere link to another page, as the title of an article is."""
    control = found(page.looked.screen, step.spot) if step.intent in ANSWERING else None
    return control is not None and "?" not in (led_to(page.looked, control) or "?")


def _pressed(way: Sequence[Step], pages: Sequence[State]) -> Iterator[tuple[Step, State, State]]:
    """Yield each press by which something was kept that is known to keep, with its page and the one it led to."""
    if not (way and (_sets(way[-1]) or way[-1].intent in DECIDING)):
        return
    for page, then in pairwise(pages):
        steps = way[len(page.way) : len(then.way)]
        yield from ((step, page, then) for step in steps if _sets(step) or step.intent in DECIDING)


def _sets(step: Step) -> bool:
    return step.spot.role in SWITCHES | RADIOS or step.option is not None


def _decides(step: Step, page: State, then: State, *, learns: bool) -> bool:
    """Return whether a press decides about consent, on a page itself that speaks of it: a box would ask.

    An answer that was taken is not asked for any more: readers agree and disagree below an article about cookies, too.
    What is saved counts beside an answer, and on a page that is headed so, as what is switched there does.
    ``learns`` says that a page on the way asked whether machines may learn: what it leads to need not ask again.
    """
    if _leads_on(step, page):
        return False
    if step.intent in ANSWERING and not _sets(step):
        if _declines_to_register(step, page.looked):
            return False
        gone = found(then.looked.screen, step.spot) is None or then.looked.screen.url != page.looked.screen.url
        return gone and (learns or any(ABOUT.search(text) for text in _content(page.looked)))
    if _registers(page.looked):
        return False
    switched = any(one.role in SWITCHES and speaks_of_data(one.name) for one in page.looked.screen.controls)
    if not (switched or speaks_of_consent(_content(page.looked))):
        return False
    headed = switched or _is_headed(page.looked)
    return page.offer.answers or (headed and bool(page.offer.switches or _sets(step)))


def _registers(looked: Looked) -> bool:
    return any(one.kind in _REGISTERING and one.region not in AROUND for one in looked.screen.controls)


def _declines_to_register(step: Step, looked: Looked) -> bool:
    """Return whether an answer is one to an offer that floats over the page and wants somebody's address."""
    control = found(looked.screen, step.spot)
    box = looked.of(control).box if control else ""
    return bool(box) and any(one.kind in _REGISTERING and looked.of(one).box == box for one in looked.screen.controls)


def _is_headed(looked: Looked) -> bool:
    path = looked.screen.url.partition("://")[2].partition("/")[2]
    return ABOUT.search(f"{looked.screen.title} {path.partition('?')[0]}") is not None


def _content(looked: Looked) -> list[str]:
    """Return what a page says beside its head and foot: its title, its text, and what its controls are called."""
    blocks = [block.text for block in looked.screen.blocks if block.region not in AROUND]
    return [looked.screen.title, *blocks, *(one.name for one in looked.screen.controls if one.region not in AROUND)]
