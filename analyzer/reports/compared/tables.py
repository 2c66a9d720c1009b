"""A comparison as tables, for who counts on: one row a value, or one row a change between two versions."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from analyzer.model import Comparison
from analyzer.reports.compared.changes import changes
from analyzer.reports.spreadsheet import written

VALUES = (
    "number", "name", "flow", "variant", "service", "right", "country", "language", "device", "date", "site",
    "counterfactual", "outcome", "place_first", "place_last", "measure", "title", "unit", "value", "low", "high",
    "applies", "reason", "least",
)  # fmt: skip
"""``counterfactual`` says whether the row is of one; ``least`` is what the procedure's own has on the same measure.
Places are by friction, empty where it is not ranked. A value that cannot be told is empty, and ``reason`` says why."""

CHANGES = (
    "before", "after", "language_before", "language_after", "screen_before", "screen_after", "what", "change",
    "text_before", "text_after",
)  # fmt: skip
"""``before`` and ``after`` name procedures, ``screen_*`` positions among the screens shown, from 1. ``what`` is screen,
title, field, text, control or action; ``change`` is removed, added, reworded, made optional, made required, changed."""


def values(comparison: Comparison) -> str:
    """Return one row for each procedure and measure, friction among them."""
    numbered = {one.number: one for one in comparison.procedures}
    rows = []
    for one in comparison.procedures:
        flow, (first, last) = one.flow, one.places or (None, None)
        told = (
            one.number, one.name, flow.id, flow.variant, flow.service, flow.right, flow.country, flow.language,
            flow.device, flow.date, flow.site.kind, one.yardstick, one.outcome, first, last,
        )  # fmt: skip
        least = numbered[one.least].readings if one.least else {}
        for gauge in comparison.gauges:
            mine, other = one.readings.get(gauge.id), least.get(gauge.id)
            if mine is None:
                continue
            beside = other.value if other else None
            read = (mine.value, mine.low, mine.high, mine.applies, mine.reason, beside)
            rows.append((*told, gauge.id, gauge.title, gauge.unit, *read))
    return written(VALUES, rows)


def told_changes(comparison: Comparison) -> str:
    """Return one row for each change between the versions that were compared screen by screen."""
    numbered = {one.number: one for one in comparison.procedures}
    rows = []
    for version in comparison.versions:
        before, after = numbered[version.before], numbered[version.after]
        told = before.name, after.name, before.flow.language, after.flow.language
        rows += [
            (*told, one.stage.before, one.stage.after, one.what, one.change, one.before, one.after)
            for one in changes(version)
        ]
    return written(CHANGES, rows)


KINDS: Mapping[str, Callable[[Comparison], str]] = MappingProxyType({"value": values, "change": told_changes})
"""What a row is -> the table."""
