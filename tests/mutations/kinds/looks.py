"""The refusal is painted paler than it was."""

from collections.abc import Iterator
from random import Random

from bs4 import BeautifulSoup

from analyzer.measuring.contrast import contrast
from tests.mutations.expecting import Expected, Shift
from tests.mutations.kinds.mutant import Mutant
from tests.mutations.mocks import Edit, editing
from tests.mutations.subject import Mark, Subject

_ROUNDED = 0.005
"""A measure's value is given with two decimals."""


def paled(subject: Subject, _: Random) -> Iterator[Mutant]:
    """Give the refusal's words a colour nearer to their ground."""
    ratio = subject.value("prominence")
    refusing = {
        (one.screen, one.control) for one in subject.findings("prominence") if one.message.startswith("refuses")
    }
    for act in subject.acts:
        colour, ground = act.control.colour, act.control.background
        compared = (act.screen.number, act.control.key) in refusing and not act.tag.find()
        if ratio is None or not compared or not colour or not ground:
            continue
        pale = _between(colour, ground)
        factor = contrast(colour, ground) / contrast(pale, ground)
        yield Mutant(
            told=f"“{act.label}” is painted {pale} instead of {colour}, on {ground}",
            change=editing(_painting(act.mark, pale), act.url),
            expected=Expected(
                # Another control that refuses may now be the more prominent one: then the ratio rises by less.
                measures={"prominence": Shift(0.01, (ratio + _ROUNDED) * factor - ratio + _ROUNDED)},
                score=1,
            ),
        )


def _between(one: str, other: str) -> str:
    parts = [(int(one[at : at + 2], 16) + int(other[at : at + 2], 16)) // 2 for at in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _painting(mark: Mark, colour: str) -> Edit:
    def paint(page: BeautifulSoup) -> bool:
        found = mark.on(page)
        for tag in found:
            tag["style"] = f"color: {colour} !important"
        return bool(found)

    return paint
