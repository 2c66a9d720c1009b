"""What a page tells is read strictly, or not at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.walking.watching.reports import LONGEST, Report, read

EVENT: dict[str, Any] = {
    "type": "click", "trusted": True, "detail": 1, "pointer": "mouse", "button": 0, "echo": False, "evaluated": False,
    "key": "", "target": None, "right": 0, "down": 0,
}  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.lengthy
@given(told=st.text() | JSON.map(json.dumps) | JSON)
def test_nothing_a_page_may_tell_raises(told: object) -> None:
    read(told)


@pytest.mark.lengthy
@given(name=st.sampled_from(sorted(EVENT)), value=JSON)
def test_a_report_with_a_field_of_another_type_is_none(name: str, value: Any) -> None:
    event = read(json.dumps({**EVENT, name: value}))
    assert event is None or getattr(event, name) == value or name == "target"


def test_a_report_that_is_too_long_is_none() -> None:
    assert read(json.dumps(EVENT)) is not None
    assert read(json.dumps(EVENT) + " " * LONGEST) is None


def test_a_keyboards_click_and_a_labels_echo_are_no_activations() -> None:
    def activates(**changed: Any) -> bool:
        event = read(json.dumps({**EVENT, **changed}))
        assert event is not None
        return Report(1, event, None).activates

    assert activates()
    assert activates(type="auxclick", button=2)
    assert not activates(pointer="")
    assert not activates(echo=True)
    assert not activates(trusted=False)
    assert not activates(type="pointerdown")
