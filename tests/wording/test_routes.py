"""What does not fit along a route is found on the screen where it stops fitting."""

import inspect
from dataclasses import replace

from analyzer.wording.routes import ROUTE_RULES, Shown, Switch, findings
from tests.tables import for_each


def screen(*texts: str, controls: tuple[tuple[str, str], ...] = (), language: str = "en") -> Shown:
    return Shown(language, texts, tuple(Switch(label, role, checked=True) for label, role in controls))


def found(*screens: Shown) -> list[tuple[str, int, str]]:
    return [(one.rule, one.screen, one.quote) for one in findings(screens)]


def test_a_route_that_fits_has_no_findings() -> None:
    assert found(screen("Your right to object"), screen("Send your objection"), screen("Your objection was sent")) == []


def test_another_name_for_the_same_right_is_found_where_it_first_stands() -> None:
    assert found(screen("Your right to object"), screen("Send your opt-out")) == [
        ("inconsistent_naming", 1, "Send your opt-out")
    ]


def test_a_link_that_leads_to_a_place_of_another_name_is_found() -> None:
    settings = screen("Account", controls=(("Ad choices", "link"),))

    assert found(settings, screen("Interest settings")) == [("inconsistent_naming", 1, "Interest settings")]
    assert found(settings, screen("Ad choices")) == []
    assert found(settings, screen("Account details")) == []


def test_after_a_button_that_only_leads_on_another_heading_is_another_step() -> None:
    first = replace(screen("Location history", controls=(("Next", "button"),)), pressed="Next")
    second = replace(screen("Web activity", controls=(("Next", "button"),)), pressed="Next")

    assert [one for one in found(first, second) if one[0] == "inconsistent_naming"] == []


def test_headings_that_name_things_of_two_families_are_about_two_things() -> None:
    assert found(screen("Location history"), screen("Cookie settings")) == []
    assert found(screen("Ad preferences"), screen("Your name and address")) == []


def test_a_screen_that_holds_both_names_explains_them() -> None:
    assert found(screen("Your right to object"), screen("Your objection, also called opt-out")) == []


@for_each(
    "language, first, second",
    [
        ("en", "You can change your choice at any time.", "This choice cannot be changed later."),
        ("en", "You have until 26 May to object.", "Objections received after 20 May do not count."),
        ("en", "Opting out takes one click.", "Fill in all four pages to opt out."),
        ("de", "Sie müssen keinen Grund angeben.", "Bitte nennen Sie den Grund."),
        ("nl", "We delen je gegevens nooit met derden.", "Je gegevens worden gedeeld met partners."),
        ("pl", "Jeśli odmówisz, nic się nie zmieni.", "Jeśli odmówisz, niektóre funkcje będą niedostępne."),
    ],
)
def test_what_is_denied_here_and_said_there_is_a_contradiction(language: str, first: str, second: str) -> None:
    assert found(screen(first, language=language), screen(second, language=language)) == [
        ("conflicting_statements", 1, second)
    ]


@for_each(
    "language, first, second",
    [
        ("en", "You can cancel online.", "You can also call us."),
        ("en", "Personalised ads are off.", "Other ads are shown."),
        ("it", "L'abbonamento resta attivo fino al 30 giugno.", "L'abbonamento termina il 30 giugno."),
    ],
)
def test_two_ways_two_things_and_two_words_for_one_day_agree(language: str, first: str, second: str) -> None:
    assert found(screen(first, language=language), screen(second, language=language)) == []


def test_switches_that_go_opposite_ways_are_found() -> None:
    shares = screen("Ads", controls=(("Personalised ads", "switch"),))
    keeps = screen("More", controls=(("Do not share my data", "checkbox"),))

    assert found(shares, keeps) == [("opposite_toggles", 1, "Do not share my data")]
    assert found(shares, shares) == []


def test_a_switch_is_turned_round_by_the_text_of_its_screen() -> None:
    shares = screen("Ads", controls=(("Personalised ads", "switch"),))
    turned = screen("Partners", "Switch on to block a partner.", controls=(("Delmar", "switch"),))

    assert found(shares, turned)[-1] == ("opposite_toggles", 1, "Delmar")


def test_what_is_no_setting_of_data_has_no_direction() -> None:
    shares = screen("Ads", controls=(("Personalised ads", "switch"), ("I do not use it enough", "checkbox")))

    assert found(shares) == []


