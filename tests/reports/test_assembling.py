"""A report holds what was walked and judged, in words and numbers a renderer can print, and says its own limits."""

from dataclasses import replace
from pathlib import Path

import msgspec
from jsonschema import Draft202012Validator
from msgspec.structs import replace as changed

from analyzer import canonical, graph, storage
from analyzer.errors import AnalyzerError
from analyzer.measures import measure_all
from analyzer.model import Exhibit, Refused, Report, Source, Wait, Walk
from analyzer.model import Provenance as FlowProvenance
from analyzer.reports.assembling import Judged, assemble
from analyzer.reports.schema import schema
from analyzer.scoring.policy import newest
from analyzer.scoring.score import score
from tests.tables import for_each
from tests.walks import (
    ENVIRONMENT,
    MAILBOX,
    button,
    click,
    fill,
    flow_with,
    gathered_of,
    goto,
    link,
    page,
    paragraph,
    pause,
    scroll,
    silent,
    textbox,
    walk_of,
)

REFUSE = walk_of(
    page("Home", "Welcome back", button("Settings")),
    click("Settings"),
    page("Privacy", paragraph("You have the right to object."), link("object")),
    click("object"),
    page("Form", textbox("E-mail", required=True), button("Send")),
    fill("E-mail", 14),
    click("Send"),
    page("Done", "We received your objection."),
)
ACCEPT = silent()


def judged(*walks: Walk, folder: str = "walks") -> Judged:
    steps = graph.build({walk.route: gathered_of(walk) for walk in walks})
    measurements = measure_all(steps)
    folders = {walk.route: f"{folder}/{walk.route}" for walk in walks}
    dead_end = any(walk.route == "refuse" and walk.outcome == "dead_end" for walk in walks)
    try:
        return Judged(steps, measurements, score(measurements, newest(), dead_end=dead_end), "", folders)
    except AnalyzerError as error:
        return Judged(steps, measurements, None, str(error), folders)


def report_on(*walks: Walk) -> Report:
    return assemble(judged(*walks), None, newest())


def with_flow(walk: Walk, **changes: object) -> Walk:
    return changed(walk, flow=flow_with(**changes))


def said(report: Report) -> str:
    return "\n".join(report.limits)


def test_a_report_is_canonical_and_valid_and_reads_back_as_itself() -> None:
    report = assemble(judged(REFUSE, ACCEPT), judged(REFUSE, ACCEPT, folder="counterfactual/walks"), newest())
    written = canonical.text(report)

    assert Draft202012Validator(schema()).is_valid(msgspec.json.decode(written))
    assert msgspec.json.decode(written, type=Report) == report


def test_the_order_in_which_routes_were_read_does_not_change_a_byte() -> None:
    assert canonical.text(report_on(REFUSE, ACCEPT)) == canonical.text(report_on(ACCEPT, REFUSE))


def test_each_route_says_whether_it_was_reached_and_what_it_costs() -> None:
    routes = report_on(REFUSE, ACCEPT).routes

    assert routes["refuse"].reached
    assert routes["refuse"].counts is not None
    assert routes["refuse"].counts.clicks == 3
    assert routes["refuse"].counts.required_text_fields == 1
    assert routes["accept"].silence
    assert routes["accept"].counts is not None
    assert routes["accept"].counts.clicks == 0


def test_the_clicks_and_keys_of_the_steps_add_up_to_the_counts() -> None:
    route = report_on(REFUSE, ACCEPT).routes["refuse"]

    assert route.counts is not None
    assert sum(step.clicks for step in route.steps) == route.counts.clicks
    assert sum(step.keystrokes for step in route.steps) == route.counts.keystrokes == 14
    assert sum(screen.new for screen in route.screens) == route.counts.screens == 4


def test_steps_are_told_by_verb_and_by_the_words_on_what_was_acted_on() -> None:
    walk = walk_of(page("Home", link("Help")), click("Help"), page("Help"), goto("https://service.test/x"), page("X"),
                   scroll(300), pause(2000))  # fmt: skip
    steps = report_on(walk, ACCEPT).routes["refuse"].steps

    assert [(step.verb, step.label, step.role) for step in steps] == [
        ("open", "https://service.test/home", ""),
        ("click", "Help", "link"),
        ("open", "https://service.test/x", ""),
        ("scroll", "300 px", ""),
        ("wait", "2000 ms", ""),
    ]
    assert steps[1].box is not None
    assert steps[0].box is None


