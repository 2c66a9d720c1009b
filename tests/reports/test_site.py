"""The index of a corpus on paper: complete without its script, and nothing that a run holds can add to it."""

import base64
import hashlib
import re
from collections.abc import Sequence
from html.parser import HTMLParser

import msgspec
import pytest
from bs4 import BeautifulSoup

from analyzer.model import Counterfactual, PolicyIdentity, Report
from analyzer.reports.site import Published, page, rows
from analyzer.reports.spoken import LANGUAGES
from tests.compared_pages import HOSTILE, attacked
from tests.facebook_report import FACEBOOK
from tests.tables import for_each

replace = msgspec.structs.replace


def published(run: str, report: Report = FACEBOOK, operator: str = "meta") -> Published:
    named = tuple(f"runs/{run}/{file}" for file in ("report.html", "report.json", "bundle.zip"))
    return Published(run, operator, report, named, "0" * 64, redacted=False)


def scored(low: float, high: float, **changes: object) -> Report:
    assert FACEBOOK.score is not None
    score = replace(FACEBOOK.score, total=(low + high) / 2, interval=(low, high))
    return replace(FACEBOOK, **{"score": score, "counterfactual": None} | changes)


def ended(report: Report, outcome: str) -> Report:
    refuse = replace(report.routes["refuse"], outcome=outcome, reached=outcome == "reached")
    return replace(report, routes=report.routes | {"refuse": refuse})


