"""What is newly shown: screens, page loads, words and options."""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain

from analyzer.counting.places import seen
from analyzer.model import Block, Control, Screen, Walk

AROUND = frozenset({"header", "footer", "navigation"})
"""Regions that belong to the site, not to what the screen is about."""

_REMEMBERED = 4096
"""How many texts are not looked at twice: the same stand on several screens, and several measures ask for them."""

_DIGITS = re.compile(r"\d+")


def is_new(before: Screen | None, after: Screen) -> bool:
    """Return whether ``after`` newly shows something: then it counts as a screen.

    New are the first screen, another tab, another document, a browser's dialog, a dialog that was not open before, and
    a main content (or topmost dialog) that replaces the one before: more than half of the words that stood there are
    gone, and others have come. Closing a dialog, ticking and typing show nothing new. Digits do not make a dialog
    another one, because titles count down. Visits are not remembered: what is shown again is shown.
    """
    if before is None or (before.page, before.document) != (after.page, after.document):
        return True
    if after.browser_dialog:
        return (before.browser_dialog, before.blocks) != (after.browser_dialog, after.blocks)
    if before.browser_dialog:
        return False
    opened = Counter(map(mask_digits, after.dialogs)) - Counter(map(mask_digits, before.dialogs))
    if opened:
        return True
    return len(before.dialogs) == len(after.dialogs) and _replaced(before, after)


def newly_shown(walk: Walk) -> tuple[tuple[int, Screen], ...]:
    """Return every newly shown screen of a route as (step, screen), in order; repeated visits count.

    Behind a browser's dialog the page is compared with what it was before the dialog. A silent route shows nothing:
    who says nothing need not look.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    if walk.silence:
        return ()
    shown = []
    beneath: Screen | None = None
    for step, before, after in seen(walk):
        known = beneath if before is not None and before.browser_dialog and not after.browser_dialog else before
        if is_new(known, after):
            shown.append((step, after))
        if not after.browser_dialog:
            beneath = after
    return tuple(shown)


def page_loads(walk: Walk) -> tuple[tuple[int, Screen, int], ...]:
    """Return every step that loaded documents as (step, screen, how many).

    The first opening is not counted: it is where a person already is. A redirect that the page itself makes is a load.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    loads = []
    newest: int | None = None
    for step, _, after in seen(walk):
        if newest is not None and after.document > newest:
            loads.append((step, after, after.document - newest))
        newest = max(newest or 0, after.document)
    return tuple(loads)


@lru_cache(maxsize=_REMEMBERED)
def words_in(text: str) -> int:
    """Return the number of words: what stands between spaces and holds a letter or a digit.

    So ``aujourd'hui``, ``l'objection`` and ``e-mail`` are one word each, and the dash or French quotation mark that
    stands alone is none, as in the word counts of the reading studies. Scripts without spaces are not counted well.
    """
    return sum(any(map(str.isalnum, token)) for token in text.split())


def blocks_shown(walk: Walk) -> tuple[tuple[int, Screen, tuple[Block, ...]], ...]:
    """Return the blocks of text that a route shows for the first time, as (step, screen, blocks), in order.

    Visible text counts wherever it stands, below the fold and in the site's header and footer too. The same text counts
    once a route, where it is first shown, because nobody reads it twice. A silent route shows nothing.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    if walk.silence:
        return ()
    known: set[str] = set()
    shown = []
    for step, _, after in seen(walk):
        fresh = _each_text(after)
        new = tuple(block for text, block in reversed(fresh.items()) if text not in known)
        known |= fresh.keys()
        if new:
            shown.append((step, after, new))
    return tuple(shown)


def _each_text(screen: Screen) -> dict[str, Block]:
    """Return the blocks of a screen by their text, the last first; of the same text the first block."""
    return {" ".join(block.text.split()): block for block in reversed(screen.blocks)}


def words_on(screen: Screen) -> int:
    """Return how many words a screen shows, whatever was shown before; each block counts once, as along a route."""
    return sum(map(words_in, _each_text(screen)))


def words_shown(walk: Walk) -> tuple[tuple[int, Screen, int], ...]:
    """Return how many words a route shows for the first time, as (step, screen, words), in order; see ``blocks_shown``.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    counted = ((step, screen, sum(words_in(block.text) for block in new)) for step, screen, new in blocks_shown(walk))
    return tuple((step, screen, words) for step, screen, words in counted if words)


def in_focus(screen: Screen) -> tuple[Control, ...]:
    """Return the controls of what the screen is about: its topmost dialog, else its content without the site's frame.

    The site's frame is header, footer and navigation.
    """
    return tuple(control for control in screen.controls if is_about(control, screen))


def is_about(seen: Block | Control, screen: Screen) -> bool:
    """Return whether a block or control belongs to what the screen is about; see ``in_focus``."""
    if screen.dialogs:
        return seen.dialog == len(screen.dialogs) - 1
    return seen.dialog is None and seen.region not in AROUND


def options(screen: Screen) -> tuple[Control, ...]:
    """Return the options of a screen: the distinct enabled controls of its main content or topmost dialog.

    Two links with the same words and the same address are one option. Each radio button and each field is one. What is
    disabled cannot be taken and is none.
    """
    return tuple(_distinct(screen).values())


def option_names(screen: Screen) -> frozenset[tuple[str, ...]]:
    """Return what tells the options of a screen apart, also from those of other states of the same page."""
    return frozenset(_distinct(screen))


@lru_cache(maxsize=_REMEMBERED)
def mask_digits(text: str) -> str:
    """Return the text with every run of digits replaced, so that counters and countdowns do not make a difference."""
    return _DIGITS.sub("#", text)


def _distinct(screen: Screen) -> dict[tuple[str, ...], Control]:
    distinct: dict[tuple[str, ...], Control] = {}
    for control in in_focus(screen):
        if control.enabled:
            identity = ("link", control.name, control.href) if control.href else ("control", control.key)
            distinct.setdefault((*identity, str(control.frame)), control)
    return distinct


def _replaced(before: Screen, after: Screen) -> bool:
    stood, stands = _content(before), _content(after)
    return bool(stands - stood) and 2 * (stood - stands).total() > stood.total()


def _content(screen: Screen) -> Counter[str]:
    top = len(screen.dialogs) - 1 if screen.dialogs else None
    blocks = (
        block.text for block in screen.blocks if block.dialog == top and (screen.dialogs or block.region not in AROUND)
    )
    controls = (control.text or control.name for control in in_focus(screen))
    return Counter(chain.from_iterable(text.split() for text in chain(blocks, controls)))
