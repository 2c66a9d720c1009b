"""Pages for readers of other languages: part of a run, written for a finished one without walking it again."""

from pathlib import Path

import pytest

from analyzer import flows, pipeline, stamping
from analyzer.corpus.job import Job, mark
from analyzer.corpus.place import Place
from analyzer.errors import InputError
from analyzer.evidence.derivation import derive_again
from analyzer.evidence.opening import unpacked
from analyzer.evidence.sealing import BUNDLE, SIGNATURE, seal
from analyzer.reports.writing import REPORTS, page
from analyzer.scoring import policy
from tests.sealed import NAME, finish_again, finished_run, small_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return small_run(tmp_path / "symmetric-notification")


@pytest.mark.lengthy
def test_pages_written_later_follow_from_the_walks_of_the_shipped_flow(tmp_path: Path) -> None:
    run = finished_run(tmp_path / NAME)
    assert pipeline.read_by(run, ["fr"], policy.newest())
    assert derive_again(run).faults == ()
    assert not pipeline.read_by(run, ["fr"], policy.newest())


def job(run: Path, *readers: str) -> Job:
    return Job(flows.load(run.name), "fr", run.parent, policy.newest(), 1.0, readers=readers)


@pytest.mark.lengthy
def test_a_page_that_a_finished_run_lacks_is_written_and_sealed_and_the_run_is_still_the_same(run: Path) -> None:
    seal(run)
    before = stamping.finished(run)
    mark(job(run, "fr", "pl"))
    assert stamping.finished(run) == before is not None
    with unpacked(run / BUNDLE) as (_, inside):
        for name, language in (("report.fr.html", "fr"), ("report.pl.html", "pl"), ("report.html", "en")):
            assert f'<html lang="{language}">' in (inside / name).read_text(encoding="utf-8")
        assert derive_again(inside).same >= ("report.fr.html",)
        assert not derive_again(inside).faults + derive_again(inside).unchecked


@pytest.mark.lengthy
def test_a_run_comes_to_the_same_whether_its_page_was_asked_for_at_once_or_later(run: Path) -> None:
    mark(job(run, "de"))
    later = {name: (run / name).read_bytes() for name in (stamping.FILE, BUNDLE)}
    finish_again(run)
    seal(run)
    assert {name: (run / name).read_bytes() for name in later} == later


@pytest.mark.lengthy
def test_a_page_that_is_there_is_kept_whoever_asks_next(run: Path) -> None:
    mark(job(run, "fr"))
    times = {file: file.stat().st_mtime_ns for file in run.rglob("*")}
    mark(job(run))
    mark(job(run, "fr", "en"))
    assert {file: file.stat().st_mtime_ns for file in run.rglob("*")} == times
    assert pipeline.target(flows.load(run.name), "fr", run.parent) == run


def test_a_page_never_costs_a_signature(run: Path) -> None:
    seal(run)
    (run / SIGNATURE).write_bytes(b"signed")
    bundle = (run / BUNDLE).read_bytes()
    with pytest.raises(InputError, match=r"is of the bundle without report\.fr\.html; give --key"):
        mark(job(run, "fr"))
    assert (run / SIGNATURE).read_bytes() == b"signed"
    assert (run / BUNDLE).read_bytes() == bundle
    assert not (run / "report.fr.html").exists()


@pytest.mark.lengthy
def test_at_a_place_that_machines_share_a_run_without_the_page_is_not_the_one_that_was_asked_for(run: Path) -> None:
    place, stamp = Place(str(run.parent)), stamping.finished(run)
    assert stamp is not None
    assert place.kept(run.name, stamp)
    assert place.kept(run.name, stamp, ("report.fr.html",)) is None
    mark(job(run, "fr"))
    assert place.kept(run.name, stamp, ("report.fr.html",))


def test_what_a_run_may_hold_is_named_once_for_each_language() -> None:
    assert page("en") == "report.html"
    assert {page(language) for language in ("en", "fr", "de", "es", "it", "nl", "pt", "pl")} == {
        name for name in REPORTS if name.endswith(".html")
    }
    assert page("fr") == "report.fr.html"
