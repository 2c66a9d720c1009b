"""What the screens of a refusal say: the language of each text, what its controls mean, and which right it names.

Several measures need it. A language without lexicon is never read as another: who asks gets the reason instead.
"""

from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType

from analyzer import counting
from analyzer.model import Block, Check, Click, Control, FlowIdentity, Press, Right, Screen, Transition, Walk
from analyzer.saying import NOTHING, Said, say
from analyzer.wording import lexicon
from analyzer.wording.intents import REFUSING, Intent, intent
from analyzer.wording.normalising import read

DOES = MappingProxyType(
    {
        "objection": "object",
        "direct_marketing_objection": "object",
        "consent_withdrawal": "refuse",
        "consent_refusal": "refuse",
        "erasure": "delete",
        "cancellation": "cancel",
        "ccpa_opt_out": "refuse",
    }
)
"""The intent of the control that exercises a right."""

NAMED_AS: "MappingProxyType[Right, str]" = MappingProxyType(
    {
        "objection": say("objection"),
        "direct_marketing_objection": say("objection"),
        "consent_withdrawal": say("withdrawal"),
        "consent_refusal": say("refusal"),
        "erasure": say("erasure"),
        "cancellation": say("cancellation"),
        "ccpa_opt_out": "ccpa_opt_out",
    }
)
"""The topic of the lexicons that names a right."""

CHOICES = frozenset({"checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"})
"""Roles of controls that hold a choice and are no answer by themselves."""

_KEYS_THAT_PRESS = frozenset({"Enter", "NumpadEnter", "Space", " "})


def language_of(spoken: Block | Control | None, screen: Screen, flow: FlowIdentity) -> str:
    """Return the nearest declared language of a text: its own, its screen's, else the one the flow was walked in."""
    return (spoken.language if spoken else "") or screen.language or flow.language


def unread(walk: Walk) -> Said:
    """Return why the words of a walk cannot be judged; "" where each of its screens is in a language with a lexicon."""
    shown = (screen for screen in walk.screens if not screen.browser_dialog)
    languages = {lexicon.base(language_of(None, screen, walk.flow)) for screen in shown}
    missing = sorted(language or "unknown" for language in languages if not lexicon.judges(language))
    if not missing:
        return NOTHING
    return say("no lexicon for the language of a screen: {languages}", languages=", ".join(missing))


def label_of(control: Control) -> str:
    """Return the words of a control: its accessible name, else what is painted on it."""
    return control.name or control.text


def meaning(control: Control, screen: Screen, flow: FlowIdentity) -> Intent:
    """Return what the words of a control mean."""
    return intent(label_of(control), language_of(control, screen, flow))


def refuses(control: Control, screen: Screen, flow: FlowIdentity) -> bool:
    """Return whether the words of a control say no, or exercise the right of the flow."""
    return meaning(control, screen, flow).intent in REFUSING | {DOES[flow.right]}


@lru_cache(maxsize=4096)
def names(topic: str, text: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return what a text says of a topic of the lexicons, as (words, slot); empty without a lexicon."""
    if not lexicon.judges(language):
        return ()
    passage = read(text)
    hits = lexicon.load(language).says(topic, passage)
    return tuple((passage.quote(hit.first, hit.last), hit.slot) for hit in hits)


def activated(walk: Walk) -> Iterator[tuple[Transition, Screen, Control]]:
    """Yield every activation of a known control on the service, in order: (step, screen acted on, control)."""
    for step in walk.transitions:
        on = counting.target_of(step)
        pressed = isinstance(step.action, Press) and step.action.keys in _KEYS_THAT_PRESS
        if on is None or not step.source or not (pressed or isinstance(step.action, Click | Check)):
            continue
        screen = counting.screen_of(walk, step.source)
        if counting.is_channel(screen, walk):
            continue
        for control in screen.controls:
            if (control.key, control.frame) == (on.key, on.frame):
                yield step, screen, control
                break


def refusal(walk: Walk) -> tuple[Transition, Screen, Control] | None:
    """Return the act of refusing: the first activated control that says so, else the last one of a finished route."""
    acts = tuple(activated(walk))
    said = next((act for act in acts if refuses(act[2], act[1], walk.flow)), None)
    finished = walk.outcome in {"reached", "uncertain"}
    return said or (acts[-1] if acts and finished else None)


def sentence_with(words: str, text: str) -> str:
    """Return the sentence of a text in which some words stand; the words themselves where they do not."""
    place = text.find(words)
    if place < 0 or not words:
        return words
    start = max(text.rfind(end, 0, place) for end in (". ", "! ", "? ", "\n"))
    ends = [text.find(end, place + len(words)) for end in (". ", "! ", "? ", "\n")]
    end = min((found + 1 for found in ends if found >= 0), default=len(text))
    return text[0 if start < 0 else start + 1 : end].strip()
