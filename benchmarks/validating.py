"""Whether the score can be trusted: `make validate` walks what is needed and writes docs/validation.md.

Published counts come from docs/reproduced.json, which `optout reproduce` has just written. All else is walked here, in
a real browser: the flows of the two counted orders and of the registered hypotheses, flows on which there is nothing to
refuse or no way to, and the deletions of deletion.toml, whose scores are compared with the grades of volunteers.
"""

import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import deletion
import msgspec

from analyzer import shipped
from analyzer.flows.hypotheses import read_hypotheses
from analyzer.judging import compare_runs, judge
from analyzer.model import CheckedPair, Comparison, Report, Reproductions
from analyzer.ranking.bootstrap import DRAWS, Pairs, middle
from analyzer.ranking.sensitivity import correlation, ranks
from analyzer.scoring.policy import load, newest
from analyzer.scoring.policy import shipped as shipped_policies

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "validation.md"

CLICKS = (
    ("instagram-2024-settings", 12), ("facebook-2025-german-policy", 9), ("facebook-2024-notification", 7),
    ("facebook-2025-by-topic", 6), ("facebook-2025-privacy-centre", 5), ("facebook-2025-email", 3),
    ("symmetric-notification", 1),
)  # fmt: skip
"""Clicks of Meta's procedures, counted on the steps that sources list before anything was walked."""

INPUTS = (
    ("meta-third-party-form-2025", 6), ("facebook-2024-notification", 4), ("instagram-2024-settings", 4),
    ("whatsapp-2025-contact-form", 3), ("facebook-2025-email", 3), ("facebook-2025-german-policy", 3),
    ("facebook-2025-privacy-centre", 1), ("facebook-2025-by-topic", 1), ("symmetric-notification", 0),
)  # fmt: skip
"""Required inputs of the same, counted in the same way."""

UNREACHABLE = ("facebook-2025-united-states", "whatsapp-2025-no-form")

FEWEST = 12
"""With fewer services no correlation is printed."""

SEED = 20261126
"""Where the drawing of the bootstrap starts."""

SILENT = """
[flow]
title = "Nothing to refuse"
service = "Account"
right = "consent_refusal"
country = "IE"
languages = ["en"]
device = "desktop"
date = 2026-08-01
account = "none"
time_zone = "Europe/Dublin"
start = "https://www.account.test/"
[site]
kind = "mock"
name = "deletion"
[site.settings]
ends = "deleted"
steps = [{ says = "Your account. Nobody is asked anything here.", send = "Allow personal offers" }]
[routes.refuse]
silence = true
reached.url = "https://www.account.test/"
[routes.accept]
script = "accept.py"
reached.text = "Your account has been deleted."
[provenance]
invented = ["everything"]
"""
ACCEPT = 'def accept(page):\n    page.goto("https://www.account.test/")\n    page.get_by_role("button").click()\n'


def main() -> None:
    """Walk, judge, write the page; exit status 1 where something does not hold that must.

    An argument is a folder in which the runs stay: what is finished there is not walked again.
    """
    with tempfile.TemporaryDirectory(prefix="optout-") as place:
        written, out = Path(place, "flows"), Path(sys.argv[1]) if sys.argv[1:] else Path(place, "out")
        for service in deletion.services():
            deletion.write(service, written)
        (written / "nothing-to-refuse").mkdir()
        (written / "nothing-to-refuse" / "flow.toml").write_text(SILENT)
        (written / "nothing-to-refuse" / "accept.py").write_text(ACCEPT)
        hypotheses = read_hypotheses(shipped.flows_folder() / "meta" / "hypotheses.toml")
        counted = [name for name, _ in (*CLICKS, *INPUTS)]
        versions = [flow for one in hypotheses for flow in one.flows]
        named = tuple(dict.fromkeys((*counted, *UNREACHABLE, *versions)))
        _run((*named, str(written)), out)
        policy = newest()
        reports = {name: judge(out / name, policy) for name in (*named, "nothing-to-refuse")}
        alone = judge(out / "nothing-to-refuse" / "walks" / "accept", policy)
        compared = [out / flow for flow in dict.fromkeys(versions)]
        comparisons = [compare_runs(compared, hypotheses, load(version)) for version in shipped_policies()]
        graded = [(one, judge(out / one.id, policy)) for one in deletion.services()]
    failures: list[str] = []
    lines = [*_head(), *_published(failures), *_orders(reports, failures), *_versions(comparisons)]
    lines += [*_nothing(reports, alone, failures), *_grades(graded), *_cannot()]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(PAGE)
    for failure in failures:
        print(f"does not hold: {failure}", file=sys.stderr)
    sys.exit(bool(failures))


