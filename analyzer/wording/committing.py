"""Whether pressing a control does something that cannot be taken back: an objection is sent, an account deleted, paid.

On a live service such a control is not pressed unless that was asked for. The rules err on the side of stopping: a
walk that stops one step early is still counted, one that objects by accident is not undone.
"""

from dataclasses import dataclass

from analyzer.model import Right
from analyzer.wording.intents import intent
from analyzer.wording.lexicon import has

COMMITTING = frozenset({"submit", "object", "delete", "cancel", "pay", "register"})
"""Intents of what is sent, deleted, ended, paid for or signed up to."""

_CHOOSING = frozenset({"refuse", "refuse_partial", "save", "accept"})
"""What is the whole act on a form about a right, and no more than a choice of cookies elsewhere."""


@dataclass(frozen=True)
class Pressed:
    """A control about to be pressed.

    ``leads`` says that it is a link, ``switches`` that it switches something by itself, in no form, and ``posts`` that
    it sends a form by another method than GET.
    """

    label: str
    leads: bool
    switches: bool
    posts: bool


def commits(control: Pressed, language: str, right: Right) -> str:
    """Return why pressing ``control`` may commit, or "" if it does not.

    Parameters
    ----------
    control
        What is about to be pressed.
    language
        The language of the flow; without a lexicon for it, a button's label says nothing, and the button counts as one
        that commits.
    right
        The right exercised: a choice of cookies is not an objection.
    """
    meant = intent(control.label, language).intent
    cookies = right == "consent_refusal"
    acts = not control.leads
    reasons = (
        (meant in COMMITTING, f"its label means {meant}"),
        (control.posts and meant != "login" and not (meant in _CHOOSING and cookies), "it sends a form"),
        (meant in _CHOOSING and not cookies, f"its label means {meant}"),
        (control.switches and not cookies, "it switches something by itself"),
        (acts and not control.label, "it has no label"),
        (acts and not has(language), f"what its label means cannot be told in {language!r}"),
    )
    return next((why for holds, why in reasons if holds), "")
