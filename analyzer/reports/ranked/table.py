"""A ranking's stability for a terminal of 80 columns."""

import textwrap
from collections.abc import Iterator

from analyzer.ranking.sensitivity import LeftOut, Sensitivity, Standing, Swap

WIDTH = 80
_NAME = 46
_BELOW = " " * len("place  ")
_MOVES = 4
"""Flows named beside a measure; the file in JSON has them all."""


def table(found: Sensitivity, policy: str) -> str:
    """Return the ranking with the places it can take, then what each measure and each pair depends on."""
    return "\n".join(_lines(found, policy)) + "\n"


def _lines(found: Sensitivity, policy: str) -> Iterator[str]:
    yield from _told(
        f"Ranking under policy {policy}, and under {found.draws} weightings drawn evenly from all there are "
        f"(seed {found.seed}). Place 1 has the most friction; equal flows share a place."
    )
    yield ""
    yield f"{'place':>5}  {'score':>6}  {'places in 9 of 10':>17}  {'same place':>10}  flow"
    for one in found.standings:
        yield from _standing(one)
    for why in dict.fromkeys(why for _, why in found.unranked):
        names = [name for name, other in found.unranked if other == why]
        yield from _told(f"not ranked, {why}: {', '.join(names)}", hanging=4)
    yield ""
    yield from _told(
        f"Rank correlation of the drawn rankings with the policy's: median {found.likeness:.2f}, worst twentieth "
        f"{found.least:.2f} (1 is the same order, 0 none, -1 the reverse)."
    )
    yield ""
    yield "Without one measure"
    for left in sorted(found.left_out, key=lambda one: (one.likeness, one.measure)):
        if left.moved:
            yield from _left_out(left)
    if still := [one.measure for one in found.left_out if not one.moved]:
        yield from _told(f"nobody moves without {', '.join(still)}", hanging=4)
    yield ""
    yield from _told(
        "The least weight that must move for two neighbours to stand level, in percent of the weight of the measures "
        "that both have"
    )
    for swap in found.swaps:
        yield from _swap(swap)
    yield ""
    yield from _told("Not varied here: the ramps (see each score's interval), which measures there are, the walks.")


def _standing(one: Standing) -> Iterator[str]:
    places = f"{place(one.low)} to {place(one.high)}" if one.low != one.high else place(one.low)
    told = f"{place(one.rank):>5}  {float(one.score):>6.2f}  {places:>17}  {one.same:>10.0%}  "
    # Somebody copies an id: one that has no room beside the numbers stands whole on the next line.
    begins, left = (told, _NAME) if len(one.name) <= WIDTH - _NAME else (f"{told.rstrip()}\n{_BELOW}", len(_BELOW))
    name = textwrap.wrap(one.name, WIDTH - left, break_on_hyphens=False) or [""]
    yield begins + name[0]
    for line in name[1:]:
        yield " " * left + line


def _left_out(one: LeftOut) -> Iterator[str]:
    furthest = sorted(one.moved, key=lambda move: (-abs(move[1] - move[2]), move[1], move[0]))
    moved = [f"{name} {place(before)} to {place(after)}" for name, before, after in furthest[:_MOVES]]
    if len(furthest) > _MOVES:
        moved.append(f"{len(furthest) - _MOVES} more by {abs(furthest[_MOVES][1] - furthest[_MOVES][2]):g} at most")
    yield from _told(f"{one.measure}: {one.likeness:.2f}; {'; '.join(moved)}", hanging=4)


def _swap(one: Swap) -> Iterator[str]:
    if one.share is None:
        yield from _told(f"{one.upper} over {one.lower}: no weights change it", hanging=4)
    elif not one.share:
        yield from _told(f"{one.upper} over {one.lower}: not by the measures that both have", hanging=4)
    else:
        yield from _told(
            f"{one.upper} over {one.lower}: {float(one.share):.1%}, from {', '.join(one.taken)} to {one.given}",
            hanging=4,
        )


def _told(text: str, hanging: int = 0) -> list[str]:
    first = "  " if hanging else ""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=" " * hanging, break_on_hyphens=False
    )  # fmt: skip


def place(rank: float) -> str:
    """Return a place as people write it: 3, or 3.5 where two share the third."""
    return f"{rank:g}"
