"""Two versions of a form screen by screen, in words."""

from collections.abc import Callable

from analyzer.model import FieldChange, Stage, Version
from analyzer.reports.compared.changes import summed
from analyzer.reports.compared.naming import Naming
from analyzer.saying import Said, say, say_many


def version_title(version: Version, naming: Naming) -> Said:
    """Return ``From 1 a to 2 b``, or ``1 a beside 2 b`` where the second is no later version of the first."""
    before, after = naming.named(version.before), naming.named(version.after)
    if version.over_time:
        return say("From {before} to {after}", before=before, after=after)
    return say("{before} beside {after}", before=before, after=after)


def version_sentences(version: Version) -> tuple[Said, ...]:
    """Return how many screens were kept, added and removed, and how many fields changed."""
    if not version.stages:
        return (say("There are no screens to lay side by side."),)
    kinds = [kind(stage) for stage in version.stages]
    moved = [change for stage in version.stages for change in stage.fields]
    fewer = sum(change.before == "required" and change.after != "required" for change in moved)
    more = sum(change.after == "required" and change.before != "required" for change in moved)
    kept, removed, added = (kinds.count(one) for one in ("kept", "removed", "added"))
    sentence = say(
        "{screens:said} kept, {removed:,} removed, {added:,} added; {fields:said} no longer needed, {more:,} newly "
        "needed.",
        screens=say_many("{count:,} screen", "{count:,} screens", count=kept),
        removed=removed,
        added=added,
        fields=say_many("{count:,} field", "{count:,} fields", count=fewer),
        more=more,
    )
    changed = summed(version)
    return (sentence, changed) if changed else (sentence,)


KINDS = {"removed": say("removed"), "added": say("added"), "kept": say("kept")}
"""What became of a screen."""


def kind(stage: Stage) -> str:
    """Return whether a screen was kept, removed or added."""
    return "removed" if stage.after is None else "added" if stage.before is None else "kept"


def stage_title(stage: Stage) -> str:
    """Return the title of a screen, both where it changed."""
    if stage.before is None or stage.after is None or stage.title_before == stage.title_after:
        return stage.title_after or stage.title_before
    return f"{stage.title_before} → {stage.title_after}"


def stage_done(stage: Stage, quote: Callable[[str], str]) -> str:
    """Return what was pressed or filled in there, as the reader's language quotes, both where it changed."""
    before, after = (", ".join(map(quote, done)) for done in (stage.done_before, stage.done_after))
    if before == after or not before or not after:
        return after or before
    return f"{before} → {after}"


def unchanged(stage: Stage) -> bool:
    """Return whether a kept screen shows no change at all."""
    moved = stage.fields or stage.wording or stage.offered or stage.done_before != stage.done_after
    return kind(stage) == "kept" and not moved and stage.title_before == stage.title_after


def field_name(change: FieldChange, quote: Callable[[str], str]) -> str:
    """Return the label of a field as the reader's language quotes, both where it changed."""
    labels = dict.fromkeys(quote(label) for label in (change.label_before, change.label_after) if label)
    return " → ".join(labels) or say("a field without a label")


STATES = {"required": say("required"), "optional": say("optional")}
"""What a form wants of a field that is there."""


def field_told(change: FieldChange) -> Said:
    """Return what became of a field: ``required → optional``."""
    if change.before == "absent":
        return say("new, {state:said}", state=STATES[change.after])
    if change.after == "absent":
        return say("gone, was {state:said}", state=STATES[change.before])
    if change.before == change.after:
        return STATES[change.before]
    return say("{before:said} → {after:said}", before=STATES[change.before], after=STATES[change.after])
