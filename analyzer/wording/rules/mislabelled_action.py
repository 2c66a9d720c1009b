"""A control says the opposite of what it does.

What
----
The label of a control means the opposite of what the control does: the button that keeps a refusal is called "Accept
cookies".

How it is found
---------------
Only for a control whose effect is known: the caller gives an intent that refuses (``refuse``, ``refuse_partial``,
``object``) or ends a contract (``cancel``, ``delete``), and the words read as ``accept``, or keep (``keep``) what it
ends; or it gives ``accept``, and the words refuse. The whole label is quoted.

Why it is friction
------------------
People who want to refuse do not press "Accept" (CNIL, decision SAN-2021-024: the refusal at the bottom of the second
window was labelled "Accepter les cookies").

What it cannot see
------------------
A label that is merely odd. What a control does when nobody pressed it.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "misleading action"; CNIL SAN-2021-024 of 31 December 2021.
"""

from collections.abc import Iterator

from analyzer.references import CCPA_CONFUSING, FAIRNESS, MISLEADING_ACTION, Hook
from analyzer.wording.intents import REFUSING, meant
from analyzer.wording.rules.rule import Found, Reading

ID = "mislabelled_action"
TITLE = "A control that says the opposite of what it does"
HOOKS: tuple[Hook, ...] = (MISLEADING_ACTION, FAIRNESS, CCPA_CONFUSING)
AGAINST = "The label may confirm the choices made above it, and the effect depends on these."

_LEAVING = frozenset({"cancel", "delete"})
_ENDING = REFUSING | _LEAVING


def find(reading: Reading) -> Iterator[Found]:
    """Yield the whole label where its words accept and its effect refuses, or the other way round."""
    opposite = {"accept"} if reading.control in _ENDING else REFUSING if reading.control == "accept" else frozenset()
    if not opposite or not reading.passage.words:
        return
    says = meant(reading.passage, reading.language)
    if says.intent in opposite:
        yield Found(0, len(reading.passage.words), f"does {reading.control}, says {says.intent} ({says.why})")
    elif reading.control in _LEAVING and (kept := reading.of("keep")):
        yield Found(0, len(reading.passage.words), f"does {reading.control}, says {reading.quote(kept[0])}")
