"""The refusal against the acceptance as JUnit XML, which every build server shows: one case a count.

A case passes where refusing costs no more than accepting, fails where it costs more, and is skipped where either cannot
be told. Silence that accepts costs nothing, so that then every press of the refusal is one too many.
"""

from xml.sax.saxutils import escape, quoteattr

from analyzer.model import Counts, Report, RouteReport
from analyzer.reports.legible import line


def junit(report: Report) -> bytes:
    """Return one suite with a case for whether the refusal succeeds, and one for each count."""
    cases = [_reached(report.routes.get("refuse")), *(_count(report, name) for name in Counts.__struct_fields__)]
    failed, skipped = (sum(f"<{kind} " in case for case in cases) for kind in ("failure", "skipped"))
    suite = quoteattr(line("@".join(filter(None, (report.flow.id, report.flow.variant)))))
    totals = f'name={suite} tests="{len(cases)}" failures="{failed}" errors="0" skipped="{skipped}"'
    body = "\n".join(cases)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite {totals}>\n{body}\n</testsuite>\n'.encode()


def _reached(refusal: RouteReport | None) -> str:
    name = "refusing succeeds"
    if refusal is None:
        return _case(name, _said("skipped", "refusing was not walked"))
    if refusal.reached:
        return _case(name)
    why = refusal.failure or f"it ended as {refusal.outcome}"
    return _case(name, _said("skipped" if refusal.outcome == "stopped_before_commit" else "failure", why))


def _count(report: Report, count: str) -> str:
    noun = count.replace("_", " ")
    name = f"refusing takes no more {noun} than accepting"
    refuse, accept = (_cost(report.routes.get(route), count) for route in ("refuse", "accept"))
    if refuse is None or accept is None:
        return _case(name, _said("skipped", "one of the two cannot be told"))
    if refuse <= accept:
        return _case(name)
    return _case(name, _said("failure", f"{noun}: {refuse:,} to refuse, {accept:,} to accept"))


def _cost(way: RouteReport | None, count: str) -> int | None:
    """Return what a way that leads somewhere costs; one that does not would look cheap."""
    if way is None or not way.reached or way.counts is None:
        return None
    return int(getattr(way.counts, count))


def _case(name: str, inner: str = "") -> str:
    return f'  <testcase classname="refusal" name={quoteattr(name)}>{inner}</testcase>'


def _said(kind: str, why: str) -> str:
    return f"<{kind} message={quoteattr(line(why))}>{escape(line(why))}</{kind}>"
