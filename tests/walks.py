"""Walks built tersely by code, for tests that judge without a browser.

``walk_of(page("Home", button("Settings")), click("Settings"), page("Done"))`` reads as the route it is: screens and
actions in order. An action names a control of the screen it happens on. Where no screen follows an action, the same
screen is seen again, with the state the action leaves (a field filled, a box ticked).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from analyzer.model import (
    Action,
    Activations,
    Answer,
    Block,
    Box,
    Check,
    Choose,
    Click,
    Control,
    Drag,
    Environment,
    Fill,
    FlowIdentity,
    Focus,
    Goal,
    History,
    Hover,
    Open,
    Pause,
    Press,
    Provenance,
    Screen,
    Scroll,
    SiteIdentity,
    Target,
    Transition,
    Upload,
    Walk,
)
from analyzer.storage import Gathered

ORIGIN = "https://service.test"
MAILBOX = "https://mail.example"
VIEWPORT = Box(x=0, y=0, width=1280, height=720)

FLOW = FlowIdentity(
    id="flow", variant="", title="A flow", service="Service", right="objection", country="FR", language="en",
    device="desktop", date="2025-05-20", account="logged in", start=f"{ORIGIN}/home", first_link="",
    site=SiteIdentity(kind="mock", name="service", origins=(ORIGIN, MAILBOX), channels={MAILBOX: "mailbox"}),
    waits=(), scope=(),
    provenance=Provenance(sources=(), invented=("everything",)),
)  # fmt: skip

ENVIRONMENT = Environment(
    tool="0", playwright="0", browser="0", build="none", flags=(), locale="en-GB", time_zone="UTC", width=1280,
    height=720, scale=1.0, touch=False, clock="2025-05-20T10:00:00Z", seed=1, fonts="",
)  # fmt: skip

_PLAIN = Control(
    key="", role="button", name="", text="", tag="button", kind="submit", required=False, invalid=False, checked=None,
    expanded=None, enabled=True, filled=False, options=0, group="", href="", inline=False, tab_index=0, region="main",
    dialog=None, frame=0, language="en", box=Box(x=10, y=10, width=100, height=30), in_viewport=True, colour="#000000",
    background="#ffffff", border="#000000", font_size=16.0, font_weight=400,
)  # fmt: skip


def control(name: str, **changes: object) -> Control:
    """A control named and painted ``name``; it gets its key from the screen."""
    return replace(_PLAIN, **{"name": name, "text": name} | changes)


def button(name: str, **changes: object) -> Control:
    return control(name, **changes)


def link(name: str, **changes: object) -> Control:
    return control(name, **{"role": "link", "tag": "a", "kind": "a", "href": f"{ORIGIN}/{name}"} | changes)


def textbox(name: str, **changes: object) -> Control:
    return control(name, **{"role": "textbox", "tag": "input", "kind": "text", "text": ""} | changes)


def checkbox(name: str, *, checked: bool = False, **changes: object) -> Control:
    return control(name, **{"role": "checkbox", "tag": "input", "kind": "checkbox", "checked": checked} | changes)


def radio(name: str, group: str, *, checked: bool = False, **changes: object) -> Control:
    plain = {"role": "radio", "tag": "input", "kind": "radio", "checked": checked, "group": group}
    return control(name, **plain | changes)


def select(name: str, **changes: object) -> Control:
    return control(name, **{"role": "combobox", "tag": "select", "kind": "select", "options": 3} | changes)


def heading(text: str, level: int = 1, region: str = "main") -> Block:
    return replace(paragraph(text, region), tag=f"h{level}", level=level)


def paragraph(text: str, region: str = "main", **changes: object) -> Block:
    plain = Block(
        key="", text=text, tag="p", level=0, region=region, dialog=None, language="en",
        box=Box(x=0, y=0, width=600, height=40), in_viewport=True,
    )  # fmt: skip
    return replace(plain, **changes)


Thing = str | Block | Control
Seen = tuple[Screen, ...]


@dataclass(frozen=True)
class Sketch:
    """A screen before it has its place in a walk: ``draw`` makes it from the screens seen so far."""

    draw: Callable[[Seen], Screen]


@dataclass(frozen=True)
class Act:
    """An action before it has its place in a walk: ``make`` finds its target, ``leaves`` is the state it leaves."""

    make: Callable[[Screen], Action]
    leaves: Callable[[Screen], Screen] = field(default=lambda screen: screen)


def page(title: str, *things: Thing, url: str = "", **changes: object) -> Sketch:
    """A new document whose main heading and title are ``title``; its address is made from the title."""
    blank = Screen(
        number=0, page=1, document=0, at=0, url=url or f"{ORIGIN}/{'-'.join(title.casefold().split())}", title=title,
        language="en", viewport=VIEWPORT, height=720, dialogs=(), browser_dialog="", focus=None, blocks=(), controls=(),
        screenshot=None, dom=None, limits=(),
    )  # fmt: skip
    filled = _filled(blank, (heading(title), *things))

    def draw(seen: Seen) -> Screen:
        newest = max((screen.document for screen in seen), default=0)
        return replace(filled, **{"document": newest + 1, "page": seen[-1].page if seen else 1} | changes)

    return Sketch(draw)


def step(title: str, *things: Thing, **changes: object) -> Sketch:
    """The same document with other content: a panel or step that replaces what stood in it."""

    def draw(seen: Seen) -> Screen:
        blank = replace(seen[-1], dialogs=(), browser_dialog="", blocks=(), controls=())
        return replace(_filled(blank, (heading(title), *things)), **changes)

    return Sketch(draw)


def dialog(name: str, *things: Thing) -> Sketch:
    """A dialog over what was seen before."""

    def draw(seen: Seen) -> Screen:
        return _filled(replace(seen[-1], dialogs=(*seen[-1].dialogs, name)), things, len(seen[-1].dialogs))

    return Sketch(draw)


def closed() -> Sketch:
    """What was seen before, with its topmost dialog closed."""

    def draw(seen: Seen) -> Screen:
        top = len(seen[-1].dialogs) - 1
        return replace(
            seen[-1], dialogs=seen[-1].dialogs[:-1],
            blocks=tuple(block for block in seen[-1].blocks if block.dialog != top),
            controls=tuple(one for one in seen[-1].controls if one.dialog != top),
        )  # fmt: skip

    return Sketch(draw)


def alert(message: str, kind: str = "confirm") -> Sketch:
    """A dialog of the browser itself."""

    def draw(seen: Seen) -> Screen:
        blank = replace(seen[-1], dialogs=(), browser_dialog=kind, blocks=(), controls=())
        return _filled(blank, (message,))

    return Sketch(draw)


def again(title: str) -> Sketch:
    """The screen of this title once more, as it was last seen, in the same document and tab."""
    return Sketch(lambda seen: next(one for one in reversed(seen) if one.title == title and not one.browser_dialog))


def in_tab(number: int, sketch: Sketch) -> Sketch:
    """The same screen in another tab."""
    return Sketch(lambda seen: replace(sketch.draw(seen), page=number))


def click(name: str, times: int = 1, **changes: object) -> Act:
    plain = {"times": times, "button": "left", "pointer": "mouse"}
    return Act(lambda screen: Click(on=_target(screen, name), **plain | changes))


def click_label(name: str, *, to: bool = True) -> Act:
    """A press on the words beside a box, which ticks it."""

    def make(screen: Screen) -> Action:
        label = replace(_target(screen, name), key=f"label:{name}", role="", tag="label", kind="label")
        return Click(on=label, times=1, button="left", pointer="mouse")

    return Act(make, lambda screen: _with(screen, name, checked=to))


def fill(name: str, characters: int = 10) -> Act:
    return Act(
        lambda screen: Fill(on=_target(screen, name), characters=characters, replaced=False),
        lambda screen: _with(screen, name, filled=characters > 0),
    )


def press(keys: str, name: str = "", count: int = 1) -> Act:
    return Act(lambda screen: Press(on=_target(screen, name) if name else None, keys=keys, count=count))


def check(name: str, *, to: bool = True) -> Act:
    def make(screen: Screen) -> Action:
        return Check(on=_target(screen, name), to=to, was=_find(screen, name).checked is True)

    return Act(make, lambda screen: _with(screen, name, checked=to))


def choose(name: str, *options: str) -> Act:
    return Act(
        lambda screen: Choose(on=_target(screen, name), options=options),
        lambda screen: _with(screen, name, filled=True),
    )


def upload(name: str, files: int = 1) -> Act:
    return Act(
        lambda screen: Upload(on=_target(screen, name), files=files), lambda screen: _with(screen, name, filled=True)
    )


def hover(name: str) -> Act:
    return Act(lambda screen: Hover(on=_target(screen, name)))


def focus(name: str) -> Act:
    return Act(lambda screen: Focus(on=_target(screen, name)))


def drag(name: str) -> Act:
    return Act(lambda screen: Drag(on=_target(screen, name), to=None))


def scroll(down: int = 500) -> Act:
    return Act(lambda _: Scroll(right=0, down=down))


def answer(*, accepted: bool = True, characters: int = 0) -> Act:
    return Act(lambda screen: Answer(dialog=screen.browser_dialog, accepted=accepted, characters=characters))


def pause(milliseconds: int) -> Act:
    return Act(lambda _: Pause(milliseconds=milliseconds))


def goto(url: str) -> Act:
    return Act(lambda _: Open(url=url))


def back() -> Act:
    return Act(lambda _: History(how="back"))


def flow_with(**changes: object) -> FlowIdentity:
    return replace(FLOW, **changes)


def walk_of(*parts: Sketch | Act, **changes: object) -> Walk:
    """A walk that opens the first screen and goes on as told; ``changes`` are fields of ``Walk``."""
    screens: list[Screen] = []
    actions: list[Action] = []
    pending: Act | None = None
    for part in parts:
        if isinstance(part, Act):
            if pending is not None:
                _observe(pending, None, screens, actions)
            pending = part
        else:
            _observe(pending, part, screens, actions)
            pending = None
    if pending is not None:
        _observe(pending, None, screens, actions)
    transitions = (
        Transition(number=number, source=number - 1, target=number, action=action)
        for number, action in enumerate(actions, 1)
    )
    plain = {
        "format": 1, "flow": FLOW, "route": "refuse", "silence": False, "expected": "reached",
        "goal": Goal(text="Done"), "outcome": "reached", "failure": "", "screens": tuple(screens),
        "transitions": tuple(transitions), "activations": Activations(seen=0, counted=0, unexplained=()),
        "refused": (), "environment": ENVIRONMENT,
    }  # fmt: skip
    return msgspec.convert(plain | changes, Walk)


def silent(**changes: object) -> Walk:
    """An acceptance by saying nothing."""
    return walk_of(page("Home", button("Settings")), **{"route": "accept", "silence": True} | changes)


def gathered_of(walk: Walk, doms: Mapping[int, str] | None = None) -> Gathered:
    return Gathered(walk=walk, doms=doms or {})


def _observe(act: Act | None, sketch: Sketch | None, screens: list[Screen], actions: list[Action]) -> None:
    if act is None:
        assert sketch is not None
        assert not screens, "an action stands between two screens"
        seen = sketch.draw(())
        actions.append(Open(url=seen.url))
    else:
        seen = sketch.draw(tuple(screens)) if sketch else act.leaves(screens[-1])
        actions.append(act.make(screens[-1]))
    number = len(screens) + 1
    screens.append(replace(seen, number=number, at=5000 * number))


def _filled(screen: Screen, things: Iterable[Thing], dialog: int | None = None) -> Screen:
    blocks, controls = list(screen.blocks), list(screen.controls)
    inside = {} if dialog is None else {"dialog": dialog, "region": "dialog"}
    for thing in things:
        if isinstance(thing, Control):
            twins = sum(one.role == thing.role and one.name == thing.name for one in controls)
            controls.append(replace(thing, key=thing.key or f"{thing.role}:{thing.name}:{twins}", **inside))
        else:
            block = paragraph(thing) if isinstance(thing, str) else thing
            blocks.append(replace(block, key=f"b{len(blocks)}", **inside))
    return replace(screen, blocks=tuple(blocks), controls=tuple(controls))


def _find(screen: Screen, name: str) -> Control:
    return next(one for one in reversed(screen.controls) if one.name == name)


def _target(screen: Screen, name: str) -> Target:
    on = _find(screen, name)
    return Target(key=on.key, role=on.role, name=on.name, tag=on.tag, kind=on.kind, frame=on.frame, box=on.box)


def _with(screen: Screen, name: str, **changes: object) -> Screen:
    on = _find(screen, name)
    return replace(screen, controls=tuple(replace(one, **changes) if one is on else one for one in screen.controls))
