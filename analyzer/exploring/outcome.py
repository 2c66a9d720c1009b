"""Accepted or refused, decided by what happened and not by what a control is called.

What each way of pressing has left behind is compared with what the other ways have left: a value that is the same
whatever was pressed says nothing, one that is yes after accepting and no otherwise is a purpose. Labels only say which
ending to compare with, and decide alone where nothing that can be read was stored; that is then said. A control called
"reject" that leaves the same behind as "accept" has accepted.

What the page says next ("your objection has been recorded") counts only where nothing else was left behind: a page can
say anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analyzer.exploring.about import OPTIONAL, names_purpose
from analyzer.exploring.stored import Value
from analyzer.exploring.told import NOTHING, Told
from analyzer.saying import quoted

Outcome = Literal["accepted", "refused", "partial", "undecided", "unknown"]
"""``undecided``: nothing was stored, or the dialog comes back; ``unknown``: something was, and what cannot be told."""

Trace = Literal["", "stored", "sent"]

REFUSING = frozenset({"refuse", "refuse_partial", "object"})

ANSWERING = REFUSING | {"accept"}
"""Intents of controls that answer."""

SAVING = frozenset({"save", "next", "submit", "acknowledge"})
"""Intents of controls that keep what the switches say."""

DECIDING = REFUSING | SAVING | {"accept", "cancel"}
"""Intents of controls after which a page's message is one about the choice."""

OPEN = frozenset({None, "dismiss"})
"""Intents of controls that tell nothing of the choice: a page's message after them counts where something was kept."""

CLOSING = frozenset({"cancel", "dismiss"})
"""Intents of controls that end a dialog and keep nothing that was set in it."""

CONTENT = frozenset({"acknowledge", "next", "dismiss"})
"""Intents of controls that some dialogs offer alone; such a dialog takes any of them for a yes."""

QUOTED = 120
"""Characters of a page's message that are quoted."""

_INVERSE = re.compile(
    r"(?i)reject|refus|den(y|ied)|opt-?_?out|declin|object|withdr|disagree|block|disallow|disabl|do[_-]?not|unsubscri"
    r"|opposi|oposi[cç]|rifiut|rechaz|recus|widerspr|ablehn|abgelehn|bezwaar|weiger|a[fv]vis|sprzeciw|odmow|odrzu|odm[ií]"
    r"|odbij|zavrn|elutas|refuz"
    r"|(?<![a-z])non?[_-]?(ads?(?![a-z])|advert|track|analy|market|cookie|consent|person|target|sell|shar)"
)
_AFFIRMS = re.compile(r"(?i)accept|allow|agree|grant|consent")
"""What in a name says yes: one that says no, too, is that of a tool or of a question."""

_NEUTRAL = re.compile(
    r"(?i)dismiss|clos|shown?$|seen|hid(e|den)|display|popup|banner|notice|modal|visit|answer|interact|decided|done|ready"
    r"|necessary|essential|strict|required|technical|session|version|revision|lang|loaded|init|test|debug|gpc|dnt"
    r"|complet|explicit|first_?party|^action$|^(v|ver|rev)$"
)
"""Names in programs of what is no purpose: that a dialog was seen, what is always on, how the page stands."""

_GENERAL = re.compile(r"(?i)consent|cookie|gdpr|rgpd")
_PURPOSE = re.compile(rf"{OPTIONAL.pattern}|prefer|function|media|video|map|chat|third")
"""Names of a choice as a whole, unless they name a purpose, too."""

_IN_A_STORE = 2
"""Parts of a path, after the database's own, that lead to a record that is a leaf itself: its store and its key."""

_QUOTES = "\"'"

_SAYS = re.compile(r"(?i)status|state|value|granted|given|allowed|accepted|enabled|consented|selected|checked")
"""Names of what says yes or no of the entry it stands in, which has the name of the purpose."""

_CODE = re.compile(r"[a-z]{0,2}\d+", re.IGNORECASE)
"""Names that tell nothing: ``3``, ``C0001``."""

_TCF = re.compile(r"purpose \d+")
"""A purpose of the advertising industry's consent string: none of them must be on."""

