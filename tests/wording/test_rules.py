"""Each rule flags exactly the quoted words and stays silent on neutral ones."""

# ruff: noqa: RUF001 - typographic apostrophes are what interfaces write

import csv
import inspect
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import InputError
from analyzer.model import FlowIdentity
from analyzer.wording import lexicon
from analyzer.wording.lexicon import LOOSE, Example
from analyzer.wording.normalising import read
from analyzer.wording.patterns import Compiler
from analyzer.wording.phrasebook import Phrasebook
from analyzer.wording.rules import RULES, findings
from tests.tables import for_each
from tests.walks import flow_with

LANGUAGES = lexicon.judged()


# Compiling every lexicon takes a second, and whoever only looks for the tests of a file has no use for it.
@cache
def flags() -> list[tuple[str, str, Example]]:
    """What must be flagged, by language and rule."""
    return [
        (language, name, example)
        for language in LANGUAGES
        for name, group in lexicon.load(language).source.rules.items()
        for example in group.flags
    ]


def spared(language: str, rule: str, text: str) -> bool:
    """Return whether a phrase, in its shortest form, is one that the lexicon says means nothing."""
    return any(hit.slot == "spared" for hit in lexicon.load(language).rules[rule].hits(read(f"{text}.")))


def phrases(language: str) -> list[tuple[str, str]]:
    """What a rule looks for in a language, by rule."""
    return [
        (name, text)
        for name in ("conditional_promise", "burden_of_proof", "loss_threat", "vague_purpose", "hedging", "jargon")
        for slot, _, text in lexicon.load(language).rules[name].spelled()
        if slot in ("phrases", "anyway", "embraced") and not spared(language, name, text)
    ]


FRAMES = {
    "en": ("The harbour is quiet.", "Bread is ready."), "fr": ("Le port est calme.", "Le pain est cuit."),
    "de": ("Der Hafen ist still.", "Das Brot ist fertig."), "es": ("El puerto duerme.", "El pan ya huele."),
    "it": ("Il porto dorme.", "Il pane profuma."), "nl": ("De haven slaapt.", "Het brood geurt."),
    "pt": ("O porto dorme.", "O pão cheira bem."), "pl": ("Port śpi.", "Chleb pachnie."),
}  # fmt: skip

NEUTRAL = {  # strings of uppy 5 (MIT), survey-core 3 (MIT), klaro 0.7 (BSD-3-Clause), tarteaucitronjs 1.34 (MIT)
    "en": (
        "Add more files", "Cancel", "Cancel upload", "Close Modal", "Upload complete", "Pause upload", "Retry upload",
        "Connect to Internet", "Drop files here, paste or import from:", "Could not get this file", "No files found",
        "Please allow access to your camera", "Please authenticate with Dropbox to select files", "Save", "Log out",
        "You can only upload 3 files", "This file is smaller than the allowed size of 2 MB", "Start recording",
        "Back", "Done", "Search", "Sign in", "Go back", "Upload failed", "Select file", "Enter URL to import a file",
        "Response required", "Please enter a valid e-mail address.", "Thank you for completing the survey!", "Preview",
        "Yes", "No", "Other (describe)", "None", "Choose...", "Click here to edit", "Remove", "Page 1 of 3",
        "Accept all", "Accept selected", "I decline", "Let me choose", "This service is always required",
        "Services we would like to use", "Allow all cookies", "Deny all cookies", "Read more", "Manage services",
        "Cookies management panel", "This service does not use cookie.", "Video sharing services",
    ),
    "fr": (
        "Ajouter d’autres fichiers", "Annuler", "Annuler le téléversement", "Fermer la fenêtre", "Retour", "Terminé",
        "Connecté à Internet", "Aucun fichier trouvé", "Veuillez autoriser l’accès à votre caméra", "Déconnexion",
        "Glisser les fichiers ici ou", "Enregistrer une vidéo", "Recadrer l’image", "Reprendre", "Réessayer",
        "Vous pouvez seulement téléverser 3 fichiers", "Sélectionner", "Rechercher", "Suivant", "Précédent", "Oui",
        "Non", "Autre (préciser)", "Aucun", "Choisir...", "Réponse requise.",
        "Merci d'avoir répondu au questionnaire !",
        "Veuillez entrer une adresse e-mail valide", "Supprimer", "Page 1 de 3", "Accepter tout", "Je refuse",
        "Accepter sélectionné", "Laissez-moi choisir", "Ce service est toujours nécessaire", "Tout accepter",
        "Tout refuser", "En savoir plus", "Personnaliser", "Panneau de gestion des cookies", "Mesure d'audience",
        "Ce service ne dépose aucun cookie.", "Ce service peut déposer", "Préférences pour tous les services",
        "Services que nous souhaitons utiliser", "Voir le site officiel", "Réseaux sociaux",
    ),
}  # fmt: skip


