"""Who stands in for the person who records."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzer.pseudonyms import Pseudonyms
from analyzer.recordings.acts import Field
from analyzer.recordings.standins import is_stand_in_file, kind_of, stand_in_file, stand_ins
from analyzer.shapes import SHORTEST
from tests.tables import for_each


def field(kind: str = "text", name: str = "", label: str = "", complete: str = "", longest: int = 0) -> Field:
    return Field(kind=kind, name=name, label=label, complete=complete, longest=longest)


fields = st.builds(
    field,
    st.sampled_from(
        ["text", "email", "tel", "password", "date", "number", "url", "textarea", "file", "time", "search"]
    ),
    st.sampled_from(["", "email", "name", "phone", "q", "prenom"]),
    longest=st.sampled_from([0, 0, 6, 40]),
)
pairs = st.lists(st.tuples(st.text(min_size=1, max_size=12), fields), max_size=6)


@pytest.mark.lengthy
@given(pairs)
@example([("000000000000", field(longest=6)), ("000000000001", field(longest=6))])
@example([("!!!!", field(longest=6)), ("????", field(longest=6))])
def test_equal_values_get_equal_placeholders_and_different_ones_different(given_: list[tuple[str, Field]]) -> None:
    chosen = stand_ins(given_)
    instead: dict[str, str] = {}
    for value, where in given_:
        if len(value.strip()) >= SHORTEST:
            assert instead.setdefault(value.strip(), chosen.of(value, where)) == chosen.of(value, where)
    assert len(set(instead.values())) == len(instead)


@given(pairs)
def test_placeholders_can_be_put_wherever_values_occur(given_: list[tuple[str, Field]]) -> None:
    Pseudonyms(stand_ins(given_).everywhere)


@pytest.mark.lengthy
@given(pairs)
def test_a_placeholder_is_no_longer_than_its_field_allows(given_: list[tuple[str, Field]]) -> None:
    first: dict[str, Field] = {}
    for value, where in given_:
        first.setdefault(value.strip(), where)
    chosen = stand_ins(given_)
    for value, where in first.items():
        if value in chosen.everywhere and 0 < len(value) <= where.longest:
            assert len(chosen.everywhere[value]) <= where.longest


@for_each(
    ("value", "where", "kind", "placeholder"),
    [
        ("ada@club.test", field("text"), "email", "camille.martin@mail.example"),
        ("hunter2!", field("password"), "password", "Invented-password-1"),
        ("Ada Lovelace", field(name="full_name"), "name", "Camille Martin"),
        ("Lovelace", field(label="Last name"), "name", "Camille"),
        ("+353 1 234 5678", field("tel"), "phone", "+33639980123"),
        ("482913", field(complete="one-time-code"), "code", "900001"),
        ("1815-12-10", field("date"), "date", "2001-01-02"),
        ("D02 X285", field(), "text", "optout-text-1"),
        ("D02X285", field(longest=8), "text", "Z00Z000"),
        ("passport.pdf", field("file"), "file", "optout-file-1.pdf"),
        ("75011", field("number"), "code", "90001"),
    ],
)
def test_a_value_is_replaced_by_one_of_its_kind(value: str, where: Field, kind: str, placeholder: str) -> None:
    assert kind_of(value, where) == kind
    assert stand_ins([(value, where)]).everywhere == {value: placeholder}


def test_no_stand_in_repeats_what_somebody_typed() -> None:
    chosen = stand_ins([("Martin", field(name="name")), ("camille@club.test", field("email")), ("text", field())])
    assert all("martin" not in one.lower() and "text" not in one for one in chosen.everywhere.values())


def test_a_short_value_is_replaced_in_its_own_field_only() -> None:
    chosen = stand_ins([("42", field("number", name="age "))])
    assert chosen.everywhere == {}
    assert chosen.of("42", field("number", name="age ")) == "91"
    assert chosen.of("42", field("number", name="size ")) == "42"


def test_what_the_page_offers_is_kept() -> None:
    assert stand_ins([("#ff0000", field("color")), ("1234", field("range"))]).everywhere == {}


def test_an_invented_file_says_that_it_is() -> None:
    assert is_stand_in_file("optout-file-1.pdf\noptout-file-2")
    assert not is_stand_in_file("C:\\fakepath\\passport.pdf")
    assert b"stands in" in stand_in_file("optout-file-1.pdf")
