"""What is typed nowhere is told of the fields that something waits for, and of no others."""

from analyzer.exploring.blanks import empty
from analyzer.exploring.looked import Looked, label
from analyzer.exploring.stored import Stored
from tests.walks import button, page, textbox, walk_of


def test_a_field_is_empty_where_nothing_was_filled_in_and_something_can_be() -> None:
    things = (
        textbox("Search", region="header"),
        textbox("Number"),
        textbox("Name", filled=True),
        textbox("Code", enabled=False),
        button("Send"),
    )
    looked = Looked(walk_of(page("Form", *things)).screens[0], {}, Stored({}))
    assert [label(one) for one in empty(looked)] == ["Number"]
