"""What the options of a visit to a live service come to."""

from collections.abc import Sequence

from analyzer.errors import InputError
from analyzer.flows import Flow
from analyzer.walking.manners import Manners


def manners(flows: Sequence[Flow], contact: str, *, live: bool, commit: bool) -> Manners | None:
    """Return how live services are visited, or None where they are not.

    Raises
    ------
    InputError
        If the options contradict one another or the flows.
    """
    if not live:
        if commit or contact:
            raise InputError("--commit and --contact belong to a visit: give --live as well")
        return None
    if len(flows) != 1 or flows[0].site.kind != "live":
        raise InputError("--live visits one flow whose site is live; walk the others without it")
    if not contact.isprintable():
        raise InputError("--contact stands in a header: printable characters on one line")
    return Manners(commit=commit, contact=contact)
