"""Terms that only lawyers and the trade understand.

What
----
"Legitimate interests", "legal basis", "data controller", "vendors", "device identifiers".

How it is found
---------------
``phrases``: terms of data protection law and of advertising technology.

Why it is friction
------------------
A person who does not know the term does not know what to object to. Weigh it low: part of it is required.

What it cannot see
------------------
Whether the term is explained beside it. Long sentences without any term.

Sources
-------
Santos, Rossi et al., 2021 (class "jargon"); Gray et al., CHI 2024, "complex language"; GDPR Art. 12(1).
"""

from collections.abc import Iterator

from analyzer.references import GRAY_COMPLEX_LANGUAGE, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.rules.rule import Found, Reading

ID = "jargon"
TITLE = "Legal or technical jargon"
HOOKS: tuple[Hook, ...] = (GRAY_COMPLEX_LANGUAGE, PLAIN_LANGUAGE)
AGAINST = "Some of it is required: GDPR Art. 13(1)(c)-(d) demands that the legal basis and the interests be named."


def find(reading: Reading) -> Iterator[Found]:
    """Yield each term."""
    for hit in reading.telling("phrases"):
        yield Found(hit.first, hit.last, say("jargon: {words}", words=reading.quote(hit)))
