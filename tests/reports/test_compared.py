"""A comparison on paper: every format says the same, within its bounds, whatever the pages said."""

import csv
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import msgspec
import pytest
from bs4 import BeautifulSoup

from analyzer.errors import InputError
from analyzer.model import Comparison
from analyzer.reports import compared as formats
from analyzer.reports import languages
from analyzer.reports.compared import cells, changes, panels, stages, tables, words
from analyzer.reports.compared.naming import Naming
from analyzer.reports.languages import LANGUAGES
from tests.compared_pages import hostile
from tests.runs import compared, write_run
from tests.tables import for_each
from tests.walks import button, click, link, page, walk_of


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.lengthy
def test_every_format_answers_the_question_and_tests_the_hypothesis(comparison: Comparison) -> None:
    for suffix in (".txt", ".md", ".html"):
        told = formats.FORMATS[suffix](comparison)
        told = plain(BeautifulSoup(told, "html.parser").text if suffix == ".html" else told)
        assert (
            "Social in the European Union, 2024 to 2025: of 23 measures, friction among them, refusing became easier in"
            in told
        )
        assert "The scores do not agree: 0 of 1 relation holds and 1 does not." in told
        assert "No relation is certain: the intervals overlap." in told
        assert "the second was said to be harder" in told
        assert "Expected beforehand" in told
        assert "dead end" in told
        assert comparison.policy.sha256 in told


@pytest.mark.lengthy
def test_the_text_keeps_to_80_columns_and_cuts_nothing(comparison: Comparison) -> None:
    told = formats.FORMATS[".txt"](comparison)
    assert max(map(len, told.splitlines())) <= 80
    assert "\n\n\n" not in told
    assert "…" not in told
    for part in ("“Why”: required → optional", "[-why-] [+if+]", "first", "second", "third", "least"):
        assert part in plain(told)


@pytest.mark.lengthy
def test_a_comparison_of_many_procedures_keeps_to_80_columns_and_to_a_sheet_of_paper(comparison: Comparison) -> None:
    many = tuple(msgspec.structs.replace(comparison.procedures[0], number=number) for number in range(1, 31))
    crowd = msgspec.structs.replace(comparison, procedures=many, yardsticks=(), eras=(), versions=(), checked=())
    assert max(map(len, formats.FORMATS[".txt"](crowd).splitlines())) <= 80
    tables = BeautifulSoup(formats.FORMATS[".html"](crowd), "html.parser").select("table.every")
    shown = [[int(head.text) for head in table.select("thead a")] for table in tables]
    assert [*chain.from_iterable(shown)] == [one.number for one in many]
    assert max(map(len, shown)) <= 10


@pytest.mark.lengthy
@pytest.mark.sampled(3)
@for_each("reader", LANGUAGES)
def test_no_head_of_a_column_breaks_inside_a_word(comparison: Comparison, reader: str) -> None:
    spoken = languages.speech(reader)
    told = formats.FORMATS[".txt"](comparison, reader, steps=False)
    table = told.partition(spoken("More than the counterfactual takes"))[2].partition(spoken("Ranking by friction"))[0]
    assert {word for head in cells.MAIN.values() for word in spoken.plain(head).split()} <= set(table.split())


@pytest.mark.lengthy
def test_intervals_stand_beside_scores_and_overlaps_are_said(comparison: Comparison) -> None:
    told = plain(formats.FORMATS[".txt"](comparison))
    assert re.search(r"Friction lies between \d+\.\d \(\d+\.\d to \d+\.\d\) for", told)
    assert "does not hold; the intervals" in told


@pytest.mark.lengthy
@for_each("suffix", [".txt", ".md", ".html", ".json", ".csv"])
def test_words_of_strangers_stay_words_in_every_format(comparison: Comparison, suffix: str) -> None:
    told = formats.FORMATS[suffix](hostile(comparison))
    assert "\x1b" not in told
    if suffix != ".json":
        assert "\u202e" not in told
        assert "[U+202E]" in told.replace("\\", "")
    if suffix == ".html":
        assert "<script" not in told
        assert "<img" not in told
    if suffix == ".md":
        assert not re.search(r"(?<!\\)<", told)
    if suffix == ".txt":
        assert max(map(len, told.splitlines())) <= 80


