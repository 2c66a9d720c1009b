"""What a printed annex holds: the right sheets in its contents, tags, languages, and the same bytes twice."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from analyzer.walking.printing import authored, printed, settled, sheets

MADE = datetime(2025, 5, 20, 9, 0, tzinfo=UTC)
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
PAGE = """<!doctype html><html lang="fr"><head>
<title>Annexe</title><style>h2 { break-before: page }</style></head><body>
<h1>Annexe</h1><a href="#one">Un <i data-page-of="one"></i></a> <a href="#two">Deux <i data-page-of="two"></i></a>
<i data-page-of="nowhere"></i><script>document.body.append('ran')</script>
<h2 id="one">Un</h2><p lang="de">Zitat</p><div style="height: 30cm">lang</div><h2 id="two">Deux</h2>
<img alt="Un point" src="data:image/png;base64,DOT">
</body></html>""".replace("DOT", DOT)


@pytest.mark.browser
def test_a_print_is_tagged_numbered_and_the_same_bytes_twice(browser: Browser) -> None:
    first, second = (printed(browser, PAGE, MADE) for _ in range(2))
    assert first == second
    assert sheets(first) == {"one": 2, "two": 4}
    assert b"/Marked true" in first
    assert b"/StructTreeRoot" in first
    assert b"/Outlines" in first
    assert b"/Lang (fr)" in first
    assert b"/Lang (de)" in first
    assert b"Un point" in first
    assert first.count(b"(D:20250520090000+00'00')") == 2
    assert len(re.findall(rb"/Type /Page\b(?!s)", first)) == 4


@pytest.mark.browser
def test_a_number_that_moves_what_it_counts_is_the_one_where_that_came_to_stand(browser: Browser) -> None:
    room = "<style>i { display: block; height: 24cm } i:empty { display: none }</style>"
    heads = "".join(f'<h2 id="{one}">{one}<i data-page-of="{one}"></i></h2><a href="#{one}">{one}</a>' for one in "abc")
    pdf = printed(browser, f"<!doctype html><title>Contents</title>{room}{heads}", MADE)
    told = {name.decode(): int(number) for name, number in re.findall(rb"/Title \(([abc])(\d+)\)", pdf)}
    assert told == sheets(pdf) == {"a": 1, "b": 1, "c": 2}


def test_only_dates_are_settled_and_no_byte_moves() -> None:
    pdf = b"%PDF-1.4\n/CreationDate (D:20991231235959+00'00')\n/ModDate (D:20991231235959+00'00')>>\nxref"
    once = settled(pdf, datetime.fromisoformat("2025-05-20T11:00:00+02:00"))
    assert len(once) == len(pdf)
    assert b"2099" not in once
    assert once.count(b"20250520090000") == 2
    assert settled(once, MADE) == once


def test_sheets_are_counted_through_a_tree_of_pages() -> None:
    pdf = (
        b"%PDF-1.4\n1 0 obj\n<</Pages 2 0 R\n/Dests 9 0 R>>\nendobj\n2 0 obj\n<</Kids [3 0 R 4 0 R]>>\nendobj\n"
        b"3 0 obj\n<</Kids [5 0 R 6 0 R]>>\nendobj\n4 0 obj\n<</Type /Page>>\nendobj\n5 0 obj\n<<>>\nendobj\n"
        b"6 0 obj\n<<>>\nendobj\n9 0 obj\n<</a [6 0 R /XYZ 0 0 0]\n/b [4 0 R /XYZ 0 0 0]>>\nendobj\n"
    )
    assert sheets(pdf) == {"a": 2, "b": 3}
    assert sheets(b"%PDF-1.4") == {}


def test_an_author_is_named_in_an_update_that_moves_no_byte_before_it() -> None:
    information = b"1 0 obj\n<</Title (Annexe)>>\nendobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    pdf = (
        b"%PDF-1.4\n" + information + table + b"trailer\n<</Size 2\n/Root 9 0 R\n/Info 1 0 R>>\nstartxref\n45\n%%EOF\n"
    )
    told = authored(pdf, "Jané )>> X")
    assert told.startswith(pdf)
    start = int(re.findall(rb"startxref\n(\d+)\n%%EOF", told)[-1])
    section = re.match(
        rb"xref\n0 1\n0{10} 65535 f \n1 1\n(\d{10}) 00000 n \ntrailer\n<</Size 2\n/Root 9 0 R\n/Info 1 0 R\n/Prev 45>>",
        told[start:],
    )
    assert section
    (title, name) = re.match(
        rb"1 0 obj\n<</Title \((\w+)\)\n/Author <([0-9A-F]+)>>>\nendobj\n", told[int(section[1]) :]
    ).groups()
    assert title == b"Annexe"
    assert bytes.fromhex(name.decode()).decode("utf-16") == "Jané )>> X"
    assert authored(pdf, "") == pdf


@pytest.mark.browser
def test_a_print_of_the_browser_can_name_its_author(browser: Browser) -> None:
    assert b"/Author <FEFF004A>" in printed(browser, PAGE, MADE, "J")
