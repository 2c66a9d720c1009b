"""A control says the opposite of what it does.

What
----
The label of a control means the opposite of what the control does: the button that keeps a refusal is called "Accept
cookies".

How it is found
---------------
Only for a control whose effect is known: the caller gives an intent that refuses (``refuse``, ``refuse_partial``,
``object``) or ends a contract (``cancel``, ``delete``), and the words read as ``accept``, or keep (``keep``) what it
ends; or it gives ``accept``, and the words refuse, or ``back``, and the words delete. What the words mean is read as an
intent, else by ``affirm`` and ``deny``, unless all they say is an ``answer`` to a question that is not told; ``spared``
are labels that name the effect after all ("continue to cancellation"). The whole label is quoted.

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

from collections.abc import Iterator, Mapping

from analyzer.references import CCPA_CONFUSING, FAIRNESS, MISLEADING_ACTION, Hook
from analyzer.saying import Said, say
from analyzer.wording.intents import REFUSING, intent
from analyzer.wording.phrasebook import Hit
from analyzer.wording.rules.rule import Found, Reading

ID = "mislabelled_action"
TITLE = "A control that says the opposite of what it does"
HOOKS: tuple[Hook, ...] = (MISLEADING_ACTION, FAIRNESS, CCPA_CONFUSING)
AGAINST = "The label may confirm the choices made above it, and the effect depends on these."

_LEAVING = frozenset({"cancel", "delete"})
_ENDING = REFUSING | _LEAVING
_GOING_ON = frozenset({"accept", "back"})
_ACTS: Mapping[str | None, Said] = {
    "accept": say("accept"), "back": say("go back"), "cancel": say("cancel"), "delete": say("delete"),
    "object": say("object"), "refuse": say("refuse"), "refuse_partial": say("refuse a part"),
}  # fmt: skip


def find(reading: Reading) -> Iterator[Found]:
    """Yield the whole label where its words accept and its effect refuses, or the other way round."""
    control, words = reading.control, len(reading.passage.words)
    if not words or not (control in _ENDING or control in _GOING_ON):
        return
    # "Continue without accepting" names what a refusal does; on a control that accepts it is the opposite.
    if control != "accept" and reading.of("spared"):
        return
    says = intent(reading.passage.text, reading.language)
    opposite = {"accept"} if control in _ENDING else REFUSING | _LEAVING if control == "accept" else {"delete"}
    denied = control == "accept" and len(_denying(reading)) > 1
    if says.intent in opposite and not denied:
        yield Found(0, words, say("does {does:said}, says {says:said}", does=_ACTS[control], says=_ACTS[says.intent]))
    elif says.intent != control and (said := _contrary(reading)):
        yield Found(0, words, say("does {does:said}, says {words}", does=_ACTS[control], words=reading.quote(said[0])))


def _contrary(reading: Reading) -> tuple[Hit, ...]:
    """Return words that go the other way; two that deny may cancel out, and are left to the rule on negations."""
    denying, affirming = _denying(reading), reading.of("affirm")
    if reading.control in _LEAVING:
        return reading.of("keep")
    if reading.control in REFUSING:
        # A bare "Yes" answers a question that is not told here.
        bare = any((hit.first, hit.last) == (0, len(reading.passage.words)) for hit in reading.of("answer"))
        return () if denying or bare else affirming
    if reading.control == "accept":
        return denying if len(denying) == 1 and denying[0].first <= 1 and not affirming else ()
    return ()


def _denying(reading: Reading) -> tuple[Hit, ...]:
    """Return words that deny, unless they belong to words that affirm ("withdraw my objection")."""
    within = {place for hit in reading.of("affirm") for place in range(hit.first, hit.last)}
    return tuple(hit for hit in reading.of("deny") if hit.first not in within)
