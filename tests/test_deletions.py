"""The deletions that are compared with grades: enough over all grades, quoted, hermetic, and counted as is said."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from analyzer import flows
from analyzer.scoring.policy import newest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    return importlib.import_module("validating")


def test_there_are_enough_services_over_all_grades_and_each_quotes_its_note(benchmark: ModuleType) -> None:
    services = benchmark.deletion.services()
    graded = [one for one in services if one.grade in benchmark.deletion.GRADES]

    assert len(graded) >= benchmark.FEWEST
    assert {one.grade for one in graded} == set(benchmark.deletion.GRADES)
    assert all(one.note for one in services)
    assert len({one.id for one in services}) == len(services)


@pytest.mark.lengthy
def test_each_is_a_flow_on_reserved_hosts_in_which_no_service_is_named(benchmark: ModuleType, tmp_path: Path) -> None:
    for service in benchmark.deletion.services():
        flow = flows.load(benchmark.deletion.write(service, tmp_path))
        told = (flow.folder / "refuse.py").read_text() + repr(flow.site.settings)

        assert {origin.rpartition(".")[2] for origin in flow.site.origins} <= {"test", "example"}
        assert service.name.partition(" (")[0].lower() not in told.lower()
        assert flow.identity("en").provenance.sources[0].says == service.note


def test_the_two_correlations_are_those_of_their_definitions(benchmark: ModuleType) -> None:
    swapped, tied = [(1, 1), (2, 3), (3, 2), (4, 4)], [(1, 1), (1, 2), (2, 2), (3, 3)]

    assert (benchmark.spearman(swapped), benchmark.kendall(swapped)) == (pytest.approx(0.8), pytest.approx(2 / 3))
    assert benchmark.kendall(tied) == pytest.approx(0.8)
    assert benchmark.kendall([(1, 2), (1, 3)]) == 0


@pytest.mark.lengthy
def test_with_too_few_services_no_correlation_is_printed(benchmark: ModuleType) -> None:
    few = [(float(number), float(number)) for number in range(benchmark.FEWEST - 1)]

    assert benchmark.agreement_row("few", few) == f"| few | {len(few)} | too few | too few |"
    assert "1.00" in benchmark.agreement_row("enough", [*few, (99.0, 99.0)])


def test_the_committed_page_is_of_the_newest_policy() -> None:
    assert newest().sha256 in (ROOT / "docs" / "validation.md").read_text(), "make validate"
