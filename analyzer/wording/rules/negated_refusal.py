"""A refusal stands inside a negation, so that the reader has to work out who says no to what.

What
----
"Don't opt out", "unless you object", "leave the box unticked if you do not want to refuse". To know what happens, the
reader has to count the negations.

How it is found
---------------
``analyzer.wording.negation`` splits the text into scopes and looks for cues in each: grammatical negation, verbs of
refusing, inverted actions (untick), exceptors (unless). A scope is quoted when two cues meet and at least one of them
refuses, inverts or excepts. French *ne ... pas* is one cue and *ne ... que* none; two negations alone are never enough,
since many languages need two for one meaning. Only in a text that is about what one refuses (topic ``matter``) or
speaks of its reader (``reader``): "this cannot be removed without a backup" asks nobody.

Why it is friction
------------------
Trick questions had among the strongest effects measured (Luguri and Strahilevitz, 2021, study 2); the CCPA regulations
forbid double negatives (11 CCR 7004(a)(3)).

What it cannot see
------------------
Cues that stand in two sentences, and questions whose answer is negated by a bare "No".

Sources
-------
11 CCR 7004(a)(3); EDPB Guidelines 03/2022 v2.0, "ambiguous wording or information"; Gray et al., CHI 2024, "trick
questions".
"""

from collections.abc import Iterator

from analyzer.references import AMBIGUOUS_WORDING, CCPA_CONFUSING, GRAY_TRICK_QUESTIONS, PLAIN_LANGUAGE, Hook
from analyzer.saying import say_many
from analyzer.wording.negation import knots
from analyzer.wording.rules.rule import Found, Reading

ID = "negated_refusal"
TITLE = "Negation around a refusal"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, GRAY_TRICK_QUESTIONS, PLAIN_LANGUAGE, CCPA_CONFUSING)
AGAINST = "Every reader may understand the phrase at once; some conditions can hardly be said without a negation."


def find(reading: Reading) -> Iterator[Found]:
    """Yield each scope in which negations meet, from the first cue to the last."""
    if not reading.about:
        return
    for knot in knots(reading.passage, reading.hits):
        words = " + ".join(reading.passage.quote(cue.first, cue.last) for cue in knot)
        why = say_many("{count:d} negating word: {words}", "{count:d} negating words: {words}", len(knot), words=words)
        yield Found(min(cue.first for cue in knot), max(cue.last for cue in knot), why)
