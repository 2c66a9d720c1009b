"""What a whole route costs, or what it costs from its first link on."""

from collections.abc import Iterable

from analyzer.counting.actions import clicks_of, keystrokes_of, label_of, scrolls_of, trusted_counts
from analyzer.counting.fields import is_text_field, optional_fields, required_fields
from analyzer.counting.places import arrivals
from analyzer.counting.shown import newly_shown, page_loads, words_shown
from analyzer.model import Counts, Walk
from analyzer.saying import NOTHING, Said, say
from analyzer.storage import Gathered


def counts(gathered: Gathered) -> tuple[Counts | None, str]:
    """Return what the route costs from its first screen on, and "".

    Where the page counted other activations than the steps explain, return None and the reason.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    reason = disagreement(gathered.walk)
    return (None, reason) if reason else (_from(1, gathered), "")


def counts_from_first_link(gathered: Gathered) -> Counts | None:
    """Return what the route costs from the flow's first link on, the press on it included.

    This is how CCPA regulations, section 7004(a)(2)(A), count: from the click on the opt-out link to completion. The
    first link is the first step whose control is named with the flow's ``first_link`` (case and spaces aside). The
    screen it stands on, and what was shown before, do not count. None where no first link is declared or met, or where
    the counts cannot be trusted.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    first = None if disagreement(gathered.walk) else first_link_step(gathered.walk)
    return None if first is None else _from(first, gathered)


def first_link_step(walk: Walk) -> int | None:
    """Return the number of the step that presses the flow's first link; None where none is declared or met.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    wanted = _folded(walk.flow.first_link)
    if not wanted:
        return None
    steps = (transition.number for transition in walk.transitions if wanted in _folded(label_of(transition, walk)))
    return next(steps, None)


def disagreement(walk: Walk) -> Said:
    """Return in one sentence why the counts of the walk cannot be trusted; "" where they can."""
    if trusted_counts(walk):
        return NOTHING
    told = walk.activations
    short = say(
        "the page counted {counted:d} activations, the steps of route {route:way} explain {seen:d}",
        counted=told.counted, route=walk.route, seen=told.seen,
    )  # fmt: skip
    if not told.unexplained:
        return short
    return say("{short:said}; not explained: {activations}", short=short, activations=", ".join(told.unexplained))


def _from(first: int, gathered: Gathered) -> Counts:
    walk = gathered.walk
    steps = [transition for transition in walk.transitions if transition.number >= first]
    required = [found for found in required_fields(gathered) if found.step >= first]
    return Counts(
        clicks=sum(clicks_of(step, walk) for step in steps),
        keystrokes=sum(keystrokes_of(step, walk) for step in steps),
        screens=_since(first, (step for step, _ in newly_shown(walk))),
        page_loads=sum(loads for step, _, loads in page_loads(walk) if step >= first),
        required_fields=len(required),
        required_text_fields=sum(is_text_field(found.control) for found in required),
        optional_fields=_since(first, (found.step for found in optional_fields(gathered))),
        context_switches=_since(first, (step for step, _ in arrivals(walk))),
        scrolls=sum(scrolls_of(step, walk) for step in steps),
        words=sum(words for step, _, words in words_shown(walk) if step >= first),
    )


def _since(first: int, steps: Iterable[int]) -> int:
    return sum(step >= first for step in steps)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
