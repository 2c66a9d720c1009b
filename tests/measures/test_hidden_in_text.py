from hypothesis import given
from hypothesis import strategies as st

from analyzer.graph import build
from analyzer.measures import hidden_in_text
from analyzer.model import Box, Control, Measurement, Walk
from tests.measures.graphs import answer
from tests.walks import button, checkbox, click, gathered_of, link, page, paragraph, silent, walk_of

DONE = page("Done")
BOX = Box(x=10, y=10, width=100, height=30)


def stored(*paragraphs: str) -> str:
    return "<main>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</main>"


def measured(walk: Walk, page_: str = "") -> Measurement:
    doms = {1: page_} if page_ else {}
    return hidden_in_text.measure(build({"refuse": gathered_of(walk, doms)}))


def refusal(inline: str = "object") -> Walk:
    holding = paragraph(f"We use posts. You may {inline} to this. Thanks.", box=Box(x=0, y=0, width=600, height=90))
    return walk_of(page("Privacy", holding, link(inline, inline=True, key="k1", box=BOX)), click(inline), DONE)


ANCHOR = 'You may <a href="#" data-optout-key="k1">object</a> to this use of your posts.'


def test_a_button_of_its_own_hides_nothing_in_any_language() -> None:
    walk = walk_of(page("Valg", button("Afvis"), language="da"), click("Afvis"), DONE)
    assert measured(walk).value == 0


def test_a_link_in_the_second_paragraph_is_two_and_the_sentence_is_quoted() -> None:
    found = measured(refusal(), stored("We use what you share.", ANCHOR))

    assert found.value == 2
    assert found.findings[0].quote == "You may object to this."
    assert "paragraph 2" in found.findings[0].message


@given(st.integers(min_value=0, max_value=25))
def test_each_paragraph_above_the_link_adds_one(above: int) -> None:
    page_ = stored(*["Some words that stand above it."] * above, ANCHOR)
    assert measured(refusal(), page_).value == above + 1


def test_an_inline_link_outside_of_any_paragraph_counts_as_the_first() -> None:
    assert measured(refusal(), '<div><a data-optout-key="k1">object</a></div>').value == 1


def test_without_the_stored_page_it_cannot_tell() -> None:
    assert measured(refusal()).outcome == "cannot_tell"
    assert answer("hidden_in_text", silent()).outcome == "cannot_tell"


def refused_on(label: str, *controls: Control) -> Measurement:
    lines = paragraph("Share my posts with partners Show me other advertising", tag="body")
    return measured(walk_of(page("Settings", lines, *controls), click(label), DONE), LINES)


LINES = (
    '<main><label><input type="checkbox" data-optout-key="k0"> Share my posts with partners</label><br>'
    '<label><input type="checkbox"> Show me other advertising</label><br>'
    '<button data-optout-key="k1">Save</button></main>'
)
PAINTED = {"background": "#ffffff", "border": "#ffffff", "font_size": 16.0, "box": Box(x=10, y=10, width=50, height=19)}


def test_a_button_or_box_between_lines_of_labels_is_no_link_inside_running_text() -> None:
    saved = refused_on("Save", button("Save", inline=True, key="k1", background="#efefef", border="#000000"))
    boxed = refused_on("Share", checkbox("Share", checked=True, inline=True, key="k0", **PAINTED))

    assert (saved.value, saved.findings) == (0, ())
    assert (boxed.value, boxed.findings) == (0, ())


def test_a_button_in_a_paragraph_is_hidden_there_and_called_a_button() -> None:
    page_ = stored('You may <button data-optout-key="k1">object</button> to this use of your posts.')
    holding = paragraph("You may object to this use of your posts.")
    shown = page("Privacy", holding, button("object", inline=True, key="k1", **PAINTED))
    found = measured(walk_of(shown, click("object"), DONE), page_)

    assert found.value == 1
    assert found.findings[0].message == "“object” is a button inside paragraph 1"
