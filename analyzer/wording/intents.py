"""What a control's label means, decided by words that can be shown, or left open.

Three layers: symbols and full labels by exact look-up; stems with ordered rules and the scope of negation; else no
answer. There is no guess between accepting and refusing: a label that speaks of both, or that negates a refusal
("Don't opt out"), stays open. The same rules serve every language; a lexicon only supplies the words.

Vocabulary: ``accept refuse refuse_partial settings save acknowledge dismiss defer info next back submit login
register logout cancel object delete pay``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from analyzer.wording.labels import CUES, Label
from analyzer.wording.lexicon import ABSTAIN, has, load
from analyzer.wording.normalising import Passage, read
from analyzer.wording.phrasebook import Hit

IntentName = Literal[
    "accept", "refuse", "refuse_partial", "settings", "save", "acknowledge", "dismiss", "defer", "info", "next",
    "back", "submit", "login", "register", "logout", "cancel", "object", "delete", "pay",
]  # fmt: skip

INTENTS: tuple[str, ...] = get_args(IntentName)

REFUSING = frozenset({"refuse", "refuse_partial", "object"})
"""Intents that say no to the use of data."""

LONGEST_LABEL = 20
"""Words beyond which a text is a sentence and not a label; a counting rule, so that no paragraph gets an intent."""

_ONE_ACT = 4
"""Words up to which a label that names settings and a verb is one act and not two choices; a counting rule."""

_SHORT, _REMEMBERED = 400, 4096
"""Characters and number of the labels that are not read twice: the same ones stand on every screen of a service."""

_CROSSES = frozenset(
    "\N{MULTIPLICATION SIGN}\N{MULTIPLICATION X}\N{HEAVY MULTIPLICATION X}\N{BALLOT X}\N{CROSS MARK}"
    "\N{BOX DRAWINGS LIGHT DIAGONAL CROSS}\N{VECTOR OR CROSS PRODUCT}xX"
)

_QUESTIONS = frozenset("?\N{GREEK QUESTION MARK}")
_GREEK = re.compile("[\N{GREEK CAPITAL LETTER ALPHA}-\N{GREEK SMALL LETTER OMEGA WITH TONOS}]")


@dataclass(frozen=True, slots=True)
class Intent:
    """The intent of a label, null where it is left open; ``why`` names the rule and the words that matched."""

    intent: str | None
    why: str


def intent(label: str, language: str) -> Intent:
    """Tell what a control's label means.

    Parameters
    ----------
    label
        The accessible name or visible text of a control.
    language
        The language tag of the label; there is no fall-back to another language.

    Returns
    -------
    Intent
        One of ``INTENTS``, or null with the reason.
    """
    return _remembered(label, language) if len(label) <= _SHORT else _read(label, language)


def _read(label: str, language: str) -> Intent:
    passage = read(label)
    symbol = passage.text.strip().rstrip("\N{VARIATION SELECTOR-16}")
    if symbol in _CROSSES:
        return Intent("dismiss", f"symbol: {symbol}")
    unread = _unread(passage, language)
    if unread:
        return Intent(None, unread)
    lexicon = load(language)
    known = lexicon.labels.get(passage.words)
    if known is not None:
        return Intent(None if known == ABSTAIN else known, f"label: {symbol}")
    return _decide(Label(passage, lexicon))


_remembered = lru_cache(maxsize=_REMEMBERED)(_read)


def _unread(passage: Passage, language: str) -> str:
    if not passage.words:
        return "no words in the label"
    if not has(language):
        return f"no lexicon for language {language!r}"
    if len(passage.words) > LONGEST_LABEL:
        return f"more than {LONGEST_LABEL} words: a sentence, not a label"
    return ""


def _decide(label: Label) -> Intent:
    if not label.hits:
        return Intent(None, "no rule: no known word")
    for name, rule in _RULES:
        verdict = rule(label)
        if verdict is not None:
            chosen, hits = verdict
            return Intent(chosen, f"{name}: {label.words(*hits)}")
    return Intent(None, f"no rule: {label.words(*label.hits)}")


_Verdict = tuple[str | None, tuple[Hit, ...]] | None
_Rule = Callable[[Label], _Verdict]


def _statement(label: Label) -> _Verdict:
    """Leave open what tells the reader something; what asks how or why ("How we use ...") is a label."""
    hits = label.all("statement")
    return (None, hits) if hits and not label.opens("info") else None


def _asking(label: Label) -> _Verdict:
    """Read "Why reject?" as information, and leave "Do you accept?" open: who asks has done nothing yet."""
    text = label.passage.text.rstrip()
    # Greek keyboards write the question mark as a semicolon.
    asks = text[-1:] in _QUESTIONS or (text.endswith(";") and _GREEK.search(text))
    if not asks:
        return None
    if label.opens("info"):
        return "info", label.all("info")
    asked = label.plain("accept", "refuse", "object")
    return (None, asked) if asked and not label.plain("pay") else None


def _contradiction(label: Label) -> _Verdict:
    accepting, refusing = label.plain("accept"), label.plain("refuse", "object")
    both = accepting and refusing and not label.all("only", "except")
    return (None, accepting + refusing) if both else None


def _negated_refusal(label: Label) -> _Verdict:
    refusing = label.negated("refuse", "object")
    undone = label.plain("refuse") and label.plain("object")
    if undone:
        return None, label.plain("refuse", "object")
    if label.undoing and label.plain("refuse", "object"):
        return None, label.undoing
    return (None, label.all(*CUES) + refusing) if refusing else None


def _declining(label: Label) -> _Verdict:
    """Read "No thanks, ..." and "No, I ..." as no, unless what follows agrees, keeps, or asks for something else.

    A bare "No" before a noun ("No comments") declines nothing, and "No, keep it" answers a question not told here.
    "No, do not track me" declines by what follows, "No, only the essentials" in part, and "No, take me back" goes back.
    """
    opening = label.answering_no()
    if not opening or label.plain("refuse"):
        return None
    denied = label.negated("accept", "consent", "sharing")
    if denied:
        return "refuse", opening + denied
    other = label.plain("accept", "keep", "info", "settings", "delete", "cancel", "login", "register", "back", "save")
    if other:
        return ("back" if all(hit.slot == "back" for hit in other) else None), opening + other
    personal = label.all("thanks", "speaker")
    return ("refuse", opening + personal) if personal else _only_necessary(label) or (None, opening)


def _accept_all_and_save(label: Label) -> _Verdict:
    hits = label.plain("accept"), label.all("all"), label.all("save")
    return ("accept", sum(hits, ())) if all(hits) and not label.all("only", "necessary", "selection") else None


def _saving(label: Label) -> _Verdict:
    chosen = label.plain("accept", "save", "submit", "next"), label.all("selection")
    if all(chosen):
        return "save", sum(chosen, ())
    saving = () if label.all("only") and label.all("necessary") else label.plain("save")
    return ("save", saving) if saving and not label.plain("refuse", "object", "cancel") else None


def _negated_acceptance(label: Label) -> _Verdict:
    accepting = label.negated("accept", "consent", "sharing")
    return ("refuse", label.all(*CUES) + accepting) if accepting else None


def _ended_acceptance(label: Label) -> _Verdict:
    """Leave "Stop accepting cookies" open: what is ended is no acceptance."""
    return (None, label.ending) if label.plain("accept") and label.ending else None


def _unsettled(label: Label) -> _Verdict:
    """Leave open what may be negated further on: "Accept, and do not ask again" has no clause of its own here."""
    hits = label.unsettled("accept", "refuse", "object")
    return (None, hits) if hits else None


def _only_necessary(label: Label) -> _Verdict:
    necessary = label.plain("necessary")
    if not necessary:
        return None
    limiting = label.all("only", "except")
    if limiting and not label.all("optional"):
        return "refuse_partial", limiting + necessary
    accepting = label.plain("accept", "next")
    if accepting and not label.all("all", "optional"):
        return "refuse_partial", accepting + necessary
    return None


def _partly_accepting(label: Label) -> _Verdict:
    """Leave open what accepts only a part: "Accept only marketing", "Accept without profiling"."""
    hits = label.plain("accept"), label.all("only", "except", "without", "without_behind")
    return (None, sum(hits, ())) if all(hits) else None


def _refusing(label: Label) -> _Verdict:
    """Read "Do not sell my information" as refusing, and "Information on refusing" not."""
    hits, told = label.plain("refuse"), label.plain("info")
    return ("refuse", hits) if hits and (not told or hits[0].first < told[0].first) else None


def _all_settings(label: Label) -> _Verdict:
    """Read "Accept all settings" and "Reject all settings" as what they do; a longer label may offer a choice."""
    if len(label.passage.words) > _ONE_ACT or not (label.plain("settings") and label.all("all")):
        return None
    accepting, refusing = label.plain("accept"), label.plain("refuse")
    if accepting:
        return "accept", accepting + label.all("all")
    return ("refuse", refusing + label.all("all")) if refusing else None


def _refusing_settings(label: Label) -> _Verdict:
    hits = label.plain("refuse"), label.plain("settings")
    return ("settings", sum(hits, ())) if all(hits) else None


def _viewing_settings(label: Label) -> _Verdict:
    """Read "View preferences" as settings: to look at them is to open them; "Learn more about settings" is not."""
    viewing, settings = label.plain("view"), label.plain("settings", "selection")
    if not (viewing and settings) or label.plain("accept", "refuse", "save"):
        return None
    seen = {(hit.first, hit.last) for hit in viewing}
    told = any((hit.first, hit.last) not in seen for hit in label.plain("info"))
    return None if told else ("settings", viewing + settings)


def _told_and_set(label: Label) -> _Verdict:
    """Read "Learn more and customise" as settings: who is told first and sets then gets to the settings."""
    told, settings = label.plain("info"), label.plain("settings")
    if not (told and settings) or label.plain("accept", "refuse", "save"):
        return None
    between = label.passage.text[label.passage.ends[told[0].last - 1] : label.passage.starts[settings[-1].first]]
    joined = any(told[0].last <= hit.first < settings[-1].first for hit in label.all("and")) or "&" in between
    return ("settings", told[:1] + settings[-1:]) if joined else None


def _closing_settings(label: Label) -> _Verdict:
    """Read "Close preferences" as closing: the verb opens the label, or ends it where verbs come last."""
    closing, settings = label.plain("dismiss"), label.plain("settings")
    if not (closing and settings) or label.plain("accept", "refuse", "save"):
        return None
    outer = closing[0].first == 0 or closing[-1].last == len(label.passage.words)
    return ("dismiss", closing) if outer else None


def _recommended(label: Label) -> _Verdict:
    """Read what takes over the settings that the service recommends as accepting: they are never the strictest."""
    hits = label.plain("accept", "save", "next"), label.all("recommended")
    return ("accept", sum(hits, ())) if all(hits) and not label.all("only", "necessary") else None


def _accept_settings(label: Label) -> _Verdict:
    hits = label.plain("accept"), label.plain("settings")
    return ("settings", sum(hits, ())) if all(hits) else None


def _opening_back(label: Label) -> _Verdict:
    hits = label.plain("back")
    return ("back", hits) if label.opens("back") and not label.all("accept", "refuse", "object") else None


def _back(label: Label) -> _Verdict:
    hits = label.plain("back")
    return ("back", hits) if hits and not label.all("login", "register") else None


def _going_on(label: Label) -> _Verdict:
    """Read "Continue without a subscription" as going on, whichever comes first."""
    hits = label.all("next")
    return ("next", hits) if hits and not label.all("negation") else None


def _going_on_without(label: Label) -> _Verdict:
    """Read "Continue without tracking" as refusing, and "Continue without an account" not."""
    hits = label.all("next"), label.all("without", "without_behind"), label.negated("tracking")
    other = label.plain("accept", "info", "pay", "settings")
    return ("refuse", sum(hits, ())) if all(hits) and not other else None


def _simple(notion: str, *unless: str) -> _Rule:
    def rule(label: Label) -> _Verdict:
        hits = label.plain(notion)
        return (notion, hits) if hits and not label.plain(*unless) else None

    return rule


def _logging_out(label: Label) -> _Verdict:
    """Log out, unless more words say of what somebody signs off: "Vom Newsletter abmelden"."""
    hits, ending = label.plain("logout"), label.plain("cancel")
    of_something = any(
        one.first <= hit.first and hit.last <= one.last and one.last - one.first > hit.last - hit.first
        for one in ending
        for hit in hits
    )
    return ("logout", hits) if hits and not of_something else None


_RULES: tuple[tuple[str, _Rule], ...] = (
    ("a statement, not a label", _statement),
    ("a question", _asking),
    ("a negated refusal is left open", _negated_refusal),
    ("both accepting and refusing", _contradiction),
    ("going back first", _opening_back),
    ("putting off", _simple("defer")),
    ("declining", _declining),
    ("paying", _simple("pay")),
    ("accepting all, then saving", _accept_all_and_save),
    ("accepting what is recommended", _recommended),
    ("saving a selection", _saving),
    ("only the necessary", _only_necessary),
    ("accepting negated", _negated_acceptance),
    ("an acceptance that ends is left open", _ended_acceptance),
    ("going on without tracking", _going_on_without),
    ("accepting a part", _partly_accepting),
    ("a negation further on is left open", _unsettled),
    ("logging out", _logging_out),
    ("all settings at once", _all_settings),
    ("refusing in settings", _refusing_settings),
    ("closing settings", _closing_settings),
    ("looking at settings", _viewing_settings),
    ("told, then setting", _told_and_set),
    ("objecting", _simple("object", "info")),
    ("deleting", _simple("delete", "info")),
    ("information", _simple("info", "refuse", "accept")),
    ("refusing", _refusing),
    ("information", _simple("info", "accept")),
    ("settings of a consent", _accept_settings),
    ("accepting", _simple("accept")),
    ("settings", _simple("settings")),
    ("cancelling", _simple("cancel")),
    ("going back", _back),
    ("logging in", _simple("login", "register")),
    ("registering", _simple("register", "login")),
    ("closing", _simple("dismiss")),
    ("acknowledging", _simple("acknowledge")),
    ("going on", _going_on),
    ("sending", _simple("submit")),
)  # fmt: skip
"""In order: the first rule that applies decides."""
