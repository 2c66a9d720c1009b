"""What findings rest on: taxonomies and legal texts, and whether they bind the right that is exercised.

The table follows the European Data Protection Board's Guidelines 03/2022 on deceptive design patterns (version 2.0,
2023, Annex I: six categories, sixteen patterns) and the legal texts that name duties for such procedures. A text binds
*directly* only where its own words cover the right; all else is *by analogy*, also where the right is not known. The
Guidelines were written for social media platforms: elsewhere their patterns describe, and their authority is weaker.
"""

from types import MappingProxyType
from typing import get_args

from analyzer.model import Reference, Right

_ALL: frozenset[str] = frozenset(get_args(Right))
_OBJECTING = frozenset({"objection", "direct_marketing_objection"})
_CONSENT = frozenset({"consent_withdrawal", "consent_refusal"})
_GDPR = _OBJECTING | _CONSENT | {"erasure"}
_CCPA = frozenset({"ccpa_opt_out"})

_EDPB = "EDPB Guidelines 03/2022 v2.0"
_TASKFORCE = "EDPB Cookie Banner Taskforce report (17 January 2023)"

_TABLE = MappingProxyType(
    {
        "edpb continuous prompting": (_EDPB, "Overloading: continuous prompting", _GDPR),
        "edpb privacy maze": (_EDPB, "Overloading: privacy maze", _GDPR),
        "edpb too many options": (_EDPB, "Overloading: too many options", _GDPR),
        "edpb deceptive snugness": (_EDPB, "Skipping: deceptive snugness", _GDPR),
        "edpb look over there": (_EDPB, "Skipping: look over there", _GDPR),
        "edpb emotional steering": (_EDPB, "Stirring: emotional steering", _GDPR),
        "edpb hidden in plain sight": (_EDPB, "Stirring: hidden in plain sight", _GDPR),
        "edpb dead end": (_EDPB, "Obstructing: dead end", _GDPR),
        "edpb longer than necessary": (_EDPB, "Obstructing: longer than necessary", _GDPR),
        "edpb misleading action": (_EDPB, "Obstructing: misleading action", _GDPR),
        "edpb lacking hierarchy": (_EDPB, "Fickle: lacking hierarchy", _GDPR),
        "edpb decontextualising": (_EDPB, "Fickle: decontextualising", _GDPR),
        "edpb inconsistent interface": (_EDPB, "Fickle: inconsistent interface", _GDPR),
        "edpb language discontinuity": (_EDPB, "Fickle: language discontinuity", _GDPR),
        "edpb conflicting information": (_EDPB, "Left in the dark: conflicting information", _GDPR),
        "edpb ambiguous wording": (_EDPB, "Left in the dark: ambiguous wording or information", _GDPR),
        "gdpr fairness": ("GDPR", "Art. 5(1)(a) fairness and transparency", _GDPR),
        "gdpr plain language": ("GDPR", "Art. 12(1) clear and plain language", _GDPR),
        "gdpr facilitate": ("GDPR", "Art. 12(2) facilitate the exercise of rights", _OBJECTING | {"erasure"}),
        "gdpr withdraw": ("GDPR", "Art. 7(3) as easy to withdraw as to give", frozenset({"consent_withdrawal"})),
        "gdpr objection": ("GDPR", "Art. 21(1) objection on grounds of one's situation", frozenset({"objection"})),
        "gdpr brought to attention": ("GDPR", "Art. 21(4) presented clearly and separately", _OBJECTING),
        "gdpr by default": ("GDPR", "Art. 25 data protection by design and by default", _GDPR),
        "dsa prominence": ("DSA", "Art. 25(3)(a) more prominence to certain choices", frozenset[str]()),
        "dsa repeated asking": ("DSA", "Art. 25(3)(b) repeatedly requesting a choice already made", frozenset[str]()),
        "ccpa symmetry": ("CCPA regulations", "11 CCR 7004(a)(2) symmetry in choice", _CCPA),
        "ccpa no confusion": ("CCPA regulations", "11 CCR 7004(a)(3) no confusing language", _CCPA),
        "ccpa no impairing": ("CCPA regulations", "11 CCR 7004(a)(4) no impairing choice architecture", _CCPA),
        "cnil as simple": ("CNIL, guidelines of 17 September 2020", "refusing as simple as accepting", _CONSENT),
        "taskforce no paragraph": (
            _TASKFORCE,
            "paragraph 14: refusal inside a text",
            frozenset({"consent_refusal"}),
        ),
        "taskforce contrast": (_TASKFORCE, "paragraphs 17-18: colours and contrast", frozenset({"consent_refusal"})),
        "gray trick questions": ("Gray et al., CHI 2024", "Interface interference: trick questions", _ALL),
        "gray confirmshaming": ("Gray et al., CHI 2024", "Social engineering: confirmshaming", _ALL),
        "gray complex language": ("Gray et al., CHI 2024", "Language inaccessibility: complex language", _ALL),
        "gray nagging": ("Gray et al., CHI 2024", "Forced action: nagging", _ALL),
        "gray bad defaults": ("Gray et al., CHI 2024", "Interface interference: bad defaults", _ALL),
        "gray false hierarchy": ("Gray et al., CHI 2024", "Interface interference: false hierarchy", _ALL),
        "gray hidden information": ("Gray et al., CHI 2024", "Interface interference: hidden information", _ALL),
    }
)

KEYS = frozenset(_TABLE)


def cite(*keys: str, right: str = "") -> tuple[Reference, ...]:
    """Return references with their bearing on a right.

    Parameters
    ----------
    keys
        Names from ``KEYS``.
    right
        The right exercised, as ``analyzer.model.Right`` names it; "" where it is not known.

    Returns
    -------
    tuple of Reference
        In the order asked for.

    Raises
    ------
    KeyError
        A key is not in the table.
    """
    rows = (_TABLE[key] for key in keys)
    return tuple(
        Reference(source=source, item=item, bearing="direct" if right in binds else "by analogy")
        for source, item, binds in rows
    )
