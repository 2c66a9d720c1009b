"""On means sharing here and not sharing there.

What
----
One switch is on for "Personalised ads", another for "Do not sell my data".

How it is found
---------------
Each checkbox or switch whose label is about a use of data (topic ``data_use``) says yes, or no where the label also
holds ``against_use``. The first that goes the other way than the ones before is found.

Why it is friction
------------------
Whoever has learned that off is private is caught by the next switch.

What it cannot see
------------------
Labels that leave the direction open. Radio buttons, which hold both answers.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "inconsistent interface"; CCPA regulations section 7004(a)(3).
"""

from collections.abc import Iterator, Sequence

from analyzer.references import CCPA_CONFUSING, INCONSISTENT_INTERFACE, Hook
from analyzer.wording.lexicon import judges, load
from analyzer.wording.normalising import read
from analyzer.wording.routes.route import Clash, Shown

ID = "opposite_toggles"
TITLE = "Switches that go opposite ways"
HOOKS: tuple[Hook, ...] = (CCPA_CONFUSING, INCONSISTENT_INTERFACE)
AGAINST = "Each switch for itself may be clear."

_SWITCHES = frozenset({"checkbox", "switch"})


def find(screens: Sequence[Shown]) -> Iterator[Clash]:
    """Yield the first switch that goes the other way."""
    first: dict[bool, str] = {}
    for place, screen in enumerate(screens):
        for control in screen.controls:
            shares = _shares(control.label, screen.language) if control.role in _SWITCHES else None
            if shares is None:
                continue
            if shares not in first and (not shares) in first:
                yield Clash(place, control.label, f"on means the opposite of {first[not shares]!r}")
            first.setdefault(shares, control.label)


def _shares(label: str, language: str) -> bool | None:
    if not judges(language):
        return None
    topics = load(language).topics
    passage = read(label)
    against = topics["against_use"].hits(passage)
    about = topics["data_use"].hits(passage)
    return not against if about or against else None
