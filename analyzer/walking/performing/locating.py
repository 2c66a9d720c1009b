"""Finding on a page what a recording's step was about, with Playwright's public locators.

The alternatives of a step are tried in the order they were recorded; the first that shows at least one visible element
wins, and of several elements the first in the document. Puppeteer, which DevTools replays with, races them instead: the
order here makes the choice the same on every machine.
"""

import contextlib
import functools
import re
import time
from collections.abc import Iterable, Sequence

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Locator
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from analyzer.errors import WalkError
from analyzer.recordings.selectors import Part, parts, shown
from analyzer.recordings.steps import Selector
from analyzer.walking.failing import first_line

Root = Frame | Locator

OPERATED = (
    "button", "link", "checkbox", "radio", "switch", "tab", "menuitem", "menuitemcheckbox", "menuitemradio", "option",
    "combobox", "textbox", "searchbox", "spinbutton", "slider", "treeitem", "gridcell",
)  # fmt: skip
OTHER = (
    "alert", "alertdialog", "application", "article", "banner", "blockquote", "caption", "cell", "code",
    "columnheader", "complementary", "contentinfo", "definition", "deletion", "dialog", "directory", "document",
    "emphasis", "feed", "figure", "form", "grid", "group", "heading", "img", "insertion", "list", "listbox", "listitem",
    "log", "main", "marquee", "math", "menu", "menubar", "meter", "navigation", "none", "note", "paragraph",
    "presentation", "progressbar", "radiogroup", "region", "row", "rowgroup", "rowheader", "scrollbar", "search",
    "separator", "status", "strong", "subscript", "superscript", "table", "tablist", "tabpanel", "term", "time",
    "timer", "toolbar", "tooltip", "tree", "treegrid",
)  # fmt: skip
"""The roles of WAI-ARIA 1.2 (W3C, 2023), section 5.4: those a person operates, on which clicks mostly fall, first."""

_CHROMIUM_ROLES = {"image": "img"}
LOOK_AGAIN_MS = 100


class StepError(WalkError):
    """A step that cannot be done on this page; the text does not yet say which step it is."""


def located(root: Root, selectors: Iterable[Selector], timeout: float) -> Locator:
    """Return the element that ``selectors`` lead to within ``timeout`` milliseconds, as a locator that finds it again.

    An alternative that no page can be asked for is passed over where there is another.

    Raises
    ------
    StepError
        If none of them shows a visible element in time, or none is a selector.
    """
    alternatives = tuple(selectors)
    end = time.monotonic() + timeout / 1000
    candidates: list[Locator] = []
    refused: list[StepError] = []
    for alternative in alternatives:
        try:
            for locator in found_by(root, alternative):
                candidate = locator.filter(visible=True)
                if count(candidate):
                    return candidate.first
                candidates.append(candidate)
        except StepError as error:
            refused.append(error)
    if not candidates:
        raise refused[0]
    while True:
        left = (end - time.monotonic()) * 1000
        try:
            # One long wait and not many short ones: whoever watches then decides how the page's clock goes on.
            _any(candidates).first.wait_for(timeout=max(left, 1))
        except PlaywrightTimeoutError as error:
            names = ", ".join(shown(selector) for selector in alternatives)
            why = f"; {refused[0]}" if refused else ""
            raise StepError(f"nothing matches {names} within {timeout / 1000:g} s{why}") from error
        for candidate in candidates:
            if count(candidate):
                return candidate.first


def shows(root: Root, selectors: Iterable[Selector]) -> bool:
    """Return whether any of ``selectors`` leads to a visible element now."""
    for alternative in selectors:
        with contextlib.suppress(StepError):
            if any(count(locator.filter(visible=True)) for locator in found_by(root, alternative)):
                return True
    return False


def found_by(root: Root, selector: Selector) -> tuple[Locator, ...]:
    """Return the locators that one alternative stands for, the likeliest first.

    Raises
    ------
    StepError
        If it asks for what no page can be asked for.
    """
    try:
        first, *inner = parts(selector)
    except ValueError as error:
        raise StepError(str(error)) from error
    reached = _inside(root, first)
    for part in inner:
        reached = tuple(found for outer in reached for found in _inside(outer, part))
    return reached


def count(locator: Locator) -> int:
    """Return how many elements match now; none while the document is being replaced.

    Raises
    ------
    StepError
        If the page says that this is not a selector.
    """
    try:
        return locator.count()
    except PlaywrightError as error:
        if "parsing" in error.message or "not a valid" in error.message:
            raise StepError(f"not a selector: {first_line(error)}") from error
        if "context was destroyed" in error.message:
            return 0
        raise


def matches(frame: Frame, element: Locator, css: str) -> bool:
    """Return whether ``element``, which is in ``frame``, is one of those that ``css`` selects."""
    return count(element.and_(frame.locator(f"css={css}"))) > 0


def let_time_pass(frame: Frame) -> None:
    """Let the page go on for a moment, its clock included, by waiting for what never comes."""
    with contextlib.suppress(PlaywrightTimeoutError):
        frame.locator("optout-nothing").wait_for(timeout=LOOK_AGAIN_MS)


def _inside(root: Root, part: Part) -> tuple[Locator, ...]:
    value = part.value or ""
    if part.kind == "aria":
        return _named(root, part.value, part.role)
    if part.kind == "text":
        words = r"\s+".join(re.escape(word) for word in value.split())
        return (root.get_by_text(re.compile(words)),)
    if part.kind == "xpath":
        return (root.locator(f"xpath={value}"),)
    # Playwright's CSS looks into open shadow roots, so that pierce/ and a chain of hosts are plain CSS.
    return (root.locator(f"css={value}"),)


def _named(root: Root, name: str | None, role: str | None) -> tuple[Locator, ...]:
    """Return the locators for an exact accessible name, or for a role alone."""
    role = _CHROMIUM_ROLES.get(role, role) if role else None
    if role in OPERATED or role in OTHER:
        return (_by_role(root, role, name),)
    if name is None:
        raise StepError(f"no role {role!r} in WAI-ARIA 1.2")
    any_role = (_any([_by_role(root, one, name) for one in roles]) for roles in (OPERATED, OTHER))
    # Chromium also names nodes that have no ARIA role, such as the label of a field.
    return (*any_role, root.get_by_label(name, exact=True), root.get_by_text(name, exact=True))


def _by_role(root: Root, role: str, name: str | None) -> Locator:
    options = {} if name is None else {"name": name, "exact": True}
    return root.get_by_role(role, **options)  # type: ignore[arg-type]  # the names are those of Playwright's Literal


def _any(locators: Sequence[Locator]) -> Locator:
    return functools.reduce(Locator.or_, locators)
