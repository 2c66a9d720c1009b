r"""All that bytes say: as they are, and with spellings undone that stand one in another, however deep.

``ada%40mail.test``, ``ada&#64;mail.test``, ``ada\u0040mail.test`` and ``ada<wbr>@mail.test`` are one text in four
spellings, and each may be written in another once more. A reading undoes one spelling wherever it stands; it knows
where in the bytes everything in it stands, so that what is found in it can be replaced there. Of long stretches in
which nothing is undone it holds the ends alone: they have been read before.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.spelling import CODE, EYE, SHEET, UNREADABLE, Spelling

_DEEPEST = 8
"""Spellings one in another; a browser undoes four where a page holds a script that holds JSON that holds an address."""
_SHALLOW = 2
"""The same in bytes that are no text, of which some look like escapes by chance."""
_THEN = {CODE: (EYE, CODE, SHEET), SHEET: (EYE, CODE), EYE: ()}
"""What may be undone after what: a style sheet or mail stands in scripts and pages once, and an eye comes last."""

_CUT = b"<\xff"
"""Stands for what has been read before; no tag goes on over it, and no text has it."""
_PACKED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_.-"
_BREAK = re.compile(b"[^" + re.escape(_PACKED) + b"]")
"""Where something may be cut: nothing packed goes on there."""
_SAME = -1
"""Stands for an end where what lay there is told as it is."""
_WORTH = 4
"""Of how many reaches a stretch is worth to be cut."""


class Reading:
    """Bytes as they are."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    depth = 0
    """How many spellings are undone here."""

    def read(self, spelling: Spelling, reach: int) -> "Reading | None":
        """Return what this says to whoever undoes ``spelling`` as well, null where nothing is written so.

        ``reach`` is how many bytes before and after it belong to what is undone.
        """
        pieces = _Pieces.of(self.text, spelling, reach)
        return _Undone(self, pieces) if pieces else None

    def lay(self, begin: int, end: int) -> bytes:
        """Return the bytes at which a part of the text stands."""
        first, last = self.where(begin, end)
        return self.whole[first:last]

    def instead(self, begin: int, end: int, told: bytes) -> tuple[int, int, bytes]:
        """Return where in the bytes a part of the text stands, and ``told`` followed by what in it says nothing."""
        first, last = self.where(begin, end)
        return first, last, b"".join((told, *self.silent(first, last)))

    @property
    def whole(self) -> bytes:
        """What is read."""
        return self.text

    def where(self, begin: int, end: int) -> tuple[int, int]:
        """Return from where to where in the bytes a part of the text stands."""
        return begin, end

    def silent(self, first: int, last: int) -> Iterator[bytes]:
        """Yield what says nothing of what stands between two places of the bytes."""
        del first, last
        yield from ()


class _Undone(Reading):
    """What a reading says to whoever undoes one more spelling."""

    def __init__(self, source: Reading, pieces: "_Pieces") -> None:
        super().__init__(pieces.text)
        self.depth = source.depth + 1
        self._source = source
        self._pieces = pieces

    @property
    def whole(self) -> bytes:
        return self._source.whole

    def where(self, begin: int, end: int) -> tuple[int, int]:
        return self._source.where(*self._pieces.lay(begin, end))

    def silent(self, first: int, last: int) -> Iterator[bytes]:
        yield from self._source.silent(first, last)
        pieces = iter(self._pieces.silent)
        for place in zip(pieces, pieces, strict=True):
            begin, end = self._source.where(*place)
            if first < begin and end < last:
                yield self.whole[begin:end]


@dataclass(frozen=True)
class _Pieces:
    """A text in pieces: where each begins there, and from where to where it lay; ``silent`` lay where nothing is said.

    In rows of numbers, because there may be millions.
    """

    text: bytes
    begins: "array[int]"
    lay_from: "array[int]"
    lay_to: "array[int]"
    silent: "array[int]"

    @classmethod
    def of(cls, data: bytes, spelling: Spelling, reach: int) -> "_Pieces | None":
        if not spelling.may_stand(data):
            return None
        told: list[bytes] = []
        begins, lay_from, lay_to, silent = array("q", (0,)), array("q", (0,)), array("q", (_SAME,)), array("q")
        place, done, worth = 0, 0, _WORTH * reach

        def add(says: bytes, begin: int, end: int = _SAME) -> None:
            nonlocal place
            begins.append(place)
            lay_from.append(begin)
            lay_to.append(end)
            told.append(says)
            place += len(says)

        def add_same(begin: int, end: int, stretch: int) -> None:
            cut = _cut(data, done or -reach, stretch, reach) if stretch - begin > worth else None
            if cut:
                add(data[begin : cut[0]], begin)
                add(_CUT, *cut)
                begin = cut[1]
            add(data[begin:end], begin)

        for one in spelling.written.finditer(data):
            written = one[0]
            says = spelling.says(written)
            if says == written:
                continue
            begin, end = one.span()
            if begin > done:
                add_same(done, begin, begin)
            if says:
                add(says, begin, end)
            else:
                silent.extend((begin, end))
            done = end
        if not done:
            return None
        add_same(done, len(data), len(data) + reach)
        return cls(b"".join(told), begins, lay_from, lay_to, silent)

    def lay(self, begin: int, end: int) -> tuple[int, int]:
        return self._at(begin)[0], self._at(end - 1)[1]

    def _at(self, place: int) -> tuple[int, int]:
        number = bisect_right(self.begins, place) - 1
        begin, end = self.lay_from[number], self.lay_to[number]
        at = begin + place - self.begins[number]
        return (at, at + 1) if end == _SAME else (begin, end)


def _cut(data: bytes, begin: int, end: int, reach: int) -> tuple[int, int] | None:
    """Return what may be left out between two places at which something is undone, so that nothing packed is cut."""
    first = _BREAK.search(data, max(begin + reach, 0))
    if first is None:
        return None
    last = first.start() + len(data[first.start() : min(end - reach, len(data))].rstrip(_PACKED))
    last = len(data) if end > len(data) else last
    return (first.start(), last) if first.start() < last else None


def readings(data: bytes, reach: int) -> Iterator[Reading]:
    """Yield ``data`` as it is, and all that it says to whoever undoes spellings; ``reach`` as in ``Reading.read``."""
    known, waiting = {data}, [(Reading(data), _THEN[CODE])]
    deepest = _SHALLOW if UNREADABLE.search(data) else _DEEPEST
    for one, spellings in waiting:
        yield one
        for spelling in spellings if one.depth < deepest else ():
            again = one.read(spelling, reach)
            if again is not None and again.text not in known:
                known.add(again.text)
                waiting.append((again, tuple(then for then in _THEN[spelling] if then in spellings)))
