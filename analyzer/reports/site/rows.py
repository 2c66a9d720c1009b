"""What an index says of each run: where and when it was met, what each way costs, its score, and its places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analyzer.model import FlowIdentity, PolicyIdentity, Report, RouteReport, Score, Seconds, SiteKind
from analyzer.model.record import Record
from analyzer.ranking.places import Places, places, unranked
from analyzer.reports.sentence import prefilled

ENDED = frozenset({"reached", "uncertain"})
"""Outcomes of a refusal whose counts are what refusing takes; any other broke off before that was known."""


@dataclass(frozen=True)
class Published:
    """One run as it is published: its name, who operates the service ("" if not known), and what was sealed of it.

    ``files`` are paths relative to the index, the report, its data and the bundle first; ``redacted`` says that the
    bundle is one from which something was taken out.
    """

    run: str
    operator: str
    report: Report
    files: tuple[str, ...]
    sha256: str
    redacted: bool


class Row(Record, frozen=True, kw_only=True):
    """One row. What is not known is null.

    ``yardstick`` marks the counterfactual of another run. ``ended`` says that the refusal went to its end, so that its
    counts are what refusing takes. ``places`` are the first and the last place by friction, null where the run is not
    ranked.
    """

    run: str
    operator: str
    service: str
    title: str
    flow: str
    variant: str
    right: str
    country: str
    language: str
    device: str
    date: str
    account: str
    site: SiteKind
    yardstick: bool
    outcome: str
    ended: bool
    refuse_clicks: int | None
    accept_clicks: int | None
    accept_silence: bool
    required_text_fields: int | None
    prefilled: bool
    seconds: Seconds | None
    score: float | None
    interval: tuple[float, float] | None
    coverage: float | None
    score_reason: str
    places: tuple[int, int] | None
    policy: PolicyIdentity | None
    redacted: bool
    sha256: str
    files: tuple[str, ...]


def rows(published: Sequence[Published]) -> tuple[Row, ...]:
    """Return the rows: ranked runs first, the most friction first, then those that are not ranked, by name.

    Only runs that one policy judged are ranked, for a point of one policy is not a point of another. What cannot be
    refused is not ranked either, for what refusing would take there is not known, and neither are counterfactuals.
    """
    policies = {one.report.score.policy.sha256 for one in published if one.report.score}
    least = {_key(one.report.counterfactual.flow) for one in published if one.report.counterfactual}
    ranked = [
        (one, one.report.score)
        for one in published
        if len(policies) == 1
        and one.report.score
        and not unranked(_ended(one.report), yardstick=_key(one.report.flow) in least)
    ]
    found = places([score.interval for _, score in ranked])
    placed = {one.run: place for (one, _), place in zip(ranked, found, strict=True)}
    made = [_row(one, placed.get(one.run), yardstick=_key(one.report.flow) in least) for one in published]
    return tuple(sorted(made, key=lambda row: (row.places is None, -(row.score or 0) if row.places else 0, row.run)))


def _key(flow: FlowIdentity) -> tuple[str, str]:
    return flow.id, flow.variant


def _ended(report: Report) -> str:
    return report.routes["refuse"].outcome if "refuse" in report.routes else ""


def _row(one: Published, placed: Places | None, *, yardstick: bool) -> Row:
    report, flow = one.report, one.report.flow
    refuse, accept = report.routes.get("refuse"), report.routes.get("accept")
    counts = refuse.counts if refuse else None
    return Row(
        run=one.run, operator=one.operator, **_identity(flow), site=report.provenance.site_kind,
        yardstick=yardstick,
        outcome=_ended(report),
        ended=refuse is not None and refuse.outcome in ENDED,
        refuse_clicks=counts.clicks if counts else None,
        accept_clicks=_accepting(accept),
        accept_silence=accept is not None and accept.silence,
        required_text_fields=counts.required_text_fields if counts else None,
        prefilled=refuse is not None and prefilled(refuse),
        seconds=refuse.seconds if refuse else None,
        **_scored(report.score),
        score_reason=report.score_reason,
        places=placed,
        redacted=one.redacted,
        sha256=one.sha256,
        files=one.files,
    )  # fmt: skip


def _identity(flow: FlowIdentity) -> dict[str, Any]:
    named = ("service", "title", "variant", "right", "country", "language", "device", "date", "account")
    return {"flow": flow.id} | {name: getattr(flow, name) for name in named}


def _scored(score: Score | None) -> dict[str, Any]:
    if score is None:
        return {"score": None, "interval": None, "coverage": None, "policy": None}
    return {"score": score.total, "interval": score.interval, "coverage": score.coverage, "policy": score.policy}


def _accepting(accept: RouteReport | None) -> int | None:
    """Return the clicks of accepting, null where it led nowhere or was not counted: it would look cheap."""
    if accept is None or accept.counts is None or not accept.reached:
        return None
    return accept.counts.clicks
