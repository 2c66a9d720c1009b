"""A ranking's stability as a picture: one row a flow, a bar over the places it takes, a mark where the policy has it.

A file by itself, without scripts and without anything from elsewhere; its colours follow the reader's light or dark.
"""

from html import escape

from analyzer.ranking.sensitivity import Sensitivity, Standing
from analyzer.reports.ranked.table import place

_WIDTH, _NAMES, _RIGHT = 880, 330, 70
_TOP, _ROW, _BOTTOM = 92, 30, 56
_MARK, _LETTER = 6, 8
_TICKS = 12
"""More places than this are not all numbered."""

_STYLE = """
svg { --paper: #fff; --ink: #1b1b1a; --soft: #565652; --faint: #e6e6e2; --bar: #c8590f; background: var(--paper) }
@media (prefers-color-scheme: dark) {
  svg { --paper: #161615; --ink: #ecece8; --soft: #b3b3ac; --faint: #343431; --bar: #f08a3f }
}
@media print { svg { --paper: #fff; --ink: #000; --soft: #444; --faint: #ccc; --bar: #b34a00 } }
text { font: 14px system-ui, "Liberation Sans", sans-serif; fill: var(--ink); font-variant-numeric: tabular-nums }
.head { font-size: 17px; font-weight: 650 } .soft { fill: var(--soft); font-size: 12.5px }
.faint { stroke: var(--faint) } .bar { fill: var(--bar); fill-opacity: .4 } .mark { fill: var(--ink) }
"""


def figure(found: Sensitivity, policy: str) -> str:
    """Return the picture as SVG; what it shows is said in its title and description, too."""
    last = len(found.standings)
    height = _TOP + _ROW * last + _BOTTOM
    rows = "".join(_row(one, number, last) for number, one in enumerate(found.standings))
    said = "; ".join(
        f"{one.name}: place {place(one.rank)}, {place(one.low)} to {place(one.high)}" for one in found.standings
    )
    foot = (
        f"Rank correlation with the policy's order: median {found.likeness:.2f}, worst twentieth {found.least:.2f}.",
        f"{found.draws} weightings drawn evenly from all there are, seed {found.seed}; ramps and walks as they are.",
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="title description">\n<title id="title">Places under other weights</title>\n'
        f'<desc id="description">{escape(said)}</desc>\n<style>{_STYLE}</style>\n'
        f'<text class="head" x="16" y="30">Which places each flow takes under other weights</text>\n'
        f'<text class="soft" x="16" y="50">Mark: policy {escape(policy)}. Bar: 9 of 10 weightings. '
        "Place 1 has the most friction.</text>\n"
        f'<text class="soft" x="{_WIDTH - 16}" y="{_TOP - 16}" text-anchor="end">points</text>\n'
        f"{_axis(last)}{rows}"
        + "".join(
            f'<text class="soft" x="16" y="{height - _BOTTOM + 24 + 18 * n}">{escape(line)}</text>\n'
            for n, line in enumerate(foot)
        )
        + "</svg>\n"
    )


def _axis(last: int) -> str:
    step = max(1, -(-last // _TICKS))
    numbered = [number for number in range(1, last + 1) if number == last or (number - 1) % step == 0]
    lines = ""
    for number in numbered:
        x = _x(number, last)
        lines += (
            f'<line class="faint" x1="{x}" x2="{x}" y1="{_TOP - 10}" y2="{_TOP + _ROW * last}"/>'
            f'<text class="soft" x="{x}" y="{_TOP - 16}" text-anchor="middle">{number}</text>\n'
        )
    return lines


def _row(one: Standing, number: int, last: int) -> str:
    middle = _TOP + _ROW * number + _ROW // 2
    low, high = _x(one.low, last) - _MARK, _x(one.high, last) + _MARK
    told = f"{float(one.score):.2f} points; place {place(one.rank)}, {place(one.low)} to {place(one.high)}"
    return (
        f'<text x="16" y="{middle + 5}">{escape(_cut(one.name))}<title>{escape(one.name)}</title></text>'
        f'<rect class="bar" x="{low}" y="{middle - 7}" width="{high - low}" height="14" rx="3">'
        f"<title>{escape(told)}</title></rect>"
        f'<rect class="mark" x="{_x(one.rank, last) - 2}" y="{middle - 10}" width="4" height="20"/>'
        f'<text x="{_WIDTH - 16}" y="{middle + 5}" text-anchor="end">{float(one.score):.2f}</text>\n'
    )


def _x(rank: float, last: int) -> int:
    return _NAMES + round((_WIDTH - _NAMES - _RIGHT - 2 * _MARK) * (rank - 1) / max(1, last - 1)) + _MARK


def _cut(name: str) -> str:
    """Return a name that fits before the bars; the whole of it is its title."""
    most = (_NAMES - 32) // _LETTER
    return name if len(name) <= most else f"{name[: most - 1]}\N{HORIZONTAL ELLIPSIS}"
