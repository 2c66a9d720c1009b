"""What every measure and every wording rule rests on, in each of seven laws and taxonomies, or why nothing fits.

A finding in a report cites the few texts that bear on it most; this table is the whole: the EDPB's patterns, the
ontology of Gray et al., EPIC's eight patterns, the GDPR, the DSA, the CNIL and the regulations under the CCPA. Whether
a text is direct or an analogy depends on the right and the country (``analyzer.references``). Where nothing fits, the
table says so and why: a silent gap would look like an oversight, a forced fit like an argument.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, cast

from analyzer import references as of
from analyzer.measures import MEASURES
from analyzer.model import Right
from analyzer.references import EUROPEAN, Hook
from analyzer.wording.registry import WORDING_RULES

TAXONOMIES = ("EDPB Guidelines", "Gray", "EPIC", "GDPR", "DSA", "CNIL", "CCPA")
"""How the sources of each taxonomy begin, in the order they are printed."""

COUNTER: Mapping[str, str] = MappingProxyType({
    "confusing_wording": (
        "Each rule says what speaks against it. Legal terms are partly mandatory (GDPR Art. 13(1)(c)), a confirmation "
        "of what cannot be undone must name what is lost, and rules read language imperfectly."
    ),
})  # fmt: skip
"""What speaks against measures whose file has no one sentence for all of its findings."""

_NO_EPIC_LENGTH = "none of the eight patterns is about length"
_NO_EPIC_NAMES = "none of the eight patterns is about wording that is merely vague or uneven"

HOOKS: Mapping[str, tuple[Hook, ...]] = MappingProxyType({
    "clicks": (
        of.LONGER_THAN_NECESSARY, of.GRAY_ADDING_STEPS, of.FACILITATE, of.DSA_HARDER, of.CNIL_AS_EASY,
        of.CCPA_EASY_TO_EXECUTE,
    ),
    "keystrokes": (
        of.LONGER_THAN_NECESSARY, of.GRAY_ADDING_STEPS, of.FACILITATE, of.DSA_HARDER, of.CNIL_AS_EASY,
        of.CCPA_EASY_TO_EXECUTE,
    ),
    "screens": (
        of.LONGER_THAN_NECESSARY, of.PRIVACY_MAZE, of.GRAY_ADDING_STEPS, of.FACILITATE, of.DSA_HARDER, of.CNIL_AS_EASY,
        of.CCPA_EASY_TO_EXECUTE,
    ),
    "page_loads": (
        of.LONGER_THAN_NECESSARY, of.GRAY_ADDING_STEPS, of.FACILITATE, of.DSA_HARDER, of.CNIL_AS_EASY,
        of.CCPA_EASY_TO_EXECUTE,
    ),
    "scrolls": (
        of.HIDDEN_IN_PLAIN_SIGHT, of.GRAY_HIDDEN_INFORMATION, of.EPIC_HIDDEN, of.FACILITATE, of.DSA_IMPAIRS,
        of.CNIL_NOT_MISLEADING, of.CCPA_EASY_TO_EXECUTE,
    ),
    "required_fields": (
        of.LONGER_THAN_NECESSARY, of.GRAY_DISCLOSURE, of.FACILITATE, of.DATA_MINIMISATION, of.IDENTITY_DATA,
        of.DSA_HARDER, of.CNIL_AS_EASY, of.CCPA_EASY_TO_EXECUTE,
    ),
    "required_text_fields": (
        of.LONGER_THAN_NECESSARY, of.GRAY_DISCLOSURE, of.FACILITATE, of.PARTICULAR_SITUATION, of.UNCONDITIONAL,
        of.DATA_MINIMISATION, of.DSA_HARDER, of.CNIL_AS_EASY, of.CCPA_EASY_TO_EXECUTE, of.WCAG_AUTHENTICATION,
    ),
    "optional_fields": (
        of.TOO_MANY_OPTIONS, of.GRAY_DISCLOSURE, of.DATA_MINIMISATION, of.DSA_IMPAIRS, of.CCPA_EASY_TO_EXECUTE,
    ),
    "words": (
        of.PRIVACY_MAZE, of.GRAY_COMPLEX_LANGUAGE, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS, of.CNIL_PLAIN,
        of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "options_per_screen": (
        of.TOO_MANY_OPTIONS, of.PRIVACY_MAZE, of.GRAY_CHOICE_OVERLOAD, of.EPIC_HIDDEN, of.PLAIN_LANGUAGE,
        of.DSA_IMPAIRS, of.CNIL_NOT_MISLEADING, of.CCPA_ARCHITECTURE,
    ),
    "context_switches": (
        of.LONGER_THAN_NECESSARY, of.GRAY_BARRIERS, of.EPIC_SEPARATE_FORMS, of.FACILITATE, of.IDENTITY_DATA,
        of.BY_AUTOMATED_MEANS, of.DSA_HARDER, of.CNIL_AS_EASY, of.CCPA_EASY_TO_EXECUTE, of.WCAG_AUTHENTICATION,
    ),
    "reauthentication": (
        of.LONGER_THAN_NECESSARY, of.GRAY_REGISTRATION, of.EPIC_LOGIN_FIRST, of.IDENTITY_DATA, of.FACILITATE,
        of.DSA_HARDER, of.CNIL_AS_EASY, of.CCPA_EASY_TO_EXECUTE, of.WCAG_AUTHENTICATION,
    ),
    "declared_waiting": (
        of.LONGER_THAN_NECESSARY, of.GRAY_BARRIERS, of.WITHOUT_UNDUE_DELAY, of.FACILITATE, of.DSA_HARDER,
        of.CCPA_EASY_TO_EXECUTE,
    ),
    "asked_again": (
        of.CONTINUOUS_PROMPTING, of.GRAY_NAGGING, of.EPIC_CONFUSING, of.FACILITATE, of.DSA_REPEATED,
        of.CNIL_NOT_MISLEADING, of.CCPA_ARCHITECTURE,
    ),
    "right_first_named": (
        of.HIDDEN_IN_PLAIN_SIGHT, of.GRAY_HIDDEN_INFORMATION, of.EPIC_NOT_LINKED, of.BROUGHT_TO_ATTENTION,
        of.FACILITATE, of.DSA_IMPAIRS, of.CNIL_NOT_MISLEADING, of.CCPA_EASY_TO_EXECUTE,
    ),
    "hidden_in_text": (
        of.HIDDEN_IN_PLAIN_SIGHT, of.GRAY_HIDDEN_INFORMATION, of.EPIC_HIDDEN, of.BROUGHT_TO_ATTENTION,
        of.DSA_PROMINENCE, of.CNIL_NOT_MISLEADING, of.CCPA_ARCHITECTURE, of.TASKFORCE_LINK_IN_TEXT,
    ),
    "prominence": (
        of.HIDDEN_IN_PLAIN_SIGHT, of.GRAY_VISUAL_PROMINENCE, of.EPIC_HIDDEN, of.FAIRNESS, of.DSA_PROMINENCE,
        of.CNIL_NOT_MISLEADING, of.CCPA_SYMMETRY, of.TASKFORCE_CONTRAST,
    ),
    "preselected": (
        of.DECEPTIVE_SNUGNESS, of.GRAY_BAD_DEFAULTS, of.EPIC_PRESELECTED, of.BY_DEFAULT, of.DSA_IMPAIRS,
        of.CNIL_PRETICKED, of.CCPA_ARCHITECTURE,
    ),
    "pointer_only": (
        of.GRAY_BARRIERS, of.FACILITATE, of.DSA_IMPAIRS, of.CCPA_EASY_TO_EXECUTE, of.WCAG_KEYBOARD, of.WCAG_DRAGGING,
    ),
    "confusing_wording": (
        of.AMBIGUOUS_WORDING, of.GRAY_TRICK_QUESTIONS, of.EPIC_CONFUSING, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_PLAIN, of.CCPA_CONFUSING,
    ),
    "estimated_time": (
        of.LONGER_THAN_NECESSARY, of.GRAY_ADDING_STEPS, of.FACILITATE, of.DSA_HARDER, of.CNIL_AS_EASY, of.CCPA_SYMMETRY,
    ),
    "asymmetry": (
        of.LONGER_THAN_NECESSARY, of.GRAY_ADDING_STEPS, of.AS_EASY_TO_WITHDRAW, of.DSA_HARDER, of.CNIL_AS_EASY,
        of.CCPA_SYMMETRY,
    ),
    "negated_refusal": (
        of.AMBIGUOUS_WORDING, of.GRAY_TRICK_QUESTIONS, of.EPIC_CONFUSING, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_PLAIN, of.CCPA_CONFUSING,
    ),
    "conditional_promise": (
        of.AMBIGUOUS_WORDING, of.GRAY_FEEDFORWARD, of.EPIC_DECEPTIVE, of.FACILITATE, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_PLAIN, of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "burden_of_proof": (
        of.LONGER_THAN_NECESSARY, of.GRAY_DISCLOSURE, of.FACILITATE, of.PARTICULAR_SITUATION, of.DSA_HARDER,
        of.CNIL_AS_EASY, of.CCPA_EASY_TO_EXECUTE,
    ),
    "confirmshaming": (
        of.EMOTIONAL_STEERING, of.GRAY_CONFIRMSHAMING, of.EPIC_CONFUSING, of.FAIRNESS, of.DSA_IMPAIRS,
        of.CNIL_NOT_MISLEADING, of.CCPA_ARCHITECTURE,
    ),
    "loss_threat": (
        of.EMOTIONAL_STEERING, of.GRAY_FRAMING, of.EPIC_CONFUSING, of.FAIRNESS, of.DSA_IMPAIRS, of.CNIL_NOT_MISLEADING,
        of.CCPA_ARCHITECTURE,
    ),
    "emotional_steering": (
        of.EMOTIONAL_STEERING, of.GRAY_EMOTIONAL, of.EPIC_CONFUSING, of.FAIRNESS, of.DSA_IMPAIRS,
        of.CNIL_NOT_MISLEADING, of.CCPA_ARCHITECTURE,
    ),
    "non_answer": (
        of.CONTINUOUS_PROMPTING, of.GRAY_NAGGING, of.EPIC_NO_MECHANISM, of.FACILITATE, of.DSA_REPEATED, of.CNIL_AS_EASY,
        of.CCPA_SYMMETRY,
    ),
    "mislabelled_action": (
        of.MISLEADING_ACTION, of.GRAY_FEEDFORWARD, of.EPIC_CONFUSING, of.FAIRNESS, of.DSA_IMPAIRS,
        of.CNIL_NOT_MISLEADING, of.CCPA_CONFUSING,
    ),
    "toggle_without_object": (
        of.AMBIGUOUS_WORDING, of.GRAY_FEEDFORWARD, of.EPIC_CONFUSING, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_NOT_MISLEADING, of.CCPA_CONFUSING,
    ),
    "vague_purpose": (
        of.AMBIGUOUS_WORDING, of.GRAY_FRAMING, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS, of.CNIL_PLAIN,
        of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "hedging": (
        of.AMBIGUOUS_WORDING, of.GRAY_FEEDFORWARD, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS, of.CNIL_PLAIN,
        of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "jargon": (
        of.AMBIGUOUS_WORDING, of.GRAY_COMPLEX_LANGUAGE, of.EPIC_CONFUSING, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_PLAIN, of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "promotional_headline": (
        of.LOOK_OVER_THERE, of.GRAY_FRAMING, of.EPIC_HIDDEN, of.BROUGHT_TO_ATTENTION, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_NOT_MISLEADING, of.CCPA_ARCHITECTURE,
    ),
    "right_in_running_text": (
        of.HIDDEN_IN_PLAIN_SIGHT, of.GRAY_HIDDEN_INFORMATION, of.EPIC_HIDDEN, of.BROUGHT_TO_ATTENTION,
        of.DSA_PROMINENCE, of.CNIL_NOT_MISLEADING, of.CCPA_ARCHITECTURE,
    ),
    "no_refusal_named": (
        of.HIDDEN_IN_PLAIN_SIGHT, of.GRAY_HIDDEN_INFORMATION, of.EPIC_NO_MECHANISM, of.FACILITATE, of.DSA_IMPAIRS,
        of.CNIL_AS_EASY, of.CCPA_SYMMETRY, of.TASKFORCE_REJECT,
    ),
    "no_consequence": (
        of.AMBIGUOUS_WORDING, of.GRAY_NO_CONTEXT, of.PLAIN_LANGUAGE, of.FAIRNESS, of.DSA_IMPAIRS, of.CNIL_PLAIN,
        of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "no_deadline": (
        of.AMBIGUOUS_WORDING, of.GRAY_NO_CONTEXT, of.PLAIN_LANGUAGE, of.FAIRNESS, of.DSA_IMPAIRS,
        of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "no_decider": (
        of.AMBIGUOUS_WORDING, of.GRAY_NO_CONTEXT, of.PLAIN_LANGUAGE, of.FAIRNESS, of.DSA_IMPAIRS,
        of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "inconsistent_naming": (
        of.INCONSISTENT_INTERFACE, of.GRAY_CONFLICTING, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS, of.CNIL_PLAIN,
        of.CCPA_CONFUSING,
    ),
    "opposite_toggles": (
        of.INCONSISTENT_INTERFACE, of.GRAY_FEEDFORWARD, of.EPIC_CONFUSING, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_NOT_MISLEADING, of.CCPA_CONFUSING,
    ),
    "conflicting_statements": (
        of.CONFLICTING_INFORMATION, of.GRAY_CONFLICTING, of.EPIC_DECEPTIVE, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_PLAIN, of.CCPA_CONFUSING,
    ),
    "language_discontinuity": (
        of.LANGUAGE_DISCONTINUITY, of.GRAY_WRONG_LANGUAGE, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS, of.CNIL_PLAIN,
        of.CCPA_EASY_TO_UNDERSTAND,
    ),
    "hard_to_read": (
        of.AMBIGUOUS_WORDING, of.GRAY_COMPLEX_LANGUAGE, of.EPIC_CONFUSING, of.PLAIN_LANGUAGE, of.DSA_IMPAIRS,
        of.CNIL_PLAIN, of.CCPA_EASY_TO_UNDERSTAND,
    ),
})  # fmt: skip
"""Measure or wording rule -> all that it rests on."""

NOTHING: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "clicks": {"EPIC": _NO_EPIC_LENGTH},
    "keystrokes": {"EPIC": _NO_EPIC_LENGTH},
    "screens": {"EPIC": _NO_EPIC_LENGTH},
    "page_loads": {"EPIC": _NO_EPIC_LENGTH},
    "estimated_time": {"EPIC": _NO_EPIC_LENGTH},
    "asymmetry": {"EPIC": "the eight patterns look at the opt-out alone, not at accepting"},
    "words": {"EPIC": "the eight patterns name confusing language, not its amount"},
    "required_fields": {"EPIC": "none of the eight patterns is about what a form asks for"},
    "required_text_fields": {"EPIC": "none of the eight patterns is about what a form asks for"},
    "optional_fields": {
        "EPIC": "none of the eight patterns is about what a form asks for",
        "CNIL": "its texts on cookies know no form to fill in, and what is optional makes refusing no harder",
    },
    "declared_waiting": {
        "EPIC": "none of the eight patterns is about waiting",
        "CNIL": "a refusal of cookies takes effect at once; its texts say nothing of waiting",
    },
    "pointer_only": {
        "EDPB Guidelines": "none of the sixteen patterns is about operation without a pointer",
        "EPIC": "none of the eight patterns is about accessibility",
        "CNIL": "its texts on cookies say nothing of operation without a pointer",
    },
    "burden_of_proof": {"EPIC": "none of the eight patterns is about reasons or evidence"},
    "vague_purpose": {"EPIC": _NO_EPIC_NAMES},
    "hedging": {"EPIC": _NO_EPIC_NAMES},
    "inconsistent_naming": {"EPIC": _NO_EPIC_NAMES},
    "no_consequence": {"EPIC": "none of the eight patterns is about what is left unsaid of the consequences"},
    "no_deadline": {
        "EPIC": "none of the eight patterns is about deadlines",
        "CNIL": "a refusal of cookies has no deadline",
    },
    "no_decider": {
        "EPIC": "none of the eight patterns is about who decides",
        "CNIL": "nobody decides on a refusal of cookies",
    },
    "language_discontinuity": {"EPIC": "the eight patterns were found on pages in one language"},
})  # fmt: skip
"""Measure or wording rule -> taxonomy -> why nothing in it fits."""


class Mapped(NamedTuple):
    """One measure or wording rule: its name and title, all it rests on, why elsewhere nothing fits, and against it."""

    id: str
    title: str
    hooks: tuple[Hook, ...]
    nothing: Mapping[str, str]
    against: str


def taxonomy(hook: Hook) -> str:
    """Return which of the seven a text belongs to, or its own source where it is beside them."""
    return next((name for name in TAXONOMIES if hook.source.startswith(name)), hook.source)


_SPOKEN: Mapping[Right, str] = MappingProxyType({
    "objection": "objection", "direct_marketing_objection": "objection to direct marketing",
    "consent_withdrawal": "withdrawal of consent", "consent_refusal": "refusal of consent", "erasure": "erasure",
    "cancellation": "cancellation", "ccpa_opt_out": "CCPA opt-out",
})  # fmt: skip


def bearing(hook: Hook) -> str:
    """Return for which rights a text is direct, in words, and where it binds; everywhere else it is an analogy."""
    if not hook.direct:
        return "by analogy"
    rights = (
        "every right"
        if len(hook.direct) == len(_SPOKEN)
        else ", ".join(spoken for right, spoken in _SPOKEN.items() if right in hook.direct)
    )
    where = hook.country or ("EEA" if hook.source in EUROPEAN else "")
    return f"direct for: {rights}{f', in {where}' if where else ''}; else by analogy"


def mapped(name: str) -> Mapped:
    """Return what the measure or wording rule of this name rests on; ``KeyError`` if there is none."""
    one = next((one for one in (*MEASURES, *WORDING_RULES) if name == one.ID), None)
    if one is None:
        raise KeyError(name)
    against = cast("str", getattr(one, "AGAINST", "")) or COUNTER[name]
    return Mapped(name, one.TITLE, HOOKS[name], NOTHING.get(name, {}), against)


def everything() -> tuple[Mapped, ...]:
    """Return every measure, then every wording rule."""
    return tuple(mapped(one.ID) for one in (*MEASURES, *WORDING_RULES))
