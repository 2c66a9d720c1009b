"""The result in one breath: what refusing takes, what accepting takes, and how much friction that is."""

from analyzer.model import Counts, Report, RouteReport, Score
from analyzer.reports.english import counted, duration, listed, whole


def sentence(report: Report) -> str:
    """Return the sentences every reader gets first.

    "Refusing takes 5 clicks, 1 text field and an estimated 60 seconds (40 to 95); accepting takes nothing. Friction
    41 of 100 (36 to 47, policy 2026.1)." Where something was not reached, not counted or not scored they say so.
    """
    return f"{_refusing(report.routes.get('refuse'))}; {_accepting(report.routes.get('accept'))}. {_friction(report)}"


def _refusing(route: RouteReport | None) -> str:
    if route is None:
        return "Refusing was not walked"
    effort = _effort(route)
    if route.outcome == "reached":
        return f"Refusing takes {effort}" if effort else "What refusing takes cannot be told"
    after = f" after {effort}" if effort else ""
    if route.outcome == "dead_end":
        return f"Refusing is not possible on this way: it ends in a dead end{after}"
    if route.outcome == "uncertain":
        return f"Whether refusing succeeds remains uncertain{after}"
    if route.outcome == "stopped_before_commit":
        return f"Refusing was stopped before the step that commits{after}"
    return f"The walk of the refusal broke off{after}, so what refusing takes is not known"


def _accepting(route: RouteReport | None) -> str:
    if route is None:
        return "accepting was not walked"
    if route.silence:
        return "accepting takes nothing" if route.reached else "whether silence accepts was not confirmed"
    effort = _effort(route)
    if not effort:
        return "what accepting takes cannot be told"
    if route.reached:
        return f"accepting takes {effort}"
    return f"accepting was not reached after {effort}"


def _effort(route: RouteReport) -> str:
    if route.silence:
        return "nothing"
    parts = _actions(route.counts, " (prefilled)" if prefilled(route) else "") if route.counts else []
    if route.counts and not parts:
        return "nothing"
    if parts and route.seconds:
        parts.append(f"an estimated {duration(route.seconds)}")
    return listed(parts)


def prefilled(route: RouteReport) -> bool:
    """Return whether nobody typed on a way that has required text fields: what it arrived with stood there already."""
    arrived = route.outcome in {"reached", "uncertain", "stopped_before_commit"}
    return arrived and route.counts is not None and route.counts.required_text_fields > 0 == route.counts.keystrokes


def _actions(counts: Counts, prefilled: str) -> list[str]:
    kinds = (
        (counts.clicks, "click", ""),
        (counts.required_text_fields, f"text field{prefilled}", f"text fields{prefilled}"),
        (counts.context_switches, "visit to another channel", "visits to another channel"),
    )
    return [counted(count, noun, plural) for count, noun, plural in kinds if count]


def _friction(report: Report) -> str:
    if report.score is None:
        return f"Friction cannot be told. {report.score_reason}".strip()
    return f"Friction {friction(report.score)}."


def friction(score: Score) -> str:
    """Return ``41 of 100 (36 to 47, policy 2026.1)``, in whole points."""
    low, high = score.interval
    return f"{whole(score.total)} of 100 ({whole(low)} to {whole(high)}, policy {score.policy.version})"
