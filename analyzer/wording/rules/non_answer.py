"""A control that answers neither yes nor no, so that the question comes back.

What
----
"Not now", "Maybe later", "Remind me later" in the place of a refusal; and "OK" or "Got it" as the only answer.

How it is found
---------------
The text is a whole label whose intent is ``defer``; or the control is known to put off, and its label only
acknowledges or closes. A bare acknowledgement is also found where the other answers on the screen are known, and none
of them refuses or leads to settings. Running text that says "later" is not.

Why it is friction
------------------
"Yes / Ask me later" is not a symmetric choice (11 CCR 7004(a)(2)); each delay is one more time the person is asked.
"Remind me later" kept members in Amazon's cancellation (FTC complaint, 2023).

What it cannot see
------------------
Whether a link elsewhere on the page refuses.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "continuous prompting"; CCPA regulations section 7004.
"""

from collections.abc import Iterator

from analyzer.references import CCPA_SYMMETRY, CONTINUOUS_PROMPTING, Hook
from analyzer.wording.intents import REFUSING, intent, meant
from analyzer.wording.rules.rule import Found, Reading

ID = "non_answer"
TITLE = "A control that only puts the answer off"
HOOKS: tuple[Hook, ...] = (CONTINUOUS_PROMPTING, CCPA_SYMMETRY)
AGAINST = "Beside a real refusal, putting off is a third choice and no harm."

_BARE = frozenset({"acknowledge", "dismiss"})
"""What is no answer either where it is known that the question comes back."""
LONGEST_BARE_LABEL = 4
"""Words up to which a text that is not known to be a control's label is read as one; a counting rule."""


_ANSWERS = REFUSING | {"settings", "cancel", "delete"}


def find(reading: Reading) -> Iterator[Found]:
    """Yield the whole label where it puts the answer off."""
    words = len(reading.passage.words)
    short = reading.control is None and words <= LONGEST_BARE_LABEL
    label = short or reading.control in ("", "defer", "acknowledge", "accept", "dismiss")
    if not label or not words:
        return
    says = meant(reading.passage, reading.language)
    if says.intent == "defer" or (reading.control == "defer" and says.intent in _BARE):
        yield Found(0, words, f"puts off ({says.why})")
    elif says.intent == "acknowledge" and reading.beside is not None:
        others = {intent(label, reading.language).intent for label in reading.beside}
        if others.isdisjoint(_ANSWERS):
            yield Found(0, words, "acknowledges, and nothing beside it refuses")
