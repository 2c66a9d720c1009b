"""A changed mock changes its report as the change foretells, and in nothing else.

What must follow from a mutation is computed beforehand (``tests/mutations/kinds/``). A mutation whose report says
otherwise has survived: then a measure is blind to it, or sees what is not there. Survivors need a reason below.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser

from analyzer.flows import Flow
from analyzer.judging import judge
from analyzer.model import Report
from analyzer.scoring.policy import newest
from analyzer.walking.browsers.finding import BrowserChoice
from tests.mutations import scripting, table
from tests.mutations.campaign import LEAST, Campaign, Result, mutants
from tests.mutations.expecting import Expected, Shift, by, disagreements
from tests.shipped_flows import FLOWS

SURVIVORS = {
    ("honda-opt-out-form-2025", "made optional"): (
        "the form demands 8 fields, 7 of them text; the policy's ramps are full at 6 and 4, so that one fewer weighs "
        "nothing, and one more optional field weighs something: the counts move as foretold, the score the other way"
    ),
}
"""Why a kind of mutation is expected to survive in a flow, by flow and kind."""

SEED = 20250526
SAMPLE = Random(SEED).sample(sorted(name for name, flow in FLOWS.items() if not flow.variant), 1)
"""The flows of which `make test` tries ``TRIED`` mutations; the long campaign tries all of every flow."""
TRIED = 1

WALKED = Path(__file__).parents[1] / "fixtures" / "walks" / "facebook-2025-privacy-centre"

SCRIPT = """
def refuse(page, labels):
    page.goto("https://www.network.test/")
    page.get_by_role("link", name=labels["settings"]).click()
    for purpose in ("ads", "posts"):
        page.get_by_role("radio", name=labels[purpose]).check()
    page.get_by_role("button", name=labels["save"]).click()
"""


@pytest.fixture(scope="module")
def seed(request: pytest.FixtureRequest) -> int:
    given = request.config.getoption("--hypothesis-seed")
    return int(given) if request.config.getoption("--long") and given is not None else SEED


@pytest.fixture(scope="module")
def results(request: pytest.FixtureRequest, seed: int) -> Iterator[list[Result]]:
    """What came of the mutations; a campaign that went through every flow leaves its table."""
    gathered: list[Result] = []
    yield gathered
    if request.config.getoption("--long") and {result.flow for result in gathered} == set(FLOWS):
        table.write(gathered, seed, datetime.now(UTC).date(), SURVIVORS)


@pytest.fixture
def campaign(browser: Browser, choice: BrowserChoice, tmp_path: Path) -> Campaign:
    return Campaign(browser, choice, tmp_path)


@pytest.fixture(scope="module")
def report() -> Report:
    return judge(WALKED, newest())


@pytest.mark.browser
@pytest.mark.parametrize(
    "flow",
    [pytest.param(flow, marks=() if name in SAMPLE else pytest.mark.slow, id=name) for name, flow in FLOWS.items()],
)
def test_a_mutation_of_a_mock_changes_the_report_accordingly(
    flow: Flow, seed: int, results: list[Result], campaign: Campaign, pytestconfig: pytest.Config
) -> None:
    subject = campaign.subject(flow)
    made = mutants(subject, seed)
    assert len(made) >= LEAST
    if not pytestconfig.getoption("--long"):
        made = Random(seed).sample(made, TRIED)

    tried = [campaign.result(subject, kind, mutant) for kind, mutant in made]

    results += tried
    foreseen = [disagreements(mutant.expected, subject.report, subject.report, newest()) for _, mutant in made]
    assert all(foreseen), "a mutation that foretells no change cannot be killed"
    survivors = [one for one in tried if not one.killed and (one.flow, one.kind) not in SURVIVORS]
    assert [(one.kind, one.told, one.disagreements) for one in survivors] == []


def test_every_listed_survivor_names_a_shipped_flow() -> None:
    assert {flow for flow, _ in SURVIVORS} <= set(FLOWS)


@pytest.mark.lengthy
def test_a_report_that_stays_as_it_was_lets_a_mutation_survive(report: Report) -> None:
    assert disagreements(Expected(), report, report, newest()) == ()
    assert disagreements(Expected(counts={"clicks": by(1)}, score=1), report, report, newest()) != ()
    assert disagreements(Expected(measures={"hidden_in_text": Shift(1, 3)}, score=1), report, report, newest()) != ()
    assert disagreements(Expected(lacking=lambda _: "a finding"), report, report, newest()) == ("a finding",)


@pytest.mark.lengthy
def test_a_change_that_was_not_foretold_is_a_disagreement(report: Report) -> None:
    route = report.routes["refuse"]
    assert route.counts is not None
    longer = replace(route, counts=replace(route.counts, words=route.counts.words + 1))

    told = disagreements(Expected(), report, replace(report, routes={**report.routes, "refuse": longer}), newest())

    assert told == (f"words: {route.counts.words} became {route.counts.words + 1}, expected +0",)


@pytest.mark.lengthy
def test_a_score_that_moves_against_the_mutation_is_a_disagreement(report: Report) -> None:
    fewer = tuple(
        replace(one, value=one.value - 1) if one.id == "clicks" and one.value is not None else one
        for one in report.measurements
    )
    expected = Expected(measures={"clicks": Shift(-1, 1)}, score=1)

    told = disagreements(expected, report, replace(report, measurements=fewer), newest())

    assert len(told) == 1
    assert told[0].endswith("expected no less")


def test_a_script_loses_and_gains_the_statement_that_names_a_label() -> None:
    shorter = scripting.dropped(SCRIPT, "settings")
    longer = scripting.inserted(SCRIPT, "settings", "page.reload()")

    assert shorter is not None
    assert longer is not None
    assert "settings" not in shorter
    assert shorter.count("page.") == SCRIPT.count("page.") - 1
    assert longer.splitlines()[3].strip() == "page.reload()"
    assert scripting.dropped(SCRIPT, "ads") is None
    assert scripting.dropped(SCRIPT, "save", following=1) is None
