"""Two versions of a form screen by screen, in words."""

from analyzer.model import FieldChange, Stage, Version
from analyzer.reports.compared.changes import summed
from analyzer.reports.compared.naming import Naming
from analyzer.reports.english import counted


def version_title(version: Version, naming: Naming) -> str:
    """Return ``From 1 a to 2 b``."""
    return f"From {naming.named(version.before)} to {naming.named(version.after)}"


def version_sentence(version: Version) -> str:
    """Return how many screens were kept, added and removed, and how many fields changed."""
    if not version.stages:
        return "There are no screens to lay side by side."
    kinds = [kind(stage) for stage in version.stages]
    moved = [change for stage in version.stages for change in stage.fields]
    fewer = sum(change.before == "required" and change.after != "required" for change in moved)
    more = sum(change.after == "required" and change.before != "required" for change in moved)
    kept, removed, added = (kinds.count(one) for one in ("kept", "removed", "added"))
    fields = f"{counted(fewer, 'field')} no longer needed, {more} newly needed"
    return f"{counted(kept, 'screen')} kept, {removed} removed, {added} added; {fields}. {summed(version)}".strip()


def kind(stage: Stage) -> str:
    """Return whether a screen was kept, removed or added."""
    return "removed" if stage.after is None else "added" if stage.before is None else "kept"


def stage_title(stage: Stage) -> str:
    """Return the title of a screen, both where it changed."""
    if stage.before is None or stage.after is None or stage.title_before == stage.title_after:
        return stage.title_after or stage.title_before
    return f"{stage.title_before} → {stage.title_after}"


def stage_done(stage: Stage) -> str:
    """Return what was pressed or filled in there, both where it changed."""
    before, after = (", ".join(f"“{label}”" for label in done) for done in (stage.done_before, stage.done_after))
    if before == after or not before or not after:
        return after or before
    return f"{before} → {after}"


def unchanged(stage: Stage) -> bool:
    """Return whether a kept screen shows no change at all."""
    moved = stage.fields or stage.wording or stage.offered or stage.done_before != stage.done_after
    return kind(stage) == "kept" and not moved and stage.title_before == stage.title_after


def field_told(change: FieldChange) -> str:
    """Return what became of a field: ``“Reason”: required → optional``."""
    labels = list(dict.fromkeys(f"“{label}”" for label in (change.label_before, change.label_after) if label))
    name = " → ".join(labels) or "a field without a label"
    if change.before == "absent":
        return f"{name}: new, {change.after}"
    if change.after == "absent":
        return f"{name}: gone, was {change.before}"
    return f"{name}: {change.before}" + ("" if change.before == change.after else f" → {change.after}")
