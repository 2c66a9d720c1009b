"""The languages of reports: nothing is left untranslated, nothing of a page is translated, and numbers are at home."""

import ast
import re
import string
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import analyzer
from analyzer import storage
from analyzer.errors import InputError
from analyzer.judging import judge
from analyzer.measures import MEASURES, declared_waiting
from analyzer.model import Report, Seconds
from analyzer.reports import english
from analyzer.reports import sentence as opening
from analyzer.reports.compared import cells
from analyzer.reports.english import duration
from analyzer.reports.html import render
from analyzer.reports.languages import catalogue, speech, typeset
from analyzer.reports.languages.extracting import Text, texts
from analyzer.reports.spoken import LANGUAGES
from analyzer.reports.templates import Voice
from analyzer.saying import KINDS, Said, say, say_many, template
from analyzer.scoring import policy
from analyzer.walking import capturing
from analyzer.wording import readability
from analyzer.wording.readability.formulas import FORMULAS
from analyzer.wording.registry import WORDING_RULES
from tests.facebook_report import FACEBOOK
from tests.tables import for_each, sample

Images = Callable[[str], bytes]
WALKS = Path(__file__).parents[2] / "fixtures" / "walks"
ANALYZER = Path(analyzer.__file__).parent
OTHERS = LANGUAGES[1:]


@cache
def judged() -> tuple[tuple[Path, Report], ...]:
    """Every committed run with its report."""
    return tuple((run, judge(run, policy.newest())) for run in sorted(WALKS.iterdir()) if (run / "walks").is_dir())


@cache
def wanted() -> dict[Text, list[str]]:
    return texts()


@cache
def places(text: str) -> Counter[str]:
    return Counter(f"{name}:{kind}" for _, name, kind, _ in string.Formatter().parse(text) if name is not None)


