"""The notices and the route that a walk showed, as the rules on wholes read them.

A notice is what a screen is about (its topmost dialog, else its main content): the first heading over the other texts,
with the labels of the controls that stand by themselves. It counts as one only where it announces a use or a change and
asks for nothing to be typed: a form, a menu and a receipt announce nothing.
"""

from collections.abc import Iterable, Iterator, Mapping

from analyzer import counting
from analyzer.measuring import spoken
from analyzer.model import Block, Control, Screen, Walk
from analyzer.wording import lexicon
from analyzer.wording.notices import Notice
from analyzer.wording.notices.notice import RIGHTS
from analyzer.wording.routes import Shown, Switch

_MATTER = (*RIGHTS, "way", "choice", "data_use")

Noticed = Mapping[int, Notice]

_SHORTEST = 8
"""Words below which a text under a heading is no notice; a counting rule."""


def notice_of(screen: Screen, walk: Walk) -> Notice | None:
    """Return the notice that a screen shows; null where it shows none, or in a language that cannot be judged."""
    language = spoken.language_of(None, screen, walk.flow)
    if screen.browser_dialog or counting.is_channel(screen, walk) or not lexicon.judges(language):
        return None
    controls = _about(screen)
    blocks = [block for block in screen.blocks if counting.is_about(block, screen)]
    heading = next((block for block in blocks if block.level), None)
    pressable = {spoken.label_of(control) for control in controls if not counting.is_link_in_text(control)}
    texts = [block.text for block in blocks if block is not heading and block.text not in pressable]
    typed = any(counting.is_text_field(control) for control in controls)
    if typed or sum(map(counting.words_in, texts)) < _SHORTEST or not _announces(texts, language):
        return None
    by_itself, linked = (
        tuple(spoken.label_of(control) for control in controls if counting.is_link_in_text(control) == inside)
        for inside in (False, True)
    )
    return Notice(heading.text if heading else "", "\n".join(texts), by_itself, language, linked)


def _announces(texts: Iterable[str], language: str) -> bool:
    """Tell whether texts announce a use or a change; one by one, since many of them stand on several screens."""
    return any(spoken.names(topic, text, language) for text in texts for topic in ("announcement", "data_use"))


def noticed(walk: Walk) -> Noticed:
    """Return the notice of each screen of a walk that shows one, by the screen's number."""
    found = ((screen.number, notice_of(screen, walk)) for screen in walk.screens)
    return {number: notice for number, notice in found if notice}


def notices(walk: Walk, noticed: Noticed) -> Iterator[tuple[int, Screen, Notice]]:
    """Yield each notice of a walk where it is first shown: (step, screen, notice).

    What is shown once the last control was pressed tells the outcome, and has nothing left to refuse.
    """
    known: set[Notice] = set()
    acted = max((screen.number for _, screen, _ in spoken.activated(walk)), default=None)
    for step in walk.transitions:
        screen = counting.screen_of(walk, step.target)
        over = walk.outcome in {"reached", "uncertain"} and acted is not None and screen.number > acted
        notice = None if over else noticed.get(screen.number)
        if notice and notice not in known:
            known.add(notice)
            yield step.number, screen, notice


def headlines(walk: Walk) -> Iterator[tuple[int, Screen, Notice]]:
    """Yield what announces a use of data in a heading or a label alone, such as a notification: (step, screen, notice).

    It is its own body, since what it announces stands nowhere else on the screen.
    """
    known: set[str] = set()
    for step in walk.transitions:
        screen = counting.screen_of(walk, step.target)
        headings: Iterator[tuple[str, Block | Control]] = (
            (block.text, block) for block in screen.blocks if block.level
        )
        labels: Iterator[tuple[str, Block | Control]] = (
            (spoken.label_of(control), control) for control in screen.controls if not counting.is_link_in_text(control)
        )
        for text, thing in (*headings, *labels):
            language = spoken.language_of(thing, screen, walk.flow)
            if text not in known and spoken.names("announcement", text, language):
                known.add(text)
                yield step.number, screen, Notice(text, text, (), language)


def shown(walk: Walk) -> tuple[tuple[int, Screen, Shown], ...]:
    """Return the screens of a walk on the service, in order: (step, screen, what it shows)."""
    pressed = {screen.number: spoken.label_of(control) for _, screen, control in spoken.activated(walk)}
    found: list[tuple[int, Screen, Shown]] = []
    for step in walk.transitions:
        screen = counting.screen_of(walk, step.target)
        if screen.browser_dialog or counting.is_channel(screen, walk):
            continue
        texts = tuple(block.text for block in screen.blocks if _matters(block, screen, walk))
        controls = tuple(Switch(spoken.label_of(one), one.role, one.checked) for one in _about(screen))
        language = spoken.language_of(None, screen, walk.flow)
        found.append((step.number, screen, Shown(language, texts, controls, pressed.get(screen.number, ""))))
    return tuple(found)


def _matters(block: Block, screen: Screen, walk: Walk) -> bool:
    """Tell whether a text is a heading, or names a right, a choice or a use of data: posts and prices are neither."""
    if not counting.is_about(block, screen):
        return False
    language = spoken.language_of(block, screen, walk.flow)
    return bool(block.level) or any(spoken.names(topic, block.text, language) for topic in _MATTER)


def beside(control: Control, screen: Screen) -> tuple[str, ...] | None:
    """Return the labels of the other controls of a screen that shows a notice; null where this one is none of them."""
    if not counting.is_about(control, screen) or counting.is_link_in_text(control):
        return None
    others = (one for one in _about(screen) if one is not control and not counting.is_link_in_text(one))
    return tuple(map(spoken.label_of, others))


def _about(screen: Screen) -> tuple[Control, ...]:
    return tuple(one for one in screen.controls if one.enabled and counting.is_about(one, screen))
