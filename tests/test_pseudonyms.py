"""Replacing what a person typed: no spelling of it survives, and nothing else is touched."""

import base64
import gzip
import hashlib
import html
import json
import quopri
import time
import unicodedata
import zlib
from collections.abc import Callable
from urllib.parse import quote, quote_plus, unquote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from analyzer.packed import packed
from analyzer.pseudonyms import Pseudonyms
from analyzer.shapes import SHORTEST, Shape
from tests.tables import for_each, sample

PLACEHOLDERS = ("optout-text-1", "optout-text-2", "optout-text-3")
SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper case": str.upper,
    "lower case": str.lower,
    "composed": lambda v: unicodedata.normalize("NFC", v),
    "decomposed": lambda v: unicodedata.normalize("NFD", v),
    "percent": lambda v: quote(v, safe=""),
    "percent in small letters": lambda v: "".join(f"%{byte:02x}" for byte in v.encode()),
    "form": quote_plus,
    "address": lambda v: quote(v, safe="!'()*~;/?:@&=+$,#"),
    "percent twice": lambda v: quote(quote(v, safe=""), safe=""),
    "form twice": lambda v: quote_plus(quote_plus(v)),
    "HTML": html.escape,
    "HTML numbers": lambda v: "".join(f"&#{ord(c)};" for c in v),
    "HTML hexadecimal": lambda v: "".join(f"&#x{ord(c):X};" for c in v),
    "HTML in HTML": lambda v: html.escape(html.escape(v)),
    "JSON": json.dumps,
    "JSON in UTF-8": lambda v: json.dumps(v, ensure_ascii=False),
    "JSON in JSON": lambda v: json.dumps(json.dumps(v)),
    "JavaScript": lambda v: "".join(f"\\u{{{ord(c):x}}}" for c in v),
    "base64": lambda v: base64.b64encode(v.encode()).decode(),
    "base64 for addresses": lambda v: base64.urlsafe_b64encode(v.encode()).decode().rstrip("="),
    "base64 in a form": lambda v: quote_plus(base64.b64encode(v.encode()).decode()),
    "inside base64": lambda v: base64.b64encode(f'{{"a":"{v}"}}'.encode()).decode(),
    "SHA-256": lambda v: hashlib.sha256(v.encode()).hexdigest(),
    "SHA-512": lambda v: hashlib.sha512(v.encode()).hexdigest(),
    "HTML in JSON": lambda v: "".join(f"\\u0026#{ord(c)};" for c in v),
    "JSON in an address": lambda v: quote(json.dumps({"a": v})),
    "mail": lambda v: quopri.encodestring(v.encode(), quotetabs=True).decode(),
    "hexadecimal": lambda v: f"{v}{v}".encode().hex(),
    "base64 of JSON": lambda v: base64.b64encode(json.dumps({"a": v}).encode()).decode(),
    "base64 of base64": lambda v: base64.b64encode(base64.b64encode(f"{v}{v}".encode())).decode(),
    "base64 of gzip": lambda v: base64.b64encode(gzip.compress(v.encode(), mtime=0)).decode(),
    "base64 in lines": lambda v: base64.encodebytes(b"." * 55 + f"{v}{v}".encode() + b"." * 60).decode(),
}

FILLER = b" %20" * 1024
"""Makes a text long enough to be looked through for all values at once."""
SAMPLED = ("plain", "percent", "HTML", "JSON in JSON", "base64 in a form", "SHA-256")

values = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=SHORTEST, max_size=10
)


def pseudonyms(*originals: str) -> Pseudonyms:
    try:
        return Pseudonyms(dict(zip(dict.fromkeys(originals), PLACEHOLDERS, strict=False)))
    except ValueError:
        assume(False)  # noqa: FBT003 - hypothesis's signature
        raise


