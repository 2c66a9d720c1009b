"""Which paragraph a control stands in.

A paragraph is a ``p`` with any visible word, or another block (``li``, ``div``, a cell ...) with at least three visible
words beside its controls. Headings, legends, captions and what stands in a button are none, and the words of labels do
not count. Paragraphs count from 1 within the nearest dialog or landmark (``main``, ``nav``, ``header``, ``footer``,
``aside``), else in the document. A control belongs to the paragraph its text flows in; one in a block of its own within
a ``p`` or ``li`` belongs to that.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bs4.element import NavigableString, Tag

from analyzer.dom.flat import attr, block_of, is_control, with_ancestors

LEAST_WORDS = 3
"""How many words beside its controls make a block other than ``p`` a paragraph."""

_WORD = re.compile(r"\w+")
_NO_PARAGRAPHS = frozenset(
    [
        "button",
        "caption",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "label",
        "legend",
        "option",
        "summary",
        "th",
    ]
)
_NO_PARAGRAPH_ROLES = frozenset(["button", "heading", "menuitem", "option", "tab"])
_LANDMARKS = {
    "main": "main", "nav": "navigation", "header": "banner", "footer": "contentinfo", "aside": "complementary",
}  # fmt: skip
_REGION_ROLES = frozenset([*_LANDMARKS.values(), "dialog", "alertdialog"])


@dataclass
class _Block:
    tag: Tag
    region: int
    words: int = 0
    beside: int = 0

    def is_paragraph(self) -> bool:
        if any(_is_no_paragraph(outer) for outer in with_ancestors(self.tag)):
            return False
        return self.words > 0 if self.tag.name == "p" else self.beside >= LEAST_WORDS


class Paragraphs:
    """The paragraphs of a page, numbered; ``texts`` are its texts in reading order, each with whether it is seen."""

    def __init__(self, texts: Iterable[tuple[NavigableString, bool]]) -> None:
        blocks: dict[int, _Block] = {}
        for text, shown in texts:
            count = len(_WORD.findall(text)) if shown else 0
            tag = block_of(text) if count else None
            if tag is not None and not _within(text, tag, _is_label):
                block = blocks.setdefault(id(tag), _Block(tag, _region_of(tag)))
                block.words += count
                block.beside += 0 if _within(text, tag, is_control) else count
        self._numbers: dict[int, int] = {}
        reached: dict[int, int] = {}
        for block in blocks.values():
            if block.is_paragraph():
                reached[block.region] = reached.get(block.region, 0) + 1
                self._numbers[id(block.tag)] = reached[block.region]

    def number_of(self, tag: Tag) -> int | None:
        """Return the number of the paragraph that holds ``tag``, from 1; None where it stands in none."""
        own = block_of(tag)
        for outer in with_ancestors(tag):
            number = self._numbers.get(id(outer))
            if number is not None and (outer is own or outer.name in ("p", "li")):
                return number
            if _is_region(outer):
                return None
        return None


def _is_no_paragraph(tag: Tag) -> bool:
    return tag.name in _NO_PARAGRAPHS or attr(tag, "role") in _NO_PARAGRAPH_ROLES


def _is_region(tag: Tag) -> bool:
    role = attr(tag, "role")
    if attr(tag, "aria-modal") == "true" or (tag.name == "dialog" and tag.has_attr("open")):
        return True
    if tag.name in ("header", "footer") and not role:
        return tag.find_parent(["article", "aside", "main", "nav", "section"]) is None
    return (role or _LANDMARKS.get(tag.name, "")) in _REGION_ROLES


def _region_of(tag: Tag) -> int:
    return next((id(outer) for outer in with_ancestors(tag) if _is_region(outer)), 0)


def _is_label(tag: Tag) -> bool:
    return tag.name == "label"


def _within(text: NavigableString, block: Tag, kind: Callable[[Tag], bool]) -> bool:
    """Return whether the text stands in something of that kind that is the block or lies inside it."""
    for outer in text.parents:
        if kind(outer):
            return True
        if outer is block:
            return False
    return False
