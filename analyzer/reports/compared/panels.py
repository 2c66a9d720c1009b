"""Small multiples: one panel a measure, in each the same procedures in the same order on a scale of its own.

Every shape has whole-number coordinates; the template only draws them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.model import Comparison, Procedure, Reading
from analyzer.reports.compared.cells import FRICTION, MAIN, NOTHING, UNKNOWN, value
from analyzer.reports.compared.lines import Line, lines, of
from analyzer.reports.compared.naming import Naming
from analyzer.reports.english import OUTCOMES, whole
from analyzer.saying import Said

WIDTH, ROW = 300, 22
"""Width of a panel and height of a row, in the picture's units, which are CSS pixels where the panel has room."""

LEFT, RIGHT = 34, 238
"""Where the scale begins, and where it ends."""

TOP, BOTTOM = 4, 24

_FULL = 100
"""The end of the scale of friction, whatever the scores are."""

_LEAST = 2
"""Width of the shortest bar that can be seen."""


@dataclass(frozen=True)
class Bar:
    """One procedure in one panel: its bar, the band of its range, what is marked on it, and how it is written.

    ``kind`` is that of its line. Numbers are places on the scale: ``width`` is null where there is no value, ``band``
    where there is no range; ``accept`` is what accepting takes, ``least`` what the counterfactual does.
    """

    number: int
    kind: str
    y: int
    width: int | None
    band: tuple[int, int] | None
    accept: int | None
    least: int | None
    told: str


@dataclass(frozen=True)
class Panel:
    """One measure; ``told`` says name by name what is drawn, for who does not see it."""

    title: Said
    height: int
    bars: tuple[Bar, ...]
    end: str
    told: tuple[tuple[str, str], ...]


def panels(comparison: Comparison) -> tuple[Panel, ...]:
    """Return the panels of the main measures that anything could be told of, friction first."""
    naming, rows = Naming(comparison), ordered(comparison)
    gauges = (FRICTION, *(gauge for gauge in MAIN if gauge != FRICTION))
    return tuple(_panel(gauge, rows, naming) for gauge in gauges if gauge in naming.gauges and _known(gauge, rows))


def ordered(comparison: Comparison) -> tuple[Line, ...]:
    """Return the rows of every panel: the most friction first, then dead ends, then counterfactuals."""
    every = lines(comparison)

    def place(line: Line) -> tuple[bool, float, int]:
        score = line.first.score
        return score is None, -score.total if score else 0, line.first.number

    return (*sorted(of("possible", every), key=place), *of("impossible", every), *of("least", every))


def _known(gauge: str, rows: Sequence[Line]) -> bool:
    return any(_drawn(line, gauge) for line in rows)


def _drawn(line: Line, gauge: str) -> Reading | None:
    """Return what is drawn of a row: nothing of a dead end, of which it is not known what refusing takes."""
    reading = line.first.readings.get(gauge)
    return reading if reading and reading.value is not None and line.kind != "impossible" else None


def _panel(gauge: str, rows: Sequence[Line], naming: Naming) -> Panel:
    end = float(_FULL) if gauge == FRICTION else max((_end(line, gauge) for line in rows), default=0)
    bars = tuple(_bar(line, gauge, end, at, naming) for at, line in enumerate(rows))
    said = tuple((line.name, bar.told) for line, bar in zip(rows, bars, strict=True))
    return Panel(title=MAIN[gauge], height=TOP + ROW * len(rows) + BOTTOM, bars=bars, end=whole(end), told=said)


def _end(line: Line, gauge: str) -> float:
    found = _drawn(line, gauge)
    accept = _accepting(line.first) if gauge == "clicks" and line.kind == "possible" else None
    return max(found.high or found.value or 0 if found else 0, accept or 0)


def _bar(line: Line, gauge: str, end: float, at: int, naming: Naming) -> Bar:
    one, found = line.first, _drawn(line, gauge)
    low, high = (found.low, found.high) if found else (None, None)
    ranged = low is not None and high is not None and low != high
    own = naming.procedures[one.least].readings.get(gauge) if one.least and line.kind == "possible" else None
    accept = _accepting(one) if gauge == "clicks" and line.kind == "possible" else None
    return Bar(
        number=one.number,
        kind=line.kind,
        y=TOP + ROW * at,
        width=max(_x(found.value, end) - LEFT, _LEAST) if found and found.value else 0 if found else None,
        band=(_x(low, end), _x(high, end)) if ranged and low is not None and high is not None else None,
        accept=None if accept is None else _x(accept, end),
        least=_x(own.value, end) if own and own.value is not None else None,
        told="".join(_told(line, gauge, found)),
    )


def _told(line: Line, gauge: str, found: Reading | None) -> Iterator[str]:
    if line.kind == "impossible":
        yield OUTCOMES["dead_end"]
    elif found is None or found.value is None:
        reading = line.first.readings.get(gauge)
        yield NOTHING if reading and not reading.applies else UNKNOWN
    else:
        yield value(gauge, found.value)


def _accepting(one: Procedure) -> int | None:
    return 0 if one.accepting == "nothing" else int(one.accepting) if one.accepting else None


def _x(amount: float, end: float) -> int:
    return LEFT + round((RIGHT - LEFT) * amount / end) if end else LEFT
