"""What somebody typed and a service put into an address is in no report, table or paper; the walk has it."""

from pathlib import Path

import pytest

from analyzer import cli, storage
from analyzer.judging import judge
from analyzer.reports.annex import Addressee, render
from analyzer.reports.languages import speech
from analyzer.reports.writing import EXPORTS, FORMATS
from analyzer.scoring.policy import newest
from tests.reports.exports.kept import run
from tests.reports.test_annex import SEALED
from tests.walks import ORIGIN, button, click, goto, page, silent, walk_of

TYPED = "ZQ12345"
TRAFFIC = {".har", ".wacz"}
"""Exports of what went over the wire; they are that."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    done, untitled = f"{ORIGIN}/done.html?num={TYPED}&why=a", f"{ORIGIN}/last#/done?num={TYPED}"
    refuse = walk_of(
        page("Home", button("Send")), click("Send"), page("Done", button("On"), url=done), goto(done),
        page("", button("Off"), url=untitled),
    )  # fmt: skip
    return run(tmp_path / "run", refuse, silent())


def optout(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(one) for one in arguments])
    return int(ended.value.code or 0)


@pytest.mark.parametrize("kind", [one for one in (*FORMATS, *EXPORTS) if one not in TRAFFIC])
def test_no_report_prints_what_was_typed_and_sent_in_an_address(kind: str, folder: Path, tmp_path: Path) -> None:
    assert optout("report", folder, "-o", tmp_path / f"report{kind}") == 0

    assert TYPED.encode() not in (tmp_path / f"report{kind}").read_bytes()


def test_no_table_or_comparison_prints_it(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert optout("table", folder, "-o", tmp_path / "study.csv") == 0
    assert optout("compare", folder, folder, "--steps", "-o", tmp_path / "compared.json") in {0, 2}

    written = [file.read_bytes() for file in tmp_path.glob("*") if file.is_file()]
    written += [file.read_bytes() for file in tmp_path.glob("study*/*")]
    assert written
    assert not any(TYPED.encode() in data for data in written)
    assert TYPED not in capsys.readouterr().out


def test_the_annex_says_where_the_whole_address_is(folder: Path) -> None:
    report = judge(folder, newest())

    paper = render(report, {}, lambda _: b"", SEALED, Addressee(speech("en")))

    assert TYPED not in paper
    assert f"{ORIGIN}/done.html?num=\N{HORIZONTAL ELLIPSIS}&amp;why=\N{HORIZONTAL ELLIPSIS}" in paper
    assert "What stands in the queries of addresses is left out" in paper
    assert TYPED in (folder / "walks/refuse" / storage.WALK_FILE).read_text(encoding="utf-8")
