# ruff: noqa: RUF001 - typographic apostrophes and crosses are what people see on these controls
"""Labels mean what the lexicon's own examples and published interfaces say, and nothing is guessed."""

import unicodedata
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.wording import lexicon
from analyzer.wording.intents import INTENTS, LONGEST_LABEL, intent
from analyzer.wording.lexicon import ABSTAIN
from analyzer.wording.normalising import read
from tests.tables import for_each

LANGUAGES = lexicon.languages()


@cache
def examples() -> list[tuple[str, str, str | None]]:
    """Labels of the lexicons with what they are said to mean."""
    return [
        (language, label, None if name == ABSTAIN else name)
        for language in LANGUAGES
        for name, labels in lexicon.load(language).source.intents.examples.items()
        for label in labels
    ]


KLARO = [  # labels of klaro 0.7 (BSD-3-Clause), src/translations
    ("fr", "Accepter tout", "accept"),
    ("fr", "Accepter sélectionné", "save"),
    ("fr", "Je refuse", "refuse"),
    ("fr", "Laissez-moi choisir", "settings"),
    ("fr", "C'est bon.", "acknowledge"),
    ("fr", "Enregistrer", "save"),
    ("fr", "Fermer", "dismiss"),
    ("fr", "↓ 1 service", None),
    ("en", "Accept all", "accept"),
    ("en", "Accept selected", "save"),
    ("en", "I decline", "refuse"),
    ("en", "Let me choose", "settings"),
    ("en", "That's ok", "acknowledge"),
]

TARTEAUCITRON = [  # labels of tarteaucitronjs 1.34 (MIT), lang
    ("fr", "Tout accepter", "accept"),
    ("fr", "Tout refuser", "refuse"),
    ("fr", "Cookies : Tout refuser", "refuse"),
    ("fr", "Interdire DemoAds", "refuse"),
    ("fr", "Autoriser DemoAds", "accept"),
    ("fr", "Personnaliser (fenêtre modale)", "settings"),
    ("fr", "Masquer le bandeau des cookies", "dismiss"),
    ("en", "OK, accept all", "accept"),
    ("en", "Deny all cookies", "refuse"),
    ("en", "Manage services", "settings"),
    ("en", "Hide cookie banner", "dismiss"),
]


WALLS = [  # the two answers of a wall that asks to pay or to consent, worded for this project
    ("de", "Mit Werbung weiterlesen", "accept"),
    ("de", "Ohne Werbung abonnieren", "pay"),
    ("en", "Continue with ads", "accept"),
    ("en", "Subscribe without ads", "pay"),
    ("fr", "Continuer avec publicité", "accept"),
    ("fr", "S'abonner sans publicité", "pay"),
    ("nb", "Fortsett med annonser", "accept"),
    ("nb", "Abonner uten annonser", "pay"),
    ("pl", "Kontynuuj z reklamami", "accept"),
    ("pl", "Subskrybuj bez reklam", "pay"),
]


@pytest.mark.lengthy
def test_a_label_gets_the_intent_its_example_states() -> None:
    labels = [*examples(), *KLARO, *TARTEAUCITRON, *WALLS]
    assert [(language, label, intent(label, language).intent) for language, label, _ in labels] == labels


@pytest.mark.lengthy
@pytest.mark.sampled(3)
@for_each("language", LANGUAGES)
def test_stems_never_turn_a_known_label_into_its_opposite(language: str) -> None:
    opposites = ({"accept", "refuse"}, {"accept", "refuse_partial"}, {"accept", "object"})
    known = lexicon.load(language).source.intents.labels

    framed = {label: {name, intent(f"Facebook : {label}", language).intent} for name in known for label in known[name]}

    assert {label: pair for label, pair in framed.items() if pair in opposites} == {}