@pytest.mark.lengthy
@given(value=values, before=st.text(max_size=8), after=st.text(max_size=8))
@example(value="ada@lovelace.test", before="", after="")
@example(value="Zoé O'Brien & <fils>", before="x", after="y")
@example(value='motdepasse/+?=%41\\"', before="", after="")
@example(value="😀😀😀😀", before="", after="")
@pytest.mark.sampled(12)
def test_no_spelling_of_a_value_survives(request: pytest.FixtureRequest, value: str, before: str, after: str) -> None:
    one = pseudonyms(value)
    for name, spell in sample(list(SPELLINGS.items()), request):
        gap = " " if any(one in name for one in ("base64", "SHA", "hexadecimal")) else ""
        data = f"{before}{gap}{spell(value)}{gap}{after}".encode("utf-8", "surrogatepass")
        assert one.found(data), f"not found: {name}"
        assert one.found(data + FILLER) or not name.startswith(SAMPLED), f"not found in a long text: {name}"
        clean = one.data(data)
        assert not one.found(clean)
        assert spell(value).encode() not in clean, name


SHAPED: dict[str, tuple[str, Shape, tuple[str, ...]]] = {
    "text": ("ada@lovelace.test", "text", ("ADA%40lovelace.test", "ada&#64;lovelace.test", "Ada\\u0040Lovelace.test")),
    "name": ("Zoé Müller", "name", ("zoe mueller", "Zoé<b class=x>\n</b>Müller", "ZOE%20M%C3%9CLLER")),
    "number": ("33612345678", "number", ("06 12 34 56 78", "+33 (0)6.12.34.56.78", "12&#51;45678")),
}


@pytest.mark.lengthy
@for_each("kind", SHAPED)
def test_what_is_looked_for_all_at_once_lets_no_spelling_of_any_shape_through(kind: str) -> None:
    pytest.importorskip("re2")
    shaped = {value: shape for value, shape, _ in SHAPED.values()} | {"k3J9xQ2mPz7L": "text"}
    several = Pseudonyms({value: f"optout-{number}" for number, value in enumerate(shaped)}, shaped)
    value, _, written = SHAPED[kind]
    spelled = [*written, base64.b64encode(f"..{value}".encode()).decode(), hashlib.md5(value.encode()).hexdigest()]  # noqa: S324

    for one in spelled:
        text = f"{'lorem ipsum & dolor %41 ' * 200}({one}) sit amet"
        assert value in several.found(text.encode()), one
        assert one not in several.text(text)
    clean = b"lorem ipsum & dolor %41 " * 200
    assert several.data(clean) is clean


@given(value=values, text=st.text("xyz \n\x00é%&\\u0", max_size=200))
def test_text_without_a_value_is_the_same_bytes(value: str, text: str) -> None:
    assume(not set(value.casefold()) <= set("xyz \né%&\\u0abcdefghijklmnopqrstuvw123456789;#."))
    assert pseudonyms(value).text(text) == text


@given(data=st.binary(max_size=400))
def test_any_bytes_are_taken(data: bytes) -> None:
    assert pseudonyms("somebody@mail.test").data(data) == data


@pytest.mark.lengthy
def test_base64_over_lines_is_read_wherever_in_it_it_begins_and_not_once_a_line() -> None:
    one, long = Pseudonyms({"ada@lovelace.test": "x@lovelace.test"}), 20_000
    mail = base64.encodebytes(b"%s ada@lovelace.test %s" % (b"- " * long, b"- " * long))
    for before in (b"", b"A" * 61 + b"\n"):
        runs = list(packed(before + mail, lambda _: False, set(), short=False))
        assert any(found.layer.plain.count(b"- ") == 2 * long for found in runs)
        assert sum(len(found.layer.plain) > long for found in runs) <= 4
        assert not one.found(one.data(before + mail))


@given(first=values, second=values, text=st.text(max_size=20))
def test_several_values_do_not_leave_pieces_that_make_one_of_them(first: str, second: str, text: str) -> None:
    both = pseudonyms(first, second, first + second)
    assert not both.found(both.data(f"{first}{second}{text}{second}{first}".encode()))


def test_the_longest_value_goes_first() -> None:
    both = Pseudonyms({"Lovelace": "Martin", "ada@Lovelace.test": "camille@mail.example"})
    assert both.text("ada@lovelace.test, Lovelace") == "camille@mail.example, Martin"


@for_each(
    ("found", "left"),
    [
        ("Ada Lovelace", "Camille Martin"),
        ("Ada+Lovelace", "Camille+Martin"),
        ("Ada%20Lovelace", "Camille%20Martin"),
        ("Ada%2520Lovelace", "Camille%2520Martin"),
        ("Ada&#32;Lovelace", "Camille&#32;Martin"),
    ],
)
def test_a_placeholder_is_spelled_as_what_it_replaces(found: str, left: str) -> None:
    assert Pseudonyms({"Ada Lovelace": "Camille Martin"}).text(f"<{found}>") == f"<{left}>"


