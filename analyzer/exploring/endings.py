"""How each state of a search ended: all that is known of it, put side by side with the others and judged."""

from collections.abc import Iterator, Mapping

from analyzer.exploring.about import OPTIONAL, SURELY
from analyzer.exploring.concern import concerns
from analyzer.exploring.ended import Ending
from analyzer.exploring.intents import ANSWERING, DECIDING, OPEN, REFUSING, SAVING
from analyzer.exploring.learnt import Learnt
from analyzer.exploring.looked import Looked, Spot, found, signature
from analyzer.exploring.outcome import judge
from analyzer.exploring.reading import Reading
from analyzer.exploring.searched import Searched
from analyzer.exploring.states import State
from analyzer.exploring.stored import Stored, Value
from analyzer.exploring.switches import RADIOS, SWITCHES, always_on
from analyzer.exploring.told import NOTHING, Told, told
from analyzer.exploring.verdict import Verdict


def has_ended(state: State, searched: Searched) -> bool:
    """Return whether something was decided in a state."""
    before = _noted_before(state, searched)
    chosen = bool(state.looked.stored.since(before).leaves()) or state.looked.stored.adds_to(before)
    gone = searched.root.offer.asks and not state.offer.asks
    decided = (chosen or gone) and not state.offer.asks and not (state.led_here and not chosen)
    return decided and not _may_be_saved(state)


def _noted_before(state: State, searched: Searched) -> Stored:
    """Return what was stored before: at the start, or, where a page notes what is switched, when that was left."""
    passed = [searched.states[number] for number in searched.passed(state) if number != state.number]
    return passed[-1].looked.stored if any(map(_may_be_saved, passed)) else searched.before


def _may_be_saved(state: State) -> bool:
    """Return whether a switch was moved beside what saves: what the page then keeps may be a note of its own."""
    moved = bool(state.way) and state.way[-1].spot.role in SWITCHES | RADIOS
    return moved and any(choice.intent in SAVING for choice in state.offer.choices)


def judged(searched: Searched, reading: Reading, learnt: Learnt) -> dict[int, Verdict]:
    """Tell of each state in which something may have been decided what that was."""
    stands = _turned(searched)
    must = len(frozenset().union(*(always_on(one.looked.screen) for one in searched.states)))
    endings = (_ending(state, searched, reading, learnt, stands, must) for state in searched.states[1:])
    return judge([one for one in endings if one])


def tells(state: State, searched: Searched, reading: Reading, learnt: Learnt) -> bool:
    """Return whether what was left in a state without switches can tell anything, of itself or of other endings."""
    if state.looked.stored.since(searched.before).leaves() or always_on(state.looked.screen):
        return True
    return _ending(state, searched, reading, learnt, {}, 0) is not None


def _left_on(state: State, searched: Searched) -> tuple[str, ...]:
    """Return the optional purposes whose switch is on when the settings are opened again after what was chosen.

    Some settings show what they would propose, and not what was chosen: those only are believed that show something
    else after another choice.
    """
    others = [one.reopened for one in searched.states if one.reopened.keys() == state.reopened.keys()]
    if all(one == state.reopened for one in others):
        return ()
    return tuple(
        one.name or one.text for one, gives in state.reopened.items() if gives and OPTIONAL.search(one.name or one.text)
    )


def _turned(searched: Searched) -> dict[str, Value]:
    """Return what said yes or no when nothing had been pressed, and was turned by a press: who leaves it, agrees."""
    before = {path: value for path, value in searched.before.leaves().items() if isinstance(value, bool)}
    if not before:
        return {}
    left = [state.looked.stored.since(searched.before).leaves() for state in searched.states[1:]]
    return {
        path: value for path, value in before.items() if any(one.get(path) is not value for one in left if path in one)
    }


def passed_over(searched: Searched) -> Iterator[str]:
    """Yield what was pressed last where something was kept that nothing on the way says to be about consent."""
    if searched.root.offer.asks:
        return
    for state in searched.states[1:]:
        changed = state.looked.stored.since(searched.before)
        passed = [searched.states[number] for number in searched.passed(state)]
        kept = changed.leaves() or state.looked.stored.adds_to(searched.before)
        if kept and state.way[-1].intent != "info" and not concerns(state.way, passed, changed.leaves()):
            yield state.way[-1].label


def given_unasked(searched: Searched) -> str:
    """Return how it shows that consent was kept as given before anything was pressed and while nothing asked, else "".

    A dialog that takes silence for a yes is gone before anybody looks; only what is surely called a consent counts.
    """
    if searched.root.offer.asks:
        return ""
    kept = {
        path: value
        for path, value in searched.root.looked.stored.leaves().items()
        if SURELY.search(path.partition(" ")[2])
    }
    verdict = judge([Ending(0, None, kept, {}, open=False, returns=None)])[0]
    return verdict.why if verdict.outcome == "accepted" and verdict.trace else ""


