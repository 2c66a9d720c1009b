"""The same thing has two names on two screens.

What
----
An objection here is an opt-out there; the ad settings of one screen are the privacy settings of the next.

How it is found
---------------
``names`` of the lexicon lists names in families (of the right, of the place where it is exercised). A screen that uses
another name of a family than every screen before it, and none of theirs, is found.

Why it is friction
------------------
The reader must guess that both are the same.

What it cannot see
------------------
Two things that truly differ and are both on the way. Names that the lexicon does not list.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "inconsistent interface".
"""

from collections.abc import Iterator, Sequence

from analyzer.references import INCONSISTENT_INTERFACE, PLAIN_LANGUAGE, Hook
from analyzer.wording.routes.route import Clash, Shown

ID = "inconsistent_naming"
TITLE = "Two names for the same thing"
HOOKS: tuple[Hook, ...] = (INCONSISTENT_INTERFACE, PLAIN_LANGUAGE)
AGAINST = "The two names may stand for two things."


def find(screens: Sequence[Shown]) -> Iterator[Clash]:
    """Yield each first use of a second name."""
    before: dict[str, dict[str, str]] = {}
    for place, screen in enumerate(screens):
        here: dict[str, dict[str, str]] = {}
        for slot, words in screen.names("names"):
            here.setdefault(slot.partition("_")[0], {}).setdefault(slot, words)
        for family, names in sorted(here.items()):
            known = before.get(family, {})
            if known and known.keys().isdisjoint(names):
                slot, words = next(iter(names.items()))
                yield Clash(place, words, f"called {next(iter(known.values()))!r} before")
            before[family] = known | names
