"""The JSON lines that ``playwright codegen --target jsonl`` writes, as a route's script in plain Playwright.

The format is undocumented and may change with every version; this reads what Playwright 1.65 writes (its ``jsonl.ts``
and ``python.ts``, Microsoft, Apache-2.0). A script says more truly than the steps of a DevTools recording what was
recorded, because each locator has its own call. Nothing of the file is evaluated, and what is written is made of known
calls around quoted texts.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from analyzer.errors import InputError
from analyzer.recordings import strictjson
from analyzer.recordings.addresses import is_page
from analyzer.recordings.devtools import is_blank
from analyzer.recordings.personal import INVENTED, kind_of
from analyzer.recordings.secrecy import SigningIn
from analyzer.recordings.steps import Change
from analyzer.recordings.strictjson import quoted

MOST_ACTIONS = 5_000
_PARAMETERS = re.compile(r"\b(name|description|has_text|has_not_text)=")
"""Words of the calls, which must not be taken for what a field is called."""
_LABELLED = re.compile(r"\b(?:get_by_(?:label|placeholder|title|alt_text)\(|name=)")
_DEEPEST_LOCATOR = 16


@dataclass(frozen=True)
class Generated:
    """A route's script, the address at which it starts, the persona whose values it types, and what was changed."""

    script: str
    start: str
    actions: int
    persona: dict[str, str]
    notes: tuple[str, ...]


class _Signal(msgspec.Struct, frozen=True, rename="camel"):
    name: str
    popup_page_guid: str = ""


class _Locator(msgspec.Struct, frozen=True):
    kind: str
    body: Any = ""
    options: dict[str, Any] = {}
    next: "_Locator | None" = None


class _Action(msgspec.Struct, frozen=True, rename="camel"):
    name: str
    page_guid: str = ""
    signals: tuple[_Signal, ...] = ()
    locator: _Locator | None = None
    url: str = ""
    text: str = ""
    key: str = ""
    button: str = "left"
    modifiers: int = 0
    click_count: int = 1
    position: dict[str, float] | None = None
    options: tuple[str, ...] = ()


def load(path: Path, function: str, persona: Mapping[str, str]) -> Generated:
    """Return the recording in ``path`` as a script whose one function is called ``function``.

    What looks like somebody's data is typed from the persona: that of the flow, else an invented one.

    Raises
    ------
    InputError
        If it is no such file, or holds an action or a locator that cannot be written down; the line names it.
    """
    data = strictjson.read_bytes(path)
    lines = [line for line in data.split(b"\n") if line.strip()]
    if len(lines) > MOST_ACTIONS:
        raise InputError(f"{path}: more than {MOST_ACTIONS} lines: not a recording of one procedure")
    writing = _Writing(persona)
    for number, line in enumerate(lines, 1):
        place = f"{path}: line {number}"
        said = strictjson.decode(line, place)
        if number == 1 and isinstance(said, dict) and "name" not in said:
            continue  # how the browser was started
        try:
            action = msgspec.convert(said, _Action)
        except msgspec.ValidationError as error:
            raise InputError(f"{place}: not an action of playwright codegen: {error}") from error
        writing.write(action, f"{place}: {quoted(action.name)}")
    if not writing.start:
        raise InputError(f"{path}: opens no page")
    asks = ", persona: dict[str, str]" if writing.used else ""
    head = f"from playwright.sync_api import Page\n\n\ndef {function}(page: Page{asks}) -> None:\n"
    script = head + "".join(f"    {line}\n" for line in writing.lines)
    return Generated(script, writing.start, writing.actions, writing.used, tuple(writing.notes))


@dataclass
class _Writing:
    """The script under way: ``pages`` are the names of the pages by the recording's own."""

    persona: Mapping[str, str]
    start: str = ""
    actions: int = 0
    lines: list[str] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    signing_in: SigningIn = field(default_factory=SigningIn)

    def write(self, action: _Action, place: str) -> None:
        known = action.page_guid in self.pages
        page = self._page(action.page_guid)
        match action.name:
            case "openPage":
                if not known and page != "page":
                    self.lines.append(f"{page} = page.context.new_page()")
                if action.url and not is_blank(action.url) and not known:
                    self._go(page, action.url, place)
            case "navigate":
                self._go(page, action.url, place)
            case "closePage" if page == "page":
                pass  # a walk leaves the page open so that it can be read
            case "closePage":
                self.lines.append(f"{page}.close()")
            case "assertText" | "assertChecked" | "assertVisible" | "assertValue" | "assertSnapshot":
                self.notes.append(f"{_line(place)}: {action.name} was left out: no act")
            case "setInputFiles":
                raise InputError(f"{place}: a recording does not hold the file that was chosen; write a script instead")
            case "click" | "hover" | "check" | "uncheck" | "fill" | "press" | "select":
                self._act(page, action, place)
            case _:
                raise InputError(f"{place}: an action that is not known here")

    def _go(self, page: str, url: str, place: str) -> None:
        if is_blank(url):
            return
        if not is_page(url):
            raise InputError(f"{place}: {quoted(url)} is not an http or https address that can be opened")
        self.signing_in.left()
        self.start = self.start or url
        self.actions += 1
        self.lines.append(f"{page}.goto({url!r})")

    def _act(self, page: str, action: _Action, place: str) -> None:
        if action.locator is None:
            raise InputError(f"{place}: names no element")
        locator = _located(action.locator, place)
        call = f"{page}{locator}.{self._call(action, locator, place)}"
        self.actions += 1
        for signal in action.signals:
            if signal.name == "popup":
                opened = self._page(signal.popup_page_guid)
                lines = [f"with {page}.expect_popup() as {opened}_opened:", f"    {call}"]
                self.lines += [*lines, f"{opened} = {opened}_opened.value"]
                return
            if signal.name == "dialog":
                self.lines.append(f'{page}.once("dialog", lambda dialog: dialog.dismiss())')
        self.lines.append(call)

    def _call(self, action: _Action, locator: str, place: str) -> str:
        match action.name:
            case "click":
                return _click(action, place)
            case "hover" | "check" | "uncheck":
                return f"{action.name}()"
            case "fill":
                return f"fill({self._typed(action.text, locator, place)})"
            case "press":
                return f"press({'+'.join([*_modifiers(action), action.key])!r})"
            case _:
                return f"select_option({list(action.options)!r})"

    def _typed(self, text: str, locator: str, place: str) -> str:
        kind = kind_of(Change(selectors=(_PARAMETERS.sub("", locator)[:10_000],), value=text)) if text else None
        secret = self.signing_in.typed(text, kind, described=bool(_LABELLED.search(locator)))
        line = _line(place)
        if kind is None and not secret:
            if text:
                self.notes.append(f"{line}: fill: {quoted(text)} is kept as typed; replace it if it is somebody's")
            return repr(text)
        kind = kind or "password"
        self.used[kind] = self.persona.get(kind, INVENTED[kind])
        looked = "what may be a password" if secret else f"the typed {kind}"
        self.notes.append(f"{line}: fill: {looked} was replaced by an invented one")
        return f"persona[{kind!r}]"

    def _page(self, guid: str) -> str:
        return self.pages.setdefault(guid, f"page{len(self.pages) or ''}")


