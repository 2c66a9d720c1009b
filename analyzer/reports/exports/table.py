"""The steps of a run as CSV: one row a step of every route, columns that do not move."""

from collections.abc import Callable, Iterator, Mapping

from analyzer import counting
from analyzer.measuring.klm import seconds_by_step
from analyzer.model import Transition, Walk
from analyzer.queries import without_values
from analyzer.reports import acts
from analyzer.reports.comparison import ordered
from analyzer.reports.spreadsheet import written
from analyzer.storage import Gathered

COLUMNS = (
    "flow", "variant", "language", "service", "site", "route", "outcome", "step", "action", "role", "name", "clicks",
    "keystrokes", "seconds_low", "seconds", "seconds_high", "screen_from", "screen_to", "new_screen", "url", "title",
    "words", "clock_ms",
)  # fmt: skip
"""``screen_from`` is empty for the first opening. ``name`` is the words on the control, or what was opened, pressed or
waited. ``new_screen`` says whether ``screen_to`` counts as a screen; ``url``, without the values of its query, and
``title`` are its own. ``words`` are those first shown by the step, ``seconds`` an estimate with its range, empty with
clicks and keystrokes where the page counted other activations than the steps explain. ``clock_ms`` is when
``screen_to`` was observed, on the page clock."""


def table(gathered: Mapping[str, Gathered]) -> bytes:
    """Return the steps of a run's walks, refusal first.

    Raises
    ------
    InputError
        If a walk does not hold a screen that one of its steps names.
    """
    rows = (row for route in ordered(gathered) for row in _rows(gathered[route].walk))
    return written(COLUMNS, rows).encode()


def _rows(walk: Walk) -> Iterator[tuple[str | int | float, ...]]:
    new = {screen.number for _, screen in counting.newly_shown(walk)}
    words = dict.fromkeys((transition.number for transition in walk.transitions), 0)
    for step, _, shown in counting.words_shown(walk):
        words[step] += shown
    costs = _costs(walk)
    for transition in walk.transitions:
        target = counting.screen_of(walk, transition.target)
        on = counting.target_of(transition)
        yield (
            walk.flow.id, walk.flow.variant, walk.flow.language, walk.flow.service, walk.flow.site.kind, walk.route,
            walk.outcome, transition.number, acts.verb(transition), on.role if on else "",
            acts.words(transition, walk), *costs(transition), transition.source or "", target.number,
            int(target.number in new), without_values(target.url), target.title, words[transition.number], target.at,
        )  # fmt: skip


def _costs(walk: Walk) -> Callable[[Transition], tuple[int | float | str, ...]]:
    if counting.disagreement(walk):
        return lambda _: ("", "", "", "", "")
    taken = seconds_by_step(walk)

    def cost(step: Transition) -> tuple[int | float | str, ...]:
        time = taken[step.number]
        return (
            counting.clicks_of(step, walk), counting.keystrokes_of(step, walk), time.low, time.estimate, time.high,
        )  # fmt: skip

    return cost
