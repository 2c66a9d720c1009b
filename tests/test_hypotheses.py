from pathlib import Path

import pytest

from analyzer import flows, shipped
from analyzer.errors import InputError
from analyzer.flows.hypotheses import read_hypotheses

FILE = """
[[hypotheses]]
id = "one"
registered = 2026-11-25
about = "Two shops"
order = "a >= b@c > d"
why = ["because"]
sources = ["an article"]
"""


def write(folder: Path, text: str = FILE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hypotheses.toml").write_text(text, encoding="utf-8")
    return folder / "hypotheses.toml"


def test_a_hypothesis_is_read_whole(tmp_path: Path) -> None:
    (one,) = read_hypotheses(write(tmp_path))
    assert (one.id, one.registered, one.about, one.why) == ("one", "2026-11-25", "Two shops", ("because",))
    assert (one.flows, one.relations) == (("a", "b@c", "d"), (">=", ">"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("about =", "abut =", "[[hypotheses]] 1: unknown key 'abut'; did you mean 'about'?"),
        ("2026-11-25", '"soon"', "registered: invalid date"),
        ("a >= b@c > d", "a", "does not read 'flow > flow >= flow'"),
        ("a >= b@c > d", "a >= b@c >", "does not read 'flow > flow >= flow'"),
        ("a >= b@c > d", "a < b", "no relation '<'"),
        ("a >= b@c > d", "a > A", "'A' is no id of a flow"),
        ("a >= b@c > d", "a > b > a", "the same flow twice"),
        ('["because"]', "[]", "at least one reason"),
        ('id = "one"', 'id = "One"', "id: 'One'"),
    ],
)
def test_every_mistake_is_one_line_that_names_the_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in FILE
    file = write(tmp_path, FILE.replace(old, new))
    with pytest.raises(InputError) as caught:
        read_hypotheses(file)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


def test_hypotheses_are_found_below_a_folder_and_an_id_is_unique(tmp_path: Path) -> None:
    write(tmp_path / "b")
    write(tmp_path / "a", FILE.replace('"one"', '"two"'))
    assert [one.id for one in flows.hypotheses_below(tmp_path)] == ["two", "one"]
    write(tmp_path / "c")
    with pytest.raises(InputError, match="two hypotheses called 'one'"):
        flows.hypotheses_below(tmp_path)


def test_the_order_registered_before_scoring_stands_as_it_was_registered() -> None:
    (form,) = (one for one in flows.hypotheses_below(shipped.flows_folder()) if one.id == "one-form-2023-to-2025")
    assert form.registered == "2026-11-25"
    assert form.flows == (
        "instagram-2024-settings",
        "facebook-2023-ads-objection",
        "facebook-2024-notification",
        "facebook-2025-brazil",
        "facebook-2025-privacy-centre",
    )
    assert form.relations == (">=", ">", ">", ">")
