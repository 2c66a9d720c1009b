"""What of a live visit is kept where the page means harm."""

from pathlib import Path

import pytest

from analyzer.errors import WalkError
from analyzer.walking.keeping import Keeping
from tests.walks import button, click, page, textbox, walk_of


@pytest.mark.parametrize(
    "password", ["click", "main", "open", "reached", "a", "0", "password", "Invented-password-1", "-"]
)
def test_a_password_that_is_a_word_of_ours_leaves_the_walk_what_it_was(tmp_path: Path, password: str) -> None:
    walk = walk_of(page("Form", textbox("Password"), button("Go")), click("Go"), page("Done"))
    kept = Keeping({"password": password}).whole(walk, (), (), (), tmp_path)
    assert [one.action for one in kept.walk.transitions] == [one.action for one in walk.transitions]
    assert (kept.walk.flow, kept.walk.outcome) == (walk.flow, walk.outcome)


def test_more_passwords_than_anybody_has_end_the_visit_in_one_line() -> None:
    keeping = Keeping({f"password_{number}": f"secret {number}" for number in range(51)})
    with pytest.raises(WalkError, match="more than 50 different passwords"):
        keeping.text("a line")