def said_in(state: State, searched: Searched, reading: Reading) -> Told:
    """Return what the page said was done, after a press that decides, or one that is open and left something."""
    intent = state.way[-1].intent if state.way else "info"
    if intent not in DECIDING and not (intent in OPEN and state.looked.stored.adds_to(searched.before)):
        return NOTHING
    return told(state.looked.screen, searched.root.looked.screen, reading.language)


def asks_again(state: State, looked: Looked, root: State, reading: Reading) -> bool:
    """Return whether a page that was opened anew asks as it did at the start what was decided in a state.

    Something else that asks, such as a newsletter, may come each time, or stay, as settings on a page itself do:
    where nothing asked any more, what was pressed last of what stood there at the start must be there again, and where
    something asks on, what was gone of what was offered to be pressed.
    """
    if not root.offer.asks:
        # A form that was sent, and was told to be taken down, stands there again for the next; so does a link.
        there, here = (one.looked.screen.url.partition("#")[0] for one in (root, state))
        sent = there != here or bool(state.looked.stored.since(root.looked.stored).sent)
        taken = sent and told(state.looked.screen, root.looked.screen, reading.language).said in {"refused", "ended"}
        return not taken and signature(looked, root.looked.stored) == root.key
    pressed = [step.spot for step in state.way if found(root.looked.screen, step.spot)]
    asks = reading.offer(looked, led_here=False).asks
    if not state.offer.asks:
        return asks and (not pressed or found(looked.screen, pressed[-1]) is not None)
    offered = [choice.spot for choice in root.offer.choices if choice.box]
    gone = [one for one in offered if found(state.looked.screen, one) is None]
    return asks and (not gone or any(found(looked.screen, one) for one in gone))


def _ending(
    state: State, searched: Searched, reading: Reading, learnt: Learnt, stands: Mapping[str, Value], must: int
) -> Ending | None:
    """Return what was there in a state, null where nothing can have been decided."""
    root = searched.root
    if _asks_only_now(state, root):
        return None
    changed = state.looked.stored.since(searched.before)
    # What was stored before the last press says nothing of one whose own trace cannot be read.
    stored, sent = {} if state.opaque else changed.leaves(), changed.leaves_sent()
    if root.offer.asks and not state.offer.asks and not state.opaque:
        stored = {**stands, **stored}
    kept = state.looked.stored.adds_to(searched.before)
    said, ends = said_in(state, searched, reading), False
    if said.said == "ended":
        ends = any(step.intent in REFUSING | {"cancel"} for step in state.way)
        said = Told("refused", said.quote) if ends else NOTHING
    passed = [searched.states[number] for number in searched.passed(state)]
    concerned = root.offer.asks or ends or concerns(state.way, passed, changed.leaves())
    if not concerned or (_may_be_saved(state) and not root.offer.asks):
        return None
    if not (stored or kept or said.said or (root.offer.asks and not state.offer.asks)):
        return None
    pressed_in = [one for one in passed if one.way == state.way[:-1]] if learnt.has_unseen(state) else []
    switches = learnt.given(state, _unfolded(pressed_in[0], searched, reading) if pressed_in else {})
    listed = (step for step in state.way if step.option is not None and step.intent in ANSWERING)
    switches |= {step.spot: step.intent == "accept" for step in listed}
    on = sum(switches.values())
    passed_by = [switches[one] for one in state.switches if one in switches]
    return Ending(
        state.number, state.way[-1].intent, stored, sent, state.offer.asks, state.returns, kept,
        on, len(switches) - on, said, frozenset(state.intents), state.locked, state.way[-1].label,
        _left_on(state, searched), changed.levels(),
        bool(passed_by) and not any(passed_by) and learnt.has_turned_off(state), learnt.keeps_unnamed(state),
        must,
    )  # fmt: skip


def _unfolded(state: State, searched: Searched, reading: Reading) -> dict[Spot, bool]:
    """Return what switches give that lie folded in a state, as presses that only unfold them have shown.

    All that can be switched in the state is then as it was, and nothing was kept.
    """
    there = reading.given(state.looked.screen, state.offer.switches)
    presses = (one for one in searched.edges if one.source == state.number and len(one.steps) == 1)
    led = {one.target for one in presses if one.steps[0].spot.role not in SWITCHES | RADIOS}
    shown: dict[Spot, bool] = {}
    for one in (one for one in searched.states if one.number in led):
        here = reading.given(one.looked.screen, one.offer.switches)
        alike = one.looked.screen.url == state.looked.screen.url and there.items() <= here.items()
        if alike and not one.looked.stored.since(state.looked.stored).entries:
            shown |= here
    return shown


def _asks_only_now(state: State, root: State) -> bool:
    """Return whether accepting or refusing is offered that was not at the start: what was kept before is no answer.

    What was switched there may have been kept at once, and to whom a control gave an answer, it was given.
    """
    last = state.way[-1]
    if not state.offer.asks or last.intent in ANSWERING or last.option is not None:
        return False
    if last.spot.role in SWITCHES | RADIOS:
        return False
    asked, asks = (
        {one.label for one in offer.choices if one.intent in ANSWERING} for offer in (root.offer, state.offer)
    )
    return bool(asks - asked)
