"""The languages that reports for people speak: one gettext catalogue each, read as it is.

English is in the code, as it is typed there; its catalogue is made of the texts of another, typeset.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from operator import lt
from string import Formatter

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from analyzer import tongues
from analyzer.errors import InputError
from analyzer.reports import english
from analyzer.reports.spoken import LANGUAGES
from analyzer.saying import APART, LISTED, Template, is_number, is_written_number, listed, template, unlisted

SAID = "said: heard again in what is judged"
"""What a catalogue notes at the texts of sentences, which are told apart from what fills them."""

ORIGINAL = LANGUAGES[0]
"""The language in which all is written: English."""

_LOCALES = {"pt": "pt_PT"}
"""Where the catalogue is of one country; numbers, days and names are that country's, too."""

_DEEPEST = 6
"""Sentences within sentences that are told; ours have four, and a page cannot make more of them."""


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Return ``text``, marked for translation where it is used."""
    return text


UNDATED = N_("unknown")
"""What stands for a date that nobody knows."""

_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class Piece:
    """Part of a sentence, by whose words they are.

    ``ours`` are in the language spoken; ``quoted`` as they stood; ``english`` as they were written, in English for all
    that is known here; a ``name`` is what stands in a list and is no sentence of ours.
    """

    words: str
    whose: str


@dataclass(frozen=True)
class _Known:
    """A template of the catalogue taken apart, its anchor, and the texts to look up: of a plural one, both."""

    heard: Template
    anchor: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """What a language says for our English: a catalogue, its texts, and of these the templates, the wordiest first.

    Of two with as many words, the one that takes less as it stands comes first.
    """

    catalogue: GNUTranslations
    texts: frozenset[str]
    templates: tuple[_Known, ...]


@dataclass(frozen=True)
class Speech:
    """One language: its words for ours, and its way to write numbers, dates and names of places."""

    language: str
    words: Words
    locale: Locale

    def __call__(self, text: str, **values: object) -> str:
        """Return ``text`` in this language, its ``{named}`` places filled; what no catalogue has stays as it is."""
        said = self.words.catalogue.gettext(text) if text else text
        return Formatter().vformat(said, (), values) if values else said

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it."""
        return self("{name}: {said}", name="", said="")

    @property
    def apart(self) -> str:
        """What stands between two sentences of a list, or two names that may hold commas."""
        return self("{one}; {other}", one="", other="")

    def plain(self, sentence: str) -> str:
        """Return a sentence of ours in this language, where there is no room to mark what is in another."""
        return "".join(piece.words for piece in self.tell(sentence))

    def tell(self, sentence: str) -> tuple[Piece, ...]:
        """Return a sentence that was made by ``analyzer.saying`` in this language, in pieces.

        What it quotes stays as it stood, and what no catalogue has stays English; the pieces say so.
        """
        return _retold(self.language, sentence)

    def named(self, words: str) -> Piece:
        """Return what somebody else wrote, which is taken apart by nothing: a flow's title, an article of a law."""
        return Piece(self(words), "ours") if words in self.words.texts else Piece(words, "english")

    def number(self, value: float) -> str:
        """Return a number with at most two decimals."""
        return str(format_decimal(value, format="#,##0.##", locale=self.locale))

    def exact(self, value: float, decimals: int) -> str:
        """Return a number with so many decimals."""
        return self.rewritten(f"{value:,.{decimals}f}")

    def rewritten(self, number: str) -> str:
        """Return a number that was written in English as this language writes it, with the same decimals and sign.

        What has no comma between its thousands there has none here: a year is no amount.
        """
        plain = number.replace(",", "")
        decimals = len(plain.partition(".")[2])
        whole = "#,##0" if "," in number else "0"
        pattern = f"{whole}.{'0' * decimals}" if decimals else whole
        sign = "+" if number.startswith("+") else ""
        return sign + str(format_decimal(Decimal(plain), format=pattern, locale=self.locale))

    def whole(self, value: float) -> str:
        """Return a number rounded to the nearest whole, halves upwards."""
        return self.number(int(value + 0.5))

    def day(self, iso: str) -> str:
        """Return a date written as ``2025-05-20``, or a month as ``2025-05``, in words; what is neither stays as it is.

        In English it stays as it is stored: words would be those of one English-speaking country.
        Of several, which stand apart, each is told; one that nobody knows is a word of ours.
        """
        return self.apart.join(map(self._day, iso.split("; ")))

    def _day(self, iso: str) -> str:
        if self.language == ORIGINAL:
            return iso
        try:
            if _MONTH.fullmatch(iso):
                return str(format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=self.locale))
            return str(format_date(date.fromisoformat(iso), "long", locale=self.locale))
        except ValueError:
            return self(iso) if iso == UNDATED else iso

    def listed(self, parts: Sequence[str]) -> str:
        """Return ``a, b and c`` as this language joins them."""
        return listed(parts) if self.language == ORIGINAL else str(format_list(parts, locale=self.locale))

    def name_of(self, code: str) -> str:
        """Return the name of a language by its code, or the code where there is none."""
        return str(self.locale.languages.get(code.partition("-")[0].lower(), code))

    def names_of(self, english_names: str) -> str:
        """Return languages that ``tongues.language`` named in the words of this one; another text stays as it is."""
        codes = [_CODES.get(name) for name in unlisted(english_names)]
        return self.listed([self.name_of(code) for code in codes if code]) if all(codes) else self(english_names)

    def country_of(self, english_name: str) -> str:
        """Return a country that ``english.country`` named, in the words of this language; another text as it is."""
        code = _COUNTRY_CODES.get(english_name)
        return english_name if code is None or self.language == ORIGINAL else self.country(code)

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166-1 code, or the code where there is none."""
        return str(self.locale.territories.get(code.upper(), code))


_CODES = {name: code for code, name in tongues.LANGUAGES.items()}
_COUNTRY_CODES = {name: code for code, name in english.COUNTRIES.items()}


_REMEMBERED = 2048
"""Sentences of a language that are not taken apart again: a report says many of them several times."""


@lru_cache(_REMEMBERED)
def _retold(language: str, sentence: str) -> tuple[Piece, ...]:
    spoken = speech(language)
    pieces = _told(sentence, spoken, spoken.words) or [Piece(sentence, "english")]
    return tuple(Piece("".join(piece.words for piece in same), whose) for whose, same in groupby(pieces, _whose))


def _told(sentence: str, speech: Speech, words: Words, depth: int = _DEEPEST) -> list[Piece] | None:
    """Return a sentence in pieces; null where it, or a sentence in it, is none that the catalogue has.

    The wordiest template that fits knows most of it. Where that leaves English or names, a later one is right only if
    it leaves less to others in fewer pieces: one that cuts through their words leaves more pieces, one that takes ours
    for theirs leaves more.
    """
    if sentence in words.texts or not any(map(str.isalpha, sentence)):
        return [Piece(_unworded(sentence, speech), "ours")]
    best: list[Piece] | None = None
    for known in [known for known in words.templates if known.anchor in sentence] if depth else ():
        places = known.heard.heard(sentence)
        pieces = None if places is None else _filled(known, places, speech, words, depth - 1)
        if pieces is not None and (best is None or all(map(lt, _left(pieces), _left(best)))):
            best = pieces
        if best is not None and all(piece.whose in {"ours", "quoted"} for piece in best):
            return best
    return best


def _left(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return in how many pieces words of others stand, and how many characters those have; half of them for a name.

    A name is at least known to be one.
    """
    of = [(_STRANGE[whose], sum(len(piece.words) for piece in same)) for whose, same in groupby(pieces, _whose)]
    return sum(strange for strange, _ in of), sum(strange * long for strange, long in of)


