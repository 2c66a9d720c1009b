"""Words to read.

What
----
How many words the screens of the refusal show. Unit: words.

Formula
-------
The sum of ``counting.words_shown``: the visible words of every screen seen on the way, below the fold and in header and
footer too, the same block of text once a route. A word stands between spaces and holds a letter or a digit. Paragraphs
that the wording rule ``hard_to_read`` finds are among the findings and change no value.

Why it is friction
------------------
What must be read to find the way is effort, and length hides: readers skim, and a right named in the middle of a text
is missed.

When it cannot tell
-------------------
When the walk broke off or ended in a dead end; when the page counted other activations than the steps explain; when no
refusal was walked; when a screen on the way was not seen whole. Languages written without spaces are not counted well.
Of a paragraph in a language without baseline it is not told how hard it is to read.

Sources
-------
Brysbaert, How many words do we read per minute, 2019. GDPR Art. 12(1): concise. EDPB, Guidelines 03/2022 version 2.0,
Overloading.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from analyzer import counting, references
from analyzer.graph import StepGraph, title_of
from analyzer.measuring import spoken
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Finding, Measurement, Walk
from analyzer.saying import say, say_many
from analyzer.wording import readability

ID = "words"
TITLE = "Words to read"
UNIT = "words"
AGAINST = (
    "The law itself demands information, and nobody has to read all of it. What the page shows besides, such as a "
    "feed, is counted too."
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the words the refusal shows, with a finding for each screen with new ones and each hard paragraph."""
    reason = uncosted(graph, REFUSE) or counting.first_cut(graph.walks[REFUSE].screens)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    refs = references.cited(walk.flow, references.PLAIN_LANGUAGE, references.PRIVACY_MAZE)
    evidence = Evidence(ID, walk, refs, AGAINST)
    shown = counting.words_shown(walk)
    findings = (
        evidence.at_screen(
            say_many("{count:d} word shown for the first time", "{count:d} words shown for the first time", count=many),
            step,
            screen,
            quote=title_of(screen),
        )
        for step, screen, many in shown
    )
    return _answer.measured(sum(many for _, _, many in shown), (*findings, *_hard(walk)))


def _hard(walk: Walk) -> Iterator[Finding]:
    """Yield each paragraph shown for the first time that is hard to read, by its longest sentence."""
    for step, screen, blocks in counting.blocks_shown(walk):
        for block in blocks:
            language = spoken.language_of(block, screen, walk.flow)
            if block.level or not readability.compares(language):
                continue
            for span in readability.findings(block.text, language, walk.flow):
                evidence = Evidence(span.rule, walk, span.refs, span.against)
                message = say("{rule:said} ({why:said})", rule=readability.by_id[span.rule].TITLE, why=span.why)
                finding = evidence.at_screen(message, step, screen, quote=span.quote)
                yield replace(finding, language=language)