def _run(named: Sequence[str], out: Path) -> None:
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "run", *named, "-o", str(out), "-j", "2"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _head() -> Iterator[str]:
    policy = newest()
    yield from (
        "# Validation of the score", "",
        (f"Made by `make validate`, under policy `{policy.version}` (SHA-256 `{policy.sha256}`). All is walked on "
        "mocks; nothing here says how the services are today."), "",
        "## More friction never lowers the score", "",
        ("Held by property tests that `make validate` runs first: over generated measurements and policies "
        "(`tests/scoring/test_score.py`), and over generated walks and their step graphs under the profile of every "
        "right (`tests/scoring/test_monotone.py`): a click, a screen, a required text field, a password, a detour to "
        "a mailbox, a wait, many options, a box ticked in advance, a control out of keyboard reach or the like is put "
        "into a route, and the total must not fall. A dead end must outweigh them all."), "",
        ("Where it stops: the total is a mean over what was measured. Friction through which a measure becomes "
        "measurable that was not (a first screen with two rival buttons, on which prominence can be told) changes what "
        "the mean is over, and a mean over more can be lower. The property therefore speaks of changes that leave the "
        "set of measured measures as it is; the coverage of each report says when it is not. Each report therefore "
        "says, too, what the score would be over the whole weight of the policy, were what it leaves out no friction "
        "at all and were all of it in full. No such friction lowers the first of these, which the same tests hold."),
    )  # fmt: skip


def _published(failures: list[str]) -> Iterator[str]:
    found = msgspec.json.decode((DOCS / "reproduced.json").read_bytes(), type=Reproductions)
    rows = found.rows
    held = sum(row.reproduced for row in rows)
    yield from ("", "## Published counts", "")
    yield f"{held} of {len(rows)} rows hold; [reproduced.md](reproduced.md) has each with its source."
    failures += [f"published count: {row.flow} {row.published.what}" for row in rows if not row.reproduced]


def _orders(reports: dict[str, Report], failures: list[str]) -> Iterator[str]:
    yield from ("", "## The two orders of Meta's procedures", "")
    yield (
        "Clicks and required inputs, counted by hand on the steps that sources list, against those of the walks. The "
        "two orders differ, which is why the counts are printed before the one number."
    )
    kinds: tuple[tuple[str, Sequence[tuple[str, int]], Callable[[Report], int | None]], ...] = (
        ("clicks", CLICKS, lambda report: _counts(report, "clicks")),
        ("required inputs", INPUTS, lambda report: _counts(report, "required_fields")),
    )
    for what, expected, count in kinds:
        yield from ("", f"| procedure | {what}, by hand | walked | friction |", "| --- | ---: | ---: | ---: |")
        for name, by_hand in expected:
            walked = count(reports[name])
            yield f"| `{name}` | {by_hand} | {walked} | {_score(reports[name])} |"
            if walked != by_hand:
                failures.append(f"{what} of {name}: {by_hand} by hand, {walked} walked")
    told = ", ".join(f"`{name}` {_score(reports[name])}" for name in UNREACHABLE)
    yield from ("", f"Unreachable, and so above every other: {told}.")
    highest = max(_total(reports[name]) for name, _ in (*CLICKS, *INPUTS))
    failures += [f"{name} is not above every way" for name in UNREACHABLE if _total(reports[name]) <= highest]


