"""All endings side by side: what each was, by what the others have left."""

from collections.abc import Iterable, Mapping, Sequence

from analyzer.exploring.ended import Ending
from analyzer.exploring.facts import given_in, is_accepting, is_choosing, is_deaf, most_given
from analyzer.exploring.intents import CLOSING, DECIDING, OPEN, REFUSING, SAVING
from analyzer.exploring.naming import is_code, is_inverse, is_needless, is_neutral, name_of, needless, purposes_in
from analyzer.exploring.purposes import read
from analyzer.exploring.stored import Value
from analyzer.exploring.verdict import (
    QUOTED,
    Verdict,
    alike,
    by_switches,
    in_part,
    left,
    named_one,
    names_of,
    only_called,
)
from analyzer.saying import quoted


class Comparison:
    """What each of some endings was, ``facts`` being what each has left, by its number."""

    def __init__(self, endings: Sequence[Ending], facts: Mapping[int, Mapping[str, Value]]) -> None:
        self._facts = facts
        self._refusing = [facts[one.number] for one in endings if one.intents & REFUSING]
        self._called = any("accept" in one.intents for one in endings)
        given = given_in(endings, facts) or _opposites(endings, facts, self._refusing)
        self._accepting = None if is_deaf(endings, facts) else most_given(given)
        self._purposes = read(list(facts.values()), self._accepting, self._refusing)

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
        given = self._purposes.given
        said = {path: ending.stored.get(path) for path in given}
        denied = bool(said) and all(value == (not given[path]) for path, value in said.items())
        if not denied or ending.on or ending.intent not in REFUSING | SAVING:
            return None
        names = ", ".join(sorted(map(name_of, said))[:5])
        return left("refused", f"as not given: {names}; and the dialog comes back after a reload")

    def _by_purposes(self, ending: Ending, facts: Mapping[str, Value]) -> Verdict | None:
        every = self._purposes
        purposes = every.refusable if ending.intent in REFUSING and not ending.locked else every.given
        # Only who has switched off all that could be is believed that the rest must be on.
        must = frozenset() if ending.on or ending.locked else every.codes
        # What closes a dialog keeps no switch: what it leaves is its own, whatever the switches said.
        if not (ending.locked or (ending.on and ending.intent not in CLOSING)):
            must |= every.locked(ending.must)
        told = {path: facts[path] == given for path, given in purposes.items() if path in facts and path not in must}
        if contradicted := sorted(map(name_of, every.contradicted & told.keys())):
            return Verdict(
                "unknown", f"what accepting leaves is no, and what refusing leaves yes: {', '.join(contradicted)}"
            )
        if not told:
            return None
        names = names_of(told, ending)
        if any(told.values()) and self._is_elsewhere(ending, told):
            return by_switches(ending)
        if all(told.values()):
            return left("accepted", f"as given: {names}")
        if any(told.values()):
            same = facts in self._refusing and not (ending.on or ending.locked or needless(told))
            how = "the same as refusing does, and other than accepting"
            return alike("refused", how) if same else in_part(told)
        if ending.intent in REFUSING and purposes is not every.given:
            stays = sorted(
                name_of(path) for path, given in every.given.items() if facts.get(path) == given and not is_code(path)
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
        if kept := purposes_in(facts[path] for path in told):
            return named_one(kept)
        chooses = is_choosing(ending) and ending.intent != "accept"
        if not chooses and any(isinstance(facts[path], str) for path in told):
            return None
        return left("refused", f"as not given: {names}")

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
            itself = is_accepting(ending) and not self._called
            return by_switches(ending) if itself else alike("accepted", "the same as accepting does")
        if like_refusing and not like_accepting and self._accepting is not None and ending.intent != "accept":
            return self._other_than(self._accepting, facts)
        if like_accepting and like_refusing:
            return left("accepted", "the same, whether accepting or refusing was pressed")
        return None

    def _other_than(self, accepting: Mapping[str, Value], facts: Mapping[str, Value]) -> Verdict:
        """Read what a refusal has left, which is not what accepting leaves."""
        if self._purposes.given and accepting.items() <= facts.items():
            return Verdict("unknown", "all that accepting leaves is left, too, and more that nothing tells")
        if kept := purposes_in(value for path, value in facts.items() if value != accepting.get(path)):
            return named_one(kept)
        if kept := _worded_alike(facts, accepting):
            return Verdict("partial", f"stored as accepting stores it: {', '.join(kept)}", kept=kept)
        return alike("refused", "the same as refusing does, and other than accepting")

    def _alone(self, ending: Ending, facts: Mapping[str, Value]) -> Verdict:
        """Read one ending by itself."""
        told = {
            path: value != is_inverse(path)
            for path, value in facts.items()
            if isinstance(value, bool) and not is_neutral(path)
        }
        names = names_of(told, ending)
        given, refused = any(told.values()), bool(told) and not all(told.values())
        if refused and not given and ending.intent != "accept":
            return left("refused", f"as not given: {names}")
        if given and not refused:
            return left("accepted", f"as given: {names}")
        if given and refused and ending.intent != "accept":
            return in_part(told)
        return self._by_message(ending)

    def _by_message(self, ending: Ending) -> Verdict:
        """Believe what the page says after a press that decides, else the label."""
        said = ending.told.said
        if said in {"accepted", "refused"} and (ending.intent in DECIDING or (ending.intent in OPEN and ending.kept)):
            return Verdict(said, f"only the page says so: {ending.told.quote[:QUOTED]}")
        return self._by_label(ending)

    def _untold(self, ending: Ending) -> Verdict:
        """Judge where nothing that can be read was stored or sent."""
        if ending.open:
            return Verdict("undecided", "the dialog still asks")
        if ending.returns is None and not ending.kept and ending.told.said is None:
            return Verdict("undecided", "nothing was stored")
        return self._by_message(ending)

    def _by_label(self, ending: Ending) -> Verdict:
        if ending.intent in REFUSING:
            return only_called(ending.intent)
        if ending.intent == "accept":
            return Verdict("accepted", "only its label says so: accept", by_label=True)
        if ending.on + ending.off and ending.intent in SAVING:
            return by_switches(ending)
        return Verdict("unknown", "what was left behind cannot be read, and no label tells")


def _opposites(
    endings: Iterable[Ending], facts: Mapping[int, Mapping[str, Value]], refusing: Sequence[Mapping[str, Value]]
) -> list[Mapping[str, Value]]:
    """Return what open controls have left that is all given, where refusing leaves an answer under the same names.

    No label accepts there: "Fine by me" does. What closes a dialog may be what refuses in it.
    """
    closing = [facts[one.number] for one in endings if one.intents & CLOSING and not one.returns]
    opened = [facts[one.number] for one in endings if one.intents <= OPEN and not one.returns]
    return [
        one
        for one in opened
        if {value != is_inverse(path) for path, value in one.items() if isinstance(value, bool)} == {True}
        if any(one.keys() == other.keys() and one != other for other in (*refusing, *closing))
    ]


def _worded_alike(facts: Mapping[str, Value], accepting: Mapping[str, Value]) -> tuple[str, ...]:
    """Return what nobody needs and is stored in the very word that accepting stores for it, and elsewhere, too.

    Where that word is another one elsewhere, it is the word for yes, whatever it is.
    """
    changed = {value for path, value in accepting.items() if facts.get(path, value) != value}
    alike = (path for path, value in accepting.items() if isinstance(value, str) and facts.get(path) == value)
    return tuple(sorted(name_of(path) for path in alike if accepting[path] in changed and is_needless(path)))
