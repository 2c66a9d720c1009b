"""The table of many flows reads at 80 columns, whatever the names and outcomes are."""

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from analyzer.reports.summary import row, summary
from tests.facebook_report import FACEBOOK

NAMES = st.text("abc2-@.", min_size=1, max_size=60)


def test_a_row_holds_what_the_report_says() -> None:
    report = FACEBOOK
    assert report.score
    counts, seconds = report.routes["refuse"].counts, report.routes["refuse"].seconds
    assert counts
    assert seconds

    cells = summary([row("a", report)]).splitlines()[-1].split()

    assert cells[:5] == ["a", str(counts.clicks), "0", str(counts.required_text_fields), f"{seconds.estimate:.0f}"]
    assert cells[5] == f"{report.score.total:.0f}"
    assert cells[-1] == "reached"


def test_what_failed_is_a_row_too() -> None:
    assert summary([row("broken", None)]).splitlines()[-1].split() == ["broken", *"-----", "failed"]


def test_an_id_of_thirty_characters_stays_whole_at_80_columns() -> None:
    long = "meta-ai-chats-advertising-2025"

    assert any(line.startswith(f"{long} ") for line in summary([row(long, FACEBOOK), row("b", None)]).splitlines())


def test_an_id_that_has_no_room_beside_its_numbers_stands_whole_above_them() -> None:
    long = "facebook-2025-privacy-centre@separate-accounts"
    lines = summary([row("a", FACEBOOK), row(long, FACEBOOK), row("b", FACEBOOK)]).splitlines()[-4:]

    assert lines[1] == long
    assert [line.split()[0] for line in lines] == ["a", long, lines[0].split()[1], "b"]
    assert lines[2].split() == lines[0].split()[1:]
    assert max(map(len, lines)) <= 80


def test_an_id_wider_than_the_table_breaks_between_its_words_whatever_stands_there() -> None:
    for between in "-_.@~":
        words = ["objecting", "to", "training", "of", "language", "models", "on", "what", "friends", "have", "written"]
        words += ["about", "one", "another"]
        shown = summary([row(between.join(words), FACEBOOK)]).splitlines()[3:-1]
        assert len(shown) > 1
        assert [word for part in shown for word in part.strip(between).split(between) if word] == words


@given(st.lists(NAMES, min_size=1, max_size=4), st.integers(80, 120))
def test_no_line_is_wider_than_it_may_be_and_no_name_is_cut(names: list[str], width: int) -> None:
    refuse = msgspec.structs.replace(
        FACEBOOK.routes["refuse"], outcome="stopped_before_commit", counts=None, seconds=None
    )
    odd = msgspec.structs.replace(FACEBOOK, routes={"refuse": refuse}, score=None)

    lines = summary([row(name, odd) for name in names], width=width).splitlines()

    assert max(map(len, lines)) <= width
    shown = "".join(re.sub(r"(^| +)(-  *){5}stopped$|^ +(before the|last step)$", "", line) for line in lines[3:])
    assert "".join(shown.split()) == "".join(names)