with (Path(__file__).parents[1] / "data" / "labels.tsv").open(encoding="utf-8") as _file:
    PUBLISHED = defaultdict(list)
    for _row in csv.DictReader(_file, delimiter="\t"):
        if _row["intent"] != "defer":  # what puts off is no answer, wherever it stands
            PUBLISHED[_row["language"]].append(_row["label"])
"""Labels that public packages ship, as ``benchmarks/labels.py`` gathers them."""


def quotes(
    text: str,
    language: str,
    rule: str,
    control: str | None = None,
    role: str = "",
    beside: tuple[str, ...] | None = None,
) -> list[str]:
    return [span.quote for span in findings(text, language, control, role=role, beside=beside) if span.rule == rule]


@pytest.mark.lengthy
@for_each("language", LANGUAGES)
def test_each_rule_quotes_exactly_what_its_examples_say(language: str) -> None:
    found = {
        (rule, example.text): (
            example.quote,
            quotes(example.text, language, rule, example.control, example.role, example.beside),
        )
        for code, rule, example in flags()
        if code == language
    }

    assert {key: spans for key, (quote, spans) in found.items() if quote not in spans} == {}


@pytest.mark.lengthy
@for_each("language", LANGUAGES)
@for_each("control", [None, ""])
def test_each_rule_stays_silent_where_its_examples_say(language: str, control: str | None) -> None:
    spoken = {
        (rule, text): quotes(text, language, rule, control)
        for rule, group in lexicon.load(language).source.rules.items()
        for text in group.silent
        if quotes(text, language, rule, control)
    }

    assert spoken == {}


@pytest.mark.lengthy
@for_each("language", LANGUAGES)
def test_topics_find_what_their_examples_say_and_nothing_else(language: str) -> None:
    lexicon_ = lexicon.load(language)

    for name, group in lexicon_.source.topics.items():
        for example in group.flags:
            passage = read(example.text)
            assert example.quote in {passage.quote(hit.first, hit.last) for hit in lexicon_.topics[name].hits(passage)}
        assert [text for text in group.silent if lexicon_.topics[name].hits(read(text))] == []


@pytest.mark.lengthy
@for_each("language", LANGUAGES)
def test_neutral_strings_of_public_interfaces_stay_silent(language: str) -> None:
    spoken = [
        (text, span.rule, span.quote)
        for text in (*NEUTRAL.get(language, ()), *PUBLISHED[language])
        for control in (None, "")
        for span in findings(text, language, control)
    ]

    assert spoken == []


@pytest.mark.lengthy
@pytest.mark.sampled(3)
@for_each("language", LANGUAGES)
def test_a_phrase_planted_in_neutral_text_gives_one_span_that_quotes_it(language: str) -> None:
    before, after = FRAMES[language]
    planted = phrases(language)
    assert len(planted) > 50

    found = {
        (rule, text): [(span.start, span.quote) for span in findings(f"{before} {text}. {after}", language)
                       if span.rule == rule]
        for rule, text in planted
    }  # fmt: skip

    assert {key: spans for key, spans in found.items() if spans != [(len(before) + 1, key[1])]} == {}


@pytest.mark.lengthy
@given(st.text(max_size=300), st.sampled_from(LANGUAGES), st.sampled_from((None, "", "refuse", "defer")))
def test_every_span_quotes_the_original_text(text: str, language: str, control: str | None) -> None:
    for span in findings(text, language, control):
        assert text[span.start : span.end] == span.quote
        assert span.quote


@pytest.mark.lengthy
@given(st.deferred(lambda: st.lists(st.sampled_from(flags()), min_size=1, max_size=4)))
def test_spans_of_one_rule_never_overlap(examples: list[tuple[str, str, Example]]) -> None:
    language = examples[0][0]
    text = ". ".join(example.text for code, _, example in examples if code == language)

    for rule in RULES:
        spans = [span for span in findings(text, language) if span.rule == rule.ID]
        assert all(one.end <= other.start for one, other in pairwise(spans))


def test_every_rule_has_a_manual_with_all_sections_and_something_to_rest_on() -> None:
    for rule in RULES:
        manual = inspect.getdoc(rule) or ""
        sections = ("What", "How it is found", "Why it is friction", "What it cannot see", "Sources")
        places = [manual.find(f"\n{section}\n{'-' * len(section)}\n") for section in sections]
        assert -1 not in places, rule.ID
        assert places == sorted(places), rule.ID
        assert rule.AGAINST
        assert rule.HOOKS


