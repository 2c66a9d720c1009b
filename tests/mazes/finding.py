"""Where a control of the model stands in a page."""

import re

from playwright.sync_api import FrameLocator, Locator, Page

from tests.mazes.model import Control

Scope = Page | FrameLocator


def find(scope: Scope, control: Control, option: int = -1) -> Locator:
    """Return the place to click for a control, or for one of its options."""
    match control.kind:
        case "div" | "checkbox" | "slider":
            tag = "div.press" if control.kind == "div" else f"label.{control.kind}"
            return scope.locator(tag).filter(has_text=re.compile(rf"^\s*{re.escape(control.label)}\s*$"))
        case "nameless" | "select" | "details":
            only = {"nameless": "button.press:has(svg)", "select": "select", "details": "summary"}
            return scope.locator(only[control.kind])
        case "radios":
            group = scope.get_by_role("group", name=control.label, exact=True)
            return group.get_by_role("radio", name=control.options[option].label, exact=True)
        case "link" | "switch" | "tab":
            # A feed repeats its links; each leads to the same page.
            return scope.get_by_role(control.kind, name=control.label, exact=True).first
        case _:
            return scope.get_by_role("button", name=control.label, exact=True)