@for_each(
    ("one", "other", "clash"),
    [
        ("You can object until 26 May.", "Objections are possible until 31 May.", True),
        ("You can object until 26 May.", "Use starts on 27 May.", False),
        ("Your choice is stored for 6 months.", "Your choice is stored for half a year.", False),
        ("Your choice is stored for 6 months.", "Your choice is stored for one year.", True),
        ("Objecting is free.", "A fee of 12 is charged for the objection.", True),
        ("We never call people who objected.", "An adviser will call people who objected.", True),
        ("We never call people who objected.", "We send letters to people.", False),
        ("Opt out of ads.", "Opt out of all ads.", False),
        ("You can object at any time.", "Objections are only possible until 26 May.", True),
        ("Nothing changes if you refuse.", "If you refuse, some features stop working.", True),
        ("Your data is kept for 30 days.", "You have 14 days to reply.", False),
    ],
)
def test_two_statements_about_one_fact_contradict_each_other(one: str, other: str, *, clash: bool) -> None:
    assert bool([it for it in found(screen(one), screen(other)) if it[0] == "conflicting_statements"]) is clash


def test_two_things_are_kept_for_two_times_without_contradiction() -> None:
    data, invoices = screen("We delete your data after 30 days."), screen("Invoices are kept for ten years.")

    assert found(data, invoices) == []
    assert [rule for rule, *_ in found(data, screen("Your data is kept for two years."))] == ["conflicting_statements"]


def test_when_one_is_answered_contradicts_no_deadline() -> None:
    until = screen("You can object until 26 May.")

    assert found(until, screen("We will answer by 30 June.")) == []
    assert [rule for rule, *_ in found(until, screen("Objections are possible until 31 May."))] == [
        "conflicting_statements"
    ]


def test_words_for_refusing_tie_statements_that_share_no_other_word() -> None:
    anytime = screen("Puede oponerse en cualquier momento.", language="es")
    late = screen("Las oposiciones deben llegar antes del 26 de mayo.", language="es")

    assert [rule for rule, *_ in found(anytime, late)] == ["conflicting_statements"]


def test_a_contradiction_across_languages_is_found_by_its_fact() -> None:
    english = screen("You do not have to give a reason.")
    dutch = screen("Reden van uw bezwaar (verplicht)", "Leg uit waarom u bezwaar maakt tegen dit gebruik.",
                   language="nl")  # fmt: skip

    assert "conflicting_statements" in [one[0] for one in found(english, dutch)]


def test_who_pressed_the_name_of_a_language_has_asked_for_it() -> None:
    english = screen("Choose a language for the next pages of this form.", controls=(("Polski", "link"),))
    polish = screen("Wybierz, na jakie pliki cookie się zgadzasz, i zapisz swój wybór na tej stronie.", language="pl")

    assert found(english, polish) == []
    assert found(replace(english, pressed="Polski"), polish) == []
    elsewhere = Switch("Next page", "link", checked=None)
    pressed = replace(english, controls=(*english.controls, elsewhere), pressed="Next page")
    assert [one[0] for one in found(pressed, polish)] == ["language_discontinuity"]


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


@for_each(
    "language, text, label",
    [
        ("en", "Location history is off.", "Location history"),
        ("fr", "La géolocalisation est désactivée.", "Géolocalisation"),
        ("de", "Der Standortverlauf ist aus.", "Standortverlauf"),
        ("es", "La ubicación está desactivada.", "Ubicación"),
        ("it", "La posizione è disattivata.", "Posizione"),
        ("nl", "De locatiegeschiedenis staat uit.", "Locatiegeschiedenis"),
        ("pl", "Historia lokalizacji jest wyłączona.", "Historia lokalizacji"),
        ("pt", "A localização está desligada.", "Localização"),
    ],
)
def test_a_text_beside_a_control_that_is_in_the_other_state_contradicts_it(
    language: str, text: str, label: str
) -> None:
    def conflicts(*, checked: bool) -> list[str]:
        shown = Shown(language, (text,), (Switch(label, "switch", checked),))
        return [clash.quote for clash in findings([shown]) if clash.rule == "conflicting_statements"]

    assert conflicts(checked=True) == [text]
    assert conflicts(checked=False) == []


def test_a_switch_that_was_switched_on_the_way_contradicts_nothing() -> None:
    first = Shown("en", ("Data use",), (Switch("Location history", "switch", checked=True),))
    second = Shown("en", ("Location history is off.",), ())

    assert [clash for clash in findings([first, second]) if clash.rule == "conflicting_statements"] == []


def test_two_things_in_two_states_contradict_nothing() -> None:
    assert found(screen("Necessary cookies are always on."), screen("Analytics cookies are off.")) == []


def test_what_stays_after_a_deletion_contradicts_that_it_is_deleted() -> None:
    deleted, stays = (
        "Deleting your profile deletes your photos.",
        "Your photos stay online after you delete your profile.",
    )

    assert ("conflicting_statements", 1, stays) in found(screen(deleted), screen(stays))
