"""The annex as HTML: what it says apart, in whose language, and that nothing a page says is obeyed."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from analyzer.errors import InputError
from analyzer.flows.reading import read_flow
from analyzer.measures import MEASURES
from analyzer.model import Finding, Reference, Report, Wait, Walk
from analyzer.reports.annex import Addressee, Cover, render
from analyzer.reports.annex.authorities import authority, shipped
from analyzer.reports.annex.sealed import Act, Sealed, Signature, TimeStamp
from analyzer.reports.annex.words import UNITS
from analyzer.reports.languages import speech
from analyzer.reports.spoken import LANGUAGES
from analyzer.shipped import flows_folder
from tests.facebook_report import finding, measurement
from tests.tables import for_each
from tests.walks import button, click, page, step, walk_of

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
DASH = "\N{EN DASH}"
ATTACK = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x1b[2J{number}{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    refuse = walk_of(page("Accueil", button("Paramètres")), click("Paramètres"), page("Fin"), route="refuse")
    return {"refuse": refuse}


def drawn(report: Report, walks: Walks, images: Images, language: str = "fr") -> str:
    return render(report, walks, images, SEALED, Addressee(speech(language)))


def test_every_unit_of_a_measure_has_words() -> None:
    assert {measure.UNIT for measure in MEASURES} <= set(UNITS)


@pytest.mark.lengthy
def test_facts_stand_before_and_apart_from_assessment(facebook: Report, walks: Walks, images: Images) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images), "html.parser")
    heads = [head["id"] for head in soup.find_all("h2")]
    assert heads == ["contents", "procedure", "facts", "exhibits", "assessment", "limits", "integrity", "provenance"]
    facts = "".join(soup.find(id=name).parent.get_text() for name in ("facts", "exhibits"))
    found = [each for one in facebook.measurements for each in one.findings]
    assert found
    for each in found:
        assert each.against not in facts
        assert all(ref.item not in facts for ref in each.refs)


@pytest.mark.lengthy
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
    found = assessed.find_all("div", class_="found")
    assert [one["id"] for one in found] == ["F1", "F2", "F3"]
    assert [one.find("a")["href"] for one in found] == ["#E4", "#E5", "#E5"]


@pytest.mark.lengthy
def test_a_screen_met_twice_is_printed_once_and_referred_to(facebook: Report, walks: Walks, images: Images) -> None:
    refuse, accept = (facebook.routes[name] for name in ("refuse", "accept"))
    twice = (msgspec.structs.replace(refuse.screens[0]), *accept.screens[1:])
    same = msgspec.structs.replace(
        facebook, routes={"refuse": refuse, "accept": msgspec.structs.replace(accept, screens=twice)}
    )
    soup = BeautifulSoup(drawn(same, walks, images, "en"), "html.parser")
    exhibits = soup.find_all("article", class_="exhibit")
    assert len(exhibits) == len(refuse.screens)
    places = exhibits[0].h3.get_text().partition(f"Exhibit E1 {DASH} ")[2]
    assert places == "Refuse, screen 1 (card 1 of the report); Accept, screen 1 (card A1 of the report)"
    assert "byte by byte" in exhibits[0].get_text()
    silent = soup.find("p", string=re.compile("saying nothing is the choice")) or soup.find(id="facts").parent
    assert "#E1" in {link["href"] for link in silent.find_all("a")}


@pytest.mark.lengthy
def test_words_that_an_earlier_exhibit_shows_are_counted_there_and_not_printed_again(
    facebook: Report, images: Images
) -> None:
    menu = step("Accueil", "Un texte que tout le monde a lu", button("Menu"), button("Fermer"))
    first = page("Accueil", "Un texte que tout le monde a lu", button("Menu"))
    walk = walk_of(first, click("Menu"), menu, route="refuse")
    soup = BeautifulSoup(drawn(facebook, {"refuse": walk}, images, "en"), "html.parser")
    one, two, *_ = soup.find_all("article", class_="exhibit")
    assert "Un texte que tout le monde a lu" in one.find("ul", class_="verbatim").get_text()
    assert two.find("ul", class_="verbatim").get_text(strip=True) == "Fermer[button]"
    assert "Shown too, and printed already in: Exhibit E1 (9 words)" in " ".join(two.get_text().split())


def found_in(report: Report, *found: Finding) -> Report:
    """The report with these findings alone, all of the wording measure."""
    bare = [msgspec.structs.replace(one, findings=()) for one in report.measurements]
    (at,) = (place for place, one in enumerate(bare) if one.id == "confusing_wording")
    bare[at] = msgspec.structs.replace(bare[at], findings=found)
    return msgspec.structs.replace(report, measurements=tuple(bare))


@pytest.mark.lengthy
def test_what_several_rules_find_in_one_sentence_is_one_finding_that_quotes_it_once(
    facebook: Report, images: Images
) -> None:
    sentence = "Nous pouvons traiter vos informations au cas par cas pour améliorer nos services."
    walk = walk_of(page("Avis", f"Lisez ceci. {sentence} Merci de votre visite."), route="refuse")
    found = [
        finding(f"says {rule}", 1, quote, rule, (Reference(source="Law", item=rule, bearing="direct"),), f"but {rule}")
        for rule, quote in (
            ("hedging", "Nous pouvons"),
            ("vague_purpose", "améliorer nos services"),
            ("conditional_promise", "au cas par cas"),
            ("hard_to_read", sentence),
        )
    ]
    soup = BeautifulSoup(drawn(found_in(facebook, *found), {"refuse": walk}, images, "en"), "html.parser")
    (one,) = soup.find_all("div", class_="found")
    (quote,) = one.find_all("blockquote")
    assert quote.bdi.get_text() == sentence
    assert [mark.get_text() for mark in quote.find_all("mark")] == [
        "Nous pouvons", "au cas par cas", "améliorer nos services",
    ]  # fmt: skip
    assert [line.code.get_text() for line in one.find_all("li")] == [each.rule for each in found]
    (rules,) = soup.find("article", class_="finding").find_all("table")
    told = [[cell.get_text() for cell in row.find_all("td")] for row in rules.tbody.find_all("tr")]
    assert told == [[f"direct: Law, {each.rule}", f"but {each.rule}"] for each in found]


@pytest.mark.lengthy
def test_a_finding_stands_in_the_sentence_where_its_rule_finds_exactly_its_words(
    facebook: Report, images: Images
) -> None:
    longer = "Nous nous appuyons sur la base légale de nos intérêts légitimes afin de les utiliser."
    other = "Lorsque nous nous appuyons sur nos intérêts légitimes, chacun a le droit de s\u2019opposer."
    walk = walk_of(page("Avis", f"{longer} {other}"), route="refuse")
    quotes = ("base légale de nos intérêts légitimes", "intérêts légitimes")
    found = [finding(f"says {quote}", 1, quote, "jargon", (), "") for quote in quotes]
    soup = BeautifulSoup(drawn(found_in(facebook, *found), {"refuse": walk}, images, "en"), "html.parser")
    told = [
        (one.blockquote.bdi.get_text(), [mark.get_text() for mark in one.find_all("mark")], len(one.find_all("li")))
        for one in soup.find_all("div", class_="found")
    ]
    assert told == [(longer, [quotes[0]], 1), (other, [quotes[1]], 1)]


@pytest.mark.lengthy
def test_a_quote_that_is_a_whole_sentence_is_not_taken_for_a_part_of_another(facebook: Report, images: Images) -> None:
    walk = walk_of(page("Avis", "Ce que dit le titre ici. Lisez.", "Ce que dit le titre"), route="refuse")
    one = finding("says it", 1, "Ce que dit le titre", "promotional_headline", (), "")
    soup = BeautifulSoup(drawn(found_in(facebook, one), {"refuse": walk}, images, "en"), "html.parser")
    assert soup.find("div", class_="found").blockquote.bdi.get_text() == "Ce que dit le titre"


@pytest.mark.lengthy
def test_what_one_rule_counts_on_several_screens_is_one_finding_with_a_line_for_each(
    facebook: Report, walks: Walks, images: Images
) -> None:
    clicks = [finding(f"1 click on {label}", number, label, "clicks", (), "") for number, label in ((1, "A"), (2, "B"))]
    soup = BeautifulSoup(drawn(found_in(facebook, *clicks), walks, images, "en"), "html.parser")
    (one,) = soup.find_all("div", class_="found")
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in one.tbody.find_all("tr")]
    assert rows == [["E1", "2", "1 click on A", "A"], ["E2", "3", "1 click on B", "B"]]


@pytest.mark.lengthy
def test_data_are_told_with_whether_they_are_used_and_the_exhibit_that_says_so(
    facebook: Report, walks: Walks, images: Images
) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images, "en"), "html.parser")
    table = next(one for one in soup.find_all("table") if "Used" in one.thead.get_text())
    assert [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")] == [
        ["public posts", "yes", "E1", "“vos publications publiques” (in French)"],
        ["private messages", "no", DASH, "said on no screen of the refusal"],
    ]


def test_what_is_declared_is_a_range_with_its_source_and_never_its_middle(
    facebook: Report, walks: Walks, images: Images
) -> None:
    wait = Wait(what="the decision", low_hours=24, high_hours=720, source="the service's own help page")
    waits = msgspec.structs.replace(facebook.flow, waits=(wait,))
    declared = measurement("declared_waiting", "Declared waiting", 372.0, "hours", spread=(24, 720))
    measured = (*(one for one in facebook.measurements if one.id != "declared_waiting"), declared)
    html = drawn(msgspec.structs.replace(facebook, flow=waits, measurements=measured), walks, images, "en")
    soup = BeautifulSoup(html, "html.parser")
    (row,) = (one for one in soup.find(id="assessment").parent.find_all("tr") if "Declared waiting" in one.get_text())
    assert [cell.get_text() for cell in row.find_all("td")][:3] == ["declared, not measured", "24 to 720 hours", ""]
    assert "372" not in soup.get_text()
    facts = " ".join(soup.find(id="facts").parent.get_text(" ").split())
    assert "the decision 24 to 720 hours the service's own help page" in facts
    (row,) = (one for one in soup.find(id="assessment").parent.find_all("tr") if one.find("td", string="estimated"))
    assert [cell.get_text() for cell in row.find_all("td")][:2] == ["estimated", "60 (40 to 95)"]


@pytest.mark.lengthy
def test_no_measure_tells_a_minute_as_a_part_of_an_hour(facebook: Report, walks: Walks, images: Images) -> None:
    declared = measurement("declared_waiting", "Declared waiting", 12.01, "hours", spread=(0.02, 24))
    html = drawn(msgspec.structs.replace(facebook, measurements=(declared,)), walks, images, "en")
    (row,) = BeautifulSoup(html, "html.parser").find(id="assessment").parent.select("table.stacked tbody tr")
    assert [cell.get_text() for cell in row.find_all("td")][1:3] == ["1 minute to 24 hours", ""]


@pytest.mark.lengthy
def test_a_text_field_that_came_filled_in_is_told_so_as_the_report_tells_it(
    facebook: Report, walks: Walks, images: Images
) -> None:
    refuse = facebook.routes["refuse"]
    assert refuse.counts
    for keystrokes, told in ((0, "1 (prérempli)"), (3, "1")):
        counts = msgspec.structs.replace(refuse.counts, required_text_fields=1, keystrokes=keystrokes)
        filled = msgspec.structs.replace(refuse, counts=counts)
        report = msgspec.structs.replace(facebook, routes={**facebook.routes, "refuse": filled})
        soup = BeautifulSoup(drawn(report, walks, images), "html.parser")
        rows = [row for row in soup.find_all("tr") if row.th and row.th.get_text() == "Champs de texte obligatoires"]
        assert [row.td.get_text() for row in rows if "number" in row.td.get("class", ())] == [told, told]


@pytest.mark.lengthy
def test_a_mock_was_walked_and_only_what_is_no_mock_was_observed(
    facebook: Report, walks: Walks, images: Images
) -> None:
    assert "Le refus tel que parcouru, et" in drawn(facebook, walks, images)
    live = msgspec.structs.replace(facebook, provenance=msgspec.structs.replace(facebook.provenance, site_kind="live"))
    assert (
        "Le refus tel qu\N{RIGHT SINGLE QUOTATION MARK}observé, et"
        in BeautifulSoup(drawn(live, walks, images), "html.parser").get_text()
    )


@pytest.mark.lengthy
def test_the_title_of_the_page_is_that_of_its_cover_and_names_the_author(
    facebook: Report, walks: Walks, images: Images
) -> None:
    title = read_flow(flows_folder() / "meta" / "facebook-2025-privacy-centre").identity("fr").title
    report = msgspec.structs.replace(facebook, flow=msgspec.structs.replace(facebook.flow, title=title))
    html = render(report, walks, images, SEALED, Addressee(speech("fr")), cover=Cover('Jane "X" <b>', ""))
    soup = BeautifulSoup(html, "html.parser")
    fr = speech("fr")
    assert soup.title.get_text() == f"Annexe technique{fr.colon}{fr.named(title).words}"
    assert title not in soup.title.get_text()
    assert soup.find("meta", attrs={"name": "author"})["content"] == 'Jane "X" <b>'
    assert not BeautifulSoup(drawn(report, walks, images), "html.parser").find("meta", attrs={"name": "author"})


def test_the_counterfactual_is_no_fact_that_was_observed(facebook: Report, walks: Walks, images: Images) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images, "en"), "html.parser")
    assert "Symmetric design" not in soup.find(id="facts").parent.get_text()
    assessed = " ".join(soup.find(id="assessment").parent.get_text().split())
    assert "It is no observation of the service." in assessed


@pytest.mark.lengthy
@for_each(("language", "mark"), [("en", "(in French)"), ("de", "(auf Französisch)"), ("fr", "")])
def test_a_quote_in_another_language_is_marked_so_on_paper(
    language: str, mark: str, facebook: Report, walks: Walks, images: Images
) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images, language), "html.parser")
    for quote in soup.find_all("blockquote"):
        quote.bdi.extract()
        assert quote.get_text(strip=True) == mark
    assert ("(en français)" in soup.get_text()) is False


@pytest.mark.lengthy
@for_each(("language", "mark"), [("en", ""), ("de", "(auf Englisch)"), ("fr", "(en anglais)")])
def test_a_list_in_english_says_so_once_at_its_head(
    language: str, mark: str, facebook: Report, walks: Walks, images: Images
) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images, language), "html.parser")
    part = soup.find(id="provenance").parent
    assert [head.get_text().endswith(mark) for head in part.find_all("h3")] == [True, True]
    assert len(part.find_all(class_="tongue")) == (2 if mark else 0)
    assert bool(part.ul.find("bdi", lang="en")) == bool(mark)


def test_whoever_files_it_is_named_on_the_cover_and_else_a_line_is_left_to_fill_in(
    facebook: Report, walks: Walks, images: Images
) -> None:
    cover = Cover("Jane <b>Example</b>", "")
    html = render(facebook, walks, images, SEALED, Addressee(speech("en")), cover=cover)
    filed = BeautifulSoup(html, "html.parser").find("dl", class_="filed")
    told = dict(zip((one.get_text() for one in filed.find_all("dt")), filed.find_all("dd"), strict=True))
    assert told["Author"].get_text() == "Jane <b>Example</b>"
    assert "blank" not in told["Author"].get("class", ())
    assert [told[name]["class"] for name in ("On behalf of", "Place, date, signature")] == [["blank"]] * 2
    assert told["On behalf of"].get_text() == "to be filled in"


@pytest.mark.lengthy
def test_what_stands_beside_the_bundle_is_told_and_demanded_and_nothing_is_told_of_what_does_not(
    facebook: Report, walks: Walks, images: Images
) -> None:
    bare = BeautifulSoup(drawn(facebook, walks, images, "en"), "html.parser").find(id="integrity").parent
    assert bare.get_text().count("None stood there when this annex was made") == 2
    assert [one.get_text().splitlines() for one in bare.find_all("pre")] == [
        ["sha256sum bundle.zip", "optout verify bundle.zip", "optout score bundle.zip"]
    ]
    marked = replace(
        SEALED,
        signature=Signature("SHA256:abc", "ssh-ed25519 AAAA"),
        time_stamp=TimeStamp(datetime(2025, 6, 1, 12, 0, 5, tzinfo=UTC), "CN=Authority"),
    )
    html = render(facebook, walks, images, marked, Addressee(speech("en")))
    told = BeautifulSoup(html, "html.parser").find(id="integrity").parent
    text = " ".join(told.get_text().split())
    assert "SHA256:abc" in text
    assert "existed on 2025-06-01 12:00:05 (UTC). It names as authority: CN=Authority." in text
    assert "None stood there" not in text
    own, others = (one.get_text() for one in told.find_all("pre"))
    assert "optout verify bundle.zip --allowed-signers allowed_signers --ca ca.pem\n" in own
    assert "-s bundle.zip.sig < bundle.zip" in others
    assert "-in bundle.zip.tsr -CAfile ca.pem" in others


@pytest.mark.browser
def test_long_words_and_addresses_stay_within_the_paper(browser: Browser, facebook: Report, images: Images) -> None:
    long = "https://service.test/" + "Donaudampfschifffahrtsgesellschaft" * 12
    wild = msgspec.convert(lengthened(msgspec.to_builtins(facebook), long), type=Report)
    walk = walk_of(page(long, long, button(long)), click(long), page("Fin"), route="refuse")
    sealed = Sealed(
        f"{long[20:80]}.zip", "ab" * 32, SEALED.acts, Signature("SHA256:" + "a" * 43, "ssh-ed25519 " + "A" * 68)
    )
    context = browser.new_context(viewport={"width": 673, "height": 950})
    try:
        seen = context.new_page()
        seen.set_content(
            render(wild, {"refuse": walk}, images, sealed, Addressee(speech("de")), cover=Cover(long, long))
        )
        seen.emulate_media(media="print")
        wide = seen.evaluate(
            "() => [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 674)"
            ".map(one => one.outerHTML.slice(0, 80))"
        )
    finally:
        context.close()
    assert wide == []


def lengthened(value: object, long: str, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: lengthened(each, long, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [lengthened(each, long, key) for each in value]
    named = {
        "label",
        "title",
        "heading",
        "url",
        "quote",
        "message",
        "service",
        "start",
        "who",
        "says",
        "what",
        "against",
    }
    return f"{value}{long}" if isinstance(value, str) and key in named else value


@pytest.mark.browser
def test_on_a_narrow_screen_nothing_but_a_table_scrolls_sideways(
    browser: Browser, facebook: Report, walks: Walks, images: Images
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    try:
        seen = context.new_page()
        seen.set_content(drawn(facebook, walks, images))
        assert seen.evaluate("document.documentElement.scrollWidth") == 320
        assert seen.evaluate("document.querySelector('h1').getBoundingClientRect().left") > 8
    finally:
        context.close()


@pytest.mark.lengthy
def test_every_link_and_every_line_of_the_contents_leads_somewhere_once(
    facebook: Report, walks: Walks, images: Images
) -> None:
    soup = BeautifulSoup(drawn(facebook, walks, images), "html.parser")
    named = [one["id"] for one in soup.find_all(id=True)]
    assert len(named) == len(set(named))
    assert {link["href"].removeprefix("#") for link in soup.find_all("a")} <= set(named)
    assert {one["data-page-of"] for one in soup.find_all(attrs={"data-page-of": True})} <= set(named)


@pytest.mark.lengthy
def test_quotes_keep_their_words_and_language_whatever_the_reader_speaks(
    facebook: Report, walks: Walks, images: Images
) -> None:
    for language in LANGUAGES:
        soup = BeautifulSoup(drawn(facebook, walks, images, language), "html.parser")
        assert soup.html["lang"] == language
        quotes = soup.find_all("blockquote")
        wanted = [each.quote for one in facebook.measurements for each in one.findings]
        assert sorted(quote.bdi.get_text() for quote in quotes) == sorted(wanted)
        assert {quote.bdi["lang"] for quote in quotes} == {"fr"}
        verbatim = soup.find("ul", class_="verbatim")
        assert "Paramètres" in verbatim.get_text()


@pytest.mark.lengthy
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


@pytest.mark.lengthy
def test_a_mock_says_so_at_the_head_of_every_sheet_and_live_does_not(
    facebook: Report, walks: Walks, images: Images
) -> None:
    html = drawn(facebook, walks, images)
    assert unescaped(html) == "Maquette, non Facebook lui-même \N{EN DASH} Annexe technique"
    whom = authority("cnil")
    long = render(facebook, walks, images, SEALED, Addressee(speech("fr"), whom))
    assert unescaped(long).endswith("Annexe technique à la réclamation")
    live = msgspec.structs.replace(facebook, provenance=msgspec.structs.replace(facebook.provenance, site_kind="live"))
    assert "Maquette" not in drawn(live, walks, images)


def unescaped(html: str) -> str:
    rule = re.search(r'@page \{ @top-left \{ content: "(.*?)"', html)
    assert rule
    return re.sub(r"\\([0-9a-f]{6}) ?", lambda found: chr(int(found[1], 16)), rule[1])


@pytest.mark.lengthy
def test_no_word_of_the_annex_itself_calls_anything_illegal(facebook: Report, walks: Walks, images: Images) -> None:
    text = BeautifulSoup(drawn(facebook, walks, images, "en"), "html.parser").get_text().lower()
    assert not re.search(r"\b(illegal|infring|violat|breach)", text)
    assert "neither says that something is unlawful" in text


@pytest.mark.lengthy
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
    fixed |= {"way", "since"}
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
    said = re.search(r"([\d,]+) more words, names of controls among them, are not printed", soup.get_text())
    assert said
    assert shown + int(said[1].replace(",", "")) == 20 * 100


@pytest.mark.lengthy
@for_each("name", sorted(shipped()))
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


@pytest.mark.lengthy
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