def _versions(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield from ("", "## Versions of one form", "")
    yield (
        "Orders that were written down before anything was scored (`flows/meta/hypotheses.toml`), under every shipped "
        "policy. A relation that fails is a result: neither the order nor a policy is changed to make it hold."
    )
    for number, checked in enumerate(comparisons[0].checked):
        yield from ("", f"{checked.hypothesis.about}: `{checked.hypothesis.id}`, {checked.hypothesis.registered}.", "")
        yield f"| expected | {' | '.join(f'policy {one.policy.version}' for one in comparisons)} |"
        yield "| --- |" + " --- |" * len(comparisons)
        for place, pair in enumerate(checked.pairs):
            told = [_told(one.checked[number].pairs[place], one) for one in comparisons]
            left, right = (comparisons[0].procedures[side - 1].flow.id for side in (pair.left, pair.right))
            yield f"| `{left}` {pair.relation} `{right}` | {' | '.join(told)} |"


def _told(pair: CheckedPair, comparison: Comparison) -> str:
    left, right = (comparison.procedures[number - 1].score for number in (pair.left, pair.right))
    totals = " and ".join("no score" if one is None else f"{one.total:.1f}" for one in (left, right))
    return f"{pair.result} ({totals}; {'certain' if pair.certain else 'intervals overlap'})"


def _nothing(reports: dict[str, Report], alone: Report, failures: list[str]) -> Iterator[str]:
    silent = reports["nothing-to-refuse"]
    yield from ("", "## Nothing to refuse", "")
    yield "No refusal found is not nothing to refuse, and neither is a silent zero."
    yield from ("", "| case | answer |", "| --- | --- |")
    yield f"| two equal buttons: one click refuses | {_score(reports['symmetric-notification'])} |"
    yield f"| saying nothing refuses, accepting takes a click | {_score(silent)} |"
    yield f"| no refusal was walked | {_score(alone)}: {alone.score_reason} |"
    yield f"| the refusal ends in a dead end | {_score(reports[UNREACHABLE[0]])} |"
    if alone.score is not None:
        failures.append("a score without a refusal")
    if silent.score is not None and silent.score.total > _total(reports["symmetric-notification"]):
        failures.append("saying nothing is scored above two equal buttons")


def _grades(graded: Sequence[tuple[deletion.Service, Report]]) -> Iterator[str]:
    yield from ("", "## Agreement with the grades of volunteers", "")
    yield (
        "JustDeleteMe (jdm-contrib/jdm, `_data/sites.json`, MIT) grades how hard deleting an account is, with a note. "
        "`benchmarks/deletion.toml` says how notes were drawn and builds each as a mock of the steps it names; what "
        "was drawn and not built stands below. Wording, pages and hosts are invented. Whoever built the mocks knew the "
        "grades, so this tests whether score and grade weigh the same obstacles, not whether the mocks are true."
    )
    yield from ("", "| service | grade | clicks | friction | note |", "| --- | --- | ---: | ---: | --- |")
    order = {grade: place for place, grade in enumerate((*deletion.GRADES, "limited"))}
    for one, report in sorted(graded, key=lambda pair: (order[pair[0].grade], _total(pair[1]), pair[0].name)):
        clicks = _counts(report, "clicks")
        yield f"| {one.name} | {one.grade} | {clicks} | {_score(report)} | {one.note.replace('|', '/')} |"
    scale = [(order[one.grade], _total(report), one) for one, report in graded if one.grade in deletion.GRADES]
    way = [row for row in scale if row[2].grade != "impossible"]
    clicks_of = {one.id: _counts(report, "clicks") or 0 for one, report in graded}
    yield from ("", "| which | services | Spearman (95 %) | Kendall's tau-b (95 %) |", "| --- | ---: | --- | --- |")
    yield agreement_row("all four grades, friction", [(row[0], row[1]) for row in scale])
    yield agreement_row("without `impossible`, friction", [(row[0], row[1]) for row in way])
    yield agreement_row("without `impossible`, clicks alone", [(row[0], clicks_of[row[2].id]) for row in way])
    yield from (
        "",
        (f"Intervals: {DRAWS} bootstrap draws of services, seed {SEED}, the middle 95 %. The row without `impossible` "
        "is the harder test: a dead end is scored high by rule. The row on clicks says what counting clicks alone "
        "would give. `limited` is no place on the scale and is left out."), "", "Drawn and not built:", "",
    )  # fmt: skip
    for skipped in deletion.left_out():
        yield f"- {skipped['name']} ({skipped['grade']}): {skipped['why']}."


def _cannot() -> Iterator[str]:
    yield from (
        "", "## What this does not show", "",
        "- That the weights are right: people were not timed or watched, and the studies are about consent.",
        "- That grades of volunteers are a truth: a tenth of services was graded anew at least once.",
        "- What lies behind an interface: a button that says it deletes and does not is `reached` here (e621).",
    )  # fmt: skip


def agreement_row(which: str, pairs: Pairs) -> str:
    """Return a row of both rank correlations with their intervals, or ``too few``."""
    if len(pairs) < FEWEST:
        return f"| {which} | {len(pairs)} | too few | too few |"
    return f"| {which} | {len(pairs)} | {_with_interval(spearman, pairs)} | {_with_interval(kendall, pairs)} |"


def _with_interval(statistic: Callable[[Pairs], float], pairs: Pairs) -> str:
    low, high = middle(statistic, pairs, SEED)
    return f"{statistic(pairs):.2f} ({low:.2f} to {high:.2f})"


def spearman(pairs: Pairs) -> float:
    """Return Spearman's rank correlation, equal values sharing their mean rank."""
    return correlation(ranks([one for one, _ in pairs]), ranks([other for _, other in pairs]))


def kendall(pairs: Pairs) -> float:
    """Return Kendall's tau-b (The Treatment of Ties in Ranking Problems, 1945); 0 where one side is all ties."""
    together = first = second = 0
    for number, (a, b) in enumerate(pairs):
        for c, d in pairs[:number]:
            one, other = (a > c) - (a < c), (b > d) - (b < d)
            together += one * other
            first += one != 0
            second += other != 0
    return together / math.sqrt(first * second) if first and second else 0.0


def _counts(report: Report, what: str) -> int | None:
    counts = report.routes["refuse"].counts
    return None if counts is None else int(getattr(counts, what))


def _total(report: Report) -> float:
    return report.score.total if report.score else -1.0


def _score(report: Report) -> str:
    if report.score is None:
        return "no score"
    low, high = report.score.interval
    return f"{report.score.total:.1f} ({low:.1f} to {high:.1f})"


if __name__ == "__main__":
    main()
