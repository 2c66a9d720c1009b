"""A field is answered by what it asks for, and the way out is tried in the order in which labels promise it."""

from analyzer.exploring.answers import CODE, WORDS, answer, asked, code_in, option_for, sought
from analyzer.exploring.looked import Looked
from analyzer.exploring.plans import plans
from analyzer.exploring.scent import ACCEPTING, REFUSING, effort
from analyzer.exploring.stored import Stored
from analyzer.wording.intents import intent
from tests.tables import for_each
from tests.walks import Thing, button, checkbox, link, page, radio, textbox, walk_of

PERSONA = {"name": "Camille Roussel", "email": "camille.roussel@mail.example"}


@for_each(
    ("label", "kind"),
    [
        ("E-mail address", "email"), ("Adresse e-mail (obligatoire)", "email"), ("ZIP code *", "zip"),
        ("Code postal", "zip"), ("Code (obligatoire)", CODE), ("Bestätigungscode", CODE), ("First name", "first_name"),
        ("Nom de famille", "last_name"), ("Street address", "address"), ("Telefonnummer", "phone"),
        ("Date de naissance", "born"), ("País de residência", "country"), ("Why do you object?", WORDS),
    ],
)  # fmt: skip
def test_a_field_is_told_by_its_label(label: str, kind: str) -> None:
    assert asked(textbox(label)) == kind


def test_what_the_maker_of_a_field_declares_goes_before_its_label() -> None:
    assert asked(textbox("Number"), "section-a one-time-code") == CODE
    assert asked(textbox("Reply to", kind="email")) == "email"
    assert asked(textbox("Your name and reasons", tag="textarea")) == WORDS


def test_a_name_is_parted_and_what_nobody_knows_is_not_made_up() -> None:
    assert answer("first_name", PERSONA, "fr") == "Camille"
    assert answer("last_name", PERSONA, "fr") == "Roussel"
    assert answer("name", {"first_name": "Robin", "last_name": "Alder"}, "en") == "Robin Alder"
    assert answer("phone", PERSONA, "fr") is None
    assert answer(WORDS, PERSONA, "fr-FR") != answer(WORDS, PERSONA, "de")


def test_a_code_is_a_number_that_stands_alone_and_no_year_date_or_amount() -> None:
    assert code_in("Le 3 avril 2025, votre code : 482913.") == "482913"
    assert code_in("It costs 1999.50, since 2024, in 12/2025") == ""


def test_a_country_that_is_not_the_persons_is_not_chosen_and_another_question_is_answered() -> None:
    assert option_for("country", ("Choose", "Brasil", "France"), ("France",)) == 2
    assert option_for("country", ("Choose", "Brasil"), ("France",)) is None
    assert option_for("", ("Choose", "A", "B"), ("France",)) == 1


def test_what_names_the_right_comes_before_settings_these_before_the_rest_and_what_leads_away_last() -> None:
    controls = [
        link("Your right to object"), button("Next"), button("Account", expanded=False), link("Gardening"),
        button("Accept all"),
    ]  # fmt: skip
    aim = REFUSING["objection"]
    costs = [effort(one, intent(one.name, "en").intent, aim, "en", form=False) for one in controls]
    assert costs == sorted(costs)
    assert len(set(costs)) == len(costs)
    assert effort(controls[-1], "accept", ACCEPTING, "en", form=False) == costs[0]


def looked(*things: Thing) -> Looked:
    return Looked(walk_of(page("Form", *things)).screens[0], {}, Stored({}))


def told(form: Looked, aim: str) -> list[list[str]]:
    typed = {one.key: WORDS for one in form.screen.controls if one.role == "textbox"}
    found = plans(form, ACCEPTING if aim == "accept" else REFUSING["consent_refusal"], "en", typed)
    ordered = sorted(found, key=lambda plan: plan.effort)
    return [[f"={step.typed}" if step.typed else step.label for step in plan.steps] for plan in ordered]


def test_a_form_is_answered_whole_before_it_is_sent_with_the_answer_that_is_wanted_first() -> None:
    form = looked(
        textbox("Reason"), checkbox("Advertising", checked=True), radio("Yes", "q"), radio("No", "q"), button("Save")
    )
    assert told(form, "refuse")[0] == ["=words", "Advertising", "No", "Save"]
    assert told(form, "accept")[0] == ["=words", "Yes", "Save"]
    assert ["Save"] in told(form, "refuse")


def test_typing_costs_no_click_and_choosing_two() -> None:
    form = looked(textbox("Reason"), radio("Yes", "q"), radio("No", "q"), button("Save"))
    first = min(plans(form, REFUSING["objection"], "en", {form.screen.controls[0].key: WORDS}), key=lambda p: p.effort)
    assert [step.clicks for step in first.steps] == [0, 1, 1]
    assert [step.labels for step in first.steps] == [(), ("No",), ("Save",)]


def test_a_search_is_asked_for_what_is_wanted_and_for_nothing_by_who_wants_nothing() -> None:
    wanted = {sought(aim.topics, "en-GB") for aim in REFUSING.values()}
    assert "" not in wanted
    assert sought(ACCEPTING.topics, "en") == sought(REFUSING["objection"].topics, "fi") == ""
