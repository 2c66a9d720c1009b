"""Every measure and every wording rule says what it rests on in seven taxonomies, or why nothing fits."""

import inspect
import re
from typing import Any

import pytest

from analyzer import explaining, references
from analyzer.errors import InputError
from analyzer.mapping import HOOKS, NOTHING, TAXONOMIES, everything, mapped, taxonomy
from analyzer.measures import MEASURES
from analyzer.measuring import klm
from analyzer.references import Hook
from analyzer.wording.registry import WORDING_RULES
from tests.tables import for_each

ALL = [one.ID for one in (*MEASURES, *WORDING_RULES)]


def test_the_table_names_exactly_the_measures_and_the_rules() -> None:
    assert sorted(HOOKS) == sorted(ALL)
    assert set(NOTHING) <= set(ALL)
    assert [one.id for one in everything()] == ALL


@for_each("name", ALL)
def test_in_each_of_seven_taxonomies_something_fits_or_it_says_why_nothing_does(name: str) -> None:
    one = mapped(name)
    fitting = {taxonomy(hook) for hook in one.hooks}

    assert set(one.nothing) <= set(TAXONOMIES)
    for each in TAXONOMIES:
        assert (each in fitting) != bool(one.nothing.get(each)), f"{name}: {each}"


@for_each("name", ALL)
def test_each_says_what_speaks_against_it(name: str) -> None:
    assert mapped(name).against.endswith(".")


@for_each("rule", WORDING_RULES)
def test_what_the_findings_of_a_rule_cite_is_in_the_table(rule: Any) -> None:
    assert set(rule.HOOKS) <= set(HOOKS[rule.ID])


@for_each("measure", MEASURES)
def test_what_the_findings_of_a_measure_cite_is_in_the_table(measure: Any) -> None:
    cited = re.findall(r"\breferences\.([A-Z][A-Z_0-9]+)\b", inspect.getsource(measure))

    assert {getattr(references, name) for name in cited} <= set(HOOKS[measure.ID])


def test_no_text_is_named_that_nothing_rests_on() -> None:
    used = {hook for hooks in HOOKS.values() for hook in hooks}
    known = {hook for hook in vars(references).values() if isinstance(hook, Hook)}

    assert {hook.item for hook in known - used} <= {
        "Obstructing: Dead end", "Fickle: Lacking hierarchy", "Fickle: Decontextualising",
    }  # fmt: skip


def test_identity_checks_and_confirming_the_irreversible_are_named_as_counter_arguments() -> None:
    assert "protects the person" in mapped("reauthentication").against
    assert "cannot be undone" in mapped("asked_again").against
    assert "identity" in mapped("required_fields").against or "doubt" in mapped("required_fields").against
    assert "12(6)" in mapped("context_switches").against


def test_explain_prints_what_a_measure_rests_on_and_what_speaks_against_it() -> None:
    said = explaining.manual("reauthentication")

    assert "Obstructing: Longer than necessary (direct for: objection," in said
    assert "section 7004(a)(5): easy to execute (direct for: CCPA opt-out; else by analogy)" in said
    assert "Nothing in EPIC: none of the eight patterns is about length" in explaining.manual("clicks")
    assert mapped("reauthentication").against in said


def test_the_manual_of_the_estimated_time_gives_every_constant_with_its_range() -> None:
    said = explaining.manual("estimated_time")

    for device, operators in klm.OPERATORS.items():
        part = said.partition(f"On a {device}")[2].partition("\n\n")[0]
        assert [line[2:3] for line in part.splitlines()[1:]] == list(operators)
    assert all(f"- {language}: " in said for language in klm.ALOUD)
    assert "Palin et al., MobileHCI 2019" in said
    assert "On a phone" not in explaining.manual("clicks")


def test_a_title_as_a_report_has_it_finds_its_manual_and_the_list_is_in_the_readers_language() -> None:
    assert explaining.manual("clicks to REFUSE") == explaining.manual("clicks")
    assert explaining.manual("Clics pour refuser", "fr").startswith("clicks: Clics pour refuser\n===")
    assert "confirmshaming" in explaining.overview("de")
    assert "Kliknięcia do odmowy" in explaining.overview("pl")
    with pytest.raises(InputError, match="did you mean 'clicks to refuse'"):
        explaining.manual("Clicks to refusal")
