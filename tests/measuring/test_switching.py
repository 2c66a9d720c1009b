"""What a rule that is off would have found is neither shown nor counted."""

from analyzer.measures import COUNTS_FINDINGS, MEASURES, measure_all
from analyzer.model import Measurement
from tests.measures.graphs import graph_of
from tests.walks import button, click, page, walk_of

LONG = (
    "Notwithstanding the foregoing, and without prejudice to applicable statutory requirements, information "
    "relating to your interactions with integrated functionalities may additionally be processed, disclosed "
    "or transferred to affiliated undertakings and authorised subcontractors established outside the European"
    " Economic Area."
)
WALK = walk_of(page("Form", LONG, "You will lose your saved posts.", button("Refuse")), click("Refuse"), page("Done"))


def answers(*off: str) -> dict[str, Measurement]:
    return {one.id: one for one in measure_all(graph_of(WALK), off)}


def rules(answer: Measurement) -> list[str]:
    return [finding.rule for finding in answer.findings]


def test_a_rule_that_is_off_is_neither_shown_nor_counted() -> None:
    everything, without = answers()["confusing_wording"], answers("loss_threat")["confusing_wording"]

    assert "loss_threat" in rules(everything)
    assert rules(without) == [rule for rule in rules(everything) if rule != "loss_threat"]
    assert (without.value, without.low, without.high) == (len(without.findings),) * 3


def test_a_hard_paragraph_changes_no_count_be_the_rule_on_or_off() -> None:
    everything, without = answers()["words"], answers("hard_to_read")["words"]

    assert rules(everything).count("hard_to_read") == 1
    assert "hard_to_read" not in rules(without)
    assert without.value == everything.value


def test_what_the_rule_does_not_find_stays_as_it_is() -> None:
    before, after = answers(), answers("loss_threat", "hard_to_read", "no_deadline")

    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"confusing_wording", "words"}


def test_the_measures_said_to_count_findings_do() -> None:
    assert {measure.ID for measure in MEASURES} >= COUNTS_FINDINGS
    assert all(answers()[name].value == len(answers()[name].findings) for name in COUNTS_FINDINGS)
