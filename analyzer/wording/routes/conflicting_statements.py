"""Two statements on the way contradict each other.

What
----
A reason is required here and not there; a choice is final here and can be changed there.

How it is found
---------------
``facts`` of the lexicon holds statements in pairs: whether a reason is needed, whether the choice can be changed,
whether something is lost, when it takes effect, whether one must log in. Both sides of a pair on the way are found.

Why it is friction
------------------
The reader cannot know which holds.

What it cannot see
------------------
Facts outside these pairs, such as two different dates, and statements about two different things.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "conflicting information".
"""

from collections.abc import Iterator, Sequence

from analyzer.references import CONFLICTING_INFORMATION, PLAIN_LANGUAGE, Hook
from analyzer.wording.routes.route import Clash, Shown

ID = "conflicting_statements"
TITLE = "Statements that contradict each other"
HOOKS: tuple[Hook, ...] = (CONFLICTING_INFORMATION, PLAIN_LANGUAGE)
AGAINST = "The two statements may be about different cases."


def find(screens: Sequence[Shown]) -> Iterator[Clash]:
    """Yield the first statement of each fact that contradicts an earlier one."""
    said: dict[str, str] = {}
    told: set[str] = set()
    for place, screen in enumerate(screens):
        for slot, words in _stated(screen):
            fact, _, side = slot.partition("_")
            other = said.get(f"{fact}_{'no' if side == 'yes' else 'yes'}")
            if other and fact not in told:
                told.add(fact)
                yield Clash(place, words, f"said before: {other!r}")
            said.setdefault(slot, words)


def _stated(screen: Shown) -> Iterator[tuple[str, str]]:
    """Yield the statements of a screen, without one that lies inside its own contradiction ("no reason required")."""
    found = tuple(screen.names("facts"))
    for slot, words in found:
        inside = any(slot != other and words in longer and words != longer for other, longer in found)
        if not inside:
            yield slot, words