def test_screens_are_titled_counted_and_point_to_their_files_with_hashes() -> None:
    shot = Exhibit(file="screens/001.png", sha256="a" * 64)
    walk = changed(REFUSE, screens=(changed(REFUSE.screens[0], screenshot=shot), *REFUSE.screens[1:]))
    first, second, *_ = report_on(walk, ACCEPT).routes["refuse"].screens

    assert (first.heading, first.words, first.options) == ("Home", 3, 1)
    assert (first.screenshot, first.sha256) == ("walks/refuse/screens/001.png", "a" * 64)
    assert (second.screenshot, second.sha256) == ("", "")


def test_the_hash_of_a_walk_is_that_of_its_file(tmp_path: Path) -> None:
    storage.write_walk(REFUSE, tmp_path)

    written = (tmp_path / storage.WALK_FILE).read_bytes()
    assert report_on(REFUSE, ACCEPT).routes["refuse"].walk_sha256 == canonical.sha256(written)


def test_the_provenance_names_versions_place_and_who_described_the_procedure() -> None:
    source = Source(who="A paper", date="2025-05-20", language="fr", says="Five clicks.")
    told = FlowProvenance(sources=(source,), invented=("the colours",))
    provenance = report_on(with_flow(REFUSE, provenance=told), with_flow(ACCEPT, provenance=told)).provenance

    assert (provenance.browser, provenance.locale, provenance.time_zone) == ("0", "en-GB", "UTC")
    assert (provenance.viewport, provenance.site_kind) == ((1280, 720), "mock")
    assert (provenance.sources, provenance.invented) == ((source,), ("the colours",))
    assert provenance.environments == {"refuse": ENVIRONMENT, "accept": ENVIRONMENT}
    assert set(provenance.lexicons) == {"en"}


def test_a_mock_says_that_it_is_one_who_described_it_and_what_is_invented() -> None:
    source = Source(who="A paper", date="2025-05-20", language="fr", says="Five clicks.")
    told = FlowProvenance(sources=(source,), invented=("the colours.", "the feed."))
    limits = report_on(with_flow(REFUSE, provenance=told), with_flow(ACCEPT, provenance=told)).limits

    assert limits[0].startswith("This is a mock")
    assert limits[1] == "The procedure was described by A paper (2025-05-20, in French)."
    assert limits[2] == "Invented, because no source says it: the colours; the feed."


@for_each(("kind", "start"), [("live", "The walks were made on the service"), ("tape", "The walks were")])
def test_other_sites_say_what_they_are(kind: str, start: str) -> None:
    site = changed(REFUSE.flow.site, kind=kind)

    assert report_on(with_flow(REFUSE, site=site), with_flow(ACCEPT, site=site)).limits[0].startswith(start)


def test_a_report_says_that_seconds_are_estimates_and_what_the_interval_holds() -> None:
    limits = said(report_on(REFUSE, ACCEPT))

    assert "Seconds are an estimate" in limits
    assert "The score's interval holds every combination of the weights and ramps that policy 2026.2" in limits
    assert "is a draft" not in limits


def test_a_report_says_what_was_not_looked_at() -> None:
    screens = (changed(REFUSE.screens[0], limits=("colours of 30 controls below the viewport",)), *REFUSE.screens[1:])
    walk = changed(REFUSE, screens=screens, refused=(Refused(origin="https://other.example", count=2),))
    offering = changed(walk, screens=(changed(screens[0], controls=(*screens[0].controls, HELP)), *screens[1:]))
    limits = said(report_on(offering, ACCEPT))

    assert "On card 1: colours of 30 controls below the viewport." in limits
    assert "2 requests aborted, so what would have been shown is missing; undeclared: https://other.example." in limits
    assert "offered and not followed; what lies behind was not looked at." in limits


HELP = changed(REFUSE.screens[1].controls[0], key="help", name="Help", text="Help", href="https://service.test/help")


def test_what_could_not_be_measured_is_named_with_its_reason_and_the_coverage() -> None:
    report = report_on(REFUSE)

    assert report.score is not None
    assert report.score.coverage < 1
    assert f"The score rests on {round(report.score.coverage * 100)} % of the policy's weight" in said(report)
    assert "Route accept was not walked, so what needs it could not be measured." in said(report)


