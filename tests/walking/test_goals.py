"""A goal is recognised by what it says and by nothing else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Goal
from analyzer.walking.goals import matches_url
from tests.tables import for_each


@given(url=st.text())
def test_an_address_is_like_itself_and_like_its_beginning_and_a_star(url: str) -> None:
    plain = url.replace("*", "")
    assert matches_url(plain, plain)
    assert matches_url(plain[: len(plain) // 2] + "*", plain)


@for_each(
    ("glob", "url", "like"),
    [
        ("https://a.test/done?ok=1*", "https://a.test/done?ok=1&x=2", True),
        ("https://a.test/done?ok=1", "https://a.test/doneXok=1", False),
        ("https://a.test/*/done", "https://a.test/fr/privacy/done", True),
        ("https://a.test/[id]", "https://a.test/i", False),
    ],
)
def test_only_the_star_is_special_in_an_address(glob: str, url: str, *, like: bool) -> None:
    assert matches_url(glob, url) is like


PAGE = """<!doctype html><html lang="en"><p>We have received
 your <b>objection</b>.</p><button>Done</button><p hidden>Secret</p>
<script>document.cookie = 'choice=no'; localStorage.setItem('consent', '{"ads":false}')</script>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("goal", "lacking"),
    [
        (Goal(url="https://shop.test/*", text="We have received your objection"), ""),
        (Goal(text="Done", cookie="choice=n*", storage="consent=*false*"), ""),
        (Goal(text="Secret"), "the text 'Secret' is not on the page https://shop.test/"),
        (Goal(url="https://shop.test/x"), "the address is https://shop.test/, not https://shop.test/x"),
        (Goal(cookie="choice=yes"), "no cookie is like choice=yes"),
        (Goal(storage="consent=yes"), "nothing like consent=yes is stored for https://shop.test/"),
    ],
)
def test_what_is_missing_is_said(staged: Callable[..., AbstractContextManager[Any]], goal: Goal, lacking: str) -> None:
    with staged({"/": PAGE}) as stage:
        assert stage.recorder.lacking(goal) == lacking
