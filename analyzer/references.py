"""What findings may rest on: laws, guidelines and taxonomies, each with the rights it binds directly.

A reference is ``direct`` where the text is about the right exercised in the flow, and ``by analogy`` elsewhere. It is
never a verdict. The pattern names of the European Data Protection Board are those of version 2.0 (14 February 2023);
version 1 called the fourth category differently. The guidelines are soft law, written for social media; they are named
as direct for rights under the GDPR that are exercised in an account.
"""

from dataclasses import dataclass
from typing import get_args

from analyzer.model import FlowIdentity, Reference, Right

_OBJECTING: frozenset[Right] = frozenset({"objection", "direct_marketing_objection"})
_DATA_RIGHTS: frozenset[Right] = _OBJECTING | {"erasure"}
_ACCOUNT_RIGHTS: frozenset[Right] = _DATA_RIGHTS | {"consent_withdrawal"}
_CCPA: frozenset[Right] = frozenset({"ccpa_opt_out"})
_EDPB = "EDPB Guidelines 03/2022 v2.0"
_EPIC = "EPIC, Good Luck Opting Out, 2026"
_GRAY = "Gray et al., An Ontology of Dark Patterns Knowledge, CHI 2024"
_TASKFORCE = "EDPB Cookie Banner Taskforce, report of 17 January 2023"
_ALL_RIGHTS: frozenset[Right] = frozenset(get_args(Right))

EEA = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "EU", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
    "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""Where the General Data Protection Regulation is the law: the European Economic Area."""

TITLED = frozenset({_EPIC, _GRAY, "WCAG 2.2"})
"""Texts that have one title in all languages."""

NAMED = TITLED | {_EDPB}
"""Texts whose patterns are cited by the names they give: translated, these would no longer be found there."""

EUROPEAN = frozenset({"GDPR", "DSA", _EDPB, _TASKFORCE})
"""Texts that bind in ``EEA`` only; elsewhere they are an analogy, whatever the right."""


@dataclass(frozen=True)
class Hook:
    """A text to rest on; ``direct`` names the rights it is about, ``country`` the one it binds in.

    "" is every country, or for a European text those of ``EEA``.
    """

    source: str
    item: str
    direct: frozenset[Right]
    country: str = ""


def cited(flow: FlowIdentity | None, *hooks: Hook) -> tuple[Reference, ...]:
    """Return the hooks as references, saying of each whether it binds this flow directly; without a flow none does."""
    return tuple(
        Reference(source=hook.source, item=hook.item, bearing="direct" if _binds(hook, flow) else "by analogy")
        for hook in hooks
    )


def _binds(hook: Hook, flow: FlowIdentity | None) -> bool:
    if flow is None or flow.right not in hook.direct or hook.country not in {"", flow.country}:
        return False
    return hook.source not in EUROPEAN or flow.country in EEA


CONTINUOUS_PROMPTING = Hook(_EDPB, "Overloading: Continuous prompting", _ACCOUNT_RIGHTS)
PRIVACY_MAZE = Hook(_EDPB, "Overloading: Privacy maze", _ACCOUNT_RIGHTS)
TOO_MANY_OPTIONS = Hook(_EDPB, "Overloading: Too many options", _ACCOUNT_RIGHTS)
DECEPTIVE_SNUGNESS = Hook(_EDPB, "Skipping: Deceptive snugness", _ACCOUNT_RIGHTS)
LOOK_OVER_THERE = Hook(_EDPB, "Skipping: Look over there", _ACCOUNT_RIGHTS)
EMOTIONAL_STEERING = Hook(_EDPB, "Stirring: Emotional steering", _ACCOUNT_RIGHTS)
HIDDEN_IN_PLAIN_SIGHT = Hook(_EDPB, "Stirring: Hidden in plain sight", _ACCOUNT_RIGHTS)
DEAD_END = Hook(_EDPB, "Obstructing: Dead end", _ACCOUNT_RIGHTS)
LONGER_THAN_NECESSARY = Hook(_EDPB, "Obstructing: Longer than necessary", _ACCOUNT_RIGHTS)
MISLEADING_ACTION = Hook(_EDPB, "Obstructing: Misleading action", _ACCOUNT_RIGHTS)
LACKING_HIERARCHY = Hook(_EDPB, "Fickle: Lacking hierarchy", _ACCOUNT_RIGHTS)
DECONTEXTUALISING = Hook(_EDPB, "Fickle: Decontextualising", _ACCOUNT_RIGHTS)
INCONSISTENT_INTERFACE = Hook(_EDPB, "Fickle: Inconsistent interface", _ACCOUNT_RIGHTS)
LANGUAGE_DISCONTINUITY = Hook(_EDPB, "Fickle: Language discontinuity", _ACCOUNT_RIGHTS)
CONFLICTING_INFORMATION = Hook(_EDPB, "Left in the dark: Conflicting information", _ACCOUNT_RIGHTS)
AMBIGUOUS_WORDING = Hook(_EDPB, "Left in the dark: Ambiguous wording or information", _ACCOUNT_RIGHTS)

