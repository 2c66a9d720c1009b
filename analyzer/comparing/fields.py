"""Fields of two forms laid side by side: which are gone or new, which became optional or required."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from analyzer import counting
from analyzer.comparing.aligning import FULL, overlap
from analyzer.model import FieldChange, Presence
from analyzer.storage import Gathered

ALIKE = FULL // 3
"""How much two labels have in common where one may be the other reworded: a choice of ours, no published threshold."""


class Asked:
    """One field that a form asks for: its label, its kind, and whether it is needed."""

    __slots__ = ("kind", "label", "presence", "words")

    def __init__(self, field: counting.Field) -> None:
        control = field.control
        self.label = " ".join((control.group if control.kind == "radio" and control.group else control.name).split())
        self.words = Counter(self.label.casefold().split())
        self.kind = (control.role, control.kind)
        self.presence: Presence = "required" if field.why else "optional"

    def name(self) -> tuple[str, ...]:
        """Return what is equal for the same field in the same words."""
        return (self.label.casefold().rstrip(" *:"), *self.kind)


def asked_on(gathered: Gathered) -> dict[int, tuple[Asked, ...]]:
    """Return the fields of the forms that a refusal used, by the number of the screen they were last seen on.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    found: dict[int, list[Asked]] = {}
    fields = (*counting.required_fields(gathered), *counting.optional_fields(gathered))
    for field in sorted(fields, key=lambda field: (field.screen, field.control.box.y, field.control.box.x)):
        found.setdefault(field.screen, []).append(Asked(field))
    return {screen: tuple(asked) for screen, asked in found.items()}


def changed(before: Sequence[Asked], after: Sequence[Asked], *, worded_alike: bool) -> tuple[FieldChange, ...]:
    """Return the fields that are gone, new, relabelled, or needed on one side only.

    A field is the same where its label and kind are. What is left over is paired where kinds are the same and labels
    have a third of their words in common, because a label is the first thing that changes; where the two are in
    different languages labels say nothing, and kinds alone decide.
    """
    pairs: list[tuple[Asked | None, Asked | None]] = []
    left, right = list(before), list(after)
    if worded_alike:
        pairs += _taken(left, right, Asked.name)
    pairs += _taken(left, right, lambda field: field.kind, ALIKE if worded_alike else 0)
    pairs += [(field, None) for field in left] + [(None, field) for field in right]
    return tuple(
        change
        for one, other in pairs
        if (change := _change(one, other)).before != change.after
        or (worded_alike and change.label_before != change.label_after)
    )


def _taken(
    left: list[Asked], right: list[Asked], key: Callable[[Asked], tuple[str, ...]], least: int = 0
) -> Iterator[tuple[Asked, Asked]]:
    """Take pairs of equal keys out of both lists: those first whose labels have most words in common, and enough.

    Among equally good pairs those that stand earliest and nearest to each other come first, from either side.
    """
    pairs = [
        (-overlap(one.words, other.words), i + j, abs(i - j), one, other)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if key(one) == key(other) and overlap(one.words, other.words) >= least
    ]
    for *_, one, other in sorted(pairs, key=lambda pair: pair[:3]):
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            yield one, other


def _change(before: Asked | None, after: Asked | None) -> FieldChange:
    return FieldChange(
        label_before=before.label if before else "",
        label_after=after.label if after else "",
        before=before.presence if before else "absent",
        after=after.presence if after else "absent",
    )