@pytest.mark.sampled(3)
@for_each("language", LANGUAGES)
def test_no_word_that_negates_leaves_an_acceptance_behind_it(language: str) -> None:
    lexicon_ = lexicon.load(language)
    accepting = [label for label in lexicon_.source.intents.labels["accept"] if "," not in label]
    negating = {text for slot, _, text in lexicon_.notions.spelled() if slot in {"negation", "without"}}
    assert accepting
    assert negating

    read_as_yes = [
        f"{word} {label}" for word in negating for label in accepting
        if intent(f"{word} {label}", language).intent == "accept"
    ]  # fmt: skip

    assert read_as_yes == []


@for_each("language", LANGUAGES)
def test_every_intent_has_full_labels_and_examples(language: str) -> None:
    words = lexicon.load(language).source.intents

    assert set(words.labels) <= {*INTENTS, ABSTAIN}
    assert set(words.examples) == {*INTENTS, ABSTAIN}


@pytest.mark.lengthy
@for_each("language", LANGUAGES)
def test_every_group_of_stems_is_exercised_by_an_example(language: str) -> None:
    lexicon_ = lexicon.load(language)
    touched = {
        hit.slot
        for labels in lexicon_.source.intents.examples.values()
        for label in labels
        for hit in lexicon_.notions.hits(read(label))
    }

    assert touched == set(lexicon_.source.intents.stems)


@given(
    st.deferred(lambda: st.sampled_from(examples())),
    st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")),
    st.sampled_from((str, str.upper)),
)
def test_case_accents_apostrophes_and_spaces_change_nothing(
    example: tuple[str, str, str | None], form: str, case: Callable[[str], str]
) -> None:
    language, label, expected = example
    varied = unicodedata.normalize(form, case(label)).replace("'", "’").replace(" ", "\u00a0 ")

    assert intent(varied, language).intent == expected


@given(st.text(max_size=200), st.sampled_from((*LANGUAGES, "", "xx-YY")))
def test_any_text_gets_an_intent_of_the_vocabulary_or_none_with_a_reason(text: str, language: str) -> None:
    found = intent(text, language)

    assert found.intent is None or found.intent in INTENTS
    assert found.why


@for_each("language", ["tlh", "", "xx", "zz-FR"])
def test_a_language_without_lexicon_is_never_read_as_another(language: str) -> None:
    assert intent("Accept all", language).intent is None


@for_each("language", ["fr", "fr-FR", "fr_CA", "FR"])
def test_only_the_primary_subtag_of_a_language_counts(language: str) -> None:
    assert intent("Tout refuser", language).intent == "refuse"


@given(st.integers(min_value=LONGEST_LABEL, max_value=60))
def test_a_sentence_is_not_a_label(words: int) -> None:
    assert intent("accept " * (words + 1), "en").intent is None


@pytest.mark.lengthy
@for_each(
    ("language", "label"),
    [
        ("en", "Don't opt out"),  # a box with this label: tokenbrice.xyz, quoted as a trick question
        ("en", "Do not disable tracking"),
        ("en", "Accept or decline"),
        ("fr", "Ne pas s'opposer"),
        ("fr", "Accepter, refuser ou personnaliser"),
        ("fr", "Oui"),
        ("de", "Alle ein- oder ausschalten"),
        ("nl", "Alles in- of uitschakelen"),
        ("sv", "Slå på eller av alla"),
        ("da", "Slå alle til eller fra"),
        ("hu", "Összes be- vagy kikapcsolása"),
        ("el", "Αποδέχεστε τα cookies;"),  # the semicolon of a Greek keyboard asks
    ],
)
def test_between_accepting_and_refusing_nothing_is_guessed(language: str, label: str) -> None:
    assert intent(label, language).intent not in {"accept", "refuse", "object"}


def test_the_reason_names_the_rule_and_the_words() -> None:
    assert intent("Je n’accepte pas", "fr").why.startswith("label: ")
    assert intent("Moi, je n’accepte pas", "fr").why == "accepting negated: n + accepte + pas"
