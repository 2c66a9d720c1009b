"""A dialog of the browser's own as a screen: nothing can be photographed or read from the page while it is open."""

from analyzer.model import Block, Box, Control, Screen
from analyzer.saying import say
from analyzer.walking.watching.tabs import BrowserDialog

_BUTTONS = {
    "fr": {"ok": "OK", "cancel": "Annuler", "leave": "Quitter"},
    "en": {"ok": "OK", "cancel": "Cancel", "leave": "Leave"},
}
"""What Chromium writes on them (components/strings, app_modal)."""

_NOWHERE = Box(x=0, y=0, width=0, height=0)


def screen_of(dialog: BrowserDialog, number: int, at: int, before: Screen, language: str) -> Screen:
    """Return ``dialog`` as screen ``number``, on top of the screen ``before``; ``language`` is the browser's."""
    words = _BUTTONS.get(language, _BUTTONS["en"])
    agree = words["leave"] if dialog.type == "beforeunload" else words["ok"]
    names = [agree] if dialog.type == "alert" else [agree, words["cancel"]]
    field = [_control("dialog.field", "textbox", dialog.message, language)] if dialog.type == "prompt" else []
    buttons = [_control(f"dialog.{place}", "button", name, language) for place, name in enumerate(names, 1)]
    message = Block(
        key="dialog.message", text=dialog.message, tag="dialog", level=0, region="dialog", dialog=0,
        language=before.language, box=_NOWHERE, in_viewport=True,
    )  # fmt: skip
    return Screen(
        number=number, page=before.page, document=before.document, at=at, url=before.url, title=before.title,
        language=before.language, viewport=before.viewport, height=before.height, dialogs=(dialog.type,),
        browser_dialog=dialog.type, focus=None, blocks=(message,), controls=(*field, *buttons), screenshot=None,
        dom=None,
        limits=(say("a dialog of the browser's own: no screenshot, no places"),),
    )  # fmt: skip


def _control(key: str, role: str, name: str, language: str) -> Control:
    typed = role == "textbox"
    return Control(
        key=key, role=role, name=name, text="" if typed else name, tag="input" if typed else "button",
        kind="text" if typed else "button", required=False, invalid=False, checked=None, expanded=None, enabled=True,
        filled=False, options=0, group="", href="", inline=False, tab_index=0, region="dialog", dialog=0, frame=0,
        language=language, box=_NOWHERE, in_viewport=True, colour=None, background=None, border=None, font_size=None,
        font_weight=None,
    )  # fmt: skip