_WORD = re.compile(r"[\w+-]+")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_BASIC = re.compile(r"(?i)function|funktion|fonction|funcion|funzion|securit|(?:system|basic|core)$")
_BEYOND = re.compile(r"(?i)media|video|map|chat|third|partner|vendor|ads?(?![a-z])")
"""How a part of a name begins that is of what makes a page work, unless the name tells of something beyond that."""

_OTHERS = re.compile(r"(?i)ads?|advertising|third|partners?|vendors?")
"""What a part of a name is that tells of what others want."""


@dataclass(frozen=True)
class Ending:
    """What was there after a way of pressing.

    ``intent`` is that of the last control, null where it is open. ``stored`` and ``sent`` are leaves since the start.
    ``open`` says that the dialog still stands there, ``returns`` that it does after a reload, null where nobody looked.
    ``kept`` says that something new was stored, though it may say nothing that can be read.
    ``told`` is what the page then said was done.
    ``on`` and ``off`` count the optional switches when the last control was pressed, those of other layers included.
    ``also`` are the intents of other controls that led to the same, and ``locked`` the optional purposes on the way
    whose switch cannot be moved. ``label`` is what the last control is called, ``left_on`` what is on when the settings
    are opened again, and ``levels`` what was stored that is nothing but the name of a level. ``all_off`` says that
    switches on the way itself were turned off, and that none of them was left on, ``unnamed`` that one without a name
    is on and cannot be moved. ``must`` counts the switches, wherever they were seen, that are on, cannot be moved, and
    are of nothing that is known to be optional.
    """

    number: int
    intent: str | None
    stored: Mapping[str, Value]
    sent: Mapping[str, Value]
    open: bool
    returns: bool | None
    kept: bool = False
    on: int = 0
    off: int = 0
    told: Told = NOTHING
    also: frozenset[str | None] = frozenset()
    locked: tuple[str, ...] = ()
    label: str = ""
    left_on: tuple[str, ...] = ()
    levels: frozenset[str] = frozenset()
    all_off: bool = False
    unnamed: bool = False
    must: int = 0

    @property
    def intents(self) -> frozenset[str | None]:
        """Of every control that led here."""
        return self.also | {self.intent}


@dataclass(frozen=True)
class Verdict:
    """What an ending was, and how that shows.

    ``trace`` says where what was chosen can be read, "" where it is told by something else; ``by_label`` that only the
    control's name speaks for it; ``kept`` names what stays given that nobody needs. ``compared`` says that what was
    left is only the same as what something else has left.
    """

    outcome: Outcome
    how: str
    trace: Trace = ""
    by_label: bool = False
    kept: tuple[str, ...] = ()
    compared: bool = False

    @property
    def is_read_as_a_whole(self) -> bool:
        """Whether nothing that was left behind says of each purpose what was chosen."""
        return self.by_label or self.compared

    @property
    def why(self) -> str:
        """Why it is that, in words."""
        return f"{self.trace} {self.how}".strip()


def judge(endings: Sequence[Ending]) -> dict[int, Verdict]:
    """Tell of each ending, by its number, what it was; more endings may tell more of the earlier ones."""
    facts = {one.number: facts_of for one, facts_of in zip(endings, _completed(endings), strict=True)}
    comparison = _Comparison(endings, facts)
    verdicts = {one.number: comparison.verdict(one) for one in endings}
    verdicts |= _disbelieved(endings, verdicts)
    if not any(one.outcome == "accepted" for one in verdicts.values()):
        # A dialog that offers no more than "OK" takes that for a yes; what keeps nothing is no other offer.
        offers = [one for one in endings if one.intent is None and verdicts[one.number].outcome != "undecided"]
        verdicts |= {
            one.number: Verdict("accepted", f"it is all that the dialog asks for: {one.intent}", by_label=True)
            for one in endings
            if one.intent in CONTENT and verdicts[one.number].outcome == "unknown"
            if not any(facts[other.number] != facts[one.number] for other in offers)
        }
    if not any(one.outcome == "accepted" for one in verdicts.values()):
        verdicts |= _other_answers(endings, facts, verdicts)
    sent = {number: verdicts[number] for number in _sending(endings)}
    return verdicts | {number: replace(one, trace="sent") for number, one in sent.items() if one.trace}