@pytest.mark.lengthy
def test_the_cells_of_every_markdown_table_are_as_many_as_its_heads(comparison: Comparison) -> None:
    told = formats.FORMATS[".md"](hostile(comparison))
    for table in re.findall(r"(?:^\|.*\n)+", told, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


class Seen(HTMLParser):
    """Collects what a page could fetch or run, and ids against links to them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "id":
                self.ids.append(value or "")
            elif name in {"href", "src"}:
                assert (value or "").startswith(("#", "data:"))
                self.links.add((value or "").removeprefix("#"))


@pytest.mark.lengthy
def test_the_page_needs_nothing_else_and_its_links_lead_somewhere(comparison: Comparison) -> None:
    told = formats.FORMATS[".html"](hostile(comparison))
    seen = Seen()
    seen.feed(told)
    assert not seen.tags & {"script", "iframe", "object", "form", "img", "audio", "video", "base"}
    assert "Content-Security-Policy" in told
    assert "default-src 'none'" in told
    assert len(seen.ids) == len(set(seen.ids))
    assert {link for link in seen.links if link != "data:,"} <= set(seen.ids)
    assert "url(" not in told
    assert "@import" not in told


@pytest.mark.lengthy
def test_a_comparison_gives_the_same_page_again(comparison: Comparison) -> None:
    for written in formats.FORMATS.values():
        assert written(comparison) == written(comparison)


def test_one_procedure_alone_has_no_versions_and_no_change(tmp_path: Path) -> None:
    alone = compared([write_run(tmp_path / "alone", walk_of(page("A", button("Refuse")), click("Refuse"), page("B")))])
    told = formats.FORMATS[".txt"](alone)
    assert told.startswith("1 PROCEDURE COMPARED\n")
    assert "Only 2025 was compared. It has no counterfactual." in told
    assert "Above the counterfactual" not in told
    assert "Screen 1" not in told


@pytest.mark.lengthy
@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_services_of_which_nothing_has_a_past_are_answered_by_their_ranking(tmp_path: Path, suffix: str) -> None:
    home, form, done = page("A", button("Refuse"), button("More")), page("F", button("Refuse")), page("B")
    easy, hard = walk_of(home, click("Refuse"), done), walk_of(home, click("More"), form, click("Refuse"), done)
    services = (("one", easy), ("two", hard), ("three", easy))
    told = formats.FORMATS[suffix](compared([write_run(tmp_path / at, walk, service=at) for at, walk in services]))
    told = plain(BeautifulSoup(told, "html.parser").main.text if suffix == ".html" else told)  # type: ignore[union-attr]
    opening, ranking, rest = (told.index(each) for each in ("Friction lies", "Ranking by", "Beside the counterfactual"))
    assert opening < told.index("Of 3 pairs the order of") < ranking < rest
    assert "Only 2025" not in told[:rest]
    assert "became easier" not in told


@pytest.fixture
def ways(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A procedure, a longer variant of it, and a procedure of another service, all of one year."""
    home, form, done = page("A", button("Refuse"), button("More")), page("F", button("Refuse")), page("B")
    short, long = walk_of(home, click("Refuse"), done), walk_of(home, click("More"), form, click("Refuse"), done)
    return (
        write_run(tmp_path / "form", short, service="Social"),
        write_run(tmp_path / "longer" / "form", long, variant="longer", service="Social"),
        write_run(tmp_path / "third", short, service="Another"),
    )


@pytest.mark.lengthy
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("other", [1, 2])
def test_two_runs_of_one_year_stand_side_by_side_in_the_answer(
    ways: tuple[Path, Path, Path], suffix: str, other: int
) -> None:
    told = formats.FORMATS[suffix](compared([ways[0], ways[other]]))
    if suffix == ".html":
        found = BeautifulSoup(told, "html.parser")
        (table,) = found.select("table.years")
        assert [head.text for head in table.select("th.figure")][:2] == ["1", "2"]
        assert [cell.text for cell in table.select("tbody tr")[0].select("td")][:2] == (
            ["1", "2"] if other == 1 else ["1", "1"]
        )
        told = found.text
    assert "Only 2025" not in told
    assert "only 2025" not in told
    changed = "is easier in 0 and harder in" if other == 1 else "certainly differs in none"
    assert f"refusing {changed}" in plain(told)


@pytest.mark.lengthy
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_a_variant_left_out_of_the_years_is_named_with_the_reason(ways: tuple[Path, Path, Path], suffix: str) -> None:
    told = formats.FORMATS[suffix](compared(ways))
    told = plain(BeautifulSoup(told, "html.parser").text if suffix == ".html" else told).replace("\\", "")
    assert "1 variant is in no year, and stands in the tables alone: 2 form@longer. A variant tells" in told


@pytest.mark.lengthy
def test_a_procedure_without_a_score_says_so(comparison: Comparison) -> None:
    unscored = msgspec.structs.replace(
        comparison.procedures[0], score=None, score_reason="the walk broke off", least=None
    )
    bare = msgspec.structs.replace(comparison, procedures=(unscored,), yardsticks=(), eras=(), versions=(), checked=())
    assert words.opening(bare) == ("None of the procedures that can be refused has a score.",)
    page = BeautifulSoup(formats.FORMATS[".html"](bare), "html.parser")
    assert "not scored: the walk broke off" in page.text


@pytest.mark.lengthy
def test_the_answer_stands_before_everything_else(comparison: Comparison) -> None:
    told = formats.FORMATS[".txt"](comparison)
    answer, table = told.index("Social in the European Union, 2024 to 2025"), told.index("Counterfactual")
    assert told.startswith("3 PROCEDURES AND 1 COUNTERFACTUAL COMPARED\nSocial in the European Union")
    assert answer < table < told.index("Friction lies between") < told.index("What refusing takes")
    page = formats.FORMATS[".html"](comparison)
    assert page.index('class="cards"') < page.index("<details>")
    assert "<h2" not in page[page.index('class="cards"') : page.index("<details>")].partition("<section")[0]


@pytest.mark.lengthy
def test_screen_by_screen_and_every_measure_are_told_on_demand(comparison: Comparison) -> None:
    long, short = (formats.FORMATS[".txt"](comparison, steps=steps) for steps in (True, False))
    for part in ("Screen 1 → 1, kept", "All measures", "of the policy\N{RIGHT SINGLE QUOTATION MARK}s weight measured"):
        assert part in long
        assert part not in short
    assert "screens kept" in short
    assert "With --steps" in short


@pytest.mark.lengthy
def test_what_cannot_be_refused_stands_apart_and_is_not_ranked_and_says_why(comparison: Comparison) -> None:
    told = plain(formats.FORMATS[".txt"](comparison))
    assert "No refusal is possible in 1 procedure: 3 third. It is not ranked: what refusing would take" in told
    for _, order in words.orders(comparison, Naming(comparison)):
        assert "3" not in order.split()
    page = formats.FORMATS[".html"](comparison)
    ranked, apart = page.index('id="procedure-1"'), page.index("<h3><bdi>No refusal possible</bdi></h3>")
    assert ranked < apart < page.index('id="procedure-3"') < page.index("<h3><bdi>Counterfactual</bdi></h3>")


@pytest.mark.lengthy
def test_counterfactuals_that_agree_are_one_row_that_names_their_languages(comparison: Comparison) -> None:
    replace = msgspec.structs.replace
    least = comparison.procedures[3]
    german = replace(least, number=5, name="least.de", flow=replace(least.flow, language="de"))
    both = replace(comparison, procedures=(*comparison.procedures, german), yardsticks=((4, 5),))
    for suffix in (".txt", ".md", ".html"):
        told = plain(formats.FORMATS[suffix](both))
        assert re.search(r"least in [A-Z]\w+ and German", told)
        assert "least\\.de" not in told
        assert "least.de" not in told
    assert "and 1 counterfactual compared" in words.heading(both)
    apart = formats.FORMATS[".txt"](replace(both, yardsticks=((4,), (5,))))
    assert "least.de" in apart


@pytest.mark.lengthy
def test_a_change_below_the_tolerance_prints_both_numbers_and_the_method_says_what_is_tolerated(
    comparison: Comparison,
) -> None:
    (era,) = (one for one in comparison.eras if one.before)
    moved = [one for one in era.shifts if one.gauge == "words"]
    near = msgspec.structs.replace(
        moved[0],
        before=msgspec.structs.replace(moved[0].before, low=100, high=100),
        after=msgspec.structs.replace(moved[0].after, low=104, high=104),
        change="about",
        beside="same",
    )
    told = plain(
        formats.FORMATS[".txt"](
            msgspec.structs.replace(comparison, eras=(msgspec.structs.replace(era, shifts=(near,)),))
        )
    )
    assert "About the same: Words to read (words): 100, then 104" in told
    assert "1 is about the same" in told
    for suffix in (".txt", ".md", ".html"):
        method = plain(formats.FORMATS[suffix](comparison)).partition("How much a value has to change")[2]
        for part in ("any change counts", "up to 10 % is about the same", "only ranges that do not touch"):
            assert part in method
        for one in comparison.tolerances:
            assert one.why in method


@pytest.mark.lengthy
def test_the_verdict_on_a_hypothesis_warns_where_languages_differ(comparison: Comparison) -> None:
    assert "Warning" not in formats.FORMATS[".txt"](comparison)
    first, *rest = comparison.procedures
    german = msgspec.structs.replace(first, flow=msgspec.structs.replace(first.flow, language="de"))
    mixed = msgspec.structs.replace(comparison, procedures=(german, *rest))
    for suffix in (".txt", ".md", ".html"):
        told = plain(formats.FORMATS[suffix](mixed))
        assert "Warning: these flows were walked in different languages" in told.replace("\\", "")


@pytest.mark.lengthy
def test_every_table_says_its_units(comparison: Comparison) -> None:
    page = formats.FORMATS[".html"](comparison)
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    units = ("Unit", "Estimated time (s)", "of 100", 'class="unit"')
    unitless = [table for table in tables if not any(unit in table for unit in units)]
    assert [re.search(r'class="(\w+)', table).group(1) for table in unitless] == ["tolerances"]  # type: ignore[union-attr]
    assert "Estimated time (s)" in re.findall(r"<table class=\"years.*?</table>", page, re.DOTALL)[0]


def test_an_unknown_suffix_says_which_are_known() -> None:
    with pytest.raises(
        InputError, match=r"c\.pdf: no comparison of kind '\.pdf'; there is \.html, \.txt, \.md, \.json, \.csv"
    ):
        formats.writer(Path("c.pdf"))


@pytest.mark.lengthy
def test_ties_are_told_as_the_same_range_of_places(comparison: Comparison) -> None:
    assert [one.places for one in comparison.procedures] == [(1, 2), (1, 2), None, None]
    apart = [
        msgspec.structs.replace(one, places=place)
        for one, place in zip(comparison.procedures, [(2, 2), (1, 1), None, None], strict=True)
    ]
    certain = msgspec.structs.replace(comparison, procedures=tuple(apart))
    for suffix in (".txt", ".md", ".html"):
        tied, ordered = (plain(formats.FORMATS[suffix](one)) for one in (comparison, certain))
        assert "two procedures with the same range are a tie" in tied
        assert tied.count("1 to 2") - ordered.count("1 to 2") == 2
    ranking = plain(formats.FORMATS[".txt"](comparison)).partition("Ranking by friction")[2].partition("Orders")[0]
    assert "third" not in ranking
    assert "least" not in ranking


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_values_as_a_table_are_those_of_the_comparison(comparison: Comparison) -> None:
    told = rows(formats.FORMATS[".csv"](comparison))
    assert len(told) == len({(row["number"], row["measure"]) for row in told})
    for row in told:
        one = comparison.procedures[int(row["number"]) - 1]
        reading = one.readings[row["measure"]]
        assert row["value"] == ("" if reading.value is None else str(reading.value))
        assert (row["place_first"], row["place_last"]) == (
            ("", "") if one.places is None else tuple(map(str, one.places))
        )
        assert row["counterfactual"] == str(int(one.yardstick))
    clicks = {row["name"]: (row["value"], row["least"]) for row in told if row["measure"] == "clicks"}
    assert clicks["first"] == ("2.0", "1.0")
    assert clicks["least"] == ("1.0", "")


def test_changes_as_a_table_say_what_was_removed_reworded_and_made_optional(comparison: Comparison) -> None:
    told = [
        (row["what"], row["change"], row["text_before"], row["text_after"])
        for row in rows(tables.told_changes(comparison))
        if (row["before"], row["after"]) == ("first", "second")
    ]
    assert ("field", "made optional", "Why", "Why") in told
    assert ("text", "reworded", "Tell us why you object", "Tell us if you object") in told
    assert {change for _, change, *_ in told} <= {
        "added", "removed", "reworded", "made optional", "made required", "changed",
    }  # fmt: skip
    assert tables.told_changes(comparison).splitlines()[0] == ",".join(tables.CHANGES)


def test_no_cell_of_a_table_is_a_formula(comparison: Comparison) -> None:
    first, *rest = comparison.procedures
    evil = msgspec.structs.replace(
        comparison, procedures=(msgspec.structs.replace(first, name='=HYPERLINK("x");@y'), *rest)
    )
    for table in tables.KINDS.values():
        cells = [cell for row in rows(table(evil)) for cell in row.values()]
        assert not [cell for cell in cells if re.match(r"[=@]|[+-](?!\d)", cell)]
        assert any(cell.startswith("'=HYPERLINK") and ";'@y" in cell for cell in cells)


def test_a_version_sums_up_its_changes_and_one_beside_itself_has_none(comparison: Comparison) -> None:
    version = comparison.versions[0]
    assert re.search(r"\d changes: .*of fields 1 made optional", " ".join(stages.version_sentences(version)))
    still = msgspec.structs.replace(version, stages=())
    assert changes.summed(still) is None


def test_every_panel_shows_every_procedure_in_one_order_on_one_scale(comparison: Comparison) -> None:
    drawn = panels.panels(comparison)
    assert {panel.title for panel in drawn} >= {"Friction of 100", "Clicks", "Words to read", "Estimated time (s)"}
    assert drawn[0].title == "Friction of 100"
    orders = {tuple(bar.number for bar in panel.bars) for panel in drawn}
    assert len(orders) == 1
    for panel in drawn:
        for bar in panel.bars:
            marks = [panels.LEFT + (bar.width or 0), *(bar.band or ()), bar.accept, bar.least]
            assert all(panels.LEFT <= mark <= panels.RIGHT for mark in marks if mark is not None)
    (clicks,) = (panel for panel in drawn if panel.title == "Clicks")
    named = {bar.number: bar for bar in clicks.bars}
    assert named[1].width == panels.RIGHT - panels.LEFT
    assert named[4].width == round((panels.RIGHT - panels.LEFT) / 2)
    assert named[1].least == panels.LEFT + (named[4].width or 0)
    assert (named[1].accept, named[3].accept) == (panels.LEFT, None)


def test_a_dead_end_has_no_bar_in_any_panel(comparison: Comparison) -> None:
    dead = [bar for panel in panels.panels(comparison) for bar in panel.bars if bar.number == 3]
    assert dead
    assert {(bar.width, bar.told) for bar in dead} == {(None, "dead end")}


@pytest.mark.lengthy
@pytest.mark.sampled(2)
@for_each("language", LANGUAGES[1:])
def test_a_comparison_speaks_its_readers_language_and_keeps_what_pages_and_sources_say(
    comparison: Comparison, language: str
) -> None:
    page = BeautifulSoup(formats.FORMATS[".html"](comparison, language), "html.parser")
    assert page.html["lang"] == language
    english = {one.get_text() for one in page.select("bdi[lang=en]") if not one.find_parent(class_="stages")}
    test = comparison.checked[0].hypothesis
    authored = {test.about, *test.why, *test.sources, *(one.flow.title for one in comparison.procedures)}
    assert english <= authored | {one.flow.account for one in comparison.procedures}
    whole = page.get_text(" ") + formats.FORMATS[".txt"](comparison, language)
    for word in ("refusing", "Friction", "friction", "interval is", "Refusing "):
        assert word not in whole or language == "fr", word


@pytest.mark.lengthy
def test_only_what_people_read_speaks_other_languages(comparison: Comparison, tmp_path: Path) -> None:
    for suffix in (".csv", ".json"):
        with pytest.raises(InputError, match=r"--lang: only \.html, \.txt, \.md speak another language"):
            formats.writer(tmp_path / f"a{suffix}", "de")
    assert formats.writer(tmp_path / "a.txt", "de")(comparison, "de") == formats.FORMATS[".txt"](comparison, "de")


@pytest.mark.lengthy
def test_labels_are_quoted_as_the_readers_language_does(comparison: Comparison) -> None:
    told = formats.FORMATS[".txt"](comparison, "fr")
    assert "« " in told
    assert not {"“", "”"} & set(told)


@pytest.fixture
def two_services(tmp_path: Path) -> Comparison:
    home = page("Home", "What friends share", button("Object"), button("Agree"))
    walk = walk_of(home, click("Object"), page("Done", "You have objected"))
    shop = walk_of(page("Cookies", "What a shop keeps", button("Refuse")), click("Refuse"), page("Shop", "Shoes"))
    return compared(
        [
            write_run(tmp_path / "late", walk, date="2025-05-01", service="Social"),
            write_run(
                tmp_path / "early", shop, date="2021-05-01", service="Shop", right="consent_refusal", country="DE",
                language="de", device="phone",
            ),
        ]
    )  # fmt: skip


@pytest.mark.lengthy
@pytest.mark.parametrize("suffix", formats.SPEAKING)
def test_two_services_are_called_no_versions_and_in_what_they_differ_is_said_first(
    two_services: Comparison, suffix: str
) -> None:
    told = formats.FORMATS[suffix](two_services)
    told = plain(BeautifulSoup(told, "html.parser").text if suffix == ".html" else told).replace("\\", "")
    assert "1 early beside 2 late" in told
    assert "Warning: more than the date differs, and a part of a difference may come from that." in told
    for differing in (
        "Their services differ: at Shop (1); at Social (2).",
        "Their rights differ: in 1 the refusal of consent (GDPR Art. 4(11)); in 2 the right to object (GDPR Art. 21(",
        "Their countries differ: in Germany (1); in France (2).",
        "Their languages differ: German (1); English (2).",
        "Their devices differ: on a phone (1); on a desktop (2).",
        "These are two procedures side by side, and no versions of one.",
    ):
        assert told.index(differing) < told.index("How to read this")
    for said in ("became easier", "Became", "later one", "From 1 early to 2 late", ", then "):
        assert said not in told.partition("How to read this")[0]


@pytest.mark.lengthy
def test_two_of_one_date_are_not_called_earlier_and_later(tmp_path: Path) -> None:
    walk = walk_of(page("Home", button("Object")), click("Object"), page("Done", "You objected"))
    longer = walk_of(
        page("Home", link("More")), click("More"), page("More", button("Object")), click("Object"), page("Done", "You")
    )
    told = plain(
        formats.FORMATS[".txt"](compared([write_run(tmp_path / "a", walk), write_run(tmp_path / "b", longer)]))
    )
    assert "Both are as of 2025-05-20: neither is the later one, and they stand as they were given." in told
    assert "Clicks to refuse (clicks): 1 in the first, 2 in the second" in told


@pytest.mark.lengthy
@pytest.mark.parametrize("reader", [language for language in LANGUAGES if language != "en"])
def test_what_two_services_differ_in_is_said_in_the_readers_language(two_services: Comparison, reader: str) -> None:
    told = plain(formats.FORMATS[".txt"](two_services, reader)).partition("early beside")[2] or plain(
        formats.FORMATS[".txt"](two_services, reader)
    )
    page = formats.FORMATS[".html"](two_services, reader)
    for ours in ("beside", "friction among them", "Their ", " phone", "Germany", "refusal of consent", "in the first"):
        assert ours not in told
    opening = page[page.index('id="result-title"') : page.index('id="beside"')]
    assert "refusal of consent" not in opening
    assert 'lang="en"' not in opening