@pytest.mark.lengthy
@for_each("language", LANGUAGES)
def test_every_lexicon_serves_every_rule_and_exercises_every_slot(language: str) -> None:
    lexicon_ = lexicon.load(language)

    assert set(lexicon_.source.rules) == {rule.ID for rule in RULES}
    for name, group in lexicon_.source.rules.items():
        texts = (*(example.text for example in group.flags), *group.silent)
        touched = {hit.slot.removesuffix(LOOSE) for text in texts for hit in lexicon_.rules[name].hits(read(text))}
        assert touched == group.slots.keys() | group.loose.keys(), name


def test_what_the_rules_read_stays_below_a_megabyte() -> None:
    read_by_rules = 0
    for language in lexicon.languages():
        source = lexicon.source(language)
        groups = (*source.rules.values(), *source.topics.values())
        lists = [*source.words.values(), *source.intents.labels.values(), *source.intents.stems.values(),
                 *source.intents.conduct.values(), (source.frequent,)]  # fmt: skip
        lists += [patterns for group in groups for patterns in group.patterns.values()]
        read_by_rules += sum(len(pattern.encode()) for patterns in lists for pattern in patterns)

    assert read_by_rules < 1_000_000


def test_all_lexicons_have_the_same_topics() -> None:
    topics = {language: set(lexicon.load(language).source.topics) for language in LANGUAGES}

    assert len({frozenset(names) for names in topics.values()}) == 1


def test_what_is_known_of_the_control_decides_where_words_do_not() -> None:
    assert quotes("Accept cookies", "en", "mislabelled_action", "refuse") == ["Accept cookies"]
    assert quotes("Accept cookies", "en", "mislabelled_action", "accept") == []
    assert quotes("Continue with random ads", "en", "confirmshaming", "refuse") == ["random ads"]
    assert quotes("Continue with random ads", "en", "confirmshaming") == []


def test_references_bind_directly_only_the_rights_they_cover() -> None:
    def bearing(flow: FlowIdentity | None) -> set[str]:
        spans = findings("Tell us how this processing affects you", "en", flow=flow)
        return {ref.bearing for span in spans for ref in span.refs if ref.item.startswith("Art. 21(1)")}

    assert bearing(flow_with(right="objection")) == {"direct"}
    assert bearing(flow_with(right="consent_withdrawal")) == {"by analogy"}
    assert bearing(None) == {"by analogy"}


@for_each("language", ["da", "xx"])
def test_a_language_without_rules_is_an_error_that_names_those_there_are(language: str) -> None:
    there = ", ".join(LANGUAGES)
    with pytest.raises(InputError, match=rf"no rules for language '{language}' \(there are: {there}\)"):
        findings("Wir können", language)


