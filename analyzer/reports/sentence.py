"""The result in one breath: what refusing takes, what accepting takes, and how much friction that is."""

from collections.abc import Mapping

from analyzer.model import Counts, Outcome, Report, RouteReport, Score
from analyzer.reports.english import clicks, duration, nearest
from analyzer.saying import Said, say, say_many


def sentence(report: Report) -> Said:
    """Return the sentences every reader gets first.

    "Refusing takes 5 clicks, 1 text field and an estimated 60 seconds (40 to 95); accepting takes nothing. Friction
    41 of 100 (36 to 47, policy 2026.1)." Where something was not reached, not counted or not scored they say so.
    """
    refusing, accepting, friction = parts(report)
    return say(
        "{refusing:said}; {accepting:said}. {friction:said}", refusing=refusing, accepting=accepting, friction=friction
    )


def parts(report: Report) -> tuple[Said, Said, Said]:
    """Return what refusing takes, what accepting takes, and the friction, apart.

    Another language is given these: where a list ends and its sentence goes on can be heard in more than one way.
    """
    return _refusing(report.routes.get("refuse")), _accepting(report.routes.get("accept")), _friction(report)


_ENDINGS: Mapping[Outcome, Said] = {
    "dead_end": say("Refusing is not possible on this way: it ends in a dead end"),
    "uncertain": say("Whether refusing succeeds remains uncertain"),
    "stopped_before_commit": say("Refusing was stopped before the step that commits"),
}


def _refusing(route: RouteReport | None) -> Said:
    if route is None:
        return say("Refusing was not walked")
    effort = _effort(route)
    if route.outcome in _ENDINGS:
        return _after(route.outcome, effort) if effort else _ENDINGS[route.outcome]
    if route.outcome == "incomplete":
        if not effort:
            return say("The walk of the refusal broke off, so what refusing takes is not known")
        return say(
            "The walk of the refusal broke off after {effort:listed}, so what refusing takes is not known",
            effort=effort,
        )
    return say("Refusing takes {effort:listed}", effort=effort) if effort else say("What refusing takes cannot be told")


def _after(outcome: Outcome, effort: list[Said]) -> Said:
    """Return an ending with what it took: in one template, for one of few words would be heard in many a sentence."""
    if outcome == "dead_end":
        return say(
            "Refusing is not possible on this way: it ends in a dead end after {effort:listed}", effort=effort
        )  # fmt: skip
    if outcome == "uncertain":
        return say("Whether refusing succeeds remains uncertain after {effort:listed}", effort=effort)
    return say("Refusing was stopped before the step that commits after {effort:listed}", effort=effort)


def _accepting(route: RouteReport | None) -> Said:
    if route is None:
        return say("accepting was not walked")
    if route.silence:
        return say("accepting takes nothing") if route.reached else say("whether silence accepts was not confirmed")
    effort = _effort(route)
    if not effort:
        return say("what accepting takes cannot be told")
    if route.reached:
        return say("accepting takes {effort:listed}", effort=effort)
    return say("accepting was not reached after {effort:listed}", effort=effort)


def _effort(route: RouteReport) -> list[Said]:
    if route.silence:
        return [say("nothing")]
    parts = _actions(route.counts, prefilled=prefilled(route)) if route.counts else []
    if route.counts and not parts:
        return [say("nothing")]
    if parts and route.seconds:
        parts.append(say("an estimated {duration:said}", duration=duration(route.seconds)))
    return parts


def prefilled(route: RouteReport) -> bool:
    """Return whether nobody typed on a way that has required text fields: what it arrived with stood there already."""
    arrived = route.outcome in {"reached", "uncertain", "stopped_before_commit"}
    return arrived and route.counts is not None and route.counts.required_text_fields > 0 == route.counts.keystrokes


def _actions(counts: Counts, *, prefilled: bool) -> list[Said]:
    parts = []
    if counts.clicks:
        parts.append(clicks(counts.clicks))
    if counts.required_text_fields and prefilled:
        parts.append(
            say_many(
                "{count:,} text field (prefilled)", "{count:,} text fields (prefilled)",
                count=counts.required_text_fields,
            )
        )  # fmt: skip
    elif counts.required_text_fields:
        parts.append(say_many("{count:,} text field", "{count:,} text fields", count=counts.required_text_fields))
    if counts.context_switches:
        parts.append(
            say_many(
                "{count:,} switch to another channel", "{count:,} switches to another channel",
                count=counts.context_switches,
            )
        )  # fmt: skip
    return parts


def _friction(report: Report) -> Said:
    if report.score:
        return say("Friction {friction:said}.", friction=friction(report.score))
    if report.score_reason:
        return say("Friction cannot be told: {why:said}.", why=report.score_reason)
    return say("Friction cannot be told.")


def friction(score: Score) -> Said:
    """Return ``41 of 100 (36 to 47, policy 2026.1)``, in whole points."""
    low, high = map(nearest, score.interval)
    return say(
        "{total:,} of 100 ({low:,} to {high:,}, policy {version})",
        total=nearest(score.total), low=low, high=high, version=score.policy.version,
    )  # fmt: skip