class Read(HTMLParser):
    """The text of each row, and what a page could fetch or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.scripts: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self._tag = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._tag = tag if tag in {"script", "style"} else ""
        if tag == "tr":
            self.rows.append("")
        if tag == "script":
            self.scripts.append("")
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "style"
            if name in {"href", "src"}:
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag == "script":
            self.scripts[-1] += data
        elif not self._tag and self.rows:
            self.rows[-1] += f" {data.strip()}"


def texts(told: str) -> list[str]:
    return [" ".join(row.split()) for row in Read(told).rows[1:]]


def test_a_row_says_where_a_flow_was_met_what_each_way_takes_and_how_it_ends() -> None:
    (told,) = texts(page(rows([published("facebook-2025")])))
    for part in ("facebook-2025", "Mock", "Facebook", "meta", "right to object", "desktop", "2025-05-20", "silence"):
        assert part in told
    assert FACEBOOK.score is not None
    assert f"{FACEBOOK.score.total:.1f} {FACEBOOK.score.interval[0]:.1f} to {FACEBOOK.score.interval[1]:.1f}" in told
    refuse = FACEBOOK.routes["refuse"]
    assert refuse.counts is not None
    assert refuse.seconds is not None
    assert f" {refuse.counts.clicks} 0 silence " in told
    assert f"{refuse.seconds.low:.0f} to {refuse.seconds.high:.0f}" in told


def test_ties_are_told_as_the_same_range_of_places_the_most_friction_first() -> None:
    made = rows(
        [
            published("a", scored(10, 20)),
            published("b", scored(50, 60)),
            published("c", scored(15, 30)),
        ]
    )
    assert [(row.run, row.places) for row in made] == [("b", (1, 1)), ("c", (2, 3)), ("a", (2, 3))]
    told = page(made)
    assert [re.search(r"(?:\d to )?\d(?= \d+ %)", row)[0] for row in texts(told)] == ["1", "2 to 3", "2 to 3"]  # type: ignore[index]
    assert "two flows with the same range are a tie" in told


def test_dead_ends_counterfactuals_and_what_has_no_score_are_not_ranked_and_the_page_says_so() -> None:
    least = Counterfactual(
        flow=replace(FACEBOOK.flow, id="least"), routes={}, score=None, score_reason="the walk broke off"
    )
    made = rows(
        [
            published("whole", scored(10, 20, counterfactual=least)),
            published("dead", ended(scored(80, 90), "dead_end")),
            published("least", scored(0, 1, flow=least.flow)),
            published("unscored", replace(FACEBOOK, score=None, score_reason="not measured", counterfactual=None)),
        ]
    )
    assert [row.run for row in made if row.places] == ["whole"]
    told = page(made)
    assert "Not ranked: 1 dead end, 1 counterfactual and 1 flow without a score." in told
    assert "not scored" in told
    assert 'data-refuse=""' in next(line for line in told.splitlines() if 'data-outcome="dead end"' in line)


def test_scores_of_different_policies_are_not_ranked() -> None:
    assert FACEBOOK.score is not None
    other = replace(FACEBOOK.score, policy=PolicyIdentity(id="x", version="x.1", sha256="1" * 64))
    made = rows([published("a"), published("b", replace(FACEBOOK, score=other))])
    assert [row.places for row in made] == [None, None]
    assert "Not ranked: there is no one scale for scores of different policies" in page(made)


def test_mocks_tapes_and_live_services_are_said_apart() -> None:
    def on(kind: str) -> Report:
        return replace(FACEBOOK, provenance=replace(FACEBOOK.provenance, site_kind=kind))

    told = page(rows([published("a"), published("b", on("tape")), published("c", on("live"))]))
    assert "Walked: 1 on mocks: they are not the services themselves; " in told
    assert {word for row in texts(told) for word in ("Mock", "Recorded traffic", "Live service") if word in row} == {
        "Mock", "Recorded traffic", "Live service",
    }  # fmt: skip


def test_words_of_strangers_stay_words_and_only_the_pages_own_script_may_run() -> None:
    flow = msgspec.convert(attacked(msgspec.to_builtins(FACEBOOK.flow)), type=type(FACEBOOK.flow))
    told = page(rows([published("a", replace(FACEBOOK, flow=flow), operator=HOSTILE)]))
    plain = page(rows([published("a")]))
    seen = Read(told)
    assert seen.scripts == Read(plain).scripts
    assert len(seen.scripts) == 1
    assert not seen.tags & {"img", "iframe", "object", "form", "base"}
    assert "\x1b" not in told
    assert "\u202e" not in told
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', told)[1]  # type: ignore[index]
    digest = base64.b64encode(hashlib.sha256(seen.scripts[0].encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;;" in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src &#39;none&#39;")


def test_links_are_relative_and_lead_to_files_of_any_name() -> None:
    links = Read(page(rows([published('50 %#?"ä')]))).links
    away = [link for link in links if not link.startswith(("#", "data:"))]
    assert set(away) == {
        f"runs/50%20%25%23%3F%22%C3%A4/{file}" for file in ("report.html", "report.json", "bundle.zip")
    }


def test_the_same_rows_give_the_same_page_whatever_their_order() -> None:
    runs = [published("a"), published("b", scored(1, 2)), published("c", scored(50, 60))]
    assert page(rows(runs)) == page(rows(runs[::-1]))


LATIN = re.compile("[A-Za-z]{3}")


@pytest.mark.lengthy
@for_each("reader", LANGUAGES[1:])
def test_an_index_speaks_its_readers_language_and_marks_what_does_not(reader: str) -> None:
    least = Counterfactual(
        flow=replace(FACEBOOK.flow, id="least"), routes={}, score=None, score_reason="the walk broke off"
    )
    runs = [
        published("whole", scored(10, 20, counterfactual=least)),
        published("dead", ended(scored(80, 90), "dead_end"), operator=""),
        published("least", scored(0, 1, flow=least.flow)),
        published("unscored", replace(FACEBOOK, score=None, score_reason="", counterfactual=None)),
    ]
    soup = BeautifulSoup(page(rows(runs), reader), "html.parser")
    english = BeautifulSoup(page(rows(runs)), "html.parser")
    assert soup.html["lang"] == reader
    for one in (soup, english):
        for part in one(["script", "style", "code"]) + one.select(".id, [lang=en]"):
            part.decompose()
    spoken = ("aria-label", "data-label", "data-some", "data-none")

    def said(one: BeautifulSoup) -> set[str]:
        attributes = {tag[name] for tag in one.find_all() for name in spoken if tag.get(name)}
        return {text.strip() for text in (*one.stripped_strings, *attributes) if LATIN.search(text)}

    for link in soup.select("a[aria-label]"):
        assert link["aria-label"].startswith(link.get_text()), link
        del link["aria-label"]
    both = said(soup) & said(english)
    assert both <= {"Facebook", "meta", "2026.1"} | SAME.get(reader, set()), both


SAME = {
    "fr": {"Place", "Service", "service", "silence", "signature", "mai 2025"}, "de": {"Operator"}, "es": set(),
    "it": {"report"}, "nl": {"Service"}, "pt": set(), "pl": {"Operator"},
}  # fmt: skip
"""Words that a language spells as English does."""


def test_where_nothing_fits_the_page_says_so_in_words_that_its_script_fills() -> None:
    told = page(rows([published("a")]), "fr")
    assert "data-none=" in told
    assert "{total}" in told
    assert "« {button} »" in told.replace("\xa0", " ")
