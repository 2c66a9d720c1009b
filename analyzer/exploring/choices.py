"""What could be pressed next on a page, and in which order it is worth trying.

Where a box asks for consent, its controls are in question, and beside it only what speaks of cookies or privacy,
refuses, or leads to settings, as a link at the foot of a page does that opens them again; on a page that a person was
led to, all of its content is. Every press counts the same, so that the order decides only how soon a way is found,
never which is taken for the shortest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from analyzer.counting.shown import AROUND
from analyzer.exploring.about import ABOUT, questions, speaks_of_cookies, speaks_of_data
from analyzer.exploring.intents import ANSWERING, CONTENT
from analyzer.exploring.looked import Looked, Spot, label, spots
from analyzer.exploring.meaning import Meaning
from analyzer.exploring.switches import RADIOS, SWITCHES
from analyzer.model import Control
from analyzer.wording.committing import COMMITTING
from analyzer.wording.intents import Intent

ASKING = frozenset({"accept", "refuse", "refuse_partial", "settings", "save", "acknowledge", "object"})
"""Intents that make a box one that is about consent."""

DECIDING = ASKING - {"settings"}
"""Those that make it one that asks: what only leads back to the settings stays when all is decided."""

ANY_BOX = frozenset({"refuse", "acknowledge"})
"""Those that answer offers of any kind, too: "No thanks" to a newsletter, "OK" to new opening hours."""

ORDER = (
    "accept", "refuse", "refuse_partial", "object", "save", "settings", None, "submit", "next", "acknowledge",
    "dismiss", "info", "defer", "back", "cancel", "register", "login", "delete", "pay", "logout",
)  # fmt: skip
"""In which order controls of one price are tried; null is a control whose label tells nothing."""

SPARED = COMMITTING | {"login", "logout"}
"""Intents that are not pressed on a service that is not ours."""

TYPED = frozenset({"textbox", "searchbox", "spinbutton"})
"""Roles of what is filled in: no data is typed on a page that nobody described."""

PROSE = 4
"""Words from which the text of a box says something; a counting rule."""

MOST = 60
"""How many controls of one screen are tried."""


@dataclass(frozen=True)
class Choice:
    """A control that could be pressed: what it is, how it is found again, and what its label means.

    ``rank`` orders what costs the same; ``box`` is the floating box it stands in, "" on the page itself. ``option`` is
    the place of what is chosen in a native list, and ``named`` its text.
    """

    control: Control = field(compare=False)
    spot: Spot
    intent: str | None
    rank: int
    box: str
    option: int | None = None
    named: str = ""

    @property
    def commits(self) -> bool:
        """Whether pressing it may do what cannot be taken back."""
        return self.intent in SPARED

    @property
    def label(self) -> str:
        """What a person would say was pressed."""
        return self.named or label(self.control)


@dataclass(frozen=True)
class Offer:
    """What a page offers: whether a box asks for consent, what could be pressed, and the switches in question.

    ``left_out`` counts controls that were not taken into question, ``cut`` those beyond the bound. ``fields`` are the
    labels of what must be filled in before something else is sent. ``answers`` says that something on the page itself,
    be it an option, accepts or refuses, and ``boxes`` are those that ask, be it with what cannot be pressed yet.
    """

    asks: bool
    choices: tuple[Choice, ...]
    switches: tuple[Spot, ...]
    left_out: int
    cut: int
    fields: tuple[str, ...] = ()
    answers: bool = False
    boxes: frozenset[str] = frozenset()


def offered(
    looked: Looked,
    meaning: Meaning,
    *,
    led_here: bool,
    content: bool = False,
    opened: frozenset[str] = frozenset(),
) -> Offer:
    """Return what a page offers.

    ``led_here`` says that all of its content is in question, ``content`` that a box about cookies which can only be
    closed or passed by asks, too, and one that puts a question: on a page where nothing else does. What
    ``opened`` holds was opened by a decision: it asks whether somebody is sure, be it without a word of what.
    """
    controls = [one for one in looked.screen.controls if one.enabled]
    meanings = _meanings(looked, controls, meaning)
    deciding = DECIDING | CONTENT if content else DECIDING
    boxes = _asking_boxes(looked, controls, meanings)
    waiting = set() if boxes else _waiting_boxes(looked, meaning)
    asking = _asking(looked, controls, meanings) if content else set()
    if content:
        boxes |= _content_boxes(looked, controls, meanings) | asking
    boxes |= opened if boxes else frozenset()
    inside = [one for one in controls if looked.of(one).box in boxes and not looked.of(one).covered]
    asks = bool(waiting) or any(
        meanings[one.key].intent in deciding or one.role in SWITCHES | RADIOS or looked.of(one).box in asking
        for one in inside
    )
    wanted = list(inside)
    for one in controls:
        if one in wanted or looked.of(one).covered:
            continue
        intent = meanings[one.key].intent
        about = _is_about(one) or intent in {"refuse", "refuse_partial", "object", "settings"}
        if about or (led_here and not asks and one.region not in AROUND):
            wanted.append(one)
    pressed = [one for one in wanted if one.role not in SWITCHES | RADIOS | TYPED]
    where = spots(looked.screen)
    ranked = sorted(_ranked(looked, pressed, meanings, inside, meaning, where), key=lambda choice: choice.rank)
    switches = [where[one.key] for one in wanted if one.role in SWITCHES | RADIOS]
    fields = tuple(label(one) for one in (inside if asks else controls) if _must_be_filled_in(one))
    left_out, cut = len(controls) - len(wanted), max(len(ranked) - MOST, 0)
    answering = {choice.intent for choice in ranked if not choice.box}
    answering |= {meanings[one.key].intent for one in wanted if one.role in SWITCHES | RADIOS and one not in inside}
    answers = not ANSWERING.isdisjoint(answering)
    asked = frozenset(boxes | waiting)
    return Offer(asks, tuple(ranked[:MOST]), tuple(switches), left_out, cut, fields, answers, asked)


def _must_be_filled_in(control: Control) -> bool:
    asked = control.required or control.kind == "password"
    return control.role in TYPED and asked and control.region not in AROUND


def _meanings(looked: Looked, controls: list[Control], meaning: Meaning) -> dict[str, Intent]:
    """Return what each control means, beside all of its box: its own label tells nothing more there."""
    boxes: dict[str, list[Control]] = {}
    for one in controls:
        boxes.setdefault(looked.of(one).box, []).append(one)
    labels = {box: tuple(map(label, together if box else ())) for box, together in boxes.items()}
    return {
        one.key: meaning(one, looked.of(one).text, labels[box]) for box, together in boxes.items() for one in together
    }


def _asking_boxes(looked: Looked, controls: list[Control], meanings: dict[str, Intent]) -> set[str]:
    """Return the boxes that ask for consent: by what can be pressed in them, or what they say and can be switched.

    Beside such a box, one with switches belongs to it, whatever it says. It must say what of, for "Allow" and "Don't
    allow" are said to notifications, too; and one that can only be declined or agreed with that it is about cookies,
    and want nothing typed: it may be a newsletter.
    """
    asking, switched = set(), set()
    texts, answers, typed = dict[str, str](), dict[str, set[str | None]](), set()
    for one in controls:
        around, switches = looked.of(one), one.role in SWITCHES | RADIOS
        if not around.box:
            continue
        texts[around.box] = f"{texts.get(around.box, around.text)} {one.name}".strip() if around.text else ""
        answers.setdefault(around.box, set()).add(meanings[one.key].intent)
        if one.role == "textbox":
            typed.add(around.box)
        if switches and ABOUT.search(around.text):
            asking.add(around.box)
        elif switches and one.region not in AROUND:
            switched.add(around.box)
    for box, text in texts.items():
        told = answers[box] & ASKING
        # A frame is a box whose text is not told.
        about = not text or ABOUT.search(text) is not None
        asks = bool(told) and about and box not in typed if told <= ANY_BOX else about or speaks_of_data(text)
        asking |= {box} if asks else set()
    return asking | switched if asking else asking


def _waiting_boxes(looked: Looked, meaning: Meaning) -> set[str]:
    """Return the boxes that ask with buttons that can only be pressed once something was read or waited for."""
    barred = [one for one in looked.screen.controls if not one.enabled and one.role == "button"]
    return _asking_boxes(looked, barred, _meanings(looked, barred, meaning))


def _content_boxes(looked: Looked, controls: list[Control], meanings: dict[str, Intent]) -> set[str]:
    """Return the boxes that say something of cookies and are content with being closed or passed by."""
    content = set()
    for one in controls:
        around = looked.of(one)
        said = around.text.replace(label(one), "")
        about = around.box and ABOUT.search(said) and len(said.split()) >= PROSE
        if about and meanings[one.key].intent in CONTENT and not one.href.startswith("http"):
            content.add(around.box)
    return content


def _asking(looked: Looked, controls: list[Control], meanings: dict[str, Intent]) -> set[str]:
    """Return the boxes about cookies that offer several answers which tell nothing by themselves.

    They put a question, or say what cookies are for in more than the names of what can be pressed there.
    """
    open_ones: dict[str, list[Control]] = {}
    for one in controls:
        if looked.of(one).box and one.region not in AROUND and not one.href.startswith("http"):
            open_ones.setdefault(looked.of(one).box, []).append(one)
    asking = set()
    for box, inside in open_ones.items():
        text = looked.of(inside[0]).text
        said = text
        for one in inside:
            said = said.replace(label(one), "")
        asks = any(map(ABOUT.search, questions(text))) or (len(said.split()) >= PROSE and speaks_of_cookies(said))
        if asks and sum(meanings[one.key].intent in {None, "cancel"} for one in inside) > 1:
            asking.add(box)
    return asking


def _is_about(control: Control) -> bool:
    return ABOUT.search(f"{control.name} {control.text} {control.href.rpartition('/')[2]}") is not None


def _ranked(
    looked: Looked,
    controls: list[Control],
    meanings: dict[str, Intent],
    inside: list[Control],
    meaning: Meaning,
    where: Mapping[str, Spot],
) -> Iterator[Choice]:
    for control in controls:
        around = looked.of(control)
        behind = 0 if control in inside else len(ORDER)
        if control.tag == "select":
            for place, text in enumerate(around.options):
                meant = meaning(replace(control, name=text, text=text), around.text or label(control), ())
                if text and place != around.chosen:
                    rank = ORDER.index(meant.intent) + behind
                    yield Choice(control, where[control.key], meant.intent, rank, around.box, place, text)
            continue
        intent = meanings[control.key].intent
        yield Choice(control, where[control.key], intent, ORDER.index(intent) + behind, around.box)
