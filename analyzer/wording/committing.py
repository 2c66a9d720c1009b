"""Whether pressing a control does something that cannot be taken back: an objection is sent, an account deleted, paid.

On a live service such a control is not pressed unless that was asked for. The rules err on the side of stopping: a
walk that stops one step early is still counted, one that objects by accident is not undone.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from analyzer.model import Right
from analyzer.recordings.tokens import is_random
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


_DOES = frozenset({"action", "act", "do", "cmd", "command", "op", "operation", "method", "task"})
"""Names of parameters that say what is to be done (Rails writes ``_method``, PHP forms ``action`` or ``do``)."""

_YES = frozenset({"", "1", "true", "yes", "on", "y"})
_CHANGING = frozenset({"post", "put", "patch", "delete"})
"""Methods that a parameter may put in place of GET."""

_OFTEN_WRITTEN = {"optout": "opt out", "unsub": "unsubscribe"}
_WORDS = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])")
MUTATION = re.compile(r"(?:^|[\n}])\s*mutation\b")
"""How what changes something begins in GraphQL (specification of October 2021, section 2.3)."""

_LONGEST, _MOST = 60, 50


def address_commits(url: str, language: str, *, page: bool) -> str:
    """Return why asking for ``url`` by GET may commit, or "" if nothing in the address says so.

    Of a ``page``, which is looked at, more is wanted than its name: a form for an objection is called so too. It
    commits where its address says that something is to be done, or carries a token that lets whoever has it do that.
    What a script asks for is not looked at; there the name is enough.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "it is no address"
    steps = [unquote(step).rpartition(".")[0] or unquote(step) for step in parts.path.split("/") if step][-_MOST:]
    said = parse_qsl(parts.query, keep_blank_values=True)[:_MOST]
    last = steps[-1] if steps else ""
    named = next((step for step in steps if _acts(step, language)), "")
    token = any(is_random(one) for one in (*steps, *(value for _, value in said)))
    done = next((f"{name}={value}" for name, value in said if _does(name, value, language)), "")
    confirmed = _acts(last, language) and any(_acts(step, language) for step in steps[:-1])
    reasons = (
        (any(MUTATION.search(value) for _, value in said), "it carries a mutation"),
        (bool(done), f"it says {done[:_LONGEST]!r}"),
        (bool(named) and token, f"it names {named[:_LONGEST]!r} and carries a token"),
        (confirmed, f"it confirms {named[:_LONGEST]!r}"),
        (not page and _acts(last, language), f"it names {last[:_LONGEST]!r}"),
    )
    return next((why for holds, why in reasons if holds), "")


def _does(name: str, value: str, language: str) -> bool:
    """Return whether a parameter says that something is to be done which commits."""
    plain, said = name.lower().strip("_"), value.strip().lower()
    if plain in _DOES:
        return said in _CHANGING or _acts(value, language)
    return said in _YES and _acts(name, language)


def _acts(written: str, language: str) -> bool:
    """Return whether words written into an address, in English or in the flow's language, mean what commits."""
    if len(written) > _LONGEST:
        return False
    words = " ".join(_OFTEN_WRITTEN.get(word.lower(), word.lower()) for word in _WORDS.findall(written))
    return any(intent(words, spoken).intent in _DONE for spoken in dict.fromkeys(("en", language)))


_DONE = COMMITTING | {"refuse"}
