"""Two statements on the way contradict each other.

What
----
A reason is required here and not there; a choice is final here and can be changed there; the deadline is the 26th here
and the 31st there.

How it is found
---------------
Each short sentence, and each label of a button or link, is a statement, and compared with those before it:

1. ``facts`` of the lexicon: a slot is a fact and a side of it (``reason_yes``, ``reason_no``); two sides on the way are
   found, also across languages. Where both share a word in a statement, it denies ("cannot be changed later"). A screen
   whose one control refuses says that the answer was no.
2. numbers: dates, durations, *immediately* and *for ever* (topic ``times``), or counts of the same thing, that differ,
   in statements that share a word or are about the same (how long something is kept, when it takes effect, until when
   one can refuse).
3. the state of a control: a brief sentence beside it names its label and says on where it is off, or off where it is
   on.
4. negation: two short sentences of which one denies what the other says: half of the words that carry meaning in each
   are the same, and at least two in sentences that are not brief or begin with two different things. Questions,
   conditions and long sentences that *and* or *but* joins are left out.

Why it is friction
------------------
The reader cannot know which holds.

What it cannot see
------------------
Facts outside these, whether two statements are about two different things, and statements beyond the first 2,000 short
ones of a route, which are not compared with later ones.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "conflicting information".
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.references import CONFLICTING_INFORMATION, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.intents import REFUSING, intent
from analyzer.wording.lexicon import judges
from analyzer.wording.normalising import Passage, read
from analyzer.wording.phrasebook import Hit
from analyzer.wording.routes.belied import BRIEF, SETTINGS, STATE, belied
from analyzer.wording.routes.route import Clash, Shown
from analyzer.wording.routes.timing import FOR_EVER, counts, dates, durations

ID = "conflicting_statements"
TITLE = "Statements that contradict each other"
HOOKS: tuple[Hook, ...] = (CONFLICTING_INFORMATION, PLAIN_LANGUAGE)
AGAINST = "The two statements may be about different cases."

_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\w)[^.!?\n]+)*[.!?]*")

_LONGEST = 14
"""Words beyond which a sentence says several things, and what it contradicts cannot be told; a rule of judgement."""


_SHARED = 2
"""Words that longer sentences share at least; a rule of judgement."""

_MOST = 2000
"""Statements of a route that are remembered, so that no page makes the comparison endless; a route has some hundred."""

_ANYWHERE = frozenset(
    {"reason", "undo", "effects", "account", "document", "optin", "passive", "outcome", "able", "decides", "covers",
     "automatic", "channel", "granted"}
)  # fmt: skip
"""Facts of the procedure itself: both sides on the way are enough."""

_OF_SOMETHING = frozenset(
    {
        "effect",
        "needed",
        "anytime",
        "kept",
        "shared",
        "used",
        "collected",
        "read",
        "stored",
        "reach",
        "mail",
        "abroad",
        "anon",
        "effort",
        "money",
        "once",
        "purpose",
        "called",
    }
)
"""Facts that differ from thing to thing, so that both statements must share a word, or both be about refusing, where
they are in one language. Any other fact of the lexicon is a pair of opposite words (all and none, public and private),
read in brief sentences that share a word, and longer ones that share two."""


_ALIKE = 0.1
"""Share by which two durations may differ and still be one: 12 months are a year; a rule of judgement."""


_KEPT = "role_keep"
"""The role of a time for which something is kept, which differs from thing to thing."""

_REPLIES = "role_reply"
"""The role of a time at which somebody answers, which is none until when one can refuse or when it takes effect."""

_REFUSES = "role_refuse"
"""Words for refusing: they tie statements whose own words differ ("objections", "to object"), but no times."""


@dataclass(frozen=True)
class _Statement:
    text: str
    language: str
    facts: frozenset[tuple[str, str]]
    times: frozenset[tuple[str, str | float]]
    roles: frozenset[str]
    stems: frozenset[str]
    head: str
    denies: bool
    plain: bool
    brief: bool


def find(screens: Sequence[Shown]) -> Iterator[Clash]:
    """Yield each short statement that contradicts an earlier one, with the first that it contradicts."""
    before = _Before()
    for place, screen in enumerate(screens):
        if not judges(screen.language):
            continue
        labels = tuple(control.label for control in screen.controls if control.role not in SETTINGS)
        sentences = tuple(sentence for text in screen.texts for sentence in _sentences(text))
        for text in dict.fromkeys((*sentences, *labels)):
            passage = read(text)
            if len(passage.words) > _LONGEST:
                continue
            said = _statement(passage, screen, label=text in labels and text not in sentences)
            other = next((one for one in before.about(said) if _clash(one, said)), None)
            if other:
                yield Clash(place, text, say("said before: “{words}”", words=other.text))
            before.add(said)
        for said in _answered(screen):
            before.add(said)
        for text, label, on in belied(screen, sentences):
            told = (
                say("the control is on: {label!r}", label=label)
                if on
                else say("the control is off: {label!r}", label=label)
            )
            yield Clash(place, text, told)


class _Before:
    """The statements so far that another can contradict, found again by what they are about."""

    def __init__(self) -> None:
        self._said: list[_Statement] = []
        self._about: dict[tuple[str, ...], list[int]] = {}

    def add(self, said: _Statement) -> None:
        if len(self._said) < _MOST:
            for key in _keys(said, against=False):
                self._about.setdefault(key, []).append(len(self._said))
            self._said.append(said)

    def about(self, said: _Statement) -> Iterator[_Statement]:
        """Yield those that may contradict this one, in order."""
        places = {place for key in _keys(said, against=True) for place in self._about.get(key, ())}
        yield from (self._said[place] for place in sorted(places))


def _keys(said: _Statement, *, against: bool) -> Iterator[tuple[str, ...]]:
    """Yield by what a statement is found again; ``against`` it, by what its contradiction is."""
    for fact, side in said.facts:
        yield "fact", fact, ("no" if side == "yes" else "yes") if against else side
    if said.times:
        yield ("times",)
    if said.plain:
        for stem in said.stems:
            yield "stem", stem, str(said.denies != against)


def _sentences(text: str) -> Iterator[str]:
    yield from (found.strip() for found in _SENTENCE.findall(text) if found.strip())


def _answered(screen: Shown) -> Iterator[_Statement]:
    """Yield the answer that a screen with one control can only have been left with, or the one that was pressed."""
    labels = (screen.pressed,) if screen.pressed is not None else tuple(control.label for control in screen.controls)
    if len(labels) == 1 and labels[0] and intent(labels[0], screen.language).intent in REFUSING:
        facts = frozenset({("outcome", "no"), ("able", "yes")})
        none: frozenset[str] = frozenset()
        yield _Statement(labels[0], screen.language, facts, frozenset(), none, none, "", denies=False, plain=False,
                         brief=True)  # fmt: skip


def _statement(passage: Passage, screen: Shown, *, label: bool) -> _Statement:
    text = passage.text
    marks = {hit.slot for hit in screen.hits("stems", passage)}
    brief = len(passage.words) <= BRIEF
    told = not label and "?" not in text and "condition" not in marks and (brief or "joint" not in marks)
    plain = told and (":" in text or text.strip().endswith((".", "!")))
    told_facts = (hit.slot.partition("_") for hit in _facts(screen, passage) if not hit.slot.startswith(STATE))
    sides = {(fact, side) for fact, _, side in told_facts}
    facts = frozenset((fact, side) for fact, side in sides if (fact, "no" if side == "yes" else "yes") not in sides)
    if not plain:
        facts = frozenset(one for one in facts if one[0] in _ANYWHERE | _OF_SOMETHING)
    hits = screen.hits("times", passage)
    roles = frozenset(hit.slot for hit in hits if hit.slot.startswith("role"))
    times: frozenset[tuple[str, str | float]] = frozenset(
        (*dates(screen, passage), *durations(hits, passage), *(counts(screen, passage) if plain else ()))
    )
    return _Statement(
        text,
        screen.language,
        facts,
        times,
        roles,
        screen.stems(text),
        screen.head(text),
        "denial" in marks,
        plain,
        brief,
    )


def _facts(screen: Shown, passage: Passage) -> Iterator[Hit]:
    """Yield the facts stated, without what is denied in the same words ("no reason required", "never shared").

    Of two that share words the denial counts, unless it is one word inside the other ("photos stay online after you
    delete").
    """
    found = screen.hits("facts", passage)
    denied = [(hit.slot.removesuffix("_no"), hit) for hit in found if hit.slot.endswith("_no")]
    stated = [hit for hit in found if hit.slot.endswith("_yes")]
    for hit in stated:
        fact = hit.slot.removesuffix("_yes")
        if not any(fact == other and _meet(hit, no) and not _holds(hit, no) for other, no in denied):
            yield hit
    for fact, no in denied:
        if not any(hit.slot == f"{fact}_yes" and _holds(hit, no) for hit in stated):
            yield no


def _meet(one: Hit, other: Hit) -> bool:
    return one.first < other.last and other.first < one.last


def _holds(one: Hit, other: Hit) -> bool:
    """Tell whether the other is a word inside one: as in "keinen Grund", two words deny what stands around them."""
    return other.last - other.first == 1 and one.first < other.first and other.last <= one.last


def _clash(one: _Statement, other: _Statement) -> bool:
    return _facts_clash(one, other) or _times_clash(one, other) or _denied(one, other)


def _facts_clash(one: _Statement, other: _Statement) -> bool:
    sides = dict(one.facts)
    torn = {fact for fact, side in other.facts if sides.get(fact, side) != side}
    if one.language != other.language:
        return bool(torn & (_ANYWHERE | _OF_SOMETHING))
    shared = len(one.stems & other.stems)
    same = shared or _REFUSES in one.roles & other.roles
    return bool(torn & _ANYWHERE or (torn & _OF_SOMETHING and same) or (torn and shared >= _enough(one, other)))


def _enough(one: _Statement, other: _Statement) -> int:
    """Return how many words two statements must share to be about the same."""
    return 1 if one.brief and other.brief else _SHARED


def _times_clash(one: _Statement, other: _Statement) -> bool:
    if not one.times or not other.times or any(_alike(time, same) for time in one.times for same in other.times):
        return False
    if (_REPLIES in one.roles) != (_REPLIES in other.roles):
        return False
    kinds = {kind for kind, _ in one.times} & {kind for kind, _ in other.times}
    if any(kind.startswith("count") for kind in kinds):
        return True
    ever = ("span", FOR_EVER) in one.times | other.times
    dates = kinds == {"date"} and one.language != other.language
    shared = bool(one.stems & other.stems)
    roles = (one.roles & other.roles) - {_REFUSES}
    # Two things are kept for two times of their own: "data ... 30 days" and "invoices ... ten years" agree.
    tied = (
        bool(roles - {_KEPT})
        or (bool(roles) and (shared or one.language != other.language))
        or ("date" not in kinds and shared)
    )
    return bool(kinds or ever) and not dates and tied


def _alike(one: tuple[str, str | float], other: tuple[str, str | float]) -> bool:
    (kind, value), (_, same) = one, other
    close = isinstance(value, float) and isinstance(same, float) and math.isclose(value, same, rel_tol=_ALIKE)
    return kind == other[0] and (value == same or close)


def _denied(one: _Statement, other: _Statement) -> bool:
    shared = one.stems & other.stems
    # "Necessary cookies are on" and "Analytics cookies are off" begin with two things.
    apart = one.head not in other.stems and other.head not in one.stems
    enough = len(shared) >= (_SHARED if apart else _enough(one, other))
    alike = enough and 2 * len(shared) >= max(len(one.stems), len(other.stems))
    return one.denies != other.denies and one.plain and other.plain and alike
