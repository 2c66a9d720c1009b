"""What does not fit along a route is found on the screen where it stops fitting."""

import inspect

from analyzer.wording.routes import ROUTE_RULES, Shown, Switch, findings


def screen(*texts: str, controls: tuple[tuple[str, str], ...] = (), language: str = "en") -> Shown:
    return Shown(language, texts, tuple(Switch(label, role, checked=True) for label, role in controls))


def found(*screens: Shown) -> list[tuple[str, int, str]]:
    return [(one.rule, one.screen, one.quote) for one in findings(screens)]


def test_a_route_that_fits_has_no_findings() -> None:
    assert found(screen("Your right to object"), screen("Send your objection"), screen("Your objection was sent")) == []


def test_another_name_for_the_same_right_is_found_where_it_first_stands() -> None:
    assert found(screen("Your right to object"), screen("Send your opt-out")) == [("inconsistent_naming", 1, "opt-out")]


def test_a_screen_that_holds_both_names_explains_them() -> None:
    assert found(screen("Your right to object"), screen("Your objection, also called opt-out")) == []


def test_switches_that_go_opposite_ways_are_found() -> None:
    shares = screen("Ads", controls=(("Personalised ads", "switch"),))
    keeps = screen("More", controls=(("Do not share my data", "checkbox"),))

    assert found(shares, keeps) == [("opposite_toggles", 1, "Do not share my data")]
    assert found(shares, shares) == []


def test_a_reason_that_is_needed_here_and_not_there_is_a_contradiction() -> None:
    needed = screen("You must explain why you object.")
    free = screen("You can object without a reason.")

    assert [one[:2] for one in found(needed, free)] == [("conflicting_statements", 1)]
    assert found(free, free) == []


def test_a_change_of_language_is_found_by_the_first_text_of_the_screen() -> None:
    french = screen("Vous pouvez vous opposer à l'utilisation de vos informations par nous et par nos partenaires.",
                    language="fr")  # fmt: skip
    english = screen("You can send this form if you do not want us to use the information that you share.",
                     language="fr")  # fmt: skip

    assert [one[:2] for one in found(french, english)] == [("language_discontinuity", 1)]
    assert found(french, french) == []


def test_every_route_rule_has_a_manual_with_all_sections() -> None:
    for rule in ROUTE_RULES:
        manual = inspect.getdoc(rule) or ""
        for section in ("What", "How it is found", "Why it is friction", "What it cannot see", "Sources"):
            assert f"\n{section}\n{'-' * len(section)}\n" in manual, rule.ID
