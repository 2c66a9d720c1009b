"""A tampered walk is judged or refused in one line, never anything else, and soon."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import canonical, storage
from analyzer.errors import InputError
from analyzer.judging import judge
from analyzer.model import Walk
from analyzer.scoring import policy
from analyzer.validating import validate
from tests.tables import for_each
from tests.walks import button, click, dialog, page, silent, walk_of

WALK = Path(__file__).parents[1] / "fixtures" / "walks" / "facebook-2025-privacy-centre" / "walks" / "refuse"
WRITTEN = (WALK / storage.WALK_FILE).read_bytes()

PATIENCE = 10
"""Seconds within which any walk of this size is judged; it takes about a tenth of one."""

Where = tuple[str | int, ...]
Tamper = Callable[[Any], None]

HOSTILE = (
    -1, 0, 99, 10**9, 10**18, 10**19, -(10**30), 1.23456, -0.5, 1e308, True, None, "", "\0", "x\ny", "../../etc/passwd",
    "/etc/passwd", "x" * 100_000, "a\u202eb", "http://[", [], {}, [[]], {"type": "click"},
)  # fmt: skip
DELETED = object()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the committed walk whose ``walk.json`` may be overwritten."""
    copy = tmp_path_factory.mktemp("tampered") / "refuse"
    shutil.copytree(WALK, copy)
    return copy


def leaves(value: Any, place: Where = ()) -> Iterator[Where]:
    """Where a value stands in a document: every part that can be replaced."""
    if place:
        yield place
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(item, (*place, key))


def put(document: Any, place: Where, value: object) -> None:
    *way, last = place
    for key in way:
        document = document[key]
    if value is DELETED:
        del document[last]
    else:
        document[last] = value


PLACES = sorted(leaves(json.loads(WRITTEN)), key=lambda place: [str(key) for key in place])
BY_KIND: dict[str, list[Where]] = {}
for _place in PLACES:
    BY_KIND.setdefault(".".join("*" if isinstance(key, int) else key for key in _place), []).append(_place)
SOMEWHERE = st.sampled_from(sorted(BY_KIND)).flatmap(lambda kind: st.sampled_from(BY_KIND[kind]))
"""Any place, each kind of place as often as any other, however many there are of it."""


def refused(folder: Path) -> str:
    """Why the walk is not judged; "" where it is, and its report can be written."""
    try:
        canonical.text(judge(folder, policy.newest()))
    except InputError as error:
        return str(error)
    return ""


@pytest.mark.lengthy
@given(SOMEWHERE, st.sampled_from((*HOSTILE, DELETED)))
def test_a_walk_with_one_hostile_value_is_judged_or_refused_in_one_line_and_soon(
    folder: Path, place: Where, value: object
) -> None:
    document = json.loads(WRITTEN)
    put(document, place, value)
    (folder / storage.WALK_FILE).write_text(json.dumps(document))
    begun = time.monotonic()

    said = refused(folder)

    assert "\n" not in said
    assert not said or str(folder) in said
    assert time.monotonic() - begun < PATIENCE


def last_source(walk: Any) -> None:
    walk["transitions"][-1]["source"] = 0


def first_source(walk: Any) -> None:
    walk["transitions"][0]["source"] = 1


def a_click(walk: Any) -> Any:
    return next(step["action"] for step in walk["transitions"] if step["action"]["type"] == "click")


def first_dom(file: str) -> Tamper:
    return lambda walk: walk["screens"][0]["dom"].update(file=file)


def times(value: int) -> Tamper:
    return lambda walk: a_click(walk).update(times=value)


CASES: dict[str, tuple[Tamper, str]] = {
    "a milliard clicks": (times(10**9), "`int` <= 1000"),
    "10^18 clicks": (times(10**18), "`int` <= 1000"),
    "10^19 clicks": (times(10**19), "times"),
    "fewer than no clicks": (times(-5), "`int` >= 0"),
    "a second opening": (last_source, r"transitions\[\d+\]\.source: 0 is expected of the first transition, and only"),
    "no opening": (first_source, r"transitions\[0\]\.source: 0 is expected of the first transition"),
    "reached without a step": (lambda walk: walk.update(transitions=[]), "transitions: there is none"),
    "nothing seen": (lambda walk: walk.update(screens=[], transitions=[]), "screens: there is none"),
    "to before the first screen": (lambda walk: walk["transitions"][2].update(target=-1), "`int` >= 1"),
    "to behind the last screen": (lambda walk: walk["transitions"][2].update(target=99), "there is no screen 99"),
    "from behind the last screen": (lambda walk: walk["transitions"][2].update(source=99), "there is no screen 99"),
    "steps out of order": (lambda walk: walk["transitions"].reverse(), r"transitions\[0\]\.number: 1 is expected"),
    "screens out of order": (lambda walk: walk["screens"].reverse(), r"screens\[0\]\.number: 1 is expected"),
    "a screen that nothing leads to": (lambda walk: walk["transitions"].pop(), "no transition leads to it"),
    "a file that no file is": (first_dom("a\0b"), "name that no file can have"),
    "a file elsewhere": (first_dom("/etc/passwd"), "outside the walk's folder"),
    "a file above": (first_dom("screens/../../x"), "outside the walk's folder"),
    "too many decimals": (lambda walk: walk["environment"].update(scale=1.23456), r"environment\.scale: 1\.23456 is"),
    "a dialog that is not open": (
        lambda walk: walk["screens"][0]["controls"][0].update(dialog=99),
        r"screens\[0\]\.controls\[0\]\.dialog: 0 are open, counted from 0; not 99",
    ),
}  # fmt: skip


@pytest.mark.lengthy
@for_each(("tamper", "said"), CASES.values())
def test_what_cannot_be_is_refused_in_one_line_that_names_file_and_place(
    folder: Path, tamper: Tamper, said: str
) -> None:
    document = json.loads(WRITTEN)
    tamper(document)
    (folder / storage.WALK_FILE).write_text(json.dumps(document))

    with pytest.raises(InputError, match=said) as raised:
        storage.read_walk(folder)

    assert str(raised.value).startswith(f"{folder / storage.WALK_FILE}: ")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "walk",
    [
        walk_of(page("Home", button("No")), click("No"), dialog("Sure?", button("Yes")), click("Yes"), page("Done")),
        silent(),
        walk_of(page("Home"), outcome="incomplete", screens=(), transitions=()),
    ],
    ids=["with a dialog", "silent", "broken off before anything was seen"],
)  # fmt: skip
def test_what_a_walk_may_be_is_accepted_and_read_back_as_it_was_written(tmp_path: Path, walk: Walk) -> None:
    validate(walk, "walk.json")
    storage.write_walk(walk, tmp_path)

    assert storage.read_walk(tmp_path).walk == walk
    assert msgspec.json.decode((tmp_path / storage.WALK_FILE).read_bytes(), type=Walk) == walk
