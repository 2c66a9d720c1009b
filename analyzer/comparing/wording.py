"""Which blocks of text are gone, new or reworded, and which words of the reworded ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, groupby

from analyzer.comparing.aligning import FULL, align, overlap
from analyzer.model import Part

_REWORDED = FULL // 2
"""Two blocks that share half of their words are one block, reworded."""

_LONGEST = 400
"""Words of a block, and blocks of a screen, beyond which they are told whole: comparing takes the square of that."""


def reworded(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Part, ...], ...]:
    """Return one entry for each block that is not the same in both, in reading order."""
    return _gone_first(_changed(before, after))


def relabelled(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Part, ...], ...]:
    """Return one entry for each label that is not on both sides, wherever it stands: gone, new or reworded.

    What is left on both sides is paired as reworded where half of the words are the same, the most alike first, and
    among equals those that stand earliest and nearest to each other, from either side.
    """
    left = [label for label in before if label not in set(after)][:_LONGEST]
    right = [label for label in after if label not in set(before)][:_LONGEST]
    bags = {label: Counter(label.casefold().split()) for label in (*left, *right)}
    alike = sorted(
        (-likeness, i + j, abs(i - j), one, other)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if (likeness := overlap(bags[one], bags[other])) >= _REWORDED
    )
    paired: dict[str, str] = {}
    for *_, one, other in alike:
        if one not in paired and other not in paired.values():
            paired[one] = other
    kept = set(paired.values())
    return (
        *(_by_words(label, paired[label]) if label in paired else _whole("gone", label) for label in left),
        *(_whole("new", label) for label in right if label not in kept),
    )


def _gone_first(entries: Iterable[tuple[Part, ...]]) -> tuple[tuple[Part, ...], ...]:
    """Return the entries with blocks that are gone before blocks that are new, where they stand beside each other."""
    runs = groupby(entries, lambda parts: len(parts) == 1)
    return tuple(chain.from_iterable(sorted(run, key=_is_new) if whole else list(run) for whole, run in runs))


def _is_new(parts: tuple[Part, ...]) -> bool:
    return parts[0].kind == "new"


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Part, ...]]:
    if before == after:
        return
    if max(len(before), len(after)) > _LONGEST:
        known, now = set(before), set(after)
        yield from (_whole("gone", text) for text in before if text not in now)
        yield from (_whole("new", text) for text in after if text not in known)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield from _paired(before[start:end], after[first:last])


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Part, ...]]:
    bags = {text: Counter(text.casefold().split()) for text in (*before, *after)}
    for left, right in align(before, after, lambda one, other: overlap(bags[one], bags[other]), _REWORDED):
        if left is None and right is not None:
            yield _whole("new", after[right])
        elif right is None and left is not None:
            yield _whole("gone", before[left])
        elif left is not None and right is not None and before[left] != after[right]:
            yield _by_words(before[left], after[right])


def _by_words(before: str, after: str) -> tuple[Part, ...]:
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > _LONGEST:
        return Part(kind="gone", text=before), Part(kind="new", text=after)
    parts = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part(kind="same", text=" ".join(old[start:end])))
            continue
        if start < end:
            parts.append(Part(kind="gone", text=" ".join(old[start:end])))
        if first < last:
            parts.append(Part(kind="new", text=" ".join(new[first:last])))
    return tuple(parts)


def _whole(kind: str, text: str) -> tuple[Part, ...]:
    return (Part(kind="gone" if kind == "gone" else "new", text=text),)
