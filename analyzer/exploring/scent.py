"""How far a control smells of the way out: in which order somebody who wants something tries what a service offers.

A service has hundreds of controls, and no search presses them all. People follow what a label promises (P. Pirolli and
S. Card, Information Foraging, Psychological Review 106, 1999); so does the search: a control whose label names what is
wanted is tried first, then what leads to settings, privacy and accounts, at last what promises nothing. The order
decides only what is found first; clicks are counted apart.
"""

import re
from dataclasses import dataclass

from analyzer.counting.shown import AROUND
from analyzer.exploring.about import ABOUT
from analyzer.model import Control, Right
from analyzer.wording.intents import INTENTS
from analyzer.wording.lexicon import has, load
from analyzer.wording.normalising import read

STRONG, GOOD, FAIR, FAINT, NONE, AGAINST = 1, 2, 3, 5, 8, 16
"""What a press costs the search, by how much its label promises; only their order matters."""


@dataclass(frozen=True)
class Aim:
    """What somebody wants: the ``intents`` that do it, the ``topics`` of a lexicon that name it, what leads away.

    ``saves`` says that it is done by saving what switches say; where it is not, settings lead astray. ``agrees`` says
    that questions are answered with yes.
    """

    intents: frozenset[str]
    topics: tuple[str, ...]
    against: frozenset[str]
    saves: bool
    agrees: bool = False


_AGAINST = frozenset({"logout", "pay", "delete", "accept", "back", "dismiss", "cancel"})
_OBJECTING = Aim(frozenset({"object", "refuse"}), ("objection",), _AGAINST, saves=False)
_REFUSING = Aim(frozenset({"refuse", "refuse_partial"}), ("refusal",), _AGAINST, saves=True)

REFUSING: dict[Right, Aim] = {
    "objection": _OBJECTING,
    "direct_marketing_objection": _OBJECTING,
    "consent_withdrawal": Aim(_REFUSING.intents, ("withdrawal", "refusal"), _AGAINST, saves=True),
    "consent_refusal": _REFUSING,
    "erasure": Aim(frozenset({"delete"}), ("erasure",), _AGAINST - {"delete"}, saves=False),
    "cancellation": Aim(frozenset({"cancel"}), ("cancellation",), _AGAINST - {"cancel"}, saves=False),
    "ccpa_opt_out": Aim(frozenset({"object", "refuse"}), ("ccpa_opt_out", "refusal"), _AGAINST, saves=True),
}
"""What somebody wants who exercises a right."""

ACCEPTING = Aim(
    frozenset({"accept", "acknowledge", "register", "pay"}),
    (),
    frozenset({"logout", "delete", "back", "dismiss", "cancel", "object", "refuse", "refuse_partial"}),
    saves=True,
    agrees=True,
)
"""What somebody wants who accepts, or joins."""

_ACCOUNT = re.compile(
    r"(?i)\b(account|profile?|compte|konto|profil|cuenta|perfil|conta|profilo|rekening|membership|abonnement|menu|menü|menú"
    r"|more|plus|mehr|más|mais|options?|preferences?|préférences|einstellungen|help|aide|hilfe|ayuda|ajuda|aiuto"
    r"|about|legal|policy|notifications?|mitteilungen|benachrichtigungen|notificações)\b"
    r"|contact|kontakt|contatt|contato|request|demande|antrag|richiest|solicit|formul"
)
_SUBJECT = re.compile(r"\b(AI|IA|KI|SI|data|données|Daten|dados|datos|dati|gegevens)\b|(?i:information)")


def effort(control: Control, intent: str | None, aim: Aim, language: str, *, form: bool) -> int:
    """Return what pressing a control costs the search.

    ``form`` says that it stands with something that was filled in: then what sends it is the way on.
    """
    if intent in aim.intents or names(control, aim, language):
        return STRONG
    if intent in aim.against:
        return AGAINST
    if form and control.role == "button" and control.region not in AROUND:
        return FAIR if intent == "save" and not aim.saves else STRONG
    if intent == "save" and not aim.saves:
        return FAIR
    return _promise(control, intent)


def _promise(control: Control, intent: str | None) -> int:
    """Return what pressing a control costs that names nothing of what is wanted, and leads away from nothing."""
    label = control.name or control.text
    if intent == "settings" or ABOUT.search(label):
        return STRONG
    if intent in {"submit", "save", "next"} or _SUBJECT.search(label):
        return GOOD
    if control.expanded is False or _ACCOUNT.search(label) or intent in INTENTS:
        return FAIR
    return FAINT if control.region in AROUND or control.inline else NONE


def names(control: Control, aim: Aim, language: str) -> bool:
    """Return whether a label names what is wanted."""
    if not has(language):
        return False
    passage, topics = read(control.name or control.text), load(language).topics
    return any(topics[one].hits(passage) for one in aim.topics if one in topics)