def forms(text: Text, string: str | tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each translation beside the English one whose places it must have."""
    if isinstance(text, str):
        assert isinstance(string, str)
        yield text, string
    else:
        for number, form in enumerate(string):
            yield text[min(number, 1)], form


@pytest.mark.lengthy
@for_each("language", OTHERS)
def test_every_text_is_translated_and_has_the_places_of_the_original(language: str) -> None:
    known = catalogue(language)
    assert {one.id for one in known if one.id} == set(wanted())
    for text in wanted():
        message = known.get(text if isinstance(text, str) else text[0])
        assert message is not None
        assert not message.fuzzy
        for original, form in forms(text, message.string):
            assert form.strip(), f"{language}: {original!r} is not translated"
            same = places(form) == places(original)
            # Of the texts for one thing, English and others may leave the number out.
            optional = set() if isinstance(text, str) else {*places(text[1])} - {*places(text[0])}
            fewer = {*places(original)} ^ {*places(form)} <= optional
            assert same or fewer, f"{language}: {form!r} has other places than {original!r}"
            assert (form[:1].isspace(), form[-1:].isspace()) == (original[:1].isspace(), original[-1:].isspace())


LOOSE = re.compile(r"[^\u202f][;?!](?=\s|$)|[^\xa0][:»%](?=\s|$)|«[^\xa0]|§ ")
"""A mark without its space, or with one that a line can end at."""


def test_no_line_of_french_can_begin_with_a_mark_or_end_with_what_opens_a_quote() -> None:
    """Space before ``; ? !`` (narrow) and before ``: » %`` and after ``«`` (full), as the Imprimerie nationale sets."""
    for message in catalogue("fr"):
        for form in (message.string,) if isinstance(message.string, str) else message.string:
            assert not message.id or not LOOSE.search(form), form


@pytest.mark.lengthy
def test_a_report_in_french_has_these_spaces_between_its_parts_too() -> None:
    for run, report in judged():
        soup = page(report, lambda file, run=run: storage.read_file(run / file), "fr")  # type: ignore[misc]
        for foreign in soup.body.select("blockquote, code, svg, [lang], bdi bdi, .day, .sources bdi"):
            foreign.string = "x"
        for block in soup.find_all(["title", "p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "caption"]):
            assert not LOOSE.search(block.get_text()), block


@pytest.mark.lengthy
@for_each("language", OTHERS)
def test_what_ends_a_sentence_in_english_ends_one_in_every_language(language: str) -> None:
    known = catalogue(language)
    for text in wanted():
        message = known.get(text if isinstance(text, str) else text[0])
        assert message is not None
        for original, form in forms(text, message.string):
            for end in (".", ":", ")"):
                assert original.endswith(end) == form.endswith(end) or end == ")", f"{language}: {form!r}"


@pytest.mark.lengthy
def test_measures_and_rules_are_among_the_texts_with_what_speaks_against_them() -> None:
    for one in (*MEASURES, *WORDING_RULES):
        assert one.TITLE in wanted()
        assert getattr(one, "AGAINST", one.TITLE) in wanted()


@pytest.mark.lengthy
def test_every_sentence_is_made_from_a_literal_that_can_be_found() -> None:
    makers = {"say": 1, "say_many": 2}
    for file in sorted(file for file in ANALYZER.rglob("*.py") if re.search(rb"\bsay(_many)?\(", file.read_bytes())):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
                given = node.args[: makers[node.func.id]]
                literal = all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in given)
                assert literal or file.name == "saying.py", f"{file}:{node.lineno}: write the template where it is said"


@pytest.mark.lengthy
def test_templates_can_be_told_apart_from_what_fills_them() -> None:
    for text in wanted():
        for one in (text,) if isinstance(text, str) else text:
            taken = template(one)
            assert all(later.before for later in taken.places[1:]), f"{one!r}: nothing stands between two places"
            assert not taken.places or taken.weight, f"{one!r}: has no words of its own"
            names = [place.name for place in taken.places]
            assert len(names) == len(set(names)), f"{one!r}: names a place twice"


@pytest.mark.lengthy
@pytest.mark.sampled(3)
@for_each("language", OTHERS)
def test_nothing_that_a_committed_report_says_stays_english(language: str) -> None:
    spoken = speech(language)
    assert judged()
    for _, report in judged():
        for sentence in said(report):
            pieces = spoken.tell(sentence)
            kept = "".join(piece.words for piece in pieces if piece.whose == "english")
            assert "".join(piece.words for piece in pieces) != sentence or not re.search("[a-z]{3}", sentence), sentence
            assert kept in authored(report), f"{language}: {kept!r} of {sentence!r}"


def said(report: Report) -> Iterator[str]:
    """Every sentence of ours in a report."""
    yield from report.limits
    for measurement in report.measurements:
        yield from (text for text in (measurement.title, measurement.reason) if text)
        for finding in measurement.findings:
            yield from (text for text in (finding.message, finding.against) if text)
    for route in report.routes.values():
        for screen in route.screens:
            yield from screen.limits


def authored(report: Report) -> str:
    """All that the author of a flow wrote, in which no sentence of ours stands."""
    waits = [text for wait in report.flow.waits for text in (wait.what, wait.source)]
    invented = "; ".join(one.rstrip(".") for one in report.flow.provenance.invented)
    return "\n".join((*waits, invented))


@pytest.mark.lengthy
@given(
    label=st.text(min_size=1, max_size=40), count=st.integers(0, 10**9), ratio=st.floats(0.1, 9e5),
    language=st.sampled_from(OTHERS),
)  # fmt: skip
def test_a_sentence_is_heard_as_it_was_said_whatever_a_page_put_into_it(
    label: str, count: int, ratio: float, language: str
) -> None:
    spoken = speech(language)
    for sentence in (
        say_many("{count:d} key in “{label}”", "{count:d} keys in “{label}”", count=count, label=label),
        say("“{label}” is a link inside paragraph {paragraph:d}", label=label, paragraph=count),
        say("{ratio:.0f} times as prominent as “{label}”", ratio=ratio, label=label),
        say("{rule:said} ({why:said})", rule="Hard to read", why=say("hedge: {words}", words=label)),
    ):
        pieces = spoken.tell(sentence)
        assert [piece.words for piece in pieces if piece.whose == "quoted"] == [label]
        assert not [piece for piece in pieces if piece.whose == "english"]


_BETWEEN = (
    " for ",
    " at ",
    " to ",
    " and ",
    " in French",
    " (",
    ")",
    ": ",
    "; ",
    ", ",
    ". ",
    " - ",
    ", then ",
    " clicks",
)
_WRITTEN = st.lists(st.sampled_from(("a guide", "one minute", "reached", "1", *_BETWEEN)), min_size=1, max_size=9)


@pytest.mark.lengthy
@given(_WRITTEN, st.sampled_from(OTHERS))
def test_what_an_author_wrote_stays_whole_though_words_between_our_sentences_are_in_it(
    written: list[str], language: str
) -> None:
    source = f"a guide{''.join(written)}."
    for sentence in (
        say("{what:english}: {long:said}, according to {source:english}", what="news", long="1 hour", source=source),
        say("The walk of route {route} is incomplete, so nothing is known of what would have followed.", route=source),
    ):
        told = [piece.words for piece in speech(language).tell(sentence) if piece.whose != "ours"]
        assert told[-1] == source


@pytest.mark.lengthy
@given(st.text(max_size=300), st.sampled_from(OTHERS))
def test_what_is_no_sentence_of_ours_is_left_as_it_is_and_called_english(text: str, language: str) -> None:
    told = speech(language).tell(f"Zzz {text}")
    assert "".join(piece.words for piece in told) == f"Zzz {text}"


@pytest.mark.lengthy
def test_sentences_nested_without_end_are_not_followed() -> None:
    deep = "Hard to read (" * 50_000
    assert speech("fr").plain(deep) == deep


def test_a_label_that_is_a_word_of_ours_is_not_translated() -> None:
    told = speech("fr").tell(say_many("{count:d} click on the {role:english} “{label}”", "", count=1, role="button",
                                      label="refused"))  # fmt: skip
    assert [(piece.words, piece.whose) for piece in told][-2:] == [("refused", "quoted"), ("\xa0»", "ours")]


@for_each(
    ("language", "code", "told"),
    [
        ("de", "English", "Wörter lesen (Englisch)"),
        ("fr", "Polish", "lire des mots (polonais)"),
        ("en", "German", "reading words (German)"),
    ],
)
def test_a_language_is_named_in_the_words_of_the_reader(language: str, code: str, told: str) -> None:
    sentence = say("{operator:said} ({language:tongues})", operator="reading words", language=code)
    assert speech(language).plain(sentence) == told


@pytest.mark.lengthy
@for_each(
    ("language", "many", "told"),
    [
        ("fr", 0, "0 mot"), ("fr", 1, "1 mot"), ("fr", 2, "2 mots"), ("de", 1, "1 Wort"), ("de", 1234, "1.234 Wörter"),
        ("pl", 1, "1 słowo"), ("pl", 2, "2 słowa"), ("pl", 5, "5 słów"), ("pl", 22, "22 słowa"), ("pl", 12, "12 słów"),
        ("es", 1_000_000, "1.000.000 palabras"), ("en", 1, "1 word"), ("en", 1234, "1,234 words"),
    ],
)  # fmt: skip
def test_each_language_has_its_own_plural_and_its_own_thousands(language: str, many: int, told: str) -> None:
    assert speech(language).plain(say_many("{count:,} word", "{count:,} words", count=many)) == told


@pytest.mark.lengthy
@for_each(
    ("language", "hours", "told"),
    [
        ("fr", 1.5, "1,5 heure"), ("fr", 2.5, "2,5 heures"), ("de", 1.5, "1,5 Stunden"), ("es", 1.5, "1,5 horas"),
        ("it", 1, "1 ora"), ("pl", 1.5, "1,5 h"), ("en", 1.5, "1.5 hours"),
    ],
)  # fmt: skip
def test_a_decimal_takes_the_plural_of_its_language(language: str, hours: float, told: str) -> None:
    assert speech(language).plain(declared_waiting.between(hours, hours)) == told


@pytest.mark.lengthy
@for_each("language", ["fr", "it", "nl"])
def test_no_apostrophe_is_that_of_a_typewriter(language: str) -> None:
    said = [form for message in catalogue(language) if message.id for _, form in forms(message.id, message.string)]
    assert not [form for form in said if "'" in form]


@pytest.mark.lengthy
@for_each("language", OTHERS)
def test_a_sentence_on_one_thing_needs_no_number_to_be_heard(language: str) -> None:
    plain = [text[0] for text in wanted() if not isinstance(text, str) and not places(text[0])]
    assert len(plain) > 0
    for text in plain:
        assert {piece.whose for piece in speech(language).tell(text)} == {"ours"}, text


@pytest.mark.lengthy
@pytest.mark.sampled(3)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_says_its_parts_in_their_order(facebook: Report, images: Images, language: str) -> None:
    """What a list ends with takes nothing of what follows it."""
    spoken = speech(language)
    refusing, accepting, friction = map(spoken.plain, opening.parts(facebook))
    told = page(facebook, images, language).select_one(".sentence").get_text()
    space = "\u202f" if language == "fr" else ""
    assert told == f"{refusing}{space}; {accepting}. {friction}"


@pytest.mark.lengthy
@for_each("language", OTHERS)
def test_the_first_sentence_leaves_nothing_in_english_however_refusing_ended(language: str) -> None:
    refuse = FACEBOOK.routes["refuse"]
    for outcome in ("reached", "dead_end", "uncertain", "stopped_before_commit", "incomplete"):
        for seconds in (refuse.seconds, Seconds(low=200, estimate=320, high=400)):
            ended = msgspec.structs.replace(refuse, outcome=outcome, seconds=seconds)
            told = opening.parts(msgspec.structs.replace(FACEBOOK, routes={**FACEBOOK.routes, "refuse": ended}))
            assert speech(language).plain(duration(seconds)) in speech(language).plain(told[0])
            for part in told[:2]:
                assert {piece.whose for piece in speech(language).tell(part)} == {"ours"}, part


@pytest.mark.lengthy
def test_numbers_days_and_lists_are_those_of_the_language() -> None:
    assert speech("fr").exact(1234.5, 2) == "1\u202f234,50"
    assert speech("de").exact(0.5, 1) == "0,5"
    assert speech("pl").day("2025-05-20") == "20 maja 2025"
    assert speech("pt").day("2025-05-20") == "20 de maio de 2025"
    assert speech("it").listed(["a", "b", "c"]) == "a, b e c"
    assert speech("nl").names_of("French and Dutch") == "Frans en Nederlands"
    assert speech("de").plain(say("{ratio:.2g} times as prominent as “{label}”", ratio=2.5, label="x")) == (
        "2,5-mal so auffällig wie „x“"
    )


def test_dates_that_are_no_whole_days_are_told_too() -> None:
    told = {day: speech("fr").day(day) for day in ("2025-05", "2025", "2025; 2024-06", "unknown", "2025-13")}
    assert told == {
        "2025-05": "mai 2025", "2025": "2025", "2025; 2024-06": "2025\u202f; juin 2024", "unknown": "date inconnue",
        "2025-13": "2025-13",
    }  # fmt: skip


def test_a_language_nobody_wrote_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(InputError, match="xx: no language of reports; there is en, fr"):
        speech("xx")


def test_values_put_into_a_sentence_are_not_read_as_a_sentence() -> None:
    assert speech("de")("step {number}", number="{number.__class__}") == "Schritt {number.__class__}"


def test_the_sentences_of_the_observer_in_the_page_are_known() -> None:
    source = (Path(capturing.__file__).parent / "observer" / "observer.js").read_text(encoding="utf-8")
    limits = [re.sub(r"\$\{[^{}]+\}", "7", one) for one in re.findall(r"push\(limits, `([^`]+)`\)", source)]
    assert limits
    for limit in limits:
        assert all(piece.whose == "ours" for piece in speech("fr").tell(Said(f"frame 2: {limit}"))), limit


def page(report: Report, images: Images, language: str) -> BeautifulSoup:
    soup = BeautifulSoup(render(report, images, language=language), "html.parser")
    for style in soup.find_all("style"):
        style.decompose()
    return soup


@pytest.mark.lengthy
@pytest.mark.sampled(3)
@pytest.mark.parametrize("language", OTHERS)
def test_the_report_of_a_run_speaks_its_readers_language_and_marks_what_does_not(language: str) -> None:
    for run, report in judged():
        soup = page(report, lambda file, run=run: storage.read_file(run / file), language)  # type: ignore[misc]
        assert soup.html["lang"] == language
        allowed = authored(report) + foreign(report)
        for marked in soup.find_all(lang="en"):
            assert marked.get_text() in allowed, marked
        quotes = [quote["lang"] for quote in soup.find_all("blockquote")]
        assert quotes
        assert set(quotes) == {"fr"}


def foreign(report: Report) -> str:
    """What stands in a report in English because others wrote it: names that texts give, what sources say."""
    refs = [text for one in report.measurements for found in one.findings for ref in found.refs
            for text in (ref.source, ref.item)]  # fmt: skip
    flows = [report.flow, *([report.counterfactual.flow] if report.counterfactual else [])]
    told = [
        text
        for flow in flows
        for text in (
            *flow.provenance.invented,
            *(words for one in flow.provenance.sources for words in (one.who, one.says)),
        )
    ]
    profile = "; ".join(report.profile.sources) if report.profile else ""
    return "\n".join((*refs, *told, *(one.rstrip(". ") for one in told), profile))


@pytest.mark.lengthy
@pytest.mark.sampled(3)
def test_words_of_a_page_are_the_same_whatever_the_reader_speaks(
    facebook: Report, images: Images, request: pytest.FixtureRequest
) -> None:
    def quoted(language: str) -> Counter[str]:
        return Counter(one.get_text() for one in page(facebook, images, language).find_all(lang="fr"))

    first, *others = map(quoted, sample([one for one in OTHERS if one != "fr"], request))
    assert all(other == first for other in others)
    assert quoted("en") <= first


@pytest.mark.lengthy
@pytest.mark.sampled(4)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_report_gives_the_same_bytes_in_every_language(
    facebook: Report, images: Images, language: str
) -> None:
    again = msgspec.json.decode(msgspec.json.encode(facebook), type=Report)
    assert render(again, images, language=language) == render(facebook, images, language=language)


@pytest.mark.lengthy
def test_every_kind_of_place_is_one_that_is_told() -> None:
    used = {place.kind for text in wanted() for one in ((text,) if isinstance(text, str) else text)
            for place in template(one).places}  # fmt: skip
    assert used >= KINDS


@pytest.mark.lengthy
@for_each("language", OTHERS)
def test_of_why_a_text_is_hard_to_read_only_the_name_of_a_formula_stays_english(language: str) -> None:
    text = (
        "Conformément aux dispositions réglementaires internationales susmentionnées, notre organisation communique "
        * 6
    )
    (span,) = readability.findings(text + "régulièrement.", "fr")
    english = [piece.words for piece in speech(language).tell(span.why) if piece.whose == "english"]
    assert english == [formula.name for formula in FORMULAS["fr"] if formula.name in english]
    assert len(english) < len(FORMULAS["fr"])


@for_each("language", LANGUAGES)
def test_a_measure_has_one_name_in_every_table_or_the_beginning_of_it(language: str) -> None:
    spoken = speech(language)
    titles = {one.ID: spoken.plain(one.TITLE) for one in MEASURES}
    heads = {**english.QUANTITIES, **{gauge: head for gauge, head in cells.MAIN.items() if gauge != cells.FRICTION}}
    heads["estimated_time"] = heads.pop("seconds")
    assert heads.keys() <= titles.keys()
    for measure, head in heads.items():
        assert titles[measure].startswith(spoken.plain(head).removesuffix(" (s)")), (titles[measure], head)


TYPED = re.compile(r"""["'`]|\.\.\.""")


@pytest.mark.lengthy
def test_what_is_typed_in_code_for_print_has_apostrophes_and_no_other_mark_of_a_typewriter() -> None:
    for text in wanted():
        for form in (text,) if isinstance(text, str) else text:
            assert not TYPED.search(typeset(form)), form


@pytest.mark.lengthy
@given(words=st.text(st.sampled_from("l'IA d\"\N{RIGHT SINGLE QUOTATION MARK}“”"), min_size=1, max_size=20))
def test_ours_is_typeset_in_english_and_words_of_a_page_stay_as_they_stood(words: str) -> None:
    spoken = speech("en")
    text = next(text for text in wanted() if isinstance(text, str) and text.startswith("The score's interval"))
    pieces = spoken.tell(say(text, version=words))
    assert [piece.words for piece in pieces if piece.whose == "quoted"] == [words]
    assert "".join(piece.words for piece in pieces) == typeset(text).format(version=words)


def test_an_english_page_marks_what_it_quotes_within_a_sentence_as_the_language_of_the_page() -> None:
    sentence = say_many("{count:d} click on the {role:english} “{label}”", "", count=1, role="button", label="l'IA")
    assert Voice(speech("en")).told(sentence, "fr") == (
        '<bdi>1 click on the button “<bdi lang="fr">l&#39;IA</bdi>”</bdi>'
    )
