"""What changed between two versions of a form, one by one: added, removed, reworded, made optional or required."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.model import FieldChange, Part, Stage, Version
from analyzer.saying import Said, listed, say, say_many

What = Literal["screen", "title", "field", "text", "control", "action"]
"""On what something changed; an action is what was pressed or filled in on the way."""

_CHANGED: Mapping[What, Callable[[list[Said]], Said]] = {
    "screen": lambda changes: say("of screens {changes:listed}", changes=changes),
    "title": lambda changes: say("of titles {changes:listed}", changes=changes),
    "field": lambda changes: say("of fields {changes:listed}", changes=changes),
    "text": lambda changes: say("of texts {changes:listed}", changes=changes),
    "control": lambda changes: say("of controls {changes:listed}", changes=changes),
    "action": lambda changes: say("of actions {changes:listed}", changes=changes),
}

_BECAME: Mapping[str, Callable[[int], Said]] = {
    "added": lambda many: say("{many:,} added", many=many),
    "removed": lambda many: say("{many:,} removed", many=many),
    "reworded": lambda many: say("{many:,} reworded", many=many),
    "changed": lambda many: say("{many:,} changed", many=many),
    "made optional": lambda many: say("{many:,} made optional", many=many),
    "made required": lambda many: say("{many:,} made required", many=many),
}

_WHOLE = {"gone": "removed", "new": "added"}
_OTHERWISE = {"optional": "made optional", "required": "made required"}


@dataclass(frozen=True)
class Change:
    """One change: on what, in a word or two what became of it, and its words before and after, "" where it is not."""

    stage: Stage
    what: What
    change: str
    before: str
    after: str


def changes(version: Version) -> Iterator[Change]:
    """Yield every change in the order of the screens.

    A field can change twice: in its words, and in whether it is needed. Where the two are in different languages, only
    screens and fields are told.
    """
    for stage in version.stages:
        yield from _of(stage)


def summed(version: Version) -> Said | None:
    """Return how many changes there are of each kind, in a sentence; null where nothing changed."""
    found = Counter((one.what, one.change) for one in changes(version))
    parts = []
    for what, said in _CHANGED.items():
        told = [_BECAME[change](count) for (on, change), count in found.items() if on == what]
        if told:
            parts.append(said(told))
    if not parts:
        return None
    return say_many(
        "{count:,} change: {parts:apart}.", "{count:,} changes: {parts:apart}.", count=found.total(), parts=parts
    )


def _of(stage: Stage) -> Iterator[Change]:
    both = stage.before is not None and stage.after is not None
    if not both:
        change = "removed" if stage.after is None else "added"
        yield Change(stage, "screen", change, stage.title_before, stage.title_after)
    for field in stage.fields:
        yield from _field(stage, field)
    if not both or stage.unread:
        return
    if stage.title_before != stage.title_after:
        yield Change(stage, "title", "reworded", stage.title_before, stage.title_after)
    yield from (_worded(stage, "text", parts) for parts in stage.wording)
    yield from (_worded(stage, "control", parts) for parts in stage.offered)
    if stage.done_before != stage.done_after:
        yield Change(stage, "action", "changed", listed(stage.done_before), listed(stage.done_after))


def _field(stage: Stage, field: FieldChange) -> Iterator[Change]:
    words = field.label_before, field.label_after
    if "absent" in (field.before, field.after):
        yield Change(stage, "field", "added" if field.before == "absent" else "removed", *words)
        return
    if field.before != field.after:
        yield Change(stage, "field", _OTHERWISE[field.after], *words)
    if field.label_before != field.label_after and not stage.unread:
        yield Change(stage, "field", "reworded", *words)


def _worded(stage: Stage, what: What, parts: Sequence[Part]) -> Change:
    before, after = (" ".join(part.text for part in parts if part.kind != other) for other in ("new", "gone"))
    whole = parts[0].kind if len(parts) == 1 else "same"
    return Change(stage, what, _WHOLE.get(whole, "reworded"), before, after)
