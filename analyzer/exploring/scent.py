"""How far a control smells of the way out: in which order somebody who wants to refuse tries what a service offers.

A service has hundreds of controls, and no search presses them all. People follow what a label promises (P. Pirolli and
S. Card, Information Foraging, Psychological Review 106, 1999); so does the search: a control whose label names the
right is tried first, then what leads to settings, privacy and accounts, at last what promises nothing. The order
decides only what is found first; clicks are counted apart.
"""

import re

from analyzer.counting.shown import AROUND
from analyzer.exploring.choices import ABOUT
from analyzer.model import Control, Right
from analyzer.wording.intents import INTENTS
from analyzer.wording.lexicon import has, load
from analyzer.wording.normalising import read

TOPICS: dict[Right, tuple[str, ...]] = {
    "objection": ("objection",),
    "direct_marketing_objection": ("objection",),
    "consent_withdrawal": ("withdrawal", "refusal"),
    "consent_refusal": ("refusal",),
    "erasure": ("erasure",),
    "cancellation": ("cancellation",),
    "ccpa_opt_out": ("ccpa_opt_out", "refusal"),
}
"""The topics of a lexicon that name a right."""

WANTED: dict[Right, frozenset[str]] = {
    "objection": frozenset({"object", "refuse"}),
    "direct_marketing_objection": frozenset({"object", "refuse"}),
    "consent_withdrawal": frozenset({"refuse", "refuse_partial"}),
    "consent_refusal": frozenset({"refuse", "refuse_partial"}),
    "erasure": frozenset({"delete"}),
    "cancellation": frozenset({"cancel"}),
    "ccpa_opt_out": frozenset({"object", "refuse"}),
}
"""The intents that exercise a right."""

CHOSEN = frozenset({"consent_refusal", "consent_withdrawal", "ccpa_opt_out"})
"""Rights that are exercised by saving what switches say; where another is sought, settings lead astray."""

STRONG, GOOD, FAIR, FAINT, NONE, AGAINST = 1, 2, 3, 5, 8, 16
"""What a press costs the search, by how much its label promises; only their order matters."""

_ACCOUNT = re.compile(
    r"(?i)\b(account|profile?|compte|konto|profil|cuenta|perfil|conta|profilo|rekening|membership|abonnement|menu|menü|menú"
    r"|more|plus|mehr|más|mais|options?|preferences?|préférences|einstellungen|help|aide|hilfe|ayuda|ajuda|aiuto"
    r"|about|legal|policy|notification(s)?|mitteilungen|benachrichtigungen|notificações|you|vous|moi)\b"
)
_SUBJECT = re.compile(r"\b(AI|IA|KI|SI|data|données|Daten|dados|datos|dati|gegevens)\b|(?i:information)")


def effort(control: Control, intent: str | None, right: Right, language: str, *, form: bool) -> int:
    """Return what pressing a control costs the search.

    ``form`` says that it stands with something that was filled in: then what sends it is the way on.
    """
    if intent in WANTED[right] or names_right(control, right, language):
        return STRONG
    if intent in {"logout", "pay", "register", "delete", "accept", "back", "dismiss"}:
        return AGAINST
    if form and control.role == "button" and control.region not in AROUND:
        return FAIR if intent == "save" and right not in CHOSEN else STRONG
    label = control.name or control.text
    if intent == "settings" or ABOUT.search(label):
        return STRONG
    if intent in {"submit", "save", "next"} or _SUBJECT.search(label):
        return GOOD
    if control.expanded is False or _ACCOUNT.search(label) or intent in INTENTS:
        return FAIR
    return FAINT if control.region in AROUND or control.inline else NONE


def names_right(control: Control, right: Right, language: str) -> bool:
    """Return whether a label names the right."""
    if not has(language):
        return False
    passage, topics = read(control.name or control.text), load(language).topics
    return any(topics[one].hits(passage) for one in TOPICS[right] if one in topics)