def _line(place: str) -> str:
    """Return ``line 3`` of ``file: line 3: 'click'``."""
    return place.rpartition(": ")[0].rpartition(": ")[2]


def _click(action: _Action, place: str) -> str:
    if action.button not in {"left", "middle", "right"}:
        raise InputError(f"{place}: the mouse button {quoted(action.button)} cannot be pressed")
    options = [f"button={action.button!r}"] if action.button != "left" else []
    if modifiers := _modifiers(action):
        options.append(f"modifiers={modifiers!r}")
    if action.click_count > 2:  # noqa: PLR2004 - two is double
        options.append(f"click_count={action.click_count}")
    if action.position:
        options.append(f"position={ {key: float(action.position.get(key, 0)) for key in ('x', 'y')}!r}")
    return f"{'dblclick' if action.click_count == 2 else 'click'}({', '.join(options)})"  # noqa: PLR2004 - the same


def _modifiers(action: _Action) -> list[str]:
    names = ((1, "Alt"), (2, "ControlOrMeta"), (4, "ControlOrMeta"), (8, "Shift"))
    return [name for bit, name in names if action.modifiers & bit]


_BY_TEXT = {
    "text": "get_by_text",
    "alt": "get_by_alt_text",
    "placeholder": "get_by_placeholder",
    "label": "get_by_label",
    "title": "get_by_title",
}
_OPTIONS_OF_A_ROLE = frozenset({"checked", "disabled", "expanded", "level", "pressed", "selected", "includeHidden"})


def _located(locator: _Locator, place: str) -> str:
    """Return the chain of calls that finds the element, beginning with a dot."""
    written, link = "", locator
    for _ in range(_DEEPEST_LOCATOR):
        written += f".{_link(link, place)}"
        if link.next is None:
            return written
        link = link.next
    raise InputError(f"{place}: a locator of more than {_DEEPEST_LOCATOR} links")


def _link(link: _Locator, place: str) -> str:
    body = link.body
    if not isinstance(body, str):
        raise InputError(f"{place}: a locator {quoted(link.kind)} by a pattern, which is not in the file")
    if link.kind in _BY_TEXT:
        return f"{_BY_TEXT[link.kind]}({body!r}{', exact=True' if link.options.get('exact') else ''})"
    plain: Mapping[str, Callable[[], str]] = {
        "default": lambda: f"locator({body!r}{_having(link, place)})",
        "role": lambda: f"get_by_role({body!r}{_of_role(link, place)})",
        "test-id": lambda: f"get_by_test_id({body!r})",
        "has-text": lambda: f"filter(has_text={body!r})",
        "has-not-text": lambda: f"filter(has_not_text={body!r})",
        "frame-locator": lambda: f"frame_locator({body!r})",
        "frame": lambda: "content_frame",
        "first": lambda: "first",
        "last": lambda: "last",
        "nth": lambda: f"nth({_whole(body, place)})",
    }
    if link.kind not in plain:
        raise InputError(f"{place}: a locator {quoted(link.kind)} that is not known here")
    return plain[link.kind]()


def _having(link: _Locator, place: str) -> str:
    named = (("hasText", "has_text"), ("hasNotText", "has_not_text"))
    return "".join(f", {name}={_text(link.options[key], place)!r}" for key, name in named if key in link.options)


def _of_role(link: _Locator, place: str) -> str:
    written = "".join(
        f", {key}={_text(link.options[key], place)!r}" for key in ("name", "description") if key in link.options
    )
    if written and link.options.get("exact"):
        written += ", exact=True"
    for given in link.options.get("attrs", ()):
        name, value = (given.get("name"), given.get("value")) if isinstance(given, dict) else (None, None)
        if name not in _OPTIONS_OF_A_ROLE or not isinstance(value, bool | int):
            raise InputError(f"{place}: a role with {quoted(str(name))}, which is not known here")
        written += f", {'include_hidden' if name == 'includeHidden' else name}={value!r}"
    return written


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"{place}: a locator by a pattern, which is not in the file")
    return value


def _whole(body: str, place: str) -> int:
    try:
        return int(body[:9])
    except ValueError as error:
        raise InputError(f"{place}: a locator nth without a number") from error
