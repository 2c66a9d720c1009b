"""The label of a refusal makes the person who presses it look foolish.

What
----
"No thanks, I do not want fast, free shipping": the refusal is put into the person's mouth together with a benefit they
reject, a loss they embrace, or something unflattering about themselves.

How it is found
---------------
Structure times lexicon, on a label: (the label declines, or speaks in the first person) and (a rejected ``benefit``, an
embraced ``loss``, or ``self_deprecation``) and no ``neutral`` reason (I want to find out more, I already have an
account). Words that charge only what is a refusal for sure are in
``weak``. Where the control's intent is known to refuse, cancel or put off, its words need not decline. A refusal that
speaks in the first person of what it likes, wants or does without (``attitude``) is found whatever it names, since a
plain refusal does not speak of that; unless ``plain`` says that it names what is refused ("I don't want e-mails").

Why it is friction
------------------
It charges the choice with emotion (EDPB, "emotional steering"). Measured effect of loaded language: moderate (Luguri
and Strahilevitz, 2021, study 2).

What it cannot see
------------------
Irony and world knowledge ("I love chaos" on a control of unknown effect). Shame carried by a picture.

Sources
-------
Mathur et al., "Dark patterns at scale", 2019; FTC complaint against Amazon, 2023, for the quoted label; Gray et al.,
CHI 2024, "confirmshaming".
"""

from collections.abc import Iterator

from analyzer.references import EMOTIONAL_STEERING, FAIRNESS, GRAY_CONFIRMSHAMING, Hook
from analyzer.saying import Said
from analyzer.wording.intents import LONGEST_LABEL, REFUSING
from analyzer.wording.phrasebook import Hit
from analyzer.wording.rules.rule import Found, Reading

ID = "confirmshaming"
TITLE = "A refusal that shames"
HOOKS: tuple[Hook, ...] = (EMOTIONAL_STEERING, GRAY_CONFIRMSHAMING, FAIRNESS)
AGAINST = "The words may state a plain consequence of the choice."

_ENDING = frozenset({"cancel", "delete"})
_DECLINING = REFUSING | _ENDING | {"defer", "dismiss", "logout"}


def find(reading: Reading) -> Iterator[Found]:
    """Yield the label from its first to its last telling word."""
    if len(reading.passage.words) > LONGEST_LABEL or reading.of("neutral"):
        return
    speaks = reading.of("first_person")
    declines = tuple(hit for hit in reading.of("decline") if hit.first == 0 and (speaks or _apart(reading, hit)))
    known = reading.control in _DECLINING
    charged = reading.of(*_charging(reading, spoken=bool(declines or speaks)))
    # In running text ("we" and "you") nobody speaks in the first person singular, and a label opens with its refusal.
    if not (known or declines or (reading.control is not None and speaks and speaks[0].first == 0)):
        return
    if not charged:
        charged = _confessed(reading, speaks) if known or (declines and reading.control is not None) else ()
    if not charged or (declines and not speaks and not known and not reading.of("loss", "self_deprecation")):
        return
    telling = (*declines, *speaks, *charged)
    words = " + ".join(dict.fromkeys(reading.quote(hit) for hit in sorted(telling, key=lambda hit: hit.first)))
    # The label speaks for itself: no word of ours stands before its own.
    yield Found(min(hit.first for hit in telling), max(hit.last for hit in telling), Said(words))


def _apart(reading: Reading, hit: Hit) -> bool:
    """Tell whether a "no" stands for itself: "No hay pedidos" and "Não é possível" only deny a verb."""
    return hit.last - hit.first > 1 or hit.last == len(reading.passage.words) or bool(reading.passage.breaks[hit.last])


def _charging(reading: Reading, *, spoken: bool) -> tuple[str, ...]:
    """Return the slots that charge such a label.

    Where nobody speaks in it, a program deletes, closes and skips things of any name ("Delete voucher"), and asks
    whether it should: there a loss must be named, and what refuses is charged by anything.
    """
    known = reading.control in _DECLINING
    slots = ("benefit", "loss", "self_deprecation")
    asks = reading.passage.text.rstrip().endswith("?")
    if spoken or not known:
        return (*slots, "weak") if known or reading.of("decline") else slots
    if reading.control in REFUSING | {"defer"}:
        return (*slots, "weak")
    loses = reading.control in _ENDING and not asks and reading.of("loss")
    return (*slots, "weak") if loses else ()


def _confessed(reading: Reading, speaks: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the attitude that a refusal confesses in the first person: whatever it is about, it is no plain no."""
    if reading.of("plain"):
        return ()
    return tuple(hit for hit in reading.of("attitude") if speaks and speaks[0].first <= hit.last)
