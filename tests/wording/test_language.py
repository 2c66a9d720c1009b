# ruff: noqa: RUF001 - Greek and Cyrillic letters are the point
"""A dialog's language is what it declares, unless its text as a whole says otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.wording import lexicon
from analyzer.wording.intents import INTENTS, intent
from analyzer.wording.language import SHORT, intent_in_any, settle
from tests.tables import for_each

DIALOGS = {
    "bg": "Използваме бисквитки, за да подобрим този сайт. Приемам всички Отказ Настройки",
    "ca": "Utilitzem galetes per millorar aquest lloc web. Accepta-les totes Rebutja Configuració Més informació",
    "cs": "Používáme soubory cookie, abychom vám mohli nabídnout lepší služby. Přijmout vše Odmítnout Nastavení",
    "da": "Vi bruger cookies til at forbedre din oplevelse. Accepter alle Afvis Indstillinger Læs mere",
    "de": "Wir verwenden Cookies, um diese Website zu verbessern. Alle akzeptieren Ablehnen Einstellungen",
    "el": "Χρησιμοποιούμε cookies για να βελτιώσουμε τον ιστότοπο. Αποδοχή όλων Απόρριψη Ρυθμίσεις",
    "en": "We use cookies to improve this website. Accept all Reject all Manage preferences Learn more",
    "es": "Utilizamos cookies para mejorar este sitio web. Aceptar todo Rechazar Configurar Más información",
    "et": "Kasutame küpsiseid, et veebilehte paremaks muuta. Nõustu kõigiga Keeldu Seaded Loe lähemalt",
    "fi": "Käytämme evästeitä sivuston parantamiseen. Hyväksy kaikki Hylkää Asetukset Lue lisää",
    "fr": "Nous utilisons des cookies pour améliorer ce site. Tout accepter Tout refuser Personnaliser",
    "ga": "Bainimid úsáid as fianáin chun an suíomh seo a fheabhsú. Glac le gach ceann Diúltaigh Socruithe",
    "hr": "Koristimo kolačiće kako bismo poboljšali ovu stranicu. Prihvati sve Odbij Postavke Saznaj više",
    "hu": "Sütiket használunk a weboldal fejlesztéséhez. Összes elfogadása Elutasítás Beállítások",
    "is": "Við notum vafrakökur til að bæta þennan vef. Samþykkja allar Hafna öllum Stillingar Lesa meira",
    "it": "Utilizziamo i cookie per migliorare questo sito. Accetta tutti Rifiuta Personalizza Scopri di più",
    "lt": "Naudojame slapukus, kad pagerintume šią svetainę. Sutinku su visais Atmesti Nustatymai",
    "lv": "Mēs izmantojam sīkdatnes, lai uzlabotu šo vietni. Pieņemt visas Noraidīt Iestatījumi",
    "mt": "Nużaw il-cookies biex intejbu dan is-sit. Aċċetta kollox Irrifjuta Issettjar Aktar informazzjoni",
    "nb": "Vi bruker informasjonskapsler for å forbedre dette nettstedet. Godta alle Avvis Innstillinger Les mer",
    "nl": "Wij gebruiken cookies om deze website te verbeteren. Alles accepteren Weigeren Instellingen",
    "nn": "Vi bruker informasjonskapslar for å gjere nettstaden betre. Godta alle Avvis Innstillingar Les meir",
    "pl": "Używamy plików cookie, aby ulepszyć tę stronę. Akceptuj wszystkie Odrzuć Ustawienia Więcej",
    "pt": "Utilizamos cookies para melhorar este sítio. Aceitar todos Rejeitar Definições Saber mais",
    "ro": "Folosim cookie-uri pentru a îmbunătăți acest site. Acceptă toate Refuză Setări Află mai multe",
    "sk": "Používame súbory cookie, aby sme zlepšili túto stránku. Prijať všetko Odmietnuť Nastavenia",
    "sl": "Piškotke uporabljamo, da izboljšamo to spletno stran. Sprejmi vse Zavrni Nastavitve Več o tem",
    "sv": "Vi använder kakor för att förbättra webbplatsen. Godkänn alla Avvisa Inställningar Läs mer",
}


@for_each("language", lexicon.languages())
def test_a_dialog_with_a_wrong_or_missing_declaration_is_told_by_its_text(language: str) -> None:
    wrong = "fr" if language != "fr" else "en"

    assert [settle(declared, DIALOGS[language])[0] for declared in (language, wrong, "", "ja")] == [language] * 4


def test_both_languages_are_reported_where_text_and_declaration_disagree() -> None:
    assert settle("en-GB", DIALOGS["fr"]) == ("fr", "declared 'en-GB', but the text is in 'fr'")


def test_a_language_that_looks_like_another_is_not_read_as_it() -> None:
    text = "Usamos cookies para mellorar este sitio web. Aceptar todas Rexeitar Configuración Máis información"

    assert settle("gl", text)[0] == ""


@for_each("declared", ["no", "no-NO", "da"])
@for_each("written", ["nb", "nn"])
def test_norwegian_is_read_in_the_form_that_it_is_written_in(written: str, declared: str) -> None:
    assert settle(declared, DIALOGS[written])[0] == written


@given(st.text(max_size=SHORT - 1), st.sampled_from(lexicon.languages()))
def test_a_short_text_never_overrules_what_is_declared(text: str, language: str) -> None:
    assert settle(language, text)[0] == language


@given(st.text(max_size=300), st.text(max_size=8))
def test_any_text_gives_a_language_with_a_lexicon_or_none_with_a_reason(text: str, declared: str) -> None:
    language, why = settle(declared, text)

    assert language == "" or language in lexicon.languages()
    assert why


@pytest.mark.lengthy
@for_each(
    ("label", "expected"),
    [
        ("Tout refuser", "refuse"), ("Alle akzeptieren", "accept"), ("Odmítnout vše", "refuse"), ("Save", "save"),
        ("OK", "acknowledge"), ("Accepter ikke", None), ("Quux", None), ("", None),
    ],
)  # fmt: skip
def test_a_label_of_unknown_language_means_what_all_that_answer_agree_on(label: str, expected: str | None) -> None:
    assert intent_in_any(label).intent == expected


@pytest.mark.lengthy
@given(st.text(max_size=60))
def test_no_language_contradicts_the_answer_for_all(label: str) -> None:
    found = intent_in_any(label)

    assert found.intent is None or found.intent in INTENTS
    if found.intent:
        assert {intent(label, language).intent for language in lexicon.languages()} <= {found.intent, None}
