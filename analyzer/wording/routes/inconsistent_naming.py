"""The same thing has two names on two screens.

What
----
An objection here is an opt-out there; the link *Ad choices* leads to *Interest settings*.

How it is found
---------------
The names of a screen are its short texts that are no sentences, its labels, and what its texts quote. Two screens in
one language whose headings share no word are compared where something says that they are about the same: both name an
act of refusing or leaving, in other words (slot ``act`` of the topic ``names``); both name a place of settings
(``place``); both name a thing of one family by another member (``family_1``, ``family_2``); both headings are about a
use of data, a right or a choice, and the later one repeats nothing that the earlier screen names, not even the link
that led there; or their switches go opposite ways. A screen that also uses the earlier name explains it, and is left
alone.

Why it is friction
------------------
The reader must guess that both are the same.

What it cannot see
------------------
Two things that truly differ and are both on the way. Names of families that the lexicon does not list.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "inconsistent interface".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.references import INCONSISTENT_INTERFACE, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.intents import intent
from analyzer.wording.lexicon import judges
from analyzer.wording.normalising import read
from analyzer.wording.routes.opposite_toggles import directions
from analyzer.wording.routes.route import Clash, Shown, Switch

ID = "inconsistent_naming"
TITLE = "Two names for the same thing"
HOOKS: tuple[Hook, ...] = (INCONSISTENT_INTERFACE, PLAIN_LANGUAGE)
AGAINST = "The two names may stand for two things."

_LONGEST = 9
"""Words beyond which a text is no name; a rule of judgement."""

_LEADING_ON = frozenset({"save", "submit", "next", "back", "dismiss", "acknowledge"})
_QUOTED = re.compile(r"[\"\u201c\u201e\u00ab]\s*([^\"\u201c\u201d\u201e\u00ab\u00bb]{3,60}?)\s*[\"\u201d\u201c\u00bb]")
_ENDS = (".", "!", "?", "…", ":")


@dataclass(frozen=True)
class _Named:
    """The names of a screen: the heading that stands for it, all of them, and what they are names of."""

    place: int
    screen: Shown
    heading: str
    names: tuple[str, ...]
    kinds: frozenset[str]
    members: frozenset[str]
    matter: bool
    families: frozenset[str]


def find(screens: Sequence[Shown]) -> Iterator[Clash]:
    """Yield each screen that names otherwise what the one before it in its language named."""
    before: dict[str, _Named] = {}
    for place, screen in enumerate(screens):
        if not judges(screen.language):
            continue
        here = _named(place, screen)
        known = before.get(screen.language)
        last = screen.pressed is not None and not screen.pressed
        if known and here.heading and not last:
            other = _other_name(known, here)
            if other:
                yield Clash(place, here.heading, say("called “{name}” before", name=other))
        if here.names:
            before[screen.language] = here


def _named(place: int, screen: Shown) -> _Named:
    short = tuple(text.strip() for text in screen.texts if _is_short(text, screen))
    headings = tuple(text for text in short if not text.endswith(_ENDS))
    quoted = tuple(found for text in screen.texts for found in _QUOTED.findall(text))
    labels = tuple(control.label for control in screen.controls if not _is_generic(control, screen))
    names = (*headings, *quoted, *labels)
    slots = {hit.slot for name in names for hit in screen.hits("names", read(name))}
    members = {hit.slot for name in (*headings, *short, *labels) for hit in screen.hits("names", read(name))}
    heading = next(iter(headings), "") or next(iter(short), "")
    titled = frozenset(hit.slot.partition("_")[0] for hit in screen.hits("names", read(heading)) if "_" in hit.slot)
    return _Named(
        place,
        screen,
        heading,
        names,
        frozenset(slots & {"act", "place"}),
        frozenset(slot for slot in members if "_" in slot),
        _matter(heading, screen),
        titled,
    )


def _matter(heading: str, screen: Shown) -> bool:
    """Tell whether a heading is about a use of data, a right or a choice, and no word of thanks."""
    passage = read(heading)
    slots = {hit.slot for hit in screen.hits("headline", passage)}
    about = "plain" in slots or any(screen.hits(topic, passage) for topic in ("names", "way", "data_use"))
    return about and "courtesy" not in slots


def _is_generic(control: Switch, screen: Shown) -> bool:
    """Tell whether a button only leads on: *Save*, *Next* and *Close* name nothing."""
    return control.role in {"button", "link"} and intent(control.label, screen.language).intent in _LEADING_ON


def _pressed(screen: Shown) -> str:
    """Return the label that led on, where it names something: after *Next*, another heading is another step."""
    pressed = next((one for one in screen.controls if one.label == screen.pressed), None)
    return pressed.label if pressed and not _is_generic(pressed, screen) else ""


def _is_short(text: str, screen: Shown) -> bool:
    passage = read(text)
    return 0 < len(passage.words) <= _LONGEST and not (
        text.strip().endswith(_ENDS) and any(hit.slot == "inverted" for hit in screen.hits("switch", passage))
    )


def _other_name(known: _Named, here: _Named) -> str:
    """Return the earlier name of what ``here`` names, "" where both screens share a name or nothing ties them."""
    screen = here.screen
    sentence = here.heading.endswith(_ENDS)
    if screen.stems(here.heading) & screen.stems(*known.names, known.heading) or not screen.stems(here.heading):
        return ""
    families = {slot.partition("_")[0] for slot in known.members} & {slot.partition("_")[0] for slot in here.members}
    torn = sorted(one for one in families if _member(one, known).isdisjoint(_member(one, here)))
    before, again = screen.stems(*known.names), screen.stems(*here.names)
    told = again | screen.stems(*screen.texts)
    tied = known.kinds & here.kinds and not before & again
    # Headings that name things of different families are about two things: *Location history*, *Cookie settings*.
    apart = known.families and here.families and known.families.isdisjoint(here.families)
    alike = (known.matter and here.matter and not apart) or _opposite(known, here)
    if known.screen.pressed is not None and not screen.stems(_pressed(known.screen)):
        torn, alike = [], False
    if torn or (not sentence and (tied or (alike and not before & told))):
        return known.heading or next(iter(known.names), "")
    return ""


def _member(family: str, named: _Named) -> set[str]:
    return {slot for slot in named.members if slot.partition("_")[0] == family}


def _opposite(known: _Named, here: _Named) -> bool:
    ways = [{shares for _, shares in directions(one.screen)} for one in (known, here)]
    return all(len(way) == 1 for way in ways) and ways[0] != ways[1]
