"""How long a route takes: the Keystroke-Level Model, and the time for reading.

Each step is written as a sequence of operators, each operator has a time, and the sum is an estimate for somebody who
knows the way, makes no mistake and reads each screen once: of the steps, a lower bound of what people take. People who
skim are quicker, people who search are slower (Card, Moran and Newell report an error of about 21 % on the systems they
tested). Every constant is a range (low, estimate, high) in seconds:

``M`` mental preparation
    1.35 (Card, Moran, Newell, The Psychology of Human-Computer Interaction, 1983); 1.2 (Kieras, Using the
    Keystroke-Level Model to Estimate Execution Times, 2001).
``P`` pointing at a target
    1.10, by Fitts' law 0.8 to 1.5 (Card, Moran, Newell, The Keystroke-Level Model, CACM 1980). There is no accepted
    value for touch, so that it is taken as the same.
``B`` pressing or releasing a button
    0.10 (the same). A click is two.
``H`` moving the hand between pointer and keyboard
    0.40 (the same); none on a phone.
``K`` a character of text
    on a keyboard 52 words a minute (Dhakal et al., CHI 2018), from 0.12 for a good typist to 0.28 for an average one
    who is no secretary (Card, Moran, Newell 1980); on a phone 36.2 words a minute (Palin et al., MobileHCI 2019), from
    the speed of a keyboard to the 0.50 of the 1980 table for random letters. A word is five characters.
``C`` a character of a code, number or password
    0.75 for complex codes, from 0.50 for random letters to 1.20 for somebody who does not know the keyboard (Card,
    Moran, Newell 1980).
``T`` a character of a text that must be composed (a field of several lines)
    19 words a minute (Karat et al., CHI 1999, as commonly cited; the paper was not read again for this table), from the
    speed of plain typing on.
``S`` a scroll
    no accepted value: taken as one pointing.
``W`` a word read in what a screen is about: its topmost dialog, else its content without header, footer and navigation
    silent reading of English at 238 words a minute, 175 to 300 for most adults (Brysbaert, How many words do we read
    per minute, 2019). Other languages in proportion to reading aloud (Trauzettel-Klosinski and Dietz, Standardized
    Assessment of Reading Performance: IReST, 2012; Swedish and Turkish from memory), as Brysbaert proposes; a language
    that is not in that table as the mean of those tested, 184 against 228. Each text is read once.
``F`` such a word below the fold
    as ``W``; none in the low estimate, because somebody in a hurry does not read on.
``A`` a word around it: the site's frame, and the page behind a dialog
    none but in the high estimate, which is that of somebody who reads everything that can be seen.
``R`` waiting that the route itself does
    as long as it waited; none in the low estimate, since a script may wait where a person need not.

The time a server needs is not included, since a mock's says nothing about the service.
"""

from collections.abc import Iterator, Mapping

from analyzer import counting
from analyzer.model import (
    Answer,
    Block,
    Choose,
    Click,
    Drag,
    Fill,
    Pause,
    Press,
    Screen,
    Seconds,
    Target,
    Transition,
    Walk,
)
from analyzer.storage import Gathered
from analyzer.wording.lexicon import base

Range = tuple[float, float, float]

_KEYBOARD, _PHONE, _COMPOSING = 60 / 52 / 5, 60 / 36.2 / 5, 60 / 19 / 5

OPERATORS: Mapping[str, Mapping[str, Range]] = {
    "desktop": {
        "M": (1.2, 1.35, 1.35), "P": (0.8, 1.1, 1.5), "B": (0.1, 0.1, 0.1), "H": (0.4, 0.4, 0.4),
        "K": (0.12, _KEYBOARD, 0.28), "C": (0.5, 0.75, 1.2), "T": (_KEYBOARD, _COMPOSING, _COMPOSING),
        "S": (0.8, 1.1, 1.5), "R": (0.0, 1.0, 1.0),
    },
    "phone": {
        "M": (1.2, 1.35, 1.35), "P": (0.8, 1.1, 1.5), "B": (0.1, 0.1, 0.1), "H": (0.0, 0.0, 0.0),
        "K": (_KEYBOARD, _PHONE, 0.5), "C": (0.5, 0.75, 1.2), "T": (_PHONE, _COMPOSING, _COMPOSING),
        "S": (0.8, 1.1, 1.5), "R": (0.0, 1.0, 1.0),
    },
}  # fmt: skip

ENGLISH, SLOWEST, FASTEST = 238, 175, 300
ALOUD_ENGLISH, ALOUD_MEAN = 228, 184
ALOUD: Mapping[str, int] = {
    "en": 228, "es": 218, "fr": 195, "it": 188, "fi": 161, "nl": 202, "de": 179, "pl": 166, "pt": 181, "sv": 199,
    "tr": 166,
}  # fmt: skip

READING: Mapping[str, Range] = {"W": (1, 1, 1), "F": (0, 1, 1), "A": (0, 0, 1)}
"""Which words are read by somebody in a hurry, by most, and by somebody who reads everything."""

CODE_KINDS = frozenset({"password", "number", "tel", "date"})


