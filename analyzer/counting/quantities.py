"""What publications count, measured on a route: the counts of a report, and three that only publications use.

Who publishes a count rarely says how it was made. The three are defined so that they fit what was printed of
procedures whose pages are known, and are named in no score:

``steps``
    screens at which a person has to do something: newly shown screens of the service that the route acts on, dialogs
    and panels included, the last one aside because nothing is left to do there
``pages``
    the same without dialogs, which lie on a page: documents, and steps that replace the main content of one
``options``
    what those pages offer to press or fill in, summed over them: on each page the distinct enabled controls of its main
    content and of the dialogs on it, in all states the route saw, so that what a menu unfolds counts once

What lies in another channel (a mailbox) is none of them. Repeated visits count, as they do for screens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.counting.places import is_channel, seen
from analyzer.counting.shown import newly_shown, option_names
from analyzer.counting.totals import counts, counts_from_first_link, disagreement, first_link_step
from analyzer.counting.wholeness import first_cut
from analyzer.model import Quantity, Screen, Walk
from analyzer.storage import Gathered


@dataclass(frozen=True)
class Page:
    """One page as a person meets it: the step that first showed it, and every state of it that was seen."""

    step: int
    states: tuple[Screen, ...]


def measured(gathered: Gathered, what: Quantity, *, from_first_link: bool = False) -> tuple[int | None, str]:
    """Return how much of ``what`` the route takes, and ""; None and the reason in a sentence where that is not known.

    With ``from_first_link`` counting begins as in ``counts_from_first_link``.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    walk = gathered.walk
    reason = disagreement(walk) or (f"the walk broke off: {walk.failure}" if walk.outcome == "incomplete" else "")
    first = first_link_step(walk) if from_first_link else 1
    if not reason and first is None:
        reason = f"the first link of the flow, {walk.flow.first_link!r}, was not met"
    if reason or first is None:
        return None, reason
    if what == "steps":
        return len(_acted_on(walk, (screen for step, screen in newly_shown(walk) if step >= first))), ""
    if what in {"pages", "options"}:
        acted = [page for page in pages(walk) if page.step >= first and _acted_on(walk, page.states)]
        if what == "pages":
            return len(acted), ""
        reason = first_cut(screen for page in acted for screen in page.states)
        return (None, reason) if reason else (sum(map(_offered, acted)), "")
    counted = counts_from_first_link(gathered) if from_first_link else counts(gathered)[0]
    return (getattr(counted, what), "") if counted else (None, "the counts cannot be trusted")


def pages(walk: Walk) -> tuple[Page, ...]:
    """Return the pages of a route in order; a page begins where a screen is newly shown that is no dialog on a page.

    A dialog that is there when its document is first shown lies on a page as well. A silent route has none.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    begins = set(_beginnings(walk))
    found: list[tuple[int, list[Screen]]] = []
    for step, _, after in seen(walk) if not walk.silence else ():
        if (step, after.number) in begins:
            found.append((step, []))
        found[-1][1].append(after)
    return tuple(Page(step, tuple(states)) for step, states in found)


def _beginnings(walk: Walk) -> Iterator[tuple[int, int]]:
    where: tuple[int, int] | None = None
    for step, screen in newly_shown(walk):
        here = (screen.page, screen.document)
        if here != where or not (screen.dialogs or screen.browser_dialog):
            yield step, screen.number
        where = here


def _acted_on(walk: Walk, screens: Iterator[Screen] | tuple[Screen, ...]) -> list[Screen]:
    """Return the screens of the service among ``screens`` from which a step of the route goes out."""
    sources = {transition.source for transition in walk.transitions}
    return [screen for screen in screens if screen.number in sources and not is_channel(screen, walk)]


def _offered(page: Page) -> int:
    return len({name for state in page.states for name in option_names(state)})
