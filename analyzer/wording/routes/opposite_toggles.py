"""On means sharing here and not sharing there.

What
----
One switch is on for "Personalised ads", another for "Do not sell my data".

How it is found
---------------
A switch or checkbox, or a single radio button, says no where its label or the text of its screen does ("tick to stop"):
topic ``switch`` of the lexicon, slots ``against`` (not, hide, block, stop, refusal) and ``inverted``. Any other label
says yes, except those that are about no use of data (``other``: terms, remember me, a reason to tick). The first that
goes the other way than the ones before is found.

Why it is friction
------------------
Whoever has learned that off is private is caught by the next switch.

What it cannot see
------------------
Labels that leave the direction open. Radio buttons in groups, which hold both answers.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "inconsistent interface"; CCPA regulations section 7004(a)(3).
"""

from collections.abc import Iterator, Sequence

from analyzer.references import CCPA_CONFUSING, INCONSISTENT_INTERFACE, Hook
from analyzer.saying import say
from analyzer.wording.lexicon import judges
from analyzer.wording.normalising import read
from analyzer.wording.routes.route import Clash, Shown, Switch

ID = "opposite_toggles"
TITLE = "Switches that go opposite ways"
HOOKS: tuple[Hook, ...] = (CCPA_CONFUSING, INCONSISTENT_INTERFACE)
AGAINST = "Each switch for itself may be clear, and the two may be about different things."

_SWITCHES = frozenset({"checkbox", "switch"})
_LONGEST = 16
"""Words beyond which a label is a declaration to sign and not a setting; a rule of judgement."""


def find(screens: Sequence[Shown]) -> Iterator[Clash]:
    """Yield the first switch that goes the other way."""
    first: dict[bool, str] = {}
    for place, screen in enumerate(screens):
        for label, shares in directions(screen):
            if shares not in first and (not shares) in first:
                yield Clash(place, label, say("on means the opposite of “{label}”", label=first[not shares]))
            first.setdefault(shares, label)


def directions(screen: Shown) -> Iterator[tuple[str, bool]]:
    """Yield the label of each setting of a screen, and whether on means sharing."""
    if not judges(screen.language):
        return
    radios = [control for control in screen.controls if control.role == "radio"]
    inverted = any(hit.slot == "inverted" for text in screen.texts for hit in screen.hits("switch", read(text)))
    for control in screen.controls:
        if control.role in _SWITCHES or radios == [control]:
            yield from _direction(control, screen, inverted=inverted)


def _direction(control: Switch, screen: Shown, *, inverted: bool) -> Iterator[tuple[str, bool]]:
    passage = read(control.label)
    slots = {hit.slot for hit in screen.hits("switch", passage)}
    if 0 < len(passage.words) <= _LONGEST and "other" not in slots:
        yield control.label, not (inverted or "against" in slots)
