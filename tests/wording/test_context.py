# ruff: noqa: RUF001 - typographic quotes and crosses are what people see on these controls
"""What a label leaves open the dialog may say, then its drawing; a label is never overruled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.wording import lexicon
from analyzer.wording.context import Shown, meaning
from analyzer.wording.intents import REFUSING, intent
from tests.tables import for_each

SAYS = [
    ("en", "OK", 'We use cookies. By clicking "OK" you accept all cookies.', "accept"),
    ("en", "Continue", "By continuing to browse, you accept our cookies.", "accept"),
    ("en", "Close", "By closing this banner, you refuse all cookies.", "refuse"),
    ("en", "Close", "If you close this window, you accept only necessary cookies.", "refuse_partial"),
    ("fr", "OK", "En cliquant sur OK, vous acceptez les cookies.", "accept"),
    ("fr", "×", "En fermant ce bandeau, vous refusez les cookies.", "refuse"),
    ("fr", "Continuer", "En poursuivant votre navigation, vous acceptez les cookies.", "accept"),
    ("de", "OK", "Mit einem Klick auf „OK“ stimmen Sie der Nutzung von Cookies zu.", "accept"),
    ("it", "Chiudi", "Chiudendo questo banner acconsenti all’uso dei cookie.", "accept"),
    ("nl", "Sluiten", "Door deze melding te sluiten gaat u akkoord met cookies.", "accept"),
    ("pl", "OK", "Klikając OK, akceptujesz pliki cookie.", "accept"),
    ("fi", "Sulje", "Sulkemalla tämän ilmoituksen hyväksyt evästeet.", "accept"),
    ("hu", "OK", "Az OK gombra kattintva elfogadja a sütiket.", "accept"),
    ("sv", "OK", "Genom att klicka på OK godkänner du kakor.", "accept"),
    ("es", "Sí", "¿Acepta las cookies?", "accept"),
    ("es", "No", "¿Acepta las cookies?", "refuse"),
    ("el", "Ναι", "Αποδέχεστε τα cookies;", "accept"),
    ("en", "Yes", "May we use cookies to measure visits?", "accept"),
    ("en", "No", "May we use cookies to measure visits?", "refuse"),
    ("nl", "Ja, dat mag", "Mogen wij cookies plaatsen?", "accept"),
    ("pl", "Nie", "Czy możemy używać plików cookie?", "refuse"),
    ("de", "Ja", "Möchten Sie Cookies ablehnen?", "refuse"),
    ("en", "No", "Do you want to opt out?", "accept"),
]

SILENT = [
    ("en", "OK", "We use cookies.", "acknowledge"),
    ("en", "OK", "You accept cookies in the settings.", "acknowledge"),
    ("en", "Close", "You can close this banner or accept cookies.", "dismiss"),
    ("en", "Close", "Closing this banner does not mean that you accept.", "dismiss"),
    ("en", "Close", "By closing this banner you accept or refuse cookies.", "dismiss"),
    ("en", "Yes", "We use cookies.", None),
    ("en", "Yes", "Would you like to know more about cookies?", None),
    ("en", "Yes", "Do you not want cookies?", None),
    ("en", "No, give me more info", "May we use cookies?", None),
    ("en", "Yes", "Do you accept or reject cookies?", None),
    ("en", "Yes", "Do you want to withdraw your refusal?", None),
    ("fr", "Oui", "Voulez-vous annuler votre refus ?", None),
    ("de", "Ja", "Möchten Sie die Ablehnung von Cookies widerrufen?", None),
    ("it", "Sì", "Vuole revocare il rifiuto?", None),
]


@pytest.mark.lengthy
@for_each(("language", "label", "dialog", "expected"), [*SAYS, *SILENT])
def test_a_dialog_says_what_its_weak_controls_mean_or_leaves_them(
    language: str, label: str, dialog: str, expected: str | None
) -> None:
    found = meaning(Shown(name=label, text=label, dialog=dialog), language)

    assert found.intent == expected
    assert dialog in found.why or (language, label, dialog, expected) not in SAYS or "." in dialog[:-1]


def test_an_acknowledgement_beside_a_refusal_accepts_unless_something_else_does() -> None:
    def ok(*others: str) -> str | None:
        return meaning(Shown(name="", text="OK", others=others), "en").intent

    assert ok("Reject all", "Settings") == "accept"
    assert ok("Settings") == "acknowledge"
    assert ok("Reject all", "Accept all") == "acknowledge"


def test_a_button_without_words_in_a_corner_of_a_dialog_closes_it() -> None:
    corner = Shown(name="", text="", dialog="We use cookies.", corner=True)

    assert meaning(corner, "en").intent == "dismiss"
    assert meaning(Shown(name="", text="", dialog="We use cookies."), "en").intent is None
    assert meaning(Shown(name="", text="", corner=True), "en").intent is None


def test_a_name_and_a_visible_text_that_contradict_each_other_leave_a_control_open() -> None:
    found = meaning(Shown(name="Reject all", text="Accept"), "en")

    assert found.intent is None
    assert "contradict" in found.why


def test_the_more_telling_of_name_and_visible_text_counts() -> None:
    assert meaning(Shown(name="Close and accept", text="Close"), "en").intent == "accept"
    assert meaning(Shown(name="Close", text="Accept all"), "en").intent == "accept"
    assert meaning(Shown(name="Tout refuser", text="✕"), "fr").intent == "refuse"


@pytest.mark.lengthy
def test_without_a_language_all_that_answer_must_agree() -> None:
    assert meaning(Shown(name="", text="Tout refuser"), "").intent == "refuse"
    assert meaning(Shown(name="", text="Accepter ikke"), "").intent is None


@given(
    st.sampled_from(
        [one for code in ("en", "fr", "de") for one in lexicon.load(code).source.intents.examples["refuse"]]
    ),
    st.sampled_from([dialog for _, _, dialog, _ in SAYS]),
    st.sampled_from(("en", "fr", "de")),
)
def test_no_dialog_turns_a_refusal_into_anything_else(label: str, dialog: str, language: str) -> None:
    read = intent(label, language).intent

    if read in REFUSING | {"accept"}:
        assert meaning(Shown(name=label, text=label, dialog=dialog, corner=True), language).intent == read


def test_controls_that_stand_in_one_line_say_nothing_of_one_another() -> None:
    text = "We use cookies for analytics. You can opt out.\n\nOK Opt out"
    assert meaning(Shown("OK", "OK", dialog=text, others=("Opt out",)), "en").intent == "accept"