def seconds(gathered: Gathered, since: int = 1) -> Seconds:
    """Return how long a route takes from the step ``since`` on, in seconds, rounded to two decimals; 0 for silence.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    return taken(operators(gathered.walk, since), gathered.walk)


def taken(needed: Mapping[str, float], walk: Walk) -> Seconds:
    """Return how long so many of each operator take on a walk, in seconds, rounded to two decimals."""
    times = [(many, time_of(operator, walk)) for operator, many in needed.items()]
    low, estimate, high = (round(sum(many * time[bound] for many, time in times), 2) for bound in range(3))
    return Seconds(low=low, estimate=estimate, high=high)


def seconds_by_step(walk: Walk) -> dict[int, Seconds]:
    """Return how long each step takes, by its number; they add up to what the route takes.

    What a step shows for the first time is read after it. The sums up to each step are rounded, not the steps, so that
    the last sum is the route's, give or take a hundredth.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    parts = {transition.number: [0.0, 0.0, 0.0] for transition in walk.transitions}
    for step, operator, many in _needed(walk):
        for bound, time in enumerate(time_of(operator, walk)):
            parts[step][bound] += many * time
    total, told = [0.0, 0.0, 0.0], {}
    for step, added in parts.items():
        after = [one + more for one, more in zip(total, added, strict=True)]
        low, estimate, high = (round(round(b, 2) - round(a, 2), 2) for a, b in zip(total, after, strict=True))
        told[step], total = Seconds(low=low, estimate=estimate, high=high), after
    return told


def operators(walk: Walk, since: int = 1) -> Mapping[str, float]:
    """Return how many of each operator a route needs from the step ``since`` on.

    ``W:fr`` are words of French, likewise F and A; R is in seconds.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    needed: dict[str, float] = {}
    for step, operator, many in _needed(walk):
        if step >= since:
            needed[operator] = needed.get(operator, 0.0) + many
    return {operator: needed[operator] for operator in sorted(needed, key=lambda one: (one != "R", one))}


def _needed(walk: Walk) -> Iterator[tuple[int, str, float]]:
    """Yield, step by step of each kind, which operator it needs and how many of it; nothing for silence."""
    if walk.silence:
        return
    for step, operator in _hands(walk):
        yield step, operator, 1
    for transition in walk.transitions:
        for sequence, times in _operators(transition, walk):
            if times:
                yield from ((transition.number, operator, times) for operator in sequence)
        if isinstance(transition.action, Pause):
            yield transition.number, "R", transition.action.milliseconds / 1000
    for step, _ in counting.arrivals(walk):
        for operator in "MPBBMPBB":
            yield step, operator, 1
    yield from _read(walk)


def _read(walk: Walk) -> Iterator[tuple[int, str, int]]:
    for step, screen, blocks in counting.blocks_shown(walk):
        for block in blocks:
            language = base(block.language or screen.language or walk.flow.language)
            words = counting.words_in(block.text)
            if words:
                yield step, f"{_attention(block, screen)}:{language}", words


def time_of(operator: str, walk: Walk) -> Range:
    """Return the seconds of one operator: low, estimate, high."""
    kind, _, language = operator.partition(":")
    if kind not in READING:
        return OPERATORS[walk.flow.device][operator]
    low, estimate, high = (read * time for read, time in zip(READING[kind], reading(language), strict=True))
    return low, estimate, high


def reading(language: str) -> Range:
    """Return the seconds of one word of a language (a primary subtag), read silently: low, estimate, high."""
    share = ALOUD.get(language, ALOUD_MEAN) / ALOUD_ENGLISH
    return 60 / (FASTEST * share), 60 / (ENGLISH * share), 60 / (SLOWEST * share)


def _attention(block: Block, screen: Screen) -> str:
    if not counting.is_about(block, screen):
        return "A"
    return "W" if block.in_viewport else "F"


def _operators(transition: Transition, walk: Walk) -> Iterator[tuple[str, int]]:
    """Yield sequences of operators, each with how many times it is gone through."""
    yield "S", counting.scrolls_of(transition, walk)
    clicks = counting.clicks_of(transition, walk)
    match transition.action:
        case Click(on=on) if counting.is_text_field(on) and not clicks:
            yield "PBB", 1
        case Click():
            yield "MP", int(clicks > 0)
            yield "BB", clicks
        case Fill(on=on, characters=characters):
            yield "M", 1
            yield "PBB", int(not _focused(on, transition, walk))
            yield _key(on, transition, walk), characters
        case Press(count=count):
            yield "K", count
        case Answer(characters=characters):
            yield "MPBB", 1
            yield "K", characters
        case Choose():
            yield "M", 1
            yield "PBB", clicks
        case _:
            yield "MPBB", clicks


def _hands(walk: Walk) -> Iterator[tuple[int, str]]:
    """Yield the steps before which a hand moves between pointer and keyboard."""
    on_keys = False
    for transition in walk.transitions:
        types = counting.keystrokes_of(transition, walk) > 0
        points = isinstance(transition.action, Click | Choose | Drag) or counting.clicks_of(transition, walk) > 0
        if types != on_keys and (types or points):
            yield transition.number, "H"
            on_keys = types


def _focused(on: Target, transition: Transition, walk: Walk) -> bool:
    return bool(transition.source) and counting.screen_of(walk, transition.source).focus == on.key


def _key(on: Target, transition: Transition, walk: Walk) -> str:
    if on.kind in CODE_KINDS or _fetched_elsewhere(transition, walk):
        return "C"
    return "T" if on.kind == "textarea" or on.tag == "textarea" else "K"


def _fetched_elsewhere(transition: Transition, walk: Walk) -> bool:
    """Whether another channel was the last thing visited before, so that what is typed was copied from there."""
    for earlier in reversed(walk.transitions[: transition.number - 1]):
        if isinstance(earlier.action, Fill):
            return False
        if counting.is_channel(counting.screen_of(walk, earlier.target), walk):
            return earlier.number > 1
    return False
