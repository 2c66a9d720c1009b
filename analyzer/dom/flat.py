"""The stored page as a tree, and its texts in the order in which a person meets them.

Shadow roots are stored as declarative templates and frames carry their page in ``srcdoc``; both are read in place.
``data-optout-hidden`` says why people cannot see an element's text. Nothing here recurses over the page, for pages nest
as deep as they like.
"""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "meter", "output", "picture", "progress", "q", "s", "samp",
    "select", "slot", "small", "span", "strike", "strong", "sub", "sup", "svg", "textarea", "time", "tt", "u",
    "var", "wbr",
])  # fmt: skip
"""Tags that flow in running text unless ``data-optout-block`` says that they were laid out as blocks."""

UNSHOWN = frozenset(
    ["base", "head", "link", "meta", "noscript", "option", "script", "select", "style", "textarea", "title"]
)
CONTROLS = frozenset(["a", "button", "input", "select", "summary", "textarea"])
CONTROL_ROLES = frozenset(
    ["button", "checkbox", "combobox", "link", "menuitem", "option", "radio", "switch", "tab", "textbox"]
)
WHOLE_SUBTREE = frozenset(["display", "opacity", "clip-path", "unrendered"])
"""Reasons that hide all an element holds; the others hide its own text only."""

FRAMES = frozenset(["iframe", "frame"])

DEEPEST = 50
"""How many frames within frames are read."""


def parse(html: str, deepest: int = DEEPEST) -> BeautifulSoup:
    """Return the page as a tree, with the pages of its frames inside their elements."""
    soup = BeautifulSoup(html, "html.parser")
    for frame in [tag for tag in soup.find_all() if tag.name in FRAMES]:
        inner = attr(frame, "srcdoc")
        frame.clear()
        if inner and deepest:
            frame.extend(parse(inner, deepest - 1).contents)
    return soup


def attr(tag: Tag, name: str) -> str:
    """Return an attribute as text, "" where it is absent."""
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())


def tidy(text: str) -> str:
    """Return the text with its white space as it is painted."""
    return " ".join(text.split())


def with_ancestors(element: PageElement) -> Iterator[Tag]:
    """Yield the element itself, if it is a tag, and what it stands in, outwards."""
    if isinstance(element, Tag):
        yield element
    yield from element.parents


def is_shadow(tag: Tag) -> bool:
    """Return whether the tag is a stored shadow root."""
    return tag.name == "template" and tag.has_attr("shadowrootmode")


def block_of(element: PageElement) -> Tag | None:
    """Return the nearest block that the element is or stands in."""
    return next(
        (tag for tag in with_ancestors(element) if tag.has_attr("data-optout-block") or tag.name not in INLINE), None
    )


def is_control(tag: Tag) -> bool:
    """Return whether the tag is something a person can operate, as far as its markup tells."""
    return tag.name in CONTROLS or attr(tag, "role") in CONTROL_ROLES


def texts(root: Tag) -> Iterator[tuple[NavigableString, bool]]:
    """Yield every text of ``root`` in reading order, and whether people see it."""
    waiting: list[tuple[PageElement, bool, bool]] = [(root, True, True)]
    while waiting:
        element, shown, own = waiting.pop()
        if isinstance(element, NavigableString):
            if not isinstance(element, PreformattedString):
                yield element, shown and own
        elif isinstance(element, Tag) and element.name not in UNSHOWN:
            reason = attr(element, "data-optout-hidden")
            shown = shown and reason not in WHOLE_SUBTREE
            summary = _summary_of(element)
            waiting.extend(
                (child, shown and summary in (None, child), reason == "") for child in reversed(_children(element))
            )


def _summary_of(tag: Tag) -> PageElement | None:
    """Return the one part of closed details that is seen, the element itself where that is nothing; else None."""
    if tag.name != "details" or tag.has_attr("open"):
        return None
    return next((child for child in tag.children if isinstance(child, Tag) and child.name == "summary"), tag)


def words_of(tag: Tag) -> str:
    """Return the words of an element, without those of the fields in it."""
    return tidy("".join(text if text.strip() else " " for text, _ in texts(tag)))


def _children(tag: Tag) -> list[PageElement]:
    """Return the children as they are laid out: a shadow root's in place of the host's, a slot's where it is filled."""
    shadow = next((child for child in tag.children if isinstance(child, Tag) and is_shadow(child)), None)
    if shadow is not None:
        return list(shadow.children)
    root = next((outer for outer in tag.parents if is_shadow(outer)), None) if tag.name == "slot" else None
    if root is None or root.parent is None:
        return list(tag.children)
    name = attr(tag, "name")
    filling = [
        child for child in root.parent.children
        if child is not root and (attr(child, "slot") if isinstance(child, Tag) else "") == name
    ]  # fmt: skip
    return filling or list(tag.children)
