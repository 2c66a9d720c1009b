import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.dom import Dom
from tests.tables import for_each


def link_in(number: int, before: str = "") -> str:
    paragraphs = "".join(f"<p>Paragraph {n} explains something.</p>" for n in range(1, number))
    return f'<main>{before}{paragraphs}<p>You may <a href="/o" data-optout-key="0.1">object</a> here.</p></main>'


@given(st.integers(1, 40), st.text(alphabet="abc <>&", max_size=20))
def test_the_paragraph_of_a_link_is_the_number_of_paragraphs_up_to_it(number: int, noise: str) -> None:
    heading = f"<h1>Title</h1><h2>{noise.replace('<', '&lt;')}</h2>"
    assert Dom(link_in(number, heading)).paragraph_of("0.1") == number


@for_each(
    "before",
    [
        "<h2>A heading of many words here</h2>",
        '<div role="heading">A heading of many words here</div>',
        '<p data-optout-hidden="display">Nobody reads this paragraph at all.</p>',
        '<div data-optout-hidden="opacity"><p>Nobody reads this paragraph at all.</p></div>',
        '<p data-optout-hidden="clipped">Nobody reads this paragraph at all.</p>',
        "<ul><li><a href=/a>A link in a list of links</a></li></ul>",
        "<div><button>A button with many words in it</button></div>",
        "<div>Two words</div>",
        "<nav><p>Words of another landmark, counted apart.</p></nav>",
        '<section role="dialog"><p>Words of a dialog, counted apart.</p></section>',
        "<script>let p = 'many words in a script';</script><style>p { color: red }</style>",
        "<form><label>A label of many words</label><select><option>Words of an option here</option></select></form>",
    ],
)
def test_what_is_no_paragraph_moves_no_number(before: str) -> None:
    assert Dom(link_in(3, before)).paragraph_of("0.1") == 3


@pytest.mark.lengthy
@for_each(
    "before",
    [
        "<p>Word</p>",
        "<p><a href=/a>Only a link</a></p>",
        "<li>Three plain words</li>",
        "<div>Three plain words</div>",
        '<p data-optout-hidden="visibility"><span>Seen all the same.</span></p>',
        '<div data-optout-hidden="size"><p>A child that is seen.</p></div>',
        "<span data-optout-block>Laid out as a block.</span>",
        '<x-notice><template shadowrootmode="open"><p>Words in a shadow root.</p></template></x-notice>',
        '<x-notice><template shadowrootmode="open"><slot></slot></template><p>Words in a slot.</p></x-notice>',
        '<iframe srcdoc="&lt;p&gt;Words in a frame.&lt;/p&gt;"></iframe>',
    ],
)
def test_what_is_a_paragraph_moves_the_number_by_one(before: str) -> None:
    assert Dom(link_in(3, before)).paragraph_of("0.1") == 4


def test_slots_are_read_where_they_are_filled() -> None:
    dom = Dom(
        '<x-card><template shadowrootmode="open"><p>First of all.</p><slot name="last"></slot></template>'
        '<p slot="last">Then <a data-optout-key="0.2" href="/">this</a> one.</p></x-card>'
    )
    assert dom.paragraph_of("0.2") == 2


def test_a_control_outside_running_text_stands_in_no_paragraph() -> None:
    dom = Dom('<main><p>Text.</p><div><button data-optout-key="0.1">Object</button></div></main>')
    assert dom.paragraph_of("0.1") is None
    assert dom.paragraph_of("9.9") is None


