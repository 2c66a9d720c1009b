"""A control that answers neither yes nor no, so that the question comes back.

What
----
"Not now", "Maybe later", "Remind me later" in the place of a refusal; and "OK" or "Got it" as the only answer.

How it is found
---------------
The text is a whole label whose intent is ``defer``, or the label of a control that holds a phrase of ``later``, or of
``known`` where it is known not to answer; or the control is known to put off, and its label only acknowledges or
closes. A bare acknowledgement is also found where the other answers on the screen are known, and none of them refuses
or leads to settings. Running text that says "later" is not, nor is a label that says what has not happened yet
(``status``), or what one may do again or buy later (``spared``).

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
from analyzer.saying import say
from analyzer.wording.intents import LONGEST_LABEL, REFUSING, intent
from analyzer.wording.rules.rule import Found, Reading

ID = "non_answer"
TITLE = "A control that only puts the answer off"
HOOKS: tuple[Hook, ...] = (CONTINUOUS_PROMPTING, CCPA_SYMMETRY)
AGAINST = "Beside a real refusal, putting off is a third choice and no harm."

_BARE = frozenset({"acknowledge", "dismiss"})
"""What is no answer either where it is known that the question comes back."""
LONGEST_BARE_LABEL = 4
"""Words up to which a text that is not known to be a control's label is read as one; a counting rule."""

LONGEST_OPEN_LABEL = 8
"""Words up to which the label of a control of unknown effect may put off: "Try again in a few minutes" tells."""

_LEAVES_OPEN = frozenset({"", "defer", "acknowledge", "accept", "dismiss"})
"""What a control may do, as far as it is known, whose words put the answer off."""
_PUTS_OFF = frozenset({None, "acknowledge", "dismiss", "defer", "next", "back", "save"})
"""What words may seem to mean that hold a phrase of ``later``."""
_BACK_LATER = frozenset({"defer", "dismiss"})
"""Where the control is known not to answer, even "No thanks, ask me later" puts off."""
_CLOSES = frozenset({"dismiss", "back", "cancel"})
_ANSWERS = REFUSING | {"settings", "cancel", "delete"}


def find(reading: Reading) -> Iterator[Found]:
    """Yield the whole label where it puts the answer off."""
    words = len(reading.passage.words)
    short = reading.control is None and words <= LONGEST_BARE_LABEL
    if not words or words > LONGEST_LABEL or not (short or reading.control in _LEAVES_OPEN) or _reports(reading):
        return
    says = intent(reading.passage.text, reading.language).intent
    open_to = _PUTS_OFF | {"refuse"} if reading.control in _BACK_LATER else _PUTS_OFF
    slots = ("later", "known") if reading.control in _BACK_LATER and says != reading.control else ("later",)
    later = reading.of(*slots) if reading.control is not None and says in open_to else ()
    if reading.control == "" and later and (later[0].first > 1 or words > LONGEST_OPEN_LABEL):
        later = ()
    if says == "defer" or later or (reading.control == "defer" and says in _BARE):
        why = reading.quote(later[0]) if later else reading.passage.quote(0, words)
        yield Found(0, words, say("puts off: {words}", words=why))
    elif reading.beside is not None and _acknowledges(reading.control, says):
        others = {intent(label, reading.language).intent for label in reading.beside}
        if others.isdisjoint(_ANSWERS):
            yield Found(0, words, say("acknowledges, and nothing beside it refuses"))


def _reports(reading: Reading) -> bool:
    """Tell whether a label says what has not happened yet ("Not yet submitted"), or when to try again: no answers.

    "Not yet" and "not yet, thanks" answer; so does what goes on as a phrase of ``later`` ("I have not yet decided").
    """
    later = reading.of("later")
    return bool(reading.of("spared")) or any(
        hit.last < len(reading.passage.words)
        and not reading.passage.breaks[hit.last]
        and not any(one.first <= hit.first and hit.last < one.last for one in later)
        for hit in reading.of("status")
    )


def _acknowledges(control: str | None, says: str | None) -> bool:
    """Tell whether a label only takes note: by its words, or by what it is known to do unless they close."""
    return says == "acknowledge" or (control == "acknowledge" and says not in _CLOSES | _ANSWERS)
