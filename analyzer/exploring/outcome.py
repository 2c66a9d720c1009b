"""Accepted or refused, decided by what happened and not by what a control is called.

What each way of pressing has left behind is compared with what the other ways have left: a value that is the same
whatever was pressed says nothing, one that is yes after accepting and no otherwise is a purpose. Labels only say which
ending to compare with, and decide alone where nothing that can be read was stored; that is then said. A control called
"reject" that leaves the same behind as "accept" has accepted.

What the page says next ("your objection has been recorded") counts only where nothing else was left behind: a page can
say anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analyzer.exploring.comparison import Comparison
from analyzer.exploring.ended import Ending
from analyzer.exploring.facts import completed, sending
from analyzer.exploring.intents import CONTENT, REFUSING
from analyzer.exploring.stored import Value
from analyzer.exploring.verdict import Verdict, only_called


def judge(endings: Sequence[Ending]) -> dict[int, Verdict]:
    """Tell of each ending, by its number, what it was; more endings may tell more of the earlier ones."""
    facts = {one.number: facts_of for one, facts_of in zip(endings, completed(endings), strict=True)}
    comparison = Comparison(endings, facts)
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
    sent = {number: verdicts[number] for number in sending(endings)}
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
        if one.intent in REFUSING and verdicts[one.number] == only_called(one.intent)
    }


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
