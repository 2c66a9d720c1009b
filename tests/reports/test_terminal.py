import msgspec
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from analyzer.model import Report
from analyzer.reports.terminal import table

replace = msgspec.structs.replace


def test_the_table_is_within_eighty_columns_and_starts_with_the_sentence(facebook: Report) -> None:
    told = table(facebook)
    assert told.startswith("Refusing takes 5 clicks")
    assert max(map(len, told.splitlines())) <= 80


def test_the_table_holds_what_a_lawyer_asks_first(facebook: Report) -> None:
    rows = {line[:20].strip(): line.split()[-3:] for line in table(facebook, width=100).splitlines()}
    assert rows["Clicks"] == ["5", "0", "1"]
    assert rows["Screens"] == ["6", "1", "2"]
    assert rows["Required text fields"] == ["(prefilled)", "0", "0"]
    assert rows["Words to read"] == ["905", "0", "76"]
    assert "60 (40 to 95)" in table(facebook)
    assert "41.3 (35.2 to 47.9)" in table(facebook)


def test_piped_text_is_plain_and_coloured_text_says_the_same(facebook: Report) -> None:
    plain, coloured = table(facebook), table(facebook, colour=True)
    assert plain.isascii()
    assert "\x1b[" in coloured
    assert "Counterfactual" in coloured


def test_what_cannot_be_told_is_said_with_its_reason(facebook: Report) -> None:
    refuse = replace(facebook.routes["refuse"], counts=None, counts_reason="one click has no action")
    told = table(replace(facebook, routes={"refuse": refuse}, counterfactual=None))
    assert "cannot tell" in told
    assert "Refuse: one click has no action" in told


@given(st.text(min_size=1), st.integers(40, 120))
def test_hostile_words_neither_leave_the_columns_nor_command_the_terminal(
    facebook_json: bytes, word: str, width: int
) -> None:
    facebook = msgspec.json.decode(facebook_json, type=Report)
    refuse = replace(facebook.routes["refuse"], counts=None, counts_reason=f"\x1b[31m{word * 40}", failure="[bold]x[/]")
    told = table(replace(facebook, routes={"refuse": refuse, f"\x1b]0;{word}": refuse}), width=width)
    assert "\x1b" not in told
    assert "[bold]x[/]" in told
    assert all(cell_len(line) <= width for line in told.splitlines())


def test_nothing_is_cut(facebook: Report) -> None:
    refuse = replace(facebook.routes["refuse"], failure="x" * 500)
    told = table(replace(facebook, routes={"refuse": refuse}))
    assert told.count("x") >= 500


def test_the_coverage_of_the_score_is_told_with_what_is_missing(facebook: Report) -> None:
    assert facebook.score
    told = " ".join(table(replace(facebook, score=replace(facebook.score, coverage=0.29))).split())
    assert "Measured: 29 % of the policy's weight; " in told
    assert told.count("; not applicable: ") == told.count("; cannot tell: ") == 1
    assert "Measured:" not in table(replace(facebook, score=None, score_reason="incomplete"))
