"""A right that the reader has is made to look like a request that may be granted.

What
----
"If your objection is honoured, it will be applied from then on" tells somebody who has a right that the answer is
open. The rule quotes the condition: an *if* (when, once, provided that, subject to) joined to the reader's objection,
refusal or request, and a word for granting it; and the announcement that such a request "will be reviewed".

How it is found
---------------
``phrases``: patterns of the lexicon that hold the condition, the request and the granting in one sentence. ``anyway``:
the statement that the same use goes on in spite of the objection. Where the order of words is free, what is asked
(``request``) and what is decided about it (``decision``) need only stand in one sentence of running text (a label that
holds both, "Delete review", announces nothing), and so do the concession (``despite``) and what ``goes_on``.

Why it is friction
------------------
An outcome that sounds uncertain lowers the worth of every further step, so people stop (Tantacrul's analysis of the
2024 objection form, which quotes "IF your objection is honoured").

What it cannot see
------------------
Conditions spread over two sentences, and conditions that are only hinted at ("we handle requests with care").

Sources
-------
FTC and EDPB practice on ambiguous outcomes: EDPB Guidelines 03/2022 v2.0, "ambiguous wording or information". GDPR
Art. 12(2) and 21.
"""

from collections.abc import Iterator

from analyzer.references import AMBIGUOUS_WORDING, FACILITATE, PLAIN_LANGUAGE, Hook
from analyzer.saying import Said, say
from analyzer.wording.rules.rule import Found, Reading

ID = "conditional_promise"
TITLE = "A right presented as a request that may be granted"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, FACILITATE, PLAIN_LANGUAGE)
AGAINST = (
    "GDPR Art. 21(1) lets the controller weigh an objection against compelling grounds of its own, so that a condition "
    "can be a truthful description."
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield the condition, or the announcement that the use goes on."""
    said = reading.telling("phrases", "anyway")
    for hit in said:
        told = _condition if hit.slot == "phrases" else _in_spite
        yield Found(hit.first, hit.last, told(reading.quote(hit)))
    for first, last in reading.joined("request", "decision", said) if reading.control is None else ():
        yield Found(first, last, _condition(reading.passage.quote(first, last)))
    for first, last in (
        reading.joined("despite", "goes_on", said) if not any(hit.slot == "anyway" for hit in said) else ()
    ):
        yield Found(first, last, _in_spite(reading.passage.quote(first, last)))


def _condition(words: str) -> Said:
    return say("condition on the request: {words}", words=words)


def _in_spite(words: str) -> Said:
    return say("goes on in spite of the objection: {words}", words=words)
