"""Patterns of a lexicon, ready to be looked up: every word of a text is one dictionary look-up, not a search."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.wording.normalising import Passage
from analyzer.wording.patterns import Compiler, Places, Word, ends, openers, spell

_REMEMBERED = 4096
"""Words whose patterns are remembered; labels repeat a few hundred words, and hostile text must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: the words ``first`` up to, not including, ``last`` of a passage."""

    slot: str
    pattern: str
    first: int
    last: int


class Phrasebook:
    """Patterns under named slots, ready to be looked up in a passage."""

    def __init__(
        self, slots: Mapping[str, Sequence[str]], groups: Mapping[str, Sequence[str]], where: str = "lexicon"
    ) -> None:
        """Compile every pattern.

        Parameters
        ----------
        slots
            Patterns by slot.
        groups
            Patterns that ``@name`` stands for.
        where
            The place named in an error.

        Raises
        ------
        InputError
            A pattern cannot be read, or names a group that is not there.
        """
        compiler = Compiler(groups, where)
        self._entries: list[tuple[str, str, Places]] = []
        self._whole: dict[str, list[tuple[str, str, Places]]] = {}
        self._stems: dict[str, list[tuple[str, str, Places]]] = {}
        self._tails: dict[str, list[tuple[str, str, Places]]] = {}
        self._inner: dict[str, list[tuple[str, str, Places]]] = {}
        self._seen: dict[str, tuple[tuple[str, str, Places], ...]] = {}
        for slot, patterns in slots.items():
            for pattern in patterns:
                self._index(slot, pattern, compiler.compiled(pattern, f"{where}: {slot}"))
        self._stem_lengths = tuple(sorted({len(stem) for stem in self._stems}))

    def _index(self, slot: str, pattern: str, sequence: Places) -> None:
        entry = (slot, pattern, sequence)
        self._entries.append(entry)
        for word in openers(sequence):
            for whole in word.whole:
                self._whole.setdefault(whole, []).append(entry)
            for stem in word.stems:
                self._stems.setdefault(stem, []).append(entry)
            for tail in word.tails:
                self._tails.setdefault(tail, []).append(entry)
            for part in word.inner:
                self._inner.setdefault(part, []).append(entry)

    def hits(self, passage: Passage) -> tuple[Hit, ...]:
        """Find every pattern in a passage.

        Parameters
        ----------
        passage
            The words to look at.

        Returns
        -------
        tuple of Hit
            In order of place, the longest first at the same place; one match of each pattern at each place, with
            optional words where they are there and gaps as short as can be.
        """
        found: set[Hit] = set()
        for first, word in enumerate(passage.words):
            for slot, pattern, sequence in self._candidates(word):
                last = first + 1 if _is_word(sequence) else next(ends(sequence, passage, first, first), first)
                if last > first:
                    found.add(Hit(slot, pattern, first, last))
        return tuple(sorted(found, key=lambda hit: (hit.first, -hit.last, hit.slot, hit.pattern)))

    def spelled(self) -> Iterator[tuple[str, str, str]]:
        """Yield each slot and pattern with the shortest text that the pattern matches, folded."""
        for slot, pattern, sequence in self._entries:
            yield slot, pattern, " ".join(spell(sequence))

    def _candidates(self, word: str) -> tuple[tuple[str, str, Places], ...]:
        known = self._seen.get(word)
        if known is None:
            known = tuple(dict.fromkeys(self._opened_by(word)))
            if len(self._seen) < _REMEMBERED:
                self._seen[word] = known
        return known

    def _opened_by(self, word: str) -> Iterator[tuple[str, str, Places]]:
        yield from self._whole.get(word, ())
        for length in self._stem_lengths:
            if length > len(word):
                break
            yield from self._stems.get(word[:length], ())
        for tail, entries in self._tails.items():
            if word.endswith(tail):
                yield from entries
        for part, entries in self._inner.items():
            if part in word:
                yield from entries


def _is_word(sequence: Places) -> bool:
    return len(sequence) == 1 and isinstance(sequence[0].part, Word)


def outermost(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out every hit that lies inside a longer one of any slot, as ``essential`` inside ``non essential``."""
    kept: list[Hit] = []
    reach = 0
    for hit in hits:
        if hit.last > reach or (kept and (hit.first, hit.last) == (kept[-1].first, kept[-1].last)):
            kept.append(hit)
            reach = max(reach, hit.last)
    return tuple(kept)


def apart(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out every hit that overlaps one that begins earlier, or is longer at the same place."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.first >= kept[-1].last:
            kept.append(hit)
    return tuple(kept)