@for_each(
    ("page", "label"),
    [
        ('<label for="e">E-mail</label><input id="e" data-optout-key="1">', "E-mail"),
        ('<label>E-mail <input data-optout-key="1"></label>', "E-mail"),
        ('<label>Country <select data-optout-key="1"><option>France</option></select></label>', "Country"),
        ('<b id="a">Your</b> <i id="b">name</i><input aria-labelledby="a b" data-optout-key="1">', "Your name"),
        ('<input aria-label="Code" data-optout-key="1">', "Code"),
        ('<label for="other">Other</label><input id="e" data-optout-key="1">', ""),
        ('<label for="other">Other <input id="e" data-optout-key="1"></label>', ""),
        (
            (
                '<label for="e">Outside</label><x-f><template shadowrootmode="open"><label for="e">Inside</label>'
                '<input id="e" data-optout-key="1"></template></x-f>'
            ),
            "Inside",
        ),
        (
            (
                '<label for="e">Outside</label><iframe srcdoc=\'<label for="e">Inside</label>'
                '<input id="e" data-optout-key="1">\'></iframe>'
            ),
            "Inside",
        ),
    ],
)
def test_a_field_has_the_label_that_refers_to_it(page: str, label: str) -> None:
    assert Dom(page).label_of("1") == label


@for_each(
    ("page", "mark"),
    [
        ('<label>E-mail *<input required data-optout-key="1"></label>', "required"),
        ('<label>E-mail<input aria-required="true" data-optout-key="1"></label>', "aria-required"),
        ('<label>E-mail <b>*</b><input data-optout-key="1"></label>', "asterisk in the label"),
        ('<label>E-mail (obligatoire)<input data-optout-key="1"></label>', "(obligatoire)"),
        ('<label>E-mail (required)<input data-optout-key="1"></label>', "(required)"),
        ('<label>E-mail - Required<input data-optout-key="1"></label>', "Required"),
        ('<label>E-mail<input aria-describedby="h" data-optout-key="1"></label><i id="h">Champ obligatoire.</i>',
         "Champ obligatoire"),
        (('<label>E-mail<input aria-invalid="true" aria-describedby="h" data-optout-key="1"></label>'
         '<i id="h">Ce champ est obligatoire.</i>'), "error message: Ce champ est obligatoire."),
        ('<label>E-mail<input aria-errormessage="h" data-optout-key="1"></label><i id="h">This is required.</i>',
         "error message: This is required."),
        ('<p role="alert">E-mail: this is required</p><label>E-mail<input data-optout-key="1"></label>',
         "error message: E-mail: this is required"),
        ('<div><input data-optout-key="1"><p class="field-error">Required</p></div>', "error message: Required"),
        ('<form><input type="radio" name="g" data-optout-key="1"><input type="radio" name="g" required></form>',
         "required"),
        ('<fieldset><legend>Answer *</legend><input type="radio" name="g" data-optout-key="1"></fieldset>',
         "asterisk in the label"),
        ('<label>E-mail<input data-optout-key="1"></label>', ""),
        ('<label>E-mail (non obligatoire)<input data-optout-key="1"></label>', ""),
        ('<label>E-mail (not required)<input data-optout-key="1"></label>', ""),
        ('<label>Documents required by the court<input data-optout-key="1"></label>', ""),
        ('<label>Reason (optional)<input data-optout-key="1"></label>', ""),
        ('<p role="alert">Name: this is required</p><div><label>E-mail<input data-optout-key="1"></label></div>', ""),
    ],
)  # fmt: skip
def test_what_marks_a_field_as_required_is_named(page: str, mark: str) -> None:
    assert Dom(page).required_mark("1") == mark


def test_text_hidden_from_people_is_told_by_block_and_in_order() -> None:
    dom = Dom(
        '<main><p>Seen.</p><p data-optout-hidden="off-screen">Far <b data-optout-hidden="off-screen">away</b></p>'
        '<div data-optout-hidden="display"><p>One</p><p>Two</p><script>no()</script></div>'
        '<p data-optout-hidden="visibility">Not this, <b>but this</b></p></main>'
    )
    assert dom.hidden_text() == ("Far away", "One", "Two", "Not this,")


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(html: str) -> None:
    dom = Dom(html)
    dom.hidden_text()
    assert dom.paragraph_of("0.1") is None


def test_a_page_nested_very_deep_is_read() -> None:
    deep = "<div>" * 3000 + '<p>Here <a data-optout-key="1" href="/">it</a> is.</p>'
    assert Dom(deep).paragraph_of("1") == 1
