"""A checkbox or switch that does not say what is on or off.

What
----
"On", "Enabled", "Yes" beside a switch: the words name a state and not the thing that has it.

How it is found
---------------
The text labels a checkbox, a switch or a radio button, and each of its words belongs to ``state`` (words
for on and off, allowed and refused) or ``filler`` ("always", "this option"), and one at least to ``state``.

Why it is friction
------------------
Whoever cannot tell what a switch controls, or which way it stands, leaves it. A toggle may confuse unless it is
labelled (CCPA regulations, section 7004(a)(3)).

What it cannot see
------------------
A heading beside the switch that says it for the eye, where the accessible name does not repeat it.

Sources
-------
CCPA regulations section 7004; EDPB Guidelines 03/2022 v2.0, "ambiguous wording or information"; EPIC, Good Luck Opting
Out, 2026, confusing language.
"""

from collections.abc import Iterator

from analyzer.references import AMBIGUOUS_WORDING, CCPA_CONFUSING, EPIC_CONFUSING, Hook
from analyzer.saying import say
from analyzer.wording.rules.rule import Found, Reading

ID = "toggle_without_object"
TITLE = "A switch that does not say what it switches"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, CCPA_CONFUSING, EPIC_CONFUSING)
AGAINST = "The object may stand right beside the switch for the eye."

TOGGLES = frozenset({"checkbox", "switch", "radio"})
"""Roles of controls that hold a state."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield the whole label where all of its words only name a state."""
    words = len(reading.passage.words)
    if reading.role not in TOGGLES or not words or not reading.of("state"):
        return
    said = {place for hit in reading.hits for place in range(hit.first, hit.last)}
    if len(said) == words:
        yield Found(0, words, say("names a state and no object"))
