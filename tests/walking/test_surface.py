"""The table of what a script can do is exactly what the installed Playwright offers."""

import inspect

from playwright.sync_api import _generated

from analyzer.walking.watching.surface import PATIENT, SURFACE
from tests.tables import for_each

CLASSES = {
    name: value
    for name, value in vars(_generated).items()
    if inspect.isclass(value) and value.__module__ == _generated.__name__
}
CLASSES["SyncBase"] = next(base for base in CLASSES["Page"].__mro__ if base.__name__ == "SyncBase")


def own(name: str) -> set[str]:
    return {member for member in vars(CLASSES[name]) if not member.startswith("_")}


def test_every_class_playwright_hands_out_is_in_the_table_and_no_other() -> None:
    assert set(SURFACE) == set(CLASSES)


@for_each("name", sorted(SURFACE))
def test_every_public_member_is_classified_and_none_that_is_gone(name: str) -> None:
    members = SURFACE[name]
    classified = {*members.acts, *members.looks, *members.configures, *members.refuses, *members.brings}
    assert classified == own(name)


@for_each("name", sorted(SURFACE))
def test_no_member_is_of_two_kinds(name: str) -> None:
    members = SURFACE[name]
    every = {*members.acts, *members.looks, *members.configures, *members.refuses, *members.brings}
    assert len(members) == len(every)


def test_what_acts_refuses_or_brings_is_a_method_that_can_be_replaced() -> None:
    for name, members in SURFACE.items():
        for member in (*members.acts, *members.refuses, *members.brings):
            assert inspect.isfunction(vars(CLASSES[name])[member]), f"{name}.{member}"


def test_classes_whose_looks_wait_are_in_the_table() -> None:
    assert set(PATIENT) <= set(SURFACE)