_STRANGERS = {"english": "english", "way": "name"}
"""Kinds of places that words of others fill which may be known -> whose they are where they are not."""

_STRANGE = {"ours": 0, "name": 1, "quoted": 2, "english": 2}


def _whose(piece: Piece) -> str:
    return piece.whose


def _unworded(sentence: str, speech: Speech) -> str:
    """Return a text that is known as a whole, or one without words: a number, a dash."""
    return speech.rewritten(sentence) if is_written_number(sentence) else speech(sentence)


def _filled(known: _Known, places: Mapping[str, str], speech: Speech, words: Words, depth: int) -> list[Piece] | None:
    kinds = {"count": ",", **{place.name: place.kind for place in known.heard.places}}
    places = {"count": "1", **places}  # of one thing a sentence may say so without a number
    said = words.catalogue.gettext(known.texts[0])
    if len(known.texts) > 1:
        one, many = known.texts
        said = words.catalogue.ngettext(one, many, _like(places["count"], speech.locale))
    pieces = []
    for text, name, _, _ in Formatter().parse(said):
        pieces.append(Piece(text, "ours"))
        if name is not None:
            there = _place(places[name], kinds[name], speech, words, depth)
            if there is None:
                return None
            pieces += there
    return pieces


_FEW, _COUNTED = 2, range(20)
"""A number of which Polish says "few", and numbers among which every form that a language has for whole ones is."""


