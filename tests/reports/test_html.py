import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Box, Report, ScreenCard, Source
from analyzer.reports.html import render, running
from analyzer.reports.html.lettering import breadth, hyphenated, lines
from analyzer.reports.html.pictures import crop, whole
from analyzer.reports.legible import legible
from analyzer.wording.notices import no_deadline

Images = Callable[[str], bytes]


class Reader(HTMLParser):
    """What a page is made of, as a parser sees it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag == "style"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text += data

    def all(self, attribute: str) -> list[str]:
        return [value for _, given in self.tags if (value := given.get(attribute))]


@pytest.fixture(scope="session")
def page(facebook: Report, images: Images) -> str:
    return render(facebook, images)


@pytest.mark.lengthy
def test_the_same_report_gives_the_same_bytes(facebook: Report, images: Images, page: str) -> None:
    again = msgspec.json.decode(msgspec.json.encode(facebook), type=Report)
    assert render(again, images) == page


@pytest.mark.lengthy
def test_nothing_is_fetched_or_run(page: str) -> None:
    reader = Reader(page)
    assert not [tag for tag, _ in reader.tags if tag in {"script", "iframe", "object", "embed", "form", "base"}]
    assert not [name for _, given in reader.tags for name in given if name.startswith("on")]
    assert all(value.startswith(("#", "data:")) for value in reader.all("href") + reader.all("src"))
    assert "url(" not in page.replace("url(#head-", "")
    assert "@import" not in page


@pytest.mark.lengthy
def test_a_policy_forbids_what_the_page_does_not_do(page: str) -> None:
    policy = Reader(page).all("content")[0]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert "script-src" not in policy


def test_every_link_lands_somewhere_and_no_id_is_used_twice(page: str) -> None:
    reader = Reader(page)
    ids = reader.all("id")
    assert len(ids) == len(set(ids))
    named = [value[1:] for value in reader.all("href") if value.startswith("#")]
    named += [each for name in ("aria-labelledby", "aria-describedby") for each in reader.all(name)]
    assert set(named) <= set(ids)


def test_headings_come_in_order(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Reader(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_the_sentence_and_the_mock_come_before_everything_else(page: str) -> None:
    text = " ".join(Reader(page).text.split())
    places = [text.index(each) for each in ("Refusing takes 5 clicks", "This is a mock", "Votre profil", "Step graph")]
    assert places == sorted(places)


def test_each_picture_is_kept_once_however_often_it_is_shown(page: str) -> None:
    pictures = re.findall(r'data:image/png;base64,[^"]+', page)
    assert len(pictures) == len(set(pictures)) == 8  # nine screens, of which two show the same
    assert page.count('href="#picture-1"') == 2


def test_a_quote_is_marked_with_its_language(page: str) -> None:
    quotes = [given for tag, given in Reader(page).tags if tag == "blockquote"]
    assert [given["lang"] for given in quotes] == ["fr", "fr", "fr"]


def test_findings_of_the_measure_that_weighs_most_come_first(page: str) -> None:
    text = Reader(page).text
    titles = ["Finding 1 Refusal hidden", "Finding 2 Required text fields", "Finding 3 Confusing wording"]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_what_could_not_be_measured_is_said_with_its_reason(page: str) -> None:
    text = Reader(page).text
    assert "not applicable: no waiting time is declared" in text
    assert "cannot tell: accepting is silence, so there is no control to compare with" in text


def test_a_control_below_the_fold_is_named_and_not_outlined(page: str) -> None:
    card = page[page.index('id="refuse-5"') : page.index('id="refuse-6"')]
    assert "below the fold" in card
    assert 'class="outline' not in card


def test_hashes_are_spelled_out(facebook: Report, page: str) -> None:
    assert facebook.score is not None
    wanted = {facebook.score.policy.sha256}
    wanted |= {route.walk_sha256 for route in facebook.routes.values()}
    wanted |= {card.sha256 for route in facebook.routes.values() for card in route.screens}
    assert all(each in page for each in wanted)


def test_decoys_are_counted_where_they_are_offered_and_a_goal_from_which_nothing_leads_on_has_none(page: str) -> None:
    graph = page[page.index('<section id="graph"') : page.index('<section id="findings"')]
    told = ("34 of 35 options not taken", "12 of 13 options not taken")
    assert all(each in graph for each in told)
    assert "1 option" not in graph
    assert not re.search(r"(\d+) of \1 options? not taken", graph)


def test_a_report_without_score_counterfactual_or_findings_still_says_what_it_knows(
    facebook: Report, images: Images
) -> None:
    measurements = tuple(msgspec.structs.replace(each, findings=()) for each in facebook.measurements)
    bare = msgspec.structs.replace(
        facebook, score=None, score_reason="One walk is incomplete.", counterfactual=None, measurements=measurements
    )
    text = " ".join(Reader(render(bare, images)).text.split())
    assert "There is no score. One walk is incomplete." in text
    assert "No rule found anything." in text
    assert "No counterfactual was walked" in text


def test_a_report_of_nothing_renders(facebook: Report, images: Images) -> None:
    refuse = msgspec.structs.replace(
        facebook.routes["refuse"], reached=False, outcome="incomplete", failure="the page hung", counts=None,
        counts_reason="one click has no action", seconds=None, steps=(), screens=(),
    )  # fmt: skip
    graph = msgspec.structs.replace(facebook.graph, nodes=(), edges=(), mandatory=(), dead_ends=(), loops=())
    empty = msgspec.structs.replace(
        facebook, routes={"refuse": refuse}, measurements=(), graph=graph, score=None, counterfactual=None, limits=()
    )
    text = " ".join(Reader(render(empty, images)).text.split())
    for told in ("the page hung", "one click has no action", "No screen was recorded", "there is no graph"):
        assert told in text


def test_a_screen_without_a_picture_says_so(facebook: Report) -> None:
    page = render(facebook, lambda _: b"<svg onload=alert(1)>")
    assert page.count("No screenshot was kept of this screen.") == 9
    assert "data:image" not in page


@pytest.mark.lengthy
def test_further_routes_are_shown_under_their_own_names(facebook: Report, images: Images) -> None:
    routes = dict(facebook.routes) | {"by phone": facebook.routes["refuse"], "by-phone": facebook.routes["refuse"]}
    page = render(msgspec.structs.replace(facebook, routes=routes), images)
    ids = Reader(page).all("id")
    assert len(ids) == len(set(ids))
    assert "by phone" in page


@given(st.text())
def test_nothing_unseen_is_left_in_legible_text(text: str) -> None:
    unseen = "[\x00-\x08\x1b\u202a-\u202e\u2066-\u2069\ufeff\U000e0001\U000e0020-\U000e007f]"
    assert not re.search(unseen, legible(text))


def test_a_hidden_override_is_named_and_joiners_are_left() -> None:
    assert legible("a\u202eb\x1b[2J") == "a[U+202E]b[U+001B][2J"
    assert legible("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


@given(st.text(), st.integers(200, 1500), st.integers(1, 4))
def test_lettering_keeps_within_its_room(text: str, width: int, most: int) -> None:
    written = lines(text, width, most)
    assert len(written) <= most
    assert all(breadth(line) <= width for line in written)


@given(st.text(alphabet="abc é", max_size=60))
def test_lettering_drops_nothing_that_fits(text: str) -> None:
    assert "".join("".join(lines(text, 1000, 60)).split()) == "".join(text.split())


@given(st.text())
def test_soft_hyphens_are_all_that_is_put_into_a_label_and_only_into_broad_words(text: str) -> None:
    written, told = hyphenated(text), legible(text)
    assert written.replace("\N{SOFT HYPHEN}", "") == told.replace("\N{SOFT HYPHEN}", "")
    assert written == told or breadth(told) > 800
    assert hyphenated("Datenschutzrichtlinie").split("\N{SOFT HYPHEN}") == ["Da", "ten", "schutz", "richt", "li", "nie"]


OUTER = Box(x=0, y=300, width=1280, height=800)
CARD = ScreenCard(
    number=1, new=True, url="", title="", heading="", language="", dialog="", words=0, options=0, screenshot="",
    sha256="", dom="", dom_sha256="", viewport=OUTER, limits=(),
)  # fmt: skip


@given(st.integers(-2000, 3000), st.integers(-2000, 3000), st.integers(0, 1500), st.integers(0, 1500))
def test_a_crop_lies_within_the_screenshot_and_shows_the_control(x: int, y: int, width: int, height: int) -> None:
    control = Box(x=x, y=y, width=width, height=height)
    seen = crop(CARD, "picture-1", control)
    assert (seen is None) == bool(whole(CARD, "picture-1", control).where)
    if seen:
        assert OUTER.x <= seen.frame.x
        assert seen.frame.x + seen.frame.width <= OUTER.x + OUTER.width
        assert OUTER.y <= seen.frame.y
        assert seen.frame.y + seen.frame.height <= OUTER.y + OUTER.height
        assert seen.frame.width > 0
        assert seen.frame.height > 0


def test_what_one_rule_found_stands_together_with_one_counter_argument(facebook: Report, images: Images) -> None:
    first = facebook.measurements[7]
    assert first.id == "hidden_in_text"
    twice = msgspec.structs.replace(first, findings=first.findings * 2)
    page = render(msgspec.structs.replace(facebook, measurements=(twice,)), images)
    assert page.count(first.findings[0].against) == 1
    assert [f">1.{number}</span>" in page for number in (1, 2, 3)] == [True, True, False]


def test_a_crop_is_shown_only_where_the_finding_is_about_what_was_operated(page: str) -> None:
    findings = page[page.index('<section id="findings"') : page.index('<section id="measurements"')]
    assert findings.count('class="crop"') == 1


def test_a_long_notice_counts_its_sources_and_the_provenance_names_them(facebook: Report, images: Images) -> None:
    many = tuple(
        Source(who=f"newspaper-{number}.example", date=f"2025-05-{number:02d}", language="fr; de", says="so")
        for number in range(10, 30)
    )
    invented = tuple(f"invention number {number} of the pages." for number in range(30))
    provenance = msgspec.structs.replace(facebook.provenance, sources=many, invented=invented)
    text = " ".join(Reader(render(msgspec.structs.replace(facebook, provenance=provenance), images)).text.split())
    notice = text[text.index("This is a mock") : text.index("All sources and all that is invented")]
    assert "after 20 published descriptions." in notice
    assert not any(source.who in notice for source in many)
    assert "20 published descriptions (2025-05-10 to 2025-05-29, in French and German) say what" in text
    assert all(source.who in text for source in many)
    assert re.search(r"invention number 0 of the pages; .*; and 2\d more\.", notice)
    assert all(part.rstrip(".") in text for part in invented)


def told_by(page: str) -> str:
    return " ".join(Reader(page).text.split())


def test_the_graph_claims_no_more_than_what_was_walked(page: str) -> None:
    text = told_by(page)
    assert "On every way to a refusal that was walked: " in text
    assert re.search(
        r"Shortest refusal among the ways walked: 5 clicks; what the \d+ options not followed lead to was not", text
    )
    assert "No way around" not in text


def test_the_points_can_be_recomputed_and_the_interval_is_explained_beside_the_score(page: str) -> None:
    score = told_by(page[page.index('<section id="score"') : page.index('<section id="side-by-side"')])
    assert "it is not a confidence interval" in score
    assert "Points = 100 \N{MULTIPLICATION SIGN} weight \N{MULTIPLICATION SIGN} ramp / weight of all measures" in score
    assert "dead end" not in score


def test_points_that_several_findings_share_are_not_told_as_those_of_each(facebook: Report, images: Images) -> None:
    first = facebook.measurements[7]
    other = msgspec.structs.replace(first.findings[0], rule="another rule")
    listed = msgspec.structs.replace(first.findings[0], rule=no_deadline.ID)
    shared = msgspec.structs.replace(first, findings=(*first.findings, other, listed))
    text = told_by(render(msgspec.structs.replace(facebook, measurements=(shared,)), images))
    assert text.count("one of 2 findings of a measure that together add") == 2
    assert text.count("listed, not counted: it adds nothing to the score") == 1


@pytest.mark.lengthy
def test_what_a_mock_invents_is_never_told_as_the_words_of_the_service(facebook: Report, images: Images) -> None:
    mock, live = (
        told_by(
            render(
                msgspec.structs.replace(
                    facebook, provenance=msgspec.structs.replace(facebook.provenance, site_kind=kind)
                ),
                images,
            )
        )
        for kind in ("mock", "live")
    )
    for told in (
        "Word counts, reading time and quotes measure the mock\N{RIGHT SINGLE QUOTATION MARK}s text.",
        "Quotes are the mock\N{RIGHT SINGLE QUOTATION MARK}s text;",
    ):
        assert told in mock
        assert told not in live


def test_the_counterfactual_is_accounted_for(facebook: Report, page: str) -> None:
    least = facebook.counterfactual
    assert least
    told = told_by(page[page.index('<h3 id="counterfactual"') : page.index("<h3>Tool and policy")])
    assert least.flow.id in told
    assert all(part in told for part in least.flow.provenance.invented)
    assert all(way.walk_sha256 in told for way in least.routes.values())


def test_the_file_of_each_walk_is_named_with_its_folder(page: str) -> None:
    assert "walks/refuse/walk.json" in page
    assert "walks/accept/walk.json" in page


@given(st.text())
def test_whatever_a_title_holds_the_running_mark_stays_one_string_of_one_rule(text: str) -> None:
    rule = running.rule(text)
    assert rule.isascii()
    assert re.fullmatch(r'@page \{ @top-left \{ content: "(?:[A-Za-z0-9 ,.-]|\\[0-9a-f]{6})*"; \} \}', rule)


def test_every_printed_page_of_a_mock_says_so(facebook: Report, images: Images, page: str) -> None:
    assert '@page { @top-left { content: "Mock, not Facebook itself \\002013  ' in page
    live = msgspec.structs.replace(facebook.provenance, site_kind="live")
    assert "Mock, not" not in render(msgspec.structs.replace(facebook, provenance=live), images)


def test_which_data_a_person_is_told_of_stands_with_its_screen_or_with_never(
    facebook: Report, images: Images, page: str
) -> None:
    told = page.partition('<section id="told"')[2].partition("</section>")[0]
    assert 'href="#refuse-1"' in told
    assert ">card 1</a>" in told
    assert '“<bdi lang="fr">' in told
    assert told.count("never") == 1
    assert '<section id="told"' not in render(msgspec.structs.replace(facebook, told=()), images)


def part(page: str, name: str) -> str:
    return page[page.index(f'<section id="{name}"') :].partition("\n</section>")[0]


def test_a_card_has_one_number_on_the_strips_in_the_film_in_the_graph_and_in_the_findings(page: str) -> None:
    numbered = re.compile(r'href="#((?:refuse|accept|least)-\d+)"[^>]*><span class="number">([^<]+)<')
    strips = dict(numbered.findall(page[: page.index("</figure>")]))
    film = dict(re.findall(r'id="((?:refuse|accept|least)-\d+)">\s*<h4><span class="number">([^<]+)<', page))
    graph = dict(re.findall(r'<span class="number">([^<]+)</span> <a href="#([^"]+)"', part(page, "graph")))
    linked = re.findall(r'<a href="#(refuse-\d+)">card ([^<]+)</a>', part(page, "findings") + part(page, "told"))
    assert strips.items() < film.items()
    assert (film["refuse-4"], film["accept-1"], film["least-2"]) == ("4", "A1", "C2")
    assert len(set(film.values())) == len(film)
    assert {anchor: number for number, anchor in graph.items()}.items() <= film.items()
    assert linked
    assert set(linked) <= set(film.items())
    assert "of the walk" not in told_by(part(page, "findings"))
    assert told_by(page).count("A card keeps its number in the whole report") == 1


@pytest.mark.lengthy
def test_what_the_refusal_passed_and_the_graph_does_not_call_necessary_is_named_beside_it(
    facebook: Report, images: Images, page: str
) -> None:
    assert "Walked to refuse as well: 2 Votre profil · 3 Paramètres" in told_by(page)
    whole_way = tuple(node.id for node in facebook.graph.nodes if node.screens)
    graph = msgspec.structs.replace(facebook.graph, mandatory=whole_way)
    assert "Walked to refuse as well" not in told_by(render(msgspec.structs.replace(facebook, graph=graph), images))


@pytest.mark.lengthy
def test_what_is_done_in_a_mailbox_is_told_as_a_context_switch_and_not_as_a_click(
    facebook: Report, images: Images
) -> None:
    refuse = facebook.routes["refuse"]
    mailbox = msgspec.structs.replace(refuse.screens[3], url="https://mail.example/")
    steps = [
        msgspec.structs.replace(step, verb="focus", role="", label="", clicks=0) if step.source == 4 else step
        for step in refuse.steps
    ]
    steps[3] = msgspec.structs.replace(steps[3], verb="open", role="", label="https://mail.example/", clicks=0)
    away = msgspec.structs.replace(
        refuse, steps=tuple(steps), screens=(*refuse.screens[:3], mailbox, *refuse.screens[4:])
    )
    site = msgspec.structs.replace(facebook.flow.site, channels={"https://mail.example": "mailbox"})
    report = msgspec.structs.replace(
        facebook, flow=msgspec.structs.replace(facebook.flow, site=site), routes=facebook.routes | {"refuse": away}
    )
    text = told_by(render(report, images))
    assert text.count("off to the mailbox: counts as a context switch, not as a click on the service") == 2
    assert text.count("from the mailbox: part of the context switch, not a click on the service") == 2
    assert "mailbox" not in told_by(render(facebook, images)).partition("How things are counted")[0]


def test_the_yardstick_is_told_to_be_a_mock_of_its_own_service_and_device(page: str) -> None:
    opening = told_by(page[: page.index('<nav class="contents"')])
    assert "Whatever the flow, the counterfactual is the same yardstick: a mock of Facebook on a desktop." in opening


def test_estimates_are_told_in_whole_seconds_and_one_of_a_unit_in_the_singular(
    facebook: Report, images: Images
) -> None:
    some = {each.id: each for each in facebook.measurements}
    once = msgspec.structs.replace(some["clicks"], value=1.0, low=1.0, high=1.0)
    rows = told_by(
        part(
            render(msgspec.structs.replace(facebook, measurements=(once, some["estimated_time"])), images),
            "measurements",
        )
    )
    assert "Clicks 1 click - " in rows
    assert "Estimated time 60 seconds 40 to 95 " in rows
