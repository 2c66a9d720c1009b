import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.recordings.selectors import Part, parts
from tests.tables import for_each


@for_each(
    ("selector", "expected"),
    [
        ("#a > b", (Part("css", "#a > b"),)),
        ("css/#a", (Part("css", "#a"),)),
        (("#host", "pierce/button"), (Part("css", "#host"), Part("pierce", "button"))),
        ("text/Je refuse", (Part("text", "Je refuse"),)),
        ('xpath///*[@id="x"]', (Part("xpath", '//*[@id="x"]'),)),
        ("xpath//html/body", (Part("xpath", "/html/body"),)),
        ("aria/Je refuse", (Part("aria", "Je refuse"),)),
        ('aria/Je refuse[role="button"]', (Part("aria", "Je refuse", "button"),)),
        ("aria/[ name = 'Non \\'merci\\'' ][role='link']", (Part("aria", "Non 'merci'", "link"),)),
        ('aria/[role="img"]', (Part("aria", None, "img"),)),
        ("aria/Tarifs [2025]", (Part("aria", "Tarifs [2025]"),)),
        ("aria/a/b", (Part("aria", "a/b"),)),
        ("[title='a >> b']", (Part("css", "[title='a >> b']"),)),
    ],
)
def test_a_selector_is_taken_apart(selector: str | tuple[str, ...], expected: tuple[Part, ...]) -> None:
    assert parts(selector) == expected


@for_each("selector", ["a >>> b", "a >>>> b", "::-p-aria(x)", "a >> xpath=//b", "pierce/a >>> b"])
def test_what_only_one_tool_understands_is_refused(selector: str) -> None:
    with pytest.raises(ValueError, match="only Puppeteer knows"):
        parts(selector)


@given(st.text(min_size=1).filter(lambda name: "[" not in name))
def test_an_accessible_name_is_taken_as_it_is(name: str) -> None:
    assert parts(f"aria/{name}") == (Part("aria", name),)
    assert parts((f"text/{name}",)) == (Part("text", name),)