def _like(number: str, locale: Locale) -> int:
    """Return a whole number that takes the same plural: gettext knows no others, and French says "1,5 heure".

    Of decimals Polish has a form of its own, which of our nouns is that of few.
    """
    plain = Decimal(number.replace(",", ""))
    if plain == plain.to_integral_value():
        return int(plain)
    form = locale.plural_form(plain)
    return next((whole for whole in _COUNTED if locale.plural_form(whole) == form), _FEW)


def _place(text: str, kind: str, speech: Speech, words: Words, depth: int) -> list[Piece] | None:
    """Return what fills one place in pieces; null where it is no sentence of ours and should be one."""
    if kind == "said":
        return _told(text, speech, words, depth)
    if kind == APART:
        return _apart(text.split("; "), speech, words, depth)
    if kind in {"tongues", "country", "day"}:
        return _called(text, kind, speech, words)
    if kind == LISTED:
        return _listed([_told(part, speech, words, depth) or [Piece(part, "name")] for part in unlisted(text)], speech)
    if kind in _STRANGERS:
        return [Piece(speech(text), "ours") if text in words.texts else Piece(text, _STRANGERS[kind])]
    return [Piece(speech.rewritten(text), "ours") if is_number(kind) else Piece(text, "quoted")]


def _called(text: str, kind: str, speech: Speech, words: Words) -> list[Piece] | None:
    """Return the name of a country, a language or several, null where it is none, or a date."""
    if kind == "day":
        return [Piece(speech.day(text), "ours")]
    if kind == "country":
        return [Piece(speech.country_of(text), "ours")] if text in _COUNTRY_CODES else None
    names = speech.names_of(text)
    return [Piece(names, "ours")] if names != text or text in words.texts else None


def _apart(parts: Sequence[str], speech: Speech, words: Words, depth: int) -> list[Piece]:
    """Return sentences that stood apart; one may hold what stands between them, and is then the shortest known one."""
    pieces: list[Piece] = []
    at = 0
    while at < len(parts):
        joined = ((end, _told("; ".join(parts[at:end]), speech, words, depth)) for end in range(at + 1, len(parts) + 1))
        end, told = next(((end, told) for end, told in joined if told is not None), (at + 1, None))
        pieces += [Piece(speech.apart, "ours")] if at else []
        pieces += told or [Piece(parts[at], "english")]
        at = end
    return pieces


def _listed(parts: Sequence[list[Piece]], speech: Speech) -> list[Piece]:
    """Return what is listed, with the words that this language has between."""
    places = speech.listed([f"\0{number}\0" for number in range(len(parts))]).split("\0")
    return [
        piece
        for place, words in enumerate(places)
        for piece in (parts[int(words)] if place % 2 else [Piece(words, "ours")])
    ]


@cache
def speech(language: str) -> Speech:
    """Return a language by its code.

    Raises
    ------
    InputError
        If there is none.
    """
    if language not in LANGUAGES:
        raise InputError(f"{language}: no language of reports; there is {', '.join(LANGUAGES)}")
    return Speech(
        language,
        _words(catalogue(language)),
        Locale.parse(_LOCALES.get(language, language)),
    )


def _words(catalogue: Catalog) -> Words:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    ids = {_ids(one): SAID in one.auto_comments for one in catalogue if one.id}
    templates = [
        _Known(template(text), template(text).anchor, texts)
        for texts, said in ids.items()
        if said
        for text in texts
        if "{" in text or len(texts) > 1
    ]
    return Words(
        catalogue=GNUTranslations(compiled),
        texts=frozenset(texts[0] for texts in ids if len(texts) == 1),
        templates=tuple(sorted(templates, key=lambda known: (-known.heard.weight, known.heard.quotes))),
    )


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language; that of English has what is written in code, typeset."""
    if language == ORIGINAL:
        return _typeset(catalogue(LANGUAGES[1]))
    return read_po(BytesIO((files(__package__) / f"{language}.po").read_bytes()), locale=language)


def _typeset(texts: Catalog) -> Catalog:
    """Return the texts of any catalogue as English prints them."""
    made = Catalog(ORIGINAL)
    for one in texts:
        if one.id:
            words = tuple(map(typeset, _ids(one)))
            made.add(one.id, words if len(words) > 1 else words[0], auto_comments=one.auto_comments)
    return made


_APOSTROPHE = re.compile(r"(?<=\w)'")


def typeset(text: str) -> str:
    """Return English of ours as it is printed: with the apostrophes and dashes that a keyboard lacks.

    Other catalogues have theirs written down, and quotation marks are typed as they are printed. Words of others are
    never typeset: a quote has the characters that stood there.
    """
    return _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", text).replace(" - ", " \N{EN DASH} ")