def _disbelieved(endings: Sequence[Ending], verdicts: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Believe no control's mere label that it refuses, where pressing what is called so has been seen to accept.

    It may keep what the switches say, and is believed once all that can be are off.
    """
    lying = {one.label for one in endings if one.label and verdicts[one.number].outcome == "accepted"}
    return {
        one.number: Verdict("unknown", f"only its label says so, and it is seen to accept elsewhere: {one.intent}")
        for one in endings
        if one.label in lying and (one.on or one.locked or not one.off)
        if one.intent in REFUSING and verdicts[one.number] == _only_called(one.intent)
    }


def _only_called(intent: str | None) -> Verdict:
    """Return what a control that refuses by its label is taken for where nothing else tells."""
    return Verdict("refused", f"only its label says so: {intent}", by_label=True)


def _other_answers(
    endings: Sequence[Ending], facts: Mapping[int, Mapping[str, Value]], verdicts: Mapping[int, Verdict]
) -> dict[int, Verdict]:
    """Take for a yes what keeps another answer under the very name where refusing keeps one, whatever it is called."""
    refusing = [facts[one.number] for one in endings if verdicts[one.number].outcome == "refused"]
    why = "another answer is kept where refusing keeps one, and no other control says yes"
    return {
        one.number: Verdict("accepted", why, by_label=True)
        for one in endings
        if verdicts[one.number].outcome == "unknown"
        and one.intent is None
        and any(facts[one.number].keys() == said.keys() and facts[one.number] != said for said in refusing if said)
    }


class _Comparison:
    """All endings side by side."""

    def __init__(self, endings: Sequence[Ending], facts: Mapping[int, Mapping[str, Value]]) -> None:
        self._facts = facts
        self._refusing = [facts[one.number] for one in endings if one.intents & REFUSING]
        self._called = any("accept" in one.intents for one in endings)
        given = _given(endings, facts) or self._opposites(endings)
        self._accepting = None if _is_deaf(endings, facts) else _most_given(given)
        self._all = [one for one in facts.values() if one]
        self._purposes = self._read_purposes()
        self._contradicted = frozenset(
            path
            for path, value in self._purposes.items()
            if value is _is_inverse(path)
            and (_is_needless(path) if not value else not _AFFIRMS.search(_name(path)))
            and any(one.get(path) is (not value) for one in self._refusing)
        )
        self._codes = self._read_codes()

    def _opposites(self, endings: Iterable[Ending]) -> list[Mapping[str, Value]]:
        """Return what open controls have left that is all given, where refusing leaves an answer under the same names.

        No label accepts there: "Fine by me" does. What closes a dialog may be what refuses in it.
        """
        closing = [self._facts[one.number] for one in endings if one.intents & CLOSING and not one.returns]
        opened = [self._facts[one.number] for one in endings if one.intents <= OPEN and not one.returns]
        return [
            one
            for one in opened
            if {value != _is_inverse(path) for path, value in one.items() if isinstance(value, bool)} == {True}
            if any(one.keys() == other.keys() and one != other for other in (*self._refusing, *closing))
        ]

    def verdict(self, ending: Ending) -> Verdict:
        """Return what an ending was; settings that say otherwise when they are opened again go before a comparison."""
        told = self._verdict(ending)
        if told.outcome == "refused" and told.is_read_as_a_whole and ending.left_on:
            names = ", ".join(map(quoted, ending.left_on[:5]))
            return Verdict(
                "partial", f"its settings show when they are opened again as on: {names}", kept=ending.left_on
            )
        return told

    def _verdict(self, ending: Ending) -> Verdict:
        facts = self._facts[ending.number]
        if ending.returns:
            return self._asked_again(ending) or Verdict("undecided", "the dialog comes back after a reload")
        if not facts:
            return self._untold(ending)
        return self._by_purposes(ending, facts) or self._by_reference(ending, facts) or self._alone(ending, facts)

    def _asked_again(self, ending: Ending) -> Verdict | None:
        """Believe a refusal that was stored word for word, even if the page goes on asking: that is nagging.

        A yes that is asked again was none, and what closing a dialog leaves behind is no choice.
        """
        said = {path: ending.stored.get(path) for path in self._purposes}
        denied = bool(said) and all(value == (not self._purposes[path]) for path, value in said.items())
        if not denied or ending.on or ending.intent not in REFUSING | SAVING:
            return None
        names = ", ".join(sorted(map(_name, said))[:5])
        return _left("refused", f"as not given: {names}; and the dialog comes back after a reload")

    def _by_message(self, ending: Ending) -> Verdict:
        """Believe what the page says after a press that decides, else the label."""
        said = ending.told.said
        if said in {"accepted", "refused"} and (ending.intent in DECIDING or (ending.intent in OPEN and ending.kept)):
            return Verdict(said, f"only the page says so: {ending.told.quote[:QUOTED]}")
        return self._by_label(ending)

    def _read_purposes(self) -> dict[str, Value]:
        """Return the paths that a choice may move, with the value that accepting gives, be it a word of its own.

        Nothing is known as long as nothing was accepted, and what nobody has ever seen to be yes is no purpose.
        """
        if self._accepting is None:
            return {}
        given: dict[str, Value] = {
            path: not _is_inverse(path)
            for one in self._facts.values()
            for path, value in one.items()
            if isinstance(value, bool) and not _is_neutral(path)
        }
        given |= {path: value for path, value in self._accepting.items() if path in given}
        varied = {path for path, value in given.items() if any(one.get(path, value) != value for one in self._all)}
        # What else stands in an entry that says yes or no tells what it is of.
        entries = tuple(f"{_table(path)}/" for path in varied if _SAYS.fullmatch(path.rpartition("/")[2]))
        return {
            path: value
            for path, value in given.items()
            if path in varied
            or (
                value != _is_inverse(path)
                and not (varied and (_is_general(path) or _is_basic(path) or path.startswith(entries)))
            )
        }

    def _read_codes(self) -> frozenset[str]:
        """Return the purposes that have no name and never move, as long as more than that does: what must be on."""
        codes = {
            path
            for path, value in self._purposes.items()
            if _is_code(path) and all(one.get(path, value) == value for one in self._all)
        }
        moving = len(self._purposes) - len(codes)
        return frozenset(codes if len(codes) < moving else ())

    def _fixed(self, ending: Ending) -> frozenset[str]:
        """Return the purposes that never move, if a locked switch stands for each and none is called needless."""
        fixed = {
            path
            for path, value in self._purposes.items()
            if all(one.get(path, value) == value for one in self._all) and not _is_needless(path)
        }
        return frozenset(fixed if len(fixed) <= min(ending.must, len(self._purposes) - 1) else ())

    def _refusable(self) -> dict[str, Value]:
        """Return the purposes without what stays given whatever control that says "refuse" is pressed.

        Only such a control is believed that the rest is what must be on, and not where its name says that nobody needs
        it, nor where more without a name stays than goes. Who switched off all that could be switched, and saved, has
        refused only if nothing is left.
        """
        if not self._refusing:
            return self._purposes
        given = {path: all(one.get(path) == value for one in self._refusing) for path, value in self._purposes.items()}
        kept = _needless(given)
        return {path: value for path, value in self._purposes.items() if not given[path] or path in kept}

    def _by_purposes(self, ending: Ending, facts: Mapping[str, Value]) -> Verdict | None:
        purposes = self._refusable() if ending.intent in REFUSING and not ending.locked else self._purposes
        # Only who has switched off all that could be is believed that the rest must be on.
        must = frozenset() if ending.on or ending.locked else self._codes
        # What closes a dialog keeps no switch: what it leaves is its own, whatever the switches said.
        must |= frozenset() if ending.locked or (ending.on and ending.intent not in CLOSING) else self._fixed(ending)
        told = {path: facts[path] == given for path, given in purposes.items() if path in facts and path not in must}
        if contradicted := sorted(map(_name, self._contradicted & told.keys())):
            return Verdict(
                "unknown", f"what accepting leaves is no, and what refusing leaves yes: {', '.join(contradicted)}"
            )
        if not told:
            return None
        names = _names(told, ending)
        if any(told.values()) and self._is_elsewhere(ending, told):
            return _by_switches(ending)
        if all(told.values()):
            return _left("accepted", f"as given: {names}")
        if any(told.values()):
            same = facts in self._refusing and not (ending.on or ending.locked or _needless(told))
            how = "the same as refusing does, and other than accepting"
            return _compared("refused", how) if same else _in_part(told)
        if ending.intent in REFUSING and purposes is not self._purposes:
            stays = sorted(
                _name(path) for path, given in self._purposes.items() if facts.get(path) == given and not _is_code(path)
            )
            names += f"; still given, and taken for needed: {', '.join(stays[:5])}" if stays else ""
        return self._denied(ending, facts, told, names)

    def _denied(
        self, ending: Ending, facts: Mapping[str, Value], told: Mapping[str, bool], names: str
    ) -> Verdict | None:
        """Read an ending in which nothing is as accepting leaves it.

        That a value does not say what accepting says is no denial, where what was saved were switches left on, nor
        after a control that accepts, or that neither refuses nor keeps a switch that is off.
        """
        raw = ending.stored or ending.sent
        if ending.on and ending.intent in SAVING and not all(isinstance(raw.get(path), bool) for path in told):
            return Verdict("partial", f"{ending.on} of its switches stayed on, whatever was left behind: {names}")
        if kept := _purposes_in(facts[path] for path in told):
            return _named_one(kept)
        chooses = _is_choosing(ending) and ending.intent != "accept"
        if not chooses and any(isinstance(facts[path], str) for path in told):
            return None
        return _left("refused", f"as not given: {names}")

    def _is_elsewhere(self, ending: Ending, told: Iterable[str]) -> bool:
        """Return whether a selection with switches off is kept where accepting keeps nothing: a list of what is off."""
        selects = ending.intent in SAVING and ending.off > 0
        return selects and self._accepting is not None and self._accepting.keys().isdisjoint(told)

    def _by_reference(self, ending: Ending, facts: Mapping[str, Value]) -> Verdict | None:
        """Compare with what controls called accept and refuse have left, where that differs."""
        like_accepting = self._accepting is not None and facts == self._accepting
        like_refusing = facts in self._refusing
        if like_accepting and not like_refusing:
            # What was saved with all on is no proof of itself.
            itself = _is_accepting(ending) and not self._called
            return _by_switches(ending) if itself else _compared("accepted", "the same as accepting does")
        if like_refusing and not like_accepting and self._accepting is not None and ending.intent != "accept":
            return self._other_than(self._accepting, facts)
        if like_accepting and like_refusing:
            return _left("accepted", "the same, whether accepting or refusing was pressed")
        return None

    def _other_than(self, accepting: Mapping[str, Value], facts: Mapping[str, Value]) -> Verdict:
        """Read what a refusal has left, which is not what accepting leaves."""
        if self._purposes and accepting.items() <= facts.items():
            return Verdict("unknown", "all that accepting leaves is left, too, and more that nothing tells")
        if kept := _purposes_in(value for path, value in facts.items() if value != accepting.get(path)):
            return _named_one(kept)
        if kept := self._worded_alike(facts, accepting):
            return Verdict("partial", f"stored as accepting stores it: {', '.join(kept)}", kept=kept)
        return _compared("refused", "the same as refusing does, and other than accepting")

    @staticmethod
    def _worded_alike(facts: Mapping[str, Value], accepting: Mapping[str, Value]) -> tuple[str, ...]:
        """Return what nobody needs and is stored in the very word that accepting stores for it, and elsewhere, too.

        Where that word is another one elsewhere, it is the word for yes, whatever it is.
        """
        changed = {value for path, value in accepting.items() if facts.get(path, value) != value}
        alike = (path for path, value in accepting.items() if isinstance(value, str) and facts.get(path) == value)
        return tuple(sorted(_name(path) for path in alike if accepting[path] in changed and _is_needless(path)))

    def _alone(self, ending: Ending, facts: Mapping[str, Value]) -> Verdict:
        """Read one ending by itself."""
        told = {
            path: value != _is_inverse(path)
            for path, value in facts.items()
            if isinstance(value, bool) and not _is_neutral(path)
        }
        names = _names(told, ending)
        given, refused = any(told.values()), bool(told) and not all(told.values())
        if refused and not given and ending.intent != "accept":
            return _left("refused", f"as not given: {names}")
        if given and not refused:
            return _left("accepted", f"as given: {names}")
        if given and refused and ending.intent != "accept":
            return _in_part(told)
        return self._by_message(ending)

    def _untold(self, ending: Ending) -> Verdict:
        """Judge where nothing that can be read was stored or sent."""
        if ending.open:
            return Verdict("undecided", "the dialog still asks")
        if ending.returns is None and not ending.kept and ending.told.said is None:
            return Verdict("undecided", "nothing was stored")
        return self._by_message(ending)

    def _by_label(self, ending: Ending) -> Verdict:
        if ending.intent in REFUSING:
            return _only_called(ending.intent)
        if ending.intent == "accept":
            return Verdict("accepted", "only its label says so: accept", by_label=True)
        if ending.on + ending.off and ending.intent in SAVING:
            return _by_switches(ending)
        return Verdict("unknown", "what was left behind cannot be read, and no label tells")


def _left(outcome: Outcome, how: str) -> Verdict:
    """Return what an ending was that is told by what was stored, as far as is known before all were judged."""
    return Verdict(outcome, how, trace="stored")


def _names(told: Iterable[str], ending: Ending) -> str:
    names = ", ".join(sorted(map(_name, told))[:5])
    return f"{names}; by the name of a level alone" if ending.levels.issuperset(told) else names


def _in_part(told: Mapping[str, bool]) -> Verdict:
    """Return that something was given and something was not, and what."""
    given, denied = (
        ", ".join(sorted(_name(path) for path in told if told[path] is says)[:5]) for says in (True, False)
    )
    kept = tuple(sorted(map(_name, _needless(told))))
    return replace(_left("partial", f"as given in part: {given}; and as not given: {denied}"), kept=kept)


def _needless(given: Mapping[str, bool]) -> frozenset[str]:
    """Return what stays given and cannot be taken for what must be on: ``given`` says of each purpose if it stays.

    Its name says that nobody needs it; or it has none, and more without a name stays than goes.
    """
    stays = [path for path, is_given in given.items() if is_given]
    codes = [path for path in stays if _is_code(path)]
    many = len(codes) > max(len(given) - len(stays), 1)
    return frozenset(path for path in stays if _is_needless(path) or (many and path in codes))


def _compared(outcome: Outcome, how: str) -> Verdict:
    """Return what an ending was that has left the same as others."""
    return replace(_left(outcome, how), compared=True)


def _by_switches(ending: Ending) -> Verdict:
    """Take what switches said when they were saved for what was chosen."""
    says = "only its switches say so"
    if not ending.on and ending.locked:
        return Verdict(
            "partial", f"{says}: {quoted(ending.locked[0][:QUOTED])} was on and could not be moved", by_label=True
        )
    if not ending.on and ending.unnamed:
        return Verdict("unknown", f"{says}: one without a name was on and could not be moved", by_label=True)
    if not ending.on:
        return Verdict("refused", f"{says}: all were off", by_label=True)
    if not ending.off:
        return Verdict("accepted", f"{says}: all were on", by_label=True)
    return Verdict("partial", f"{says}: some were on", by_label=True)


def _completed(endings: Sequence[Ending]) -> list[dict[str, Value]]:
    """Return the facts of each ending; what a list, a table or an entry names elsewhere and not here was not chosen."""
    sending = _sending(endings)
    facts = _levelled([dict(one.sent if one.number in sending else one.stored) for one in endings])
    there = [{_table(path) for path in one} for one in facts]
    chosen = {path for one in facts for path, value in one.items() if value is True and _table(path)}
    for one, tables in zip(facts, there, strict=True):
        one |= {path: False for path in chosen - one.keys() if _table(path) in tables}
    given = _given(endings, {ending.number: one for ending, one in zip(endings, facts, strict=True)})
    most = _most_given(given) or {}
    for one, ending in zip(facts, endings, strict=True):
        if one and one.items() < most.items() and _is_choosing(ending):
            # Some tools write an entry for each purpose that was given, and none for one that was not.
            one |= {path: False for path in most.keys() - one.keys() if most[path] is True}
    return facts


def _sending(endings: Sequence[Ending]) -> frozenset[int]:
    """Return the endings that are told by what was sent, since what they stored tells none from any other.

    A service that keeps the choice itself leaves in the browser no more than that one was made.
    """
    stored = [one.stored for one in endings if one.stored]
    alike = len(stored) > 1 and all(one == stored[0] for one in stored)
    alike = alike and not any(_PURPOSE.search(_name(path)) for path in stored[0])
    return frozenset(one.number for one in endings if one.sent and (alike or not one.stored))


def _levelled(facts: list[dict[str, Value]]) -> list[dict[str, Value]]:
    """Take nought and one for levels, and not for no and yes, where another ending left a higher digit there."""
    levels = {path for one in facts for path, value in one.items() if isinstance(value, str) and value.isdecimal()}
    return [
        {path: str(int(value)) if path in levels and isinstance(value, bool) else value for path, value in one.items()}
        for one in facts
    ]


def _is_choosing(ending: Ending) -> bool:
    """Return whether what was pressed may keep less than all, as "Accept" may once all on the way were switched off."""
    saves = ending.intent in SAVING and ending.off > 0
    return ending.intent in REFUSING or saves or (ending.intent == "accept" and ending.all_off)


def _table(path: str) -> str:
    """Return in which list or table of one value a leaf stands, "" where it is the value itself."""
    return path.rpartition("/")[0]


def _is_accepting(ending: Ending) -> bool:
    return "accept" in ending.intents or (ending.intent in SAVING and ending.on > 0 and not ending.off)


def _given(endings: Sequence[Ending], facts: Mapping[int, Mapping[str, Value]]) -> list[Mapping[str, Value]]:
    return [facts[one.number] for one in endings if _is_accepting(one)]


def _is_deaf(endings: Sequence[Ending], facts: Mapping[int, Mapping[str, Value]]) -> bool:
    """Return whether nothing but switches could accept, and what is saved is the same with all on and with all off.

    Such a dialog does not hear its switches: what it stores says by itself what it is.
    """
    if any("accept" in one.intents for one in endings):
        return False
    off = [facts[one.number] for one in endings if one.intent in SAVING and one.off > 0 and not one.on]
    return any(one and one in off for one in _given(endings, facts))


def _most_given(facts: Iterable[Mapping[str, Value]]) -> Mapping[str, Value] | None:
    """Return the one in which most was given: "accept" after switching all off is no acceptance."""
    return max(facts, key=lambda one: sum(value is True for value in one.values()), default=None)


def _name(path: str) -> str:
    table, _, last = path.rpartition("/")
    if path.startswith("database ") and path.count("/") == _IN_A_STORE:
        # The key of a record alone is often a number.
        return f"{table.rpartition('/')[2]} {last.strip(_QUOTES)}"
    named = table.rpartition("/")[2] if _SAYS.fullmatch(last) and "/" in table else last
    return named.strip("[]") or path


def _is_inverse(path: str) -> bool:
    """Return whether a yes there says no: by its own name, or by that of the list which names it."""
    table, _, last = path.rpartition("/")
    listed = last.startswith("[") and _INVERSE.search(_name(table)) is not None
    return listed != (_INVERSE.search(_name(path)) is not None)


def _is_code(path: str) -> bool:
    """Return whether nothing in a name, or in that of the numbered entry it belongs to, tells what it is of."""
    table, _, last = path.rpartition("/")
    return any(_CODE.fullmatch(_name(one)) for one in (last, table)) and not OPTIONAL.search(last)


def _is_general(path: str) -> bool:
    """Return whether a name is of the choice as a whole: it says that one was made where it is alike in all endings."""
    return _GENERAL.search(_name(path)) is not None and _PURPOSE.search(_name(path)) is None


def _is_basic(path: str) -> bool:
    """Return whether a name is of what makes a page work: where others move and it does not, nobody asks about it."""
    name = _name(path)
    beyond = OPTIONAL.search(name) or _BEYOND.search(name)
    return not beyond and any(_BASIC.match(part) for part in _PART.findall(name))


def _is_needless(path: str) -> bool:
    """Return whether the name of a purpose says that nobody needs it: in a record of a choice tracking is one, too."""
    name = _name(path)
    return (
        OPTIONAL.search(name) is not None
        or _TCF.fullmatch(name) is not None
        or any(_OTHERS.fullmatch(part) for part in _PART.findall(name))
    )


def _purposes_in(values: Iterable[Value]) -> tuple[str, ...]:
    """Return the words that were stored which name a purpose that nobody needs, and do not deny it."""
    words = (value for value in values if isinstance(value, str) and _WORD.fullmatch(value))
    return tuple(sorted(word for word in words if names_purpose(word) and not _INVERSE.search(word)))


def _named_one(kept: tuple[str, ...]) -> Verdict:
    return Verdict("partial", f"what was stored names a purpose: {', '.join(kept[:5])}", kept=kept)


def _is_neutral(path: str) -> bool:
    return _NEUTRAL.search(_name(path)) is not None