@for_each("value", ["ada@lovelace.test", "ada@lovelace.tes", "ada@lovelace.te"])
def test_base64_stays_what_a_browser_would_make_of_the_placeholder(value: str) -> None:
    for make in (base64.b64encode, base64.urlsafe_b64encode):
        one = Pseudonyms({value: "camille@mail.example"})
        assert one.data(b"u=" + make(value.encode())) == b"u=" + make(b"camille@mail.example")
    told = one.data(quote(base64.b64encode(value.encode())).encode()).decode()
    assert base64.b64decode(unquote(told)) == b"camille@mail.example"


def test_an_answer_in_the_character_set_of_old_pages_is_cleaned_too() -> None:
    one = Pseudonyms({"Zoé Müller": "Camille Martin"})
    assert one.data("Bonjour Zoé Müller".encode("cp1252")) == b"Bonjour Camille Martin"


@for_each(
    ("pack", "unpack"),
    [
        (lambda told: gzip.compress(told, mtime=0), gzip.decompress),
        (lambda told: gzip.compress(b"", mtime=0) + gzip.compress(told, mtime=0), gzip.decompress),
        (zlib.compress, zlib.decompress),
        (lambda told: told.decode().encode("utf-16"), lambda data: data.decode("utf-16").encode()),
    ],
)
def test_what_is_inside_something_is_replaced_there_and_the_rest_stays(
    pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes]
) -> None:
    one = Pseudonyms({"ada@lovelace.test": "x@lovelace.test"})
    assert unpack(one.data(pack(b"To: ada@lovelace.test!"))) == b"To: x@lovelace.test!"
    assert one.found(pack(b"ada@lovelace.test")) == {"ada@lovelace.test"}
    for same in (pack(b"To: nobody"), pack(b"ada@lovelace.test" * 9)[:9]):
        assert one.data(same) is same


UNSEEN: dict[str, Callable[[str], str]] = {
    "a line of mail that is broken": lambda v: f"{v[:2]}=\r\n{v[2:]}",
    "in tags": lambda v: "".join(f"<span class=a>{html.escape(c)}</span>" for c in v),
    "in tags in JSON": lambda v: "".join(f"\\u003cb\\u003e{json.dumps(c)[1:-1]}\\u003c/b\\u003e" for c in v),
    "with a place to break": lambda v: f"{html.escape(v[:2])}<wbr>{html.escape(v[2:])}",
    "with a comment": lambda v: f"{html.escape(v[:2])}<!-- -->{html.escape(v[2:])}",
    "with soft hyphens": lambda v: "&shy;".join(map(html.escape, v)),
    "with spaces that have no width": "\u200b".join,
}
"""What stands inside a value that a reader sees whole; a value that has such signs itself is a text of its own."""


@for_each("name", UNSEEN)
def test_a_value_is_found_though_something_unseen_stands_in_it(name: str) -> None:
    for value in ("ada@lovelace.test", "Zo\u00e9 O'Brien & <fils>", "482913"):
        one, told = pseudonyms(value), f"To: {UNSEEN[name](value)}."
        assert one.found(told.encode()) == {value}, value
        clean = one.text(told)
        assert clean.startswith("To: ")
        assert clean.endswith(".")
        assert not one.found(clean.encode())


@pytest.mark.lengthy
def test_what_is_made_to_take_minutes_takes_none() -> None:
    one = Pseudonyms({"ada@lovelace.test": "x-1"})
    bomb = base64.b64encode(zlib.compress(bytes(20_000_000), 9))
    for odd in ((bomb + b" ") * 5, b"&lt;a " * 9_000, b"<b " * 9_000, b"A" * 90_000, b"<!--" * 9_000):
        begun = time.process_time()
        assert one.data(odd) is odd
        assert not one.found(odd)
        assert time.process_time() - begun < 2


def test_tags_stay_where_a_value_stood_between_them() -> None:
    one = Pseudonyms({"ada@lovelace.test": "x-1"})
    assert one.text("<b>ada<wbr>@love</b>lace.test, <i>Ada</i>") == "<b>x-1<wbr></b>, <i>Ada</i>"
    assert one.text("<p>ada</p><p>@lovelace.test</p>") == "<p>ada</p><p>@lovelace.test</p>"