@for_each(
    ("content", "message"),
    [
        (b"language = 1", "lexicon.toml: "),
        (b"language =", "lexicon.toml: "),
        (b"\xff", "lexicon.toml: "),
    ],
)
def test_a_broken_lexicon_is_one_clear_line(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        lexicon.parse(content, "lexicon.toml")


@for_each(
    "pattern", ["", "...", "word ...", "... word", "@nothing", "a(b", "(a (b))", "a||b", "?", "word? ... more", "@self"]
)
def test_a_pattern_that_cannot_be_read_names_its_place(pattern: str) -> None:
    with pytest.raises(InputError, match=r"^x\.toml: "):
        Phrasebook({"slot": [pattern]}, Compiler({"self": ["@self"]}, "x.toml"), "x.toml").check()


def test_a_state_without_object_is_found_on_a_switch_alone() -> None:
    assert quotes("Enabled", "en", "toggle_without_object", "", "switch") == ["Enabled"]
    assert quotes("Enabled", "en", "toggle_without_object", "", "button") == []
    assert quotes("Analytics enabled", "en", "toggle_without_object", "", "switch") == []


@for_each(
    ("beside", "rules"),
    [
        (("Learn more",), ["non_answer"]),
        ((), ["non_answer"]),
        (("Reject all",), []),
        (("Settings",), []),
        (None, []),
    ],
)
def test_an_acknowledgement_is_no_answer_where_nothing_beside_it_refuses(
    beside: tuple[str, ...] | None, rules: list[str]
) -> None:
    assert [span.rule for span in findings("Got it", "en", "acknowledge", beside=beside)] == rules


def test_what_is_asked_and_what_is_decided_are_read_together_in_one_sentence_alone() -> None:
    assert quotes("Granted or not: you hear of your objection.", "en", "conditional_promise") == []
    assert quotes("Discretion of the editor governs your objection.", "en", "conditional_promise") == [
        "Discretion of the editor governs your objection"
    ]
    assert quotes("We have discretion. You sent your objection.", "en", "conditional_promise") == []


def test_what_one_rule_finds_in_one_sentence_is_one_finding_that_names_each() -> None:
    text = "In some cases we may share it; from time to time we may sell it. We may keep it."
    first, second = (span for span in findings(text, "en") if span.rule == "hedging")

    assert first.quote == "In some cases we may share it; from time to time we may sell"
    assert [words in first.why for words in ("In some cases", "may share", "may sell")] == [True] * 3
    assert (second.quote, second.why) == ("may keep", "hedge: may keep")


def test_a_reservation_met_by_two_patterns_is_told_once() -> None:
    found = [span for span in findings("Nous pouvons encore traiter vos informations.", "fr") if span.rule == "hedging"]

    assert [span.why for span in found] == ["hedge: Nous pouvons encore traiter"]


def test_a_loss_that_a_refusal_only_voices_is_shame_and_no_threat() -> None:
    assert quotes("Give up my benefits", "en", "loss_threat", "cancel") == []
    assert quotes("Give up my benefits", "en", "confirmshaming", "cancel") == ["Give up my benefits"]
    assert quotes("Cancel and lose everything", "en", "loss_threat", "cancel") == ["lose everything"]


def test_a_bare_yes_is_no_opposite_of_what_a_control_refuses() -> None:
    assert quotes("Yes", "en", "mislabelled_action", "object") == []
    assert quotes("Yes, use my data", "en", "mislabelled_action", "object") == ["Yes, use my data"]


@pytest.mark.lengthy
@for_each(
    ("language", "rule", "said", "idle"),
    [
        ("en", "hedging", "Your data may be shared if necessary.", "Rename the file if necessary."),
        ("en", "negated_refusal", "You consent unless you disable this.", "It is deleted unless disabled."),
        ("fr", "hedging", "Vos données sont parfois partagées.", "La porte reste souvent fermée."),
        ("de", "hedging", "Daten werden möglicherweise geteilt.", "Der Vorgang dauert möglicherweise länger."),
        ("nl", "loss_threat", "Zonder cookies worden video's niet getoond.", "Bestand niet gevonden."),
        ("it", "negated_refusal", "Se non disattivi gli annunci, restano.", "Lascia vuoto se non hai una data."),
    ],
)
def test_words_that_any_program_says_count_only_in_a_text_about_what_one_refuses(
    language: str, rule: str, said: str, idle: str
) -> None:
    assert quotes(said, language, rule)
    assert not quotes(idle, language, rule)


@pytest.mark.lengthy
@for_each(
    ("label", "language", "control", "rule"),
    [
        ("Delete voucher", "en", "delete", "confirmshaming"),
        ("Supprimer l'erreur", "fr", "delete", "confirmshaming"),
        ("Ignorar todo", "es", "dismiss", "confirmshaming"),
        ("Sind Sie sicher, dass Sie alle löschen möchten?", "de", "delete", "confirmshaming"),
        ("No hay pedidos", "es", "", "confirmshaming"),
        ("Noch nicht veröffentlicht", "de", "", "non_answer"),
        ("Riprova più tardi", "it", "", "non_answer"),
        ("Insertar columna después", "es", "", "non_answer"),
        ("Lembrar-me", "pt", "", "non_answer"),
        ("Verwijder beoordeling", "nl", "delete", "conditional_promise"),
        ("Keep this one and remove all others", "en", "delete", "mislabelled_action"),
    ],
)
def test_a_label_that_does_something_to_a_thing_neither_shames_nor_puts_off(
    label: str, language: str, control: str, rule: str
) -> None:
    assert quotes(label, language, rule, control, "button") == []


@for_each(
    ("text", "part", "language"),
    [
        ("Without this step some features may not work.", "token", "en"),
        ("Sans cette étape certaines fonctionnalités peuvent ne pas marcher.", "jeton", "fr"),
        ("Ohne diesen Schritt funktionieren einige Funktionen nicht.", "Token", "de"),
    ],
)
def test_a_text_that_explains_a_program_threatens_nobody(text: str, part: str, language: str) -> None:
    explained = f"{text[:-1]} ({part})."

    assert quotes(text, language, "loss_threat") != []
    assert quotes(explained, language, "loss_threat") == []
    assert quotes(f"{explained[:-1]}, cookies.", language, "loss_threat") != []
