"""The annex as HTML: what it says apart, in whose language, and that nothing a page says is obeyed."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from bs4 import BeautifulSoup

from analyzer.errors import InputError
from analyzer.measures import MEASURES
from analyzer.model import Report, Walk
from analyzer.reports.annex import Addressee, render
from analyzer.reports.annex.authorities import authority, shipped
from analyzer.reports.annex.sealed import Act, Sealed
from analyzer.reports.annex.words import UNITS
from analyzer.reports.languages import LANGUAGES, speech
from tests.walks import button, click, page, walk_of

Images = Callable[[str], bytes]
Walks = dict[str, Walk]

SEALED = Sealed(
    "bundle.zip",
    "ab" * 32,
    (
        Act(1, "recorded", "optout 0.1.0", "2025-05-20T09:00:00+02:00", "0" * 64),
        Act(2, "sealed", "optout 0.1.0", "", "cd" * 32),
    ),
)
ATTACK = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x1b[2J{number}{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    refuse = walk_of(page("Accueil", button("Paramètres")), click("Paramètres"), page("Fin"), route="refuse")
    return {"refuse": refuse}


def drawn(report: Report, walks: Walks, images: Images, language: str = "fr") -> str:
    return render(report, walks, images, SEALED, Addressee(speech(language)))


def test_every_unit_of_a_measure_has_words() -> None:
    assert {measure.UNIT for measure in MEASURES} <= set(UNITS)


def test_facts_stand_before_and_apart_from_assessment(facebook: Report, walks: Walks, images: Images) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images), "html.parser")
    heads = [head["id"] for head in soup.find_all("h2")]
    assert heads == ["contents", "procedure", "facts", "exhibits", "assessment", "limits", "integrity", "provenance"]
    facts = "".join(soup.find(id=name).parent.get_text() for name in ("facts", "exhibits"))
    found = [finding for one in facebook.measurements for finding in one.findings]
    assert found
    for finding in found:
        assert finding.against not in facts
        assert all(ref.item not in facts for ref in finding.refs)


def test_every_screen_is_a_numbered_exhibit_with_its_hash_and_findings_point_at_them(
    facebook: Report, walks: Walks, images: Images
) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images), "html.parser")
    cards = [card for name in ("refuse", "accept") for card in facebook.routes[name].screens]
    exhibits = soup.find_all("article", class_="exhibit")
    assert [one.h3["id"] for one in exhibits] == [f"E{number}" for number in range(1, len(cards) + 1)]
    for card, exhibit in zip(cards, exhibits, strict=True):
        assert card.sha256 in exhibit.get_text()
        assert card.dom_sha256 in exhibit.get_text()
    assessed = soup.find(id="assessment").parent
    shown = [link["href"] for link in assessed.find_all("a")]
    assert shown == ["#E4", "#E5", "#E5"]
    assert [one["id"] for one in assessed.find_all("div", id=True)] == ["F1", "F2", "F3"]


def test_every_link_and_every_line_of_the_contents_leads_somewhere_once(
    facebook: Report, walks: Walks, images: Images
) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images), "html.parser")
    named = [one["id"] for one in soup.find_all(id=True)]
    assert len(named) == len(set(named))
    assert {link["href"].removeprefix("#") for link in soup.find_all("a")} <= set(named)
    assert {one["data-page-of"] for one in soup.find_all(attrs={"data-page-of": True})} <= set(named)


def test_quotes_keep_their_words_and_language_whatever_the_reader_speaks(
    facebook: Report, walks: Walks, images: Images
) -> None:
    for language in LANGUAGES:
        soup = BeautifulSoup(drawn(facebook, walks, images, language), "html.parser")
        assert soup.html["lang"] == language
        quotes = soup.find_all("blockquote")
        wanted = [finding.quote for one in facebook.measurements for finding in one.findings]
        assert sorted(quote.get_text() for quote in quotes) == sorted(wanted)
        assert {quote["lang"] for quote in quotes} == {"fr"}
        verbatim = soup.find("ul", class_="verbatim")
        assert "Paramètres" in verbatim.get_text()


def test_headings_descend_one_level_at_a_time_and_every_picture_has_words(
    facebook: Report, walks: Walks, images: Images
) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images), "html.parser")
    levels = [int(head.name[1]) for head in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    pictures = soup.find_all("img")
    assert pictures
    assert all(picture["alt"].strip() for picture in pictures)
    assert all(head.get("scope") for head in soup.find_all("th"))


def test_a_mock_says_so_at_the_head_of_every_sheet_and_live_does_not(
    facebook: Report, walks: Walks, images: Images
) -> None:
    html = drawn(facebook, walks, images)
    assert unescaped(html) == "Maquette, non Facebook lui-même - Annexe technique"
    whom = authority("cnil")
    long = render(facebook, walks, images, SEALED, Addressee(speech("fr"), whom))
    assert unescaped(long).endswith("Annexe technique à la réclamation")
    live = msgspec.structs.replace(facebook, provenance=msgspec.structs.replace(facebook.provenance, site_kind="live"))
    assert "Maquette" not in drawn(live, walks, images)


def unescaped(html: str) -> str:
    rule = re.search(r'@page \{ @top-left \{ content: "(.*?)"', html)
    assert rule
    return re.sub(r"\\([0-9a-f]{6}) ?", lambda found: chr(int(found[1], 16)), rule[1])


def test_no_word_of_the_annex_itself_calls_anything_illegal(facebook: Report, walks: Walks, images: Images) -> None:
    text = BeautifulSoup(drawn(facebook, walks, images, "en"), "html.parser").get_text().lower()
    assert not re.search(r"\b(illegal|infring|violat|breach)", text)
    assert "neither says that something is unlawful" in text


def test_hostile_words_are_printed_and_never_obeyed(facebook: Report, images: Images) -> None:
    wild = msgspec.convert(attacked(msgspec.to_builtins(facebook)), type=Report)
    walks = {"refuse": walk_of(page(ATTACK, button(ATTACK)), route="refuse")}
    sealed = Sealed("$(touch x)'.zip", "ab" * 32, SEALED.acts)
    html = render(wild, walks, images, sealed, Addressee(speech("pl")))
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.find_all("script")
    assert all(picture["src"].startswith("data:image/png;base64,") for picture in soup.find_all("img"))
    assert not [tag for tag in soup.select("*") if any(name.startswith("on") for name in tag.attrs)]
    assert len(soup.find_all("style")) == 1
    assert "\u202e" not in html
    assert "\x1b" not in html
    assert "[U+202E]" in soup.get_text()
    assert "optout verify '$(touch x)'\"'\"'.zip'" in soup.find("pre").get_text()
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")


def attacked(value: object, key: str = "") -> object:
    fixed = {"format", "kind", "site_kind", "right", "device", "outcome", "expected", "bearing", "screenshot", "verb"}
    if isinstance(value, dict):
        return {name: attacked(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [attacked(each, key) for each in value]
    free = isinstance(value, str) and key not in fixed and "sha256" not in key
    return f"{value}{ATTACK}" if free and value not in {"refuse", "accept"} else value


def test_what_was_not_sealed_says_so_and_shows_no_custody(facebook: Report, walks: Walks, images: Images) -> None:
    html = render(facebook, walks, images, Sealed(), Addressee(speech("en")))
    assert "This run was not sealed" in html
    assert "optout verify" not in html


def test_what_is_too_long_to_print_is_counted_and_not_silently_cut(facebook: Report, images: Images) -> None:
    long = walk_of(page(*[f"mot {number} " * 50 for number in range(20)]), route="refuse")
    soup = BeautifulSoup(drawn(facebook, {"refuse": long}, images, "en"), "html.parser")
    shown = sum(len(one.get_text().split()) for one in soup.find("ul", class_="verbatim").find_all("li"))
    said = re.search(r"([\d,]+) more words are not printed", soup.get_text())
    assert said
    assert shown + int(said[1].replace(",", "")) == 20 * 100


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_shipped_authority_names_itself_and_speaks_its_language(
    name: str, facebook: Report, walks: Walks, images: Images
) -> None:
    whom = authority(name)
    html = render(facebook, walks, images, SEALED, Addressee(speech(whom.language), whom))
    soup = BeautifulSoup(html, "html.parser")
    assert soup.html["lang"] == whom.language
    assert whom.name in soup.header.get_text()
    assert soup.h1.get_text() == whom.headings[whom.language].title
    assert whom.source.startswith("https://")


def test_an_authority_is_data_alone(tmp_path: Path, facebook: Report, walks: Walks, images: Images) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "Urząd"\nsource = "https://office.example/"\n[headings.pl]\nfacts = "Stan faktyczny"\n',
        encoding="utf-8",
    )
    whom = authority(str(own))
    html = render(facebook, walks, images, SEALED, Addressee(speech("pl"), whom))
    assert '<h2 id="facts">Stan faktyczny</h2>' in html
    assert '<h2 id="limits">Ograniczenia</h2>' in html
    assert '<h2 id="facts">Facts observed</h2>' in render(
        facebook, walks, images, SEALED, Addressee(speech("en"), whom)
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = ", "own.toml: "),
        ('name = "A"\nsource = "s"\n[headings.xx]\n', "headings.xx: no language of reports"),
        ('name = "A"\nsource = "s"\n[headings]\n', "name at least one language"),
        ('name = "A"\nsource = "s"\n[headings.fr]\nfact = "x"\n', "unknown field `fact`"),
    ],
)
def test_a_file_that_is_no_authority_is_refused_by_place(tmp_path: Path, text: str, why: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(InputError, match=re.escape(why)):
        authority(str(own))


def test_an_unknown_authority_names_those_there_are() -> None:
    with pytest.raises(InputError, match="nobody: no such authority; there is aepd, ap, "):
        authority("nobody")