def test_lines_of_a_text_are_found_however_they_end() -> None:
    one = Pseudonyms({"first\nsecond": "optout-text-1"})
    for found in ("first\r\nsecond", "first%0D%0Asecond", "first\\nsecond", "first&#10;second"):
        assert one.text(found) == "optout-text-1"


@for_each(
    ("value", "placeholder", "why"),
    [
        ("abc", "optout", "fewer than 4"),
        ("abcd", "a b", "spell differently"),
        ("text", "optout-text-1", "contains a value"),
    ],
)
def test_what_could_not_be_replaced_safely_is_refused(value: str, placeholder: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Pseudonyms({value: placeholder})


@for_each(
    "written",
    [
        "Müller",
        "MÜLLER",
        "Muller",
        "Mueller",
        "MUELLER",
        "M&uuml;ller",
        "M%C3%BCller",
        "m\\u00fcller",
        " Müller,",
        "/Mueller/",
    ],
)
def test_a_name_is_found_with_and_without_its_accents(written: str) -> None:
    one = Pseudonyms({"Müller": "xxxxx1"}, {"Müller": "name"})
    assert one.text(f"Dear {written}!") == f"Dear {written.replace(written.strip(' ,/'), 'xxxxx1')}!"


@for_each("text", ["Hannah", "Annabel", "Joanna", "HANNAH", "éanna", "Annaé", "Ann"])
def test_a_name_inside_another_word_stays(text: str) -> None:
    assert Pseudonyms({"Anna": "xxx1"}, {"Anna": "name"}).text(text) == text


@for_each("before", ["%20", "\\n", "\\u0020", "\u00a0", "«", "\u2019", "&nbsp;", "%5F", "%40", ">", "=", "_"])
def test_a_name_after_an_escape_or_a_sign_goes(before: str) -> None:
    assert Pseudonyms({"Anna": "xxx1"}, {"Anna": "name"}).text(f"{before}Anna") == f"{before}xxx1"


@for_each("text", ["CRAnna", "AnnaSmith", "helloAnnaB", "ARAnna Roux"])
def test_a_name_that_is_set_right_beside_other_words_goes(text: str) -> None:
    assert "Anna" not in Pseudonyms({"Anna": "xxx1"}, {"Anna": "name"}).text(text)


def test_a_short_name_goes_as_it_is_written_and_in_capitals_and_is_no_word_in_small_letters() -> None:
    one = Pseudonyms({"Li": "x1"}, {"Li": "name"})
    assert one.text("Ms Li, LI, li, Lisa, %20Li") == "Ms x1, x1, li, Lisa, %20x1"
    assert one.data(base64.b64encode(b"Li" * 30)) == base64.b64encode(b"Li" * 30)


@for_each(
    "written",
    ["Jean Dupont", "jean.dupont", "JEAN_DUPONT", "jeandupont", "Jean<br>Dupont", "Jean\n  Dupont", "Jean&nbsp;Dupont"],
)
def test_the_parts_of_a_name_may_be_joined_by_anything_small(written: str) -> None:
    one = Pseudonyms({"Jean Dupont": "xxxx xxxxx1"}, {"Jean Dupont": "name"})
    assert "upont" not in one.text(f"<p>{written}</p>").lower()


@for_each(
    "written",
    [
        "0639980123", "06 39 98 01 23", "06.39.98.01.23", "06-39-98-01-23", "+33639980123", "+33 6 39 98 01 23",
        "0033 6 39 98 01 23", "+33 (0)6 39 98 01 23", "06%2039%2098%2001%2023", "06+39+98+01+23", "(06) 39980123",
        "%2B33639980123", "06\u00a039\u00a098\u00a001\u00a023",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_grouped(written: str) -> None:
    one = Pseudonyms({"0639980123": "0000000001"}, {"0639980123": "number"})
    assert one.text(f"tel={written};") == "tel=0000000001;"


def test_another_number_stays() -> None:
    one = Pseudonyms({"0639980123": "0000000001"}, {"0639980123": "number"})
    for other in ("0639980124", "16399801239", "06 39 98 01 234", "2026-05-27 12:34"):
        assert one.text(other) == other
