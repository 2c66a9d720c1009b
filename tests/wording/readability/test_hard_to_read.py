"""A text harder than the Universal Declaration is found by its longest sentence, and nothing is said of short ones."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import InputError
from analyzer.wording import lexicon, readability
from analyzer.wording.readability import READABILITY_RULES, findings
from tests.tables import for_each
from tests.walks import flow_with

PLAIN = {
    "en": "We use cookies. You can say no. Then nothing is stored. You can change this at any time in your account."
          " We do not sell your data. If you have a question, write to us. We answer in a week.",
    "fr": "Nous utilisons des cookies. Vous pouvez dire non. Rien n'est alors gardé. Vous pouvez changer d'avis "
          "dans votre compte. Nous ne vendons pas vos données. Une question ? Écrivez-nous. Nous répondons en une "
          "semaine.",
    "de": "Wir nutzen Cookies. Sie können Nein sagen. Dann wird nichts gespeichert. Sie können das im Konto ändern."
          " Wir verkaufen keine Daten. Haben Sie Fragen? Schreiben Sie uns. Wir antworten in einer Woche.",
    "es": "Usamos cookies. Puede decir que no. Entonces no se guarda nada. Puede cambiarlo en su cuenta cuando "
          "quiera. No vendemos sus datos. ¿Tiene una pregunta? Escríbanos. Respondemos en una semana o antes.",
    "it": "Usiamo i cookie. Può dire di no. Allora non viene salvato nulla. Può cambiare idea nel suo conto. Non "
          "vendiamo i suoi dati. Ha una domanda? Ci scriva. Rispondiamo in una settimana o prima.",
    "nl": "Wij gebruiken cookies. U kunt nee zeggen. Dan wordt er niets bewaard. U kunt dit in uw account wijzigen."
          " Wij verkopen uw gegevens niet. Heeft u een vraag? Schrijf ons. Wij antwoorden in een week.",
    "pt": "Usamos cookies. Pode dizer que não. Nesse caso nada é guardado. Pode mudar isto na sua conta. Não "
          "vendemos os seus dados. Tem uma pergunta? Escreva-nos. Respondemos numa semana ou antes.",
    "pl": "Używamy plików cookie. Możesz powiedzieć nie. Wtedy nic nie zapiszemy. Możesz to zmienić na swoim "
          "koncie. Nie sprzedajemy danych. Masz pytanie? Napisz do nas. Odpowiemy w ciągu tygodnia albo szybciej.",
}  # fmt: skip

LEGAL = {
    "en": "Notwithstanding the foregoing, and without prejudice to applicable statutory requirements, information "
          "relating to your interactions with integrated functionalities may additionally be processed, disclosed "
          "or transferred to affiliated undertakings and authorised subcontractors established outside the European"
          " Economic Area.",
    "fr": "Nonobstant ce qui précède, et sans préjudice des dispositions législatives applicables, les informations"
          " relatives à vos interactions avec les fonctionnalités intégrées pourront également être traitées, "
          "communiquées ou transférées à des sociétés affiliées et à des prestataires autorisés établis hors de "
          "l'Union européenne.",
    "de": "Unbeschadet der vorstehenden Regelungen und vorbehaltlich zwingender gesetzlicher Vorschriften können "
          "Informationen über Ihre Interaktionen mit eingebundenen Funktionen zusätzlich verarbeitet, offengelegt "
          "oder an verbundene Unternehmen und beauftragte Auftragsverarbeiter außerhalb der Europäischen Union "
          "übermittelt werden.",
    "es": "Sin perjuicio de lo anterior y de las disposiciones legislativas aplicables, las informaciones relativas"
          " a sus interacciones con las funcionalidades integradas podrán asimismo ser tratadas, comunicadas o "
          "transferidas a sociedades asociadas y a proveedores autorizados establecidos fuera del Espacio Económico"
          " Europeo.",
    "it": "Fermo restando quanto precede e fatte salve le disposizioni legislative applicabili, le informazioni "
          "relative alle interazioni con le funzionalità integrate potranno inoltre essere trattate, comunicate o "
          "trasferite a società collegate e a fornitori autorizzati stabiliti al di fuori dello Spazio economico "
          "europeo.",
    "nl": "Onverminderd het voorgaande en behoudens toepasselijke dwingende wettelijke voorschriften kunnen "
          "gegevens betreffende uw interacties met geïntegreerde functionaliteiten tevens worden verwerkt, "
          "verstrekt of doorgegeven aan verbonden ondernemingen en gemachtigde onderaannemers gevestigd buiten de "
          "Europese Economische Ruimte.",
    "pt": "Sem prejuízo do disposto anteriormente e das disposições legislativas aplicáveis, as informações "
          "relativas às suas interações com as funcionalidades integradas poderão igualmente ser tratadas, "
          "comunicadas ou transferidas para sociedades associadas e prestadores autorizados estabelecidos fora do "
          "Espaço Económico Europeu.",
    "pl": "Niezależnie od powyższego oraz z zastrzeżeniem bezwzględnie obowiązujących przepisów prawa, informacje "
          "dotyczące interakcji użytkownika ze zintegrowanymi funkcjonalnościami mogą być dodatkowo przetwarzane, "
          "ujawniane lub przekazywane podmiotom powiązanym oraz upoważnionym podwykonawcom z siedzibą poza "
          "Europejskim Obszarem Gospodarczym.",
}  # fmt: skip


@for_each("language", sorted(PLAIN))
def test_a_plain_notice_is_not_hard_to_read(language: str) -> None:
    assert findings(PLAIN[language], language) == ()


@for_each("language", sorted(LEGAL))
def test_the_language_of_contracts_is_hard_to_read_and_its_longest_sentence_is_quoted(language: str) -> None:
    shorter = " ".join(LEGAL[language].split()[:-4])
    text = f"{shorter}. {LEGAL[language]}"
    (found,) = findings(text, language)

    assert found.rule == "hard_to_read"
    assert found.quote == text[found.start : found.end] == LEGAL[language]
    assert "the Universal Declaration of Human Rights" in found.why
    assert found.why.startswith(f"{len(LEGAL[language].split())} words in this sentence")
    assert ("reading ease" in found.why) == (language != "pl")
    assert found.against
    assert found.refs


def test_every_language_that_is_judged_has_a_baseline() -> None:
    assert set(lexicon.judged()) == set(PLAIN) == set(LEGAL)
    assert all(readability.compares(language) for language in lexicon.judged())


@for_each("language", sorted(LEGAL))
def test_nothing_is_said_of_fewer_than_thirty_words(language: str) -> None:
    words = LEGAL[language].split()

    assert findings(f"{' '.join(words[:28])} end.", language) == ()
    assert language != "en" or findings(f"{' '.join(words[:29])} end.", language)


def test_one_long_sentence_among_short_ones_does_not_make_a_text_hard() -> None:
    assert findings(f"{PLAIN['en']} {LEGAL['en']}", "en") == ()


def test_the_bearing_is_that_of_the_flow() -> None:
    (found,) = findings(LEGAL["fr"], "fr-FR", flow_with(right="objection"))
    (loose,) = findings(LEGAL["fr"], "fr")

    assert {ref.bearing for ref in found.refs if ref.source == "GDPR"} == {"direct"}
    assert {ref.bearing for ref in loose.refs} == {"by analogy"}


def test_a_language_without_baseline_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(
        InputError, match=r"no baseline for language 'da' \(there are: de, en, es, fr, it, nl, pl, pt\)"
    ):
        findings("Vi bruger dine data.", "da")


def test_every_rule_of_readability_has_a_manual_with_all_sections() -> None:
    for rule in READABILITY_RULES:
        manual = inspect.getdoc(rule) or ""
        for section in ("What", "How it is found", "Why it is friction", "What it cannot see", "Sources"):
            assert f"\n{section}\n{'-' * len(section)}\n" in manual, rule.ID


@given(st.text(max_size=400), st.sampled_from(sorted(PLAIN)))
def test_any_text_whatever_is_read_and_every_quote_stands_in_it(text: str, language: str) -> None:
    assert all(one.quote == text[one.start : one.end] for one in findings(text, language))


def test_a_text_made_to_exhaust_is_cut() -> None:
    assert all(one.end <= 20_000 for one in findings("word " * 100_000, "en"))