FACILITATE = Hook("GDPR", "Art. 12(2): facilitate the exercise of rights", _DATA_RIGHTS)
PLAIN_LANGUAGE = Hook("GDPR", "Art. 12(1): concise, intelligible, easily accessible, plain language", _ACCOUNT_RIGHTS)
IDENTITY_DATA = Hook("GDPR", "Art. 12(6) and 11: more identity data only with reasonable doubts", _DATA_RIGHTS)
WITHOUT_UNDUE_DELAY = Hook("GDPR", "Art. 12(3): without undue delay, at the latest within one month", _DATA_RIGHTS)
PARTICULAR_SITUATION = Hook(
    "GDPR", "Art. 21(1): grounds relating to the particular situation", frozenset({"objection"})
)
UNCONDITIONAL = Hook(
    "GDPR", "Art. 21(2)-(3): direct marketing, unconditional", frozenset({"direct_marketing_objection"})
)
BROUGHT_TO_ATTENTION = Hook("GDPR", "Art. 21(4): brought to attention clearly and separately", _OBJECTING)
BY_AUTOMATED_MEANS = Hook("GDPR", "Art. 21(5): by automated means", _OBJECTING)
DATA_MINIMISATION = Hook("GDPR", "Art. 5(1)(c): no more data than needed", _ACCOUNT_RIGHTS | {"consent_refusal"})
BY_DEFAULT = Hook("GDPR", "Art. 25(2): data protection by default", _ACCOUNT_RIGHTS | {"consent_refusal"})
AS_EASY_TO_WITHDRAW = Hook("GDPR", "Art. 7(3): as easy to withdraw as to give", frozenset({"consent_withdrawal"}))
CNIL_AS_EASY = Hook(
    "CNIL, guidelines of 17 September 2020", "refusing as simple as accepting", frozenset({"consent_refusal"}), "FR"
)
TASKFORCE_REJECT = Hook(
    _TASKFORCE,
    "section 8: reject option",
    frozenset({"consent_refusal"}),
)
TASKFORCE_LINK_IN_TEXT = Hook(
    _TASKFORCE, "section 14: refusal inside a paragraph of text",
    frozenset({"consent_refusal"}),
)  # fmt: skip
TASKFORCE_CONTRAST = Hook(
    _TASKFORCE,
    "sections 17-18: contrast",
    frozenset({"consent_refusal"}),
)
DSA_HARDER = Hook("DSA", "Art. 25(3)(c): terminating harder than subscribing", frozenset({"cancellation"}))
DSA_PROMINENCE = Hook("DSA", "Art. 25(3)(a): prominence", frozenset({"cancellation"}))
DSA_REPEATED = Hook("DSA", "Art. 25(3)(b): repeated requests", frozenset({"cancellation"}))
CCPA_EASY_TO_UNDERSTAND = Hook("CCPA regulations", "section 7004(a)(1): easy to understand", _CCPA)
CCPA_SYMMETRY = Hook("CCPA regulations", "section 7004(a)(2): symmetry in choice", _CCPA)
CCPA_CONFUSING = Hook("CCPA regulations", "section 7004(a)(3): no confusing language or elements", _CCPA)
CCPA_ARCHITECTURE = Hook("CCPA regulations", "section 7004(a)(4): no impairing choice architecture", _CCPA)
CCPA_EASY_TO_EXECUTE = Hook("CCPA regulations", "section 7004(a)(5): easy to execute", _CCPA)
WCAG_KEYBOARD = Hook("WCAG 2.2", "2.1.1 Keyboard (A)", frozenset())
WCAG_DRAGGING = Hook("WCAG 2.2", "2.5.7 Dragging movements (AA)", frozenset())
WCAG_AUTHENTICATION = Hook("WCAG 2.2", "3.3.8 Accessible authentication (AA)", frozenset())
EPIC_NO_MECHANISM = Hook(_EPIC, "no clear mechanism", _CCPA)
EPIC_SEPARATE_FORMS = Hook(_EPIC, "several separate forms", _CCPA)
EPIC_LOGIN_FIRST = Hook(_EPIC, "login or payment first", _CCPA)
EPIC_HIDDEN = Hook(_EPIC, "design hides information", _CCPA)
EPIC_PRESELECTED = Hook(_EPIC, "preselected boxes", _CCPA)
EPIC_CONFUSING = Hook(_EPIC, "confusing or scary language", _CCPA)
FAIRNESS = Hook("GDPR", "Art. 5(1)(a): fairness and transparency", _ACCOUNT_RIGHTS | {"consent_refusal"})
GRAY_NAGGING = Hook(_GRAY, "Forced action: nagging", _ALL_RIGHTS)
GRAY_BAD_DEFAULTS = Hook(_GRAY, "Interface interference: bad defaults", _ALL_RIGHTS)
GRAY_VISUAL_PROMINENCE = Hook(_GRAY, "Interface interference: visual prominence", _ALL_RIGHTS)
GRAY_HIDDEN_INFORMATION = Hook(_GRAY, "Interface interference: hidden information", _ALL_RIGHTS)
GRAY_TRICK_QUESTIONS = Hook(_GRAY, "Interface interference: trick questions", _ALL_RIGHTS)
GRAY_COMPLEX_LANGUAGE = Hook(_GRAY, "Interface interference: complex language", _ALL_RIGHTS)
GRAY_CONFIRMSHAMING = Hook(_GRAY, "Social engineering: confirmshaming", _ALL_RIGHTS)
EPIC_NOT_LINKED = Hook(_EPIC, "not linked from home page or policy", _CCPA)

