"""What compared procedures are called: as somebody types them, and no two alike where anything tells them apart."""

from collections.abc import Sequence
from pathlib import PurePath

from analyzer.model import FlowIdentity


def title(flow: FlowIdentity) -> str:
    """Return the id of a flow as a person types it: ``id`` or ``id@variant``."""
    return f"{flow.id}@{flow.variant}" if flow.variant else flow.id


def named(flows: Sequence[FlowIdentity], places: Sequence[str]) -> tuple[str, ...]:
    """Return names of procedures: ``id``, ``id.fr`` beside another language, ``id (may/bundle.zip)`` beside its like.

    Parameters
    ----------
    flows
        What was met.
    places
        For each the file or folder that somebody gave, "" where it came with another. Of its path so much is told as
        tells it from the others of that name; what was given twice has one name twice.
    """
    titles = [title(flow) for flow in flows]
    met = set(zip(titles, (flow.language for flow in flows), strict=True))
    languages = [one for one, _ in met]
    spoken = [
        f"{one}.{flow.language}" if languages.count(one) > 1 else one for one, flow in zip(titles, flows, strict=True)
    ]
    return tuple(
        f"{one} ({_end(place, {other for like, other in zip(spoken, places, strict=True) if like == one})})"
        if place and spoken.count(one) > 1
        else one
        for one, place in zip(spoken, places, strict=True)
    )


def _end(place: str, among: set[str]) -> str:
    """Return the last parts of a path, as many as no other one ends in; the whole where it is the end of another."""
    parts = PurePath(place).parts
    others = [PurePath(other).parts for other in among if other != place]
    ends = (parts[-many:] for many in range(1, len(parts)))
    return str(PurePath(*next((end for end in ends if all(other[-len(end) :] != end for other in others)), parts)))
