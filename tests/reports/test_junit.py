"""Refusing against accepting as JUnit: a case a count, which fails only where refusing costs more."""

from xml.etree import ElementTree as ET

from msgspec.structs import replace

from analyzer.model import Counts, Report
from analyzer.reports.junit import junit


def cases(report: Report) -> dict[str, str]:
    """Return what came of every case: its child's name, or passed."""
    suite = ET.fromstring(junit(report))  # noqa: S314 - written by what is under test
    found = {case.attrib["name"]: next((child.tag for child in case), "passed") for case in suite}
    results = list(found.values())
    assert [int(suite.attrib[kind]) for kind in ("tests", "failures", "skipped")] == [
        len(results), results.count("failure"), results.count("skipped")
    ]  # fmt: skip
    return found


def test_a_count_fails_only_where_refusing_costs_more(facebook: Report) -> None:
    refuse, accept = facebook.routes["refuse"].counts, facebook.routes["accept"].counts
    assert refuse is not None
    assert accept is not None
    found = cases(facebook)
    assert found.pop("refusing succeeds") == "passed"
    assert len(found) == len(Counts.__struct_fields__)
    for count in Counts.__struct_fields__:
        more = getattr(refuse, count) > getattr(accept, count)
        name = f"refusing takes no more {count.replace('_', ' ')} than accepting"
        assert found[name] == ("failure" if more else "passed")
    assert {"failure", "passed"} == set(found.values())


def test_equal_ways_pass_every_case(facebook: Report) -> None:
    refuse = facebook.routes["refuse"]
    assert set(cases(replace(facebook, routes={"refuse": refuse, "accept": refuse})).values()) == {"passed"}


def test_a_refusal_that_leads_nowhere_fails_and_its_counts_are_not_called_cheap(facebook: Report) -> None:
    stuck = replace(facebook.routes["refuse"], reached=False, outcome="dead_end")
    found = cases(replace(facebook, routes={**facebook.routes, "refuse": stuck}))
    assert found.pop("refusing succeeds") == "failure"
    assert set(found.values()) == {"skipped"}


def test_hostile_words_stay_words(facebook: Report) -> None:
    attack = "\"/><testcase name='x'/>&\x1b]]>\u202e"
    stuck = replace(facebook.routes["refuse"], reached=False, outcome="incomplete", failure=attack)
    wild = replace(facebook, flow=replace(facebook.flow, id=attack), routes={"refuse": stuck})
    data = junit(wild).decode()
    assert len(cases(wild)) == 1 + len(Counts.__struct_fields__)
    assert "\x1b" not in data
    assert "\u202e" not in data
    assert "[U+001B]" in data
