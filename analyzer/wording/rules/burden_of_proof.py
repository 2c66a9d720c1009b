"""The person who refuses has to explain, justify or prove.

What
----
Requests for reasons, for a description of the harm, or for evidence: "Tell us how this processing affects you",
"Please provide any prompts you entered. We also need evidence".

How it is found
---------------
``phrases``: a request to the reader (tell us, explain, provide, indicate) joined to reasons, effects, grounds or
evidence in one sentence, the question why, and the statement that reasons or evidence are needed; not within
``spared`` ("you do not have to tell us why"). Reasons or evidence (``reasoned``) in one
sentence with the request (``request``) make it depend on them. ``label`` is a text that says nothing but "Reason".

Why it is friction
------------------
Composing a reason is slower than any click, and people who are asked to argue doubt that they may refuse at all (noyb,
2023, on the objection to advertising: people "have to argue why", against an assessment that is not public).

What it cannot see
------------------
Whether the field is required: the count of required text fields says that.

Sources
-------
GDPR Art. 12(2), 21(1); EDPB Guidelines 03/2022 v2.0, "longer than necessary".
"""

from collections.abc import Iterator

from analyzer.references import FACILITATE, LONGER_THAN_NECESSARY, PARTICULAR_SITUATION, Hook
from analyzer.saying import say
from analyzer.wording.rules.rule import Found, Reading

ID = "burden_of_proof"
TITLE = "Reasons or evidence asked from whoever refuses"
HOOKS: tuple[Hook, ...] = (LONGER_THAN_NECESSARY, FACILITATE, PARTICULAR_SITUATION)
AGAINST = (
    "GDPR Art. 21(1) speaks of grounds relating to the person's particular situation, so that asking for them is not "
    "unlawful in itself; the field may be optional."
)


def find(reading: Reading) -> Iterator[Found]:
    """Yield each request for reasons or evidence."""
    label = reading.of("label")
    if label and (label[0].first, label[0].last) == (0, len(reading.passage.words)):
        yield Found(label[0].first, label[0].last, say("asks for a reason: {words}", words=reading.quote(label[0])))
        return
    said = reading.telling("phrases")
    for hit in said:
        yield Found(hit.first, hit.last, say("asks for reasons or evidence: {words}", words=reading.quote(hit)))
    for first, last in reading.joined("request", "reasoned", said):
        yield Found(first, last, say("makes it depend on reasons: {words}", words=reading.passage.quote(first, last)))
