"""Feelings are put around the choice: guilt, pity, fear, belonging, or praise for the answer that is wanted.

What
----
"We're sad to see you go", "help us keep this site free", "be part of it", "we value your privacy": nothing is said of
what the choice does, and something is said of how it should feel.

How it is found
---------------
``phrases``: sorrow about a refusal, an appeal for help or support, care and love professed for the reader, belonging,
what others do, fear of missing something, reassurance and urging. ``embraced`` holds those that the label of a refusal
puts into the person's mouth, where they shame (``confirmshaming``); there ``deserted`` finds that the person turns away
from others or from a cause. A word of ``feeling`` in one sentence with the ``choice`` (to leave, to stay, to share)
joins the two. ``spared`` are phrases that mean none of it.
Courtesy alone ("please", "thank you") is not in the lexicon.

Why it is friction
------------------
Wording and visuals that push by feeling impair a free decision (EDPB, "emotional steering"). Measured effect of loaded
language: moderate (Luguri and Strahilevitz, 2021, study 2).

What it cannot see
------------------
Pictures, colours and irony. Whether the feeling is sincere. A loss of functions, which is ``loss_threat``.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "emotional steering"; Gray et al., CHI 2024, "emotional or sensory manipulation".
"""

from collections.abc import Iterator

from analyzer.references import EMOTIONAL_STEERING, FAIRNESS, Hook
from analyzer.saying import say
from analyzer.wording.intents import REFUSING
from analyzer.wording.rules.rule import Found, Reading

ID = "emotional_steering"
TITLE = "Feelings around the choice"
HOOKS: tuple[Hook, ...] = (EMOTIONAL_STEERING, FAIRNESS)
AGAINST = "A friendly tone informs as well as a dry one; an organisation may say that it regrets a departure."


_DECLINING = REFUSING | {"cancel", "delete"}
"""What a control does whose label speaks for the person who leaves."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield each appeal to a feeling."""
    slots = ("phrases", "deserted") if reading.control in _DECLINING else ("phrases", "embraced")
    said = reading.telling(*slots)
    for hit in said:
        yield Found(hit.first, hit.last, say("appeals to a feeling: {words}", words=reading.quote(hit)))
    if reading.control not in _DECLINING:
        for first, last in reading.joined("feeling", "choice", said):
            yield Found(first, last, say("appeals to a feeling: {words}", words=reading.passage.quote(first, last)))
