"""A report speaks eight languages: nothing of ours is left in English, and no place is lost on the way."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from string import Formatter

import pytest

from analyzer.measures import MEASURES
from analyzer.model import Report
from analyzer.reports import html
from analyzer.reports.languages import LANGUAGES, catalogue, speech
from analyzer.reports.languages.extracting import Text, texts
from analyzer.saying import say, say_many

Images = Callable[[str], bytes]

OTHERS = LANGUAGES[1:]
ENGLISH = re.compile(r"\b(the|this|which|those|whose|from|were|been|does|cannot)\b", re.IGNORECASE)
"""Words that none of the seven other languages has."""
VOID = frozenset({"meta", "link", "img", "br", "input", "path", "rect", "hr", "use"})


class Ours(HTMLParser):
    """Gathers the texts of a page by the language that their elements declare."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language, self._open = language, [("", "")]
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or self._open[-1][1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass an element by that holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self._open[-1]
        if language == self._language and tag not in {"style", "code"}:
            self.texts.append(data)


@pytest.fixture(scope="module")
def every() -> list[Text]:
    """Every text that is translated; gathering them reads all of the code."""
    return list(texts())


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_and_keeps_its_places(language: str, every: list[Text]) -> None:
    known = catalogue(language)
    for text in every:
        message = known.get(text if isinstance(text, str) else text[0])
        assert message is not None, text
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(said), f"{language}: {text} is not translated"
        assert not message.fuzzy
        allowed = [places(one) for one in ([text] if isinstance(text, str) else text)]
        assert all(places(one) in allowed for one in said), f"{language}: {text}"


def places(text: str) -> set[str]:
    # How a place is filled is told by the English text alone; a language has its own quotation marks.
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_what_is_said_and_no_more(language: str, every: list[Text]) -> None:
    known = {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue(language) if one.id}
    assert known == {text if isinstance(text, str) else text[0] for text in every}


def test_the_title_of_every_measure_is_among_the_texts(every: list[Text]) -> None:
    assert {measure.TITLE for measure in MEASURES} <= {text for text in every if isinstance(text, str)}


@pytest.mark.parametrize("language", OTHERS)
def test_a_report_says_nothing_of_its_own_in_english(language: str, facebook: Report, images: Images) -> None:
    page = Ours(language)
    page.feed(html.render(facebook, images, language=language))
    assert sum(map(len, page.texts)) > 10_000
    assert [text for text in page.texts if ENGLISH.search(text)] == []


def test_quotes_keep_their_words_and_say_whose_language_they_are(facebook: Report, images: Images) -> None:
    page = html.render(facebook, images, language="pl")
    assert '<html lang="pl"' in page
    assert page.count('lang="fr"') >= html.render(facebook, images).count('lang="fr"') > 0


def test_a_sentence_with_others_in_it_is_said_whole_and_a_number_as_the_language_writes_it() -> None:
    taken = say("Refusing takes {effort:listed}", effort=(say_many("{count:,} click", "{count:,} clicks", 1200),))
    whole = say(
        "{refusing:said}; {accepting:said}. {friction:said}", refusing=taken, accepting=say("accepting takes nothing"),
        friction=say("Friction cannot be told."),
    )  # fmt: skip
    said = speech("de").plain(whole)
    assert "1.200 Klicks" in said
    assert not ENGLISH.search(said)
    assert speech("en").plain(whole) == whole


def test_what_others_wrote_stays_and_is_marked_as_english() -> None:
    pieces = speech("fr").tell(say("Invented, because no source says it: {invented:english}.", invented="the wording"))
    assert [(piece.words, piece.whose) for piece in pieces if piece.whose != "ours"] == [("the wording", "english")]
