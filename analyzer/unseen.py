"""Text as a reader sees it, without what stands inside words and is not seen: inline tags, soft hyphens, line ends.

A page sets ``jean.dupont<wbr>@mail.example`` or a span around each letter, and means one word. A view leaves such
things out, and knows where everything in it stands in the original.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

_TAGS = (
    b"a|abbr|acronym|b|bdi|bdo|big|cite|code|em|font|i|ins|kbd|label|mark|nobr|q|s|small|span|strong|sub|sup|tt|u|var"
    b"|wbr"
)
"""Elements that a line of text goes on through (WHATWG, "HTML", section 4.5, and their forerunners)."""
_TAG = rb"\\?/?(?i:" + _TAGS + rb")(?:[\s/][^<>]{0,500}?)?(?:>|\\u003[eE]|&gt;)"
_SIGN = rb"(?:shy|zwn?j|lrm|rlm|ZeroWidthSpace|NoBreak|#0*(?:173|820[3-7]|8288)|#[xX]0*(?i:ad|200[b-f]|2060));"
_UNSEEN = re.compile(
    b"|".join(
        (
            rb"<!--[^>]{0,200}-->", b"<" + _TAG, rb"\\u003[cC]" + _TAG, b"&lt;" + _TAG,
            b"&" + _SIGN, rb"\\u0026" + _SIGN,
            rb"\xc2\xad", rb"\xe2\x80[\x8b-\x8f]", rb"\xe2\x81\xa0", rb"\xef\xbb\xbf", rb"=\r?\n",
            rb"%(?i:c2%ad|e2%80%8[b-f]|e2%81%a0|ef%bb%bf)", rb"\\u(?i:00ad|200[b-f]|2060|feff)",
        )
    )
)  # fmt: skip
"""The characters are those that Unicode ignores in text and that pages put between letters (UAX 44, 5.13); the last is
where mail breaks a line (RFC 2045, section 6.7)."""


@dataclass(frozen=True)
class Seen:
    """``data`` without what is unseen: ``text``, of which piece after piece begins at ``begins`` and lay at ``lay``."""

    data: bytes
    text: bytes
    begins: tuple[int, ...]
    lay: tuple[int, ...]

    def replaced(self, found: Iterable[tuple[int, int, bytes]]) -> bytes:
        """Return ``data`` with something instead of each range of ``text``; what is unseen in it stands behind."""
        parts, done = [], 0
        for begin, end, instead in found:
            first, last = self._at(begin), self._at(end - 1) + 1
            unseen = b"".join(one[0] for one in _UNSEEN.finditer(self.data, first, last))
            parts += [self.data[done:first], instead, unseen]
            done = last
        return b"".join((*parts, self.data[done:]))

    def _at(self, place: int) -> int:
        piece = bisect_right(self.begins, place) - 1
        return self.lay[piece] + place - self.begins[piece]


def seen(data: bytes) -> Seen | None:
    """Return ``data`` as it is seen, null where all of it is."""
    pieces, done = [], 0
    for one in _UNSEEN.finditer(data):
        if one.start() > done:
            pieces.append((done, one.start()))
        done = one.end()
    if not done:
        return None
    if done < len(data):
        pieces.append((done, len(data)))
    lengths = [end - begin for begin, end in pieces]
    text = b"".join(data[begin:end] for begin, end in pieces)
    return Seen(data, text, tuple(accumulate(lengths[:-1], initial=0)), tuple(begin for begin, _ in pieces))