def test_a_measure_the_policy_does_not_know_is_said_to_weigh_nothing() -> None:
    older = replace(newest(), entries=tuple(entry for entry in newest().entries if entry.measure != "clicks"))

    assert "does not know Clicks to refuse: shown, but without weight." in said(
        assemble(judged(REFUSE, ACCEPT), None, older)
    )


def test_a_mock_that_names_no_source_is_not_said_to_be_rebuilt_from_descriptions() -> None:
    limits = said(report_on(REFUSE, ACCEPT))

    assert "This is a mock, not the service itself.\nNo published description of the procedure is named." in limits
    assert "descriptions" not in limits


def test_declared_waiting_is_told_with_its_source() -> None:
    waits = (Wait(what="the decision arrives", low_hours=0.5, high_hours=24, source="A paper"),)
    limits = said(report_on(with_flow(REFUSE, waits=waits), with_flow(ACCEPT, waits=waits)))

    assert "Waiting is declared, not observed: the decision arrives, 30 minutes to 24 hours (A paper)." in limits


def test_an_incomplete_walk_has_no_score_and_says_why() -> None:
    walk = changed(REFUSE, outcome="incomplete", failure="refuse.py: step 3: nothing is named 'object'")
    report = report_on(walk, ACCEPT)

    assert report.score is None
    assert report.score_reason == "the walk of route refuse is incomplete: refuse.py: step 3: nothing is named 'object'"
    assert not report.routes["refuse"].reached
    assert "The score's interval" not in said(report)


@for_each(
    ("outcome", "sentence"),
    [
        ("dead_end", "Route refuse ends in a dead end"),
        ("uncertain", "Whether route refuse reaches its goal remains uncertain"),
        ("stopped_before_commit", "The walk of route refuse was stopped before the step that commits"),
    ],
)
def test_a_route_that_did_not_end_at_its_goal_is_not_reached_and_said_to_be_so(outcome: str, sentence: str) -> None:
    report = report_on(changed(REFUSE, outcome=outcome), ACCEPT)

    assert not report.routes["refuse"].reached
    assert sentence in said(report)


def test_a_refusal_that_is_impossible_scores_worse_than_the_same_one_where_it_is_possible() -> None:
    impossible, possible = report_on(changed(REFUSE, outcome="dead_end"), ACCEPT).score, report_on(REFUSE, ACCEPT).score

    assert impossible is not None
    assert possible is not None
    assert impossible.total > possible.total
    assert impossible.coverage < possible.coverage


def test_counts_that_cannot_be_trusted_are_missing_with_the_reason() -> None:
    activations = changed(REFUSE.activations, counted=2, unexplained=("click on 'Send'",))
    route = report_on(changed(REFUSE, activations=activations), ACCEPT).routes["refuse"]

    assert route.counts is None
    assert route.seconds is None
    assert "click on 'Send'" in route.counts_reason


def test_counting_from_the_first_link_stands_beside_the_counts() -> None:
    route = report_on(with_flow(REFUSE, first_link="Object"), with_flow(ACCEPT, first_link="Object")).routes["refuse"]

    assert route.counts_from_first_link is not None
    assert route.counts_from_first_link.clicks == 2


def test_the_counterfactual_brings_its_own_flow_routes_and_score() -> None:
    least = walk_of(page("Notice", button("Refuse"), button("Accept")), click("Refuse"), page("Done"))
    flow = flow_with(id="least")
    compared = judged(changed(least, flow=flow), changed(ACCEPT, flow=flow), folder="counterfactual/walks")
    report = assemble(judged(REFUSE, ACCEPT), compared, newest())

    assert report.counterfactual is not None
    assert report.counterfactual.flow.id == "least"
    assert report.counterfactual.score is not None
    assert report.score is not None
    assert report.counterfactual.score.total < report.score.total


def test_a_single_walk_of_another_route_still_makes_a_report() -> None:
    report = report_on(ACCEPT)

    assert set(report.routes) == {"accept"}
    assert report.score is None
    assert report.score_reason.startswith("no measure that policy 2026.2 weighs could be measured")
    assert report.provenance.viewport == (1280, 720)


def test_a_visit_to_a_mailbox_is_a_context_switch_in_the_counts() -> None:
    walk = walk_of(page("Home", button("Send")), click("Send"), page("Check"), goto(f"{MAILBOX}/in"),
                   page("Inbox", url=f"{MAILBOX}/in"))  # fmt: skip
    counts = report_on(walk, ACCEPT).routes["refuse"].counts

    assert counts is not None
    assert counts.context_switches == 1
