"""What the reader will lose by refusing is put in front of the choice.

What
----
Statements of loss tied to a refusal: "you will lose", "some features may not work", "your experience will be less
relevant".

How it is found
---------------
``phrases``: loss of access, features or quality, addressed to the reader or said of the service. ``embraced`` holds
those that the label of a refusal puts into the person's mouth ("give up my benefits"): there they shame and announce
nothing. A word of ``harm`` in one sentence with the refusal
(``leaving``) ties a loss to it. ``spared``: what is lost is only what is refused, or no refusal is the cause.

Why it is friction
------------------
The threat of lost functions makes people question their decision (Forbrukerradet, "Deceived by design", 2018); loaded
language moderately lowers refusals (Luguri and Strahilevitz, 2021, study 2).

What it cannot see
------------------
Whether the loss is real. Irony and images.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "emotional steering".
"""

from collections.abc import Iterator

from analyzer.references import CCPA_ARCHITECTURE, EMOTIONAL_STEERING, FAIRNESS, Hook
from analyzer.saying import say
from analyzer.wording.intents import REFUSING
from analyzer.wording.rules.rule import Found, Reading

ID = "loss_threat"
TITLE = "Threat of loss"
HOOKS: tuple[Hook, ...] = (EMOTIONAL_STEERING, FAIRNESS, CCPA_ARCHITECTURE)
AGAINST = "The consequence may be true, and saying so before the choice may be a duty."


_DECLINING = REFUSING | {"cancel", "delete", "defer", "dismiss"}


def find(reading: Reading) -> Iterator[Found]:
    """Yield each announced loss."""
    slots = ("phrases",) if reading.control in _DECLINING else ("phrases", "embraced")
    said = reading.telling(*slots)
    for hit in said:
        yield Found(hit.first, hit.last, say("announces a loss: {words}", words=reading.quote(hit)))
    if reading.control not in _DECLINING:
        for first, last in reading.joined("leaving", "harm", said):
            yield Found(first, last, say("ties a loss to it: {words}", words=reading.passage.quote(first, last)))