GRAY_ADDING_STEPS = Hook(_GRAY, "Obstruction: adding steps (privacy maze)", _ALL_RIGHTS)
GRAY_BARRIERS = Hook(_GRAY, "Obstruction: creating barriers", _ALL_RIGHTS)
GRAY_DISCLOSURE = Hook(_GRAY, "Forced action: forced communication or disclosure", _ALL_RIGHTS)
GRAY_REGISTRATION = Hook(_GRAY, "Forced action: forced registration", _ALL_RIGHTS)
GRAY_CHOICE_OVERLOAD = Hook(_GRAY, "Interface interference: choice overload", _ALL_RIGHTS)
GRAY_WRONG_LANGUAGE = Hook(_GRAY, "Interface interference: language inaccessibility (wrong language)", _ALL_RIGHTS)
GRAY_FEEDFORWARD = Hook(_GRAY, "Interface interference: feedforward ambiguity", _ALL_RIGHTS)
GRAY_EMOTIONAL = Hook(_GRAY, "Interface interference: emotional or sensory manipulation", _ALL_RIGHTS)
GRAY_FRAMING = Hook(_GRAY, "Interface interference: emotional manipulation (positive or negative framing)", _ALL_RIGHTS)
GRAY_CONFLICTING = Hook(_GRAY, "Sneaking: (de)contextualising cues (conflicting information)", _ALL_RIGHTS)
GRAY_NO_CONTEXT = Hook(_GRAY, "Sneaking: (de)contextualising cues (information without context)", _ALL_RIGHTS)
EPIC_DECEPTIVE = Hook(_EPIC, "deceptive statements about success", _CCPA)
DSA_IMPAIRS = Hook("DSA", "Art. 25(1): no interface that deceives, manipulates or impairs", frozenset({"cancellation"}))
CNIL_PLAIN = Hook(
    "CNIL, guidelines of 17 September 2020", "information in simple terms that all understand",
    frozenset({"consent_refusal", "consent_withdrawal"}), "FR",
)  # fmt: skip
CNIL_NOT_MISLEADING = Hook(
    "CNIL, recommendation of 17 September 2020",
    "no misleading design; refusing at the same level and in the same format",
    frozenset({"consent_refusal"}), "FR",
)  # fmt: skip
CNIL_PRETICKED = Hook(
    "CNIL, guidelines of 17 September 2020", "a ticked box is no consent", frozenset({"consent_refusal"}), "FR"
)
