"""The stored page read offline: paragraphs, labels, marks of required, and text that people cannot see.

Elements are found by the key that the walk's controls and blocks carry (``data-optout-key``).
"""

from functools import cached_property, lru_cache

from bs4.element import NavigableString

from analyzer.dom.fields import Fields
from analyzer.dom.flat import attr, block_of, parse, texts, tidy
from analyzer.dom.paragraphs import Paragraphs

__all__ = ["Dom", "read"]


class Dom:
    """One stored page; ``html`` is the content of the exhibit. A key that is not in it stands in nothing."""

    def __init__(self, html: str) -> None:
        self._soup = parse(html)
        keyed = (tag for tag in self._soup.find_all() if tag.has_attr("data-optout-key"))
        self._tags = {attr(tag, "data-optout-key"): tag for tag in keyed}

    def paragraph_of(self, key: str) -> int | None:
        """Return the number of the paragraph that holds the control, from 1; None where it stands in none.

        What counts as a paragraph is said in ``analyzer.dom.paragraphs``.
        """
        return self._paragraphs.number_of(self._tags[key]) if key in self._tags else None

    def label_of(self, key: str) -> str:
        """Return the words that label the field: ``aria-labelledby``, its labels, ``aria-label``; "" where none do."""
        return self._fields.label_of(self._tags[key]) if key in self._tags else ""

    def required_mark(self, key: str) -> str:
        """Return by what a person or a program can tell that the field is required, "" where nothing says so.

        One of ``required``, ``aria-required``, ``asterisk in the label``, the words themselves such as
        ``(obligatoire)``, or ``error message: ...``, in this order. Words that deny it ("non obligatoire") are no mark.
        """
        return self._fields.required_mark(self._tags[key]) if key in self._tags else ""

    def hidden_text(self) -> tuple[str, ...]:
        """Return the text people cannot see, one entry a block, in reading order."""
        found: list[tuple[int, str]] = []
        for text, shown in self._texts:
            if shown or not text.strip():
                continue
            block = id(block_of(text))
            before = found.pop()[1] if found and found[-1][0] == block else ""
            found.append((block, before + text))
        return tuple(tidy(words) for _, words in found)

    @cached_property
    def _texts(self) -> tuple[tuple[NavigableString, bool], ...]:
        return tuple(texts(self._soup))

    @cached_property
    def _paragraphs(self) -> Paragraphs:
        return Paragraphs(self._texts)

    @cached_property
    def _fields(self) -> Fields:
        return Fields(self._soup)


@lru_cache(maxsize=16)
def read(html: str) -> Dom:
    """Return a stored page; the last ones are remembered, since several measures ask one page several things."""
    return Dom(html)
