"""Depth at which the right is first named.

What
----
How many clicks lie before the first screen of the refusal that names the right to refuse, in visible text or on a
control. Unit: clicks; 0 when the first screen names it.

Formula
-------
The clicks (``counting.clicks_of``) of all steps up to the first screen that holds a phrase of the lexicon's topic for
the right exercised, for instance *object*, *opt out*, *s'opposer*. Text in header and footer counts as well: it can be
read.

Why it is friction
------------------
Who is not told of a right does not use it. The right to object has to be brought to attention explicitly, clearly and
apart from other information, at the latest at the first communication.

When it cannot tell
-------------------
When the walk broke off, the page counted other activations than the steps explain, a screen's language has no lexicon,
or no screen names the right in words the lexicon knows. Another right, or another way to say no ("tell us not to"), is
quoted then and not counted: it does not name the right exercised. Pictures of words are not read.

Sources
-------
GDPR Art. 21(4), 12(1)-(2). EDPB, Guidelines 03/2022 version 2.0, Stirring: Hidden in plain sight. Luguri and
Strahilevitz, 2021, study 2: hidden information among the strongest effects.
"""

from collections.abc import Iterator

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring import spoken
from analyzer.measuring.answer import REFUSE, Answer, Evidence, unseen
from analyzer.model import Block, Control, Measurement, Screen, Walk
from analyzer.saying import say, say_many
from analyzer.wording.notices.notice import RIGHTS

ID = "right_first_named"
TITLE = "Depth at which the right is first named"
UNIT = "clicks"
AGAINST = (
    "The right may have been named earlier elsewhere, for instance in a mail or a notification that this route does "
    "not pass."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the clicks before the first screen that names the right, with the words as the finding."""
    reason = unseen(graph, REFUSE) or counting.disagreement(graph.walks[REFUSE]) or spoken.unread(graph.walks[REFUSE])
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    topic = spoken.NAMED_AS[walk.flow.right]
    hooks = (references.BROUGHT_TO_ATTENTION, references.FACILITATE, references.HIDDEN_IN_PLAIN_SIGHT)
    evidence = Evidence(ID, walk, references.cited(walk.flow, *hooks), AGAINST)
    depth = 0
    for step in walk.transitions:
        depth += counting.clicks_of(step, walk)
        screen = counting.screen_of(walk, step.target)
        for quote, control in _named(topic, screen, walk):
            message = say_many(
                "first named on this route after {count:d} click", "first named on this route after {count:d} clicks",
                count=depth,
            )  # fmt: skip
            finding = evidence.at_screen(message, step.number, screen, control, quote)
            return _answer.measured(depth, (finding,))
    other = next(_other_ways(walk), None)
    if other is None:
        return _answer.cannot_tell(
            say("no screen of the refusal names the right ({topic:english}) in words the lexicon knows", topic=topic)
        )
    words, screen = other
    return _answer.cannot_tell(
        say(
            "no screen of the refusal names the right itself ({topic:english}) in words the lexicon knows; “{words}” "
            "on screen {screen:d} may be another way to say no, or another right",
            topic=topic, words=words, screen=screen.number,
        )
    )  # fmt: skip


def _other_ways(walk: Walk) -> Iterator[tuple[str, Screen]]:
    """Yield what else of a refusal the screens tell, as the rule on running text reads it."""
    for step in walk.transitions:
        screen = counting.screen_of(walk, step.target)
        things: tuple[tuple[str, Block | Control], ...] = (
            *((block.text, block) for block in screen.blocks),
            *((spoken.label_of(control), control) for control in screen.controls),
        )
        for topic in (*RIGHTS, "way"):
            for text, thing in things:
                for words, _ in spoken.names(topic, text, spoken.language_of(thing, screen, walk.flow)):
                    yield words, screen


def _named(topic: str, screen: Screen, walk: Walk) -> Iterator[tuple[str, str | None]]:
    naming = [
        (spoken.label_of(control), control.key)
        for control in screen.controls
        if spoken.names(topic, spoken.label_of(control), spoken.language_of(control, screen, walk.flow))
    ]
    for block in screen.blocks:
        for words, _ in spoken.names(topic, block.text, spoken.language_of(block, screen, walk.flow)):
            yield (
                spoken.sentence_with(words, block.text),
                next((key for label, key in naming if label in block.text), None),
            )
    yield from naming
