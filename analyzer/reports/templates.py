"""How templates become pages: all is escaped, what cannot be seen is spelled out, and what is missing is an error."""

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources.abc import Traversable
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from analyzer.model import FlowIdentity
from analyzer.reports import english
from analyzer.reports.languages import Piece, Speech
from analyzer.reports.legible import legible
from analyzer.reports.prose import written_in
from analyzer.saying import say, say_many
from analyzer.tongues import language


def template(folder: Traversable, name: str, **known: object) -> jinja2.Template:
    """Return the template ``name`` of ``folder``, which may include others from there.

    ``known`` are what it finds by name besides what it is rendered with.
    """
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda one: (folder / one).read_text(encoding="utf-8")),
        bytecode_cache=_kept(folder),
        autoescape=True,
        finalize=_printable,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= known
    return environment.get_template(name)


class _Kept(jinja2.FileSystemBytecodeCache):
    """Compiled templates on disk, as far as they can be read and written: without them only time is lost."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - a damaged file may raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _kept(folder: Traversable) -> _Kept | None:
    """Return what keeps the compiled templates of ``folder`` where Python keeps its compiled modules, if it does."""
    if sys.dont_write_bytecode:
        return None
    place = Path(cache_from_source(str(folder / "template"))).parent
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
    # Jinja itself looks at what a template says and at Python's version, not at its own nor at ours.
    return _Kept(str(place), f"%s.jinja2-{version('jinja2')}-optout-{version('optout')}.cache")


def tongue(speech: Speech, code: str) -> Markup:
    """Return which language words are in, where it is another than the reader's: nobody sees an attribute."""
    if not code or code.partition("-")[0].lower() == speech.language:
        return Markup("")
    told = speech("(in {language})", language=speech.name_of(code))
    return Markup(' <span class="tongue">{}</span>').format(legible(told))


def _nothing(language: str) -> str:
    del language
    return ""


_DAY = 24
"""Characters of the longest day in words, which breaks into no two lines; what is longer is none."""


@dataclass(frozen=True)
class Together:
    """How words of others are told that stand in one list or column.

    ``mark`` stands once at its head and says which language they are in, "" where they differ: then ``tell`` says it.
    """

    mark: Markup
    tell: Callable[[str], Markup]


@dataclass(frozen=True)
class Voice:
    """What a template speaks with, in one language.

    ``after`` gives what stands after quoted words, by the code of their language; after words of others that have no
    translation it is always said which language they are in.
    """

    speech: Speech
    after: Callable[[str], str | Markup] = _nothing

    def known(self) -> dict[str, object]:
        """Return what a template finds by name: ``_`` for its own words, the others for what was said."""
        return {
            "_": self.written, "told": self.told, "opened": self.opened,
            "named": self.named, "renamed": self.renamed, "together": self.together, "plain": self.plain,
            "speech": self.speech, "quote": self.quote,
            "sentences": self.sentences, "apart": self.apart, "begun": begun,
            "met": self.met,
            "say": say, "say_many": say_many, "country": self.country, "tongue": self.tongue, "dated": self.dated,
            "unit": self.unit,
        }  # fmt: skip

    def country(self, code: str) -> str:
        """Return the name of a country by its code; English has articles for some."""
        return english.country(code) if self.speech.language == "en" else self.speech.country(code)

    def tongue(self, codes: str) -> str:
        """Return the names of languages by their codes."""
        named = language(codes)
        return named if self.speech.language == "en" else self.speech.names_of(named)

    def dated(self, day: str) -> str:
        """Return a date; in English as it is stored."""
        return day if self.speech.language == "en" else self.speech.day(day)

    def met(self, flow: FlowIdentity) -> Markup:
        """Return where, when and how a flow was met: country, language, device, date and account."""
        parts = (self.country(flow.country), self.tongue(flow.language), self.plain(flow.device))
        told = [escape(legible(part)) for part in parts if part]
        day = legible(self.dated(flow.date))
        whole = Markup('<span class="day">{}</span>').format(day) if len(day) <= _DAY else day
        told.append(self.written("as of {date}", date=whole))
        if flow.account:
            account = escape(legible(flow.account)) if self.speech.language == "en" else self.named(flow.account)
            told.append(self.written("account: {account}", account=account))
        return Markup(", ").join(told)

    def unit(self, name: str, value: float | None = None) -> str:
        """Return a unit beside its number: as a heading would have it where a language has more forms than two."""
        return english.unit(name, value if self.speech.language == "en" else None)

    def written(self, text: str, **values: object) -> Markup:
        """Return words of the template; what fills a place may be marked up already, and is escaped where not."""
        said = escape(legible(self.speech(text)))
        return said.format(**{name: _printable(value) for name, value in values.items()}) if values else said

    def quote(self, words: str) -> str:
        """Return words of others between the marks that this language quotes with."""
        return self.speech("“{words}”", words=words)

    def plain(self, sentence: str) -> str:
        """Return a sentence of ours as text, where nothing can be marked up: an attribute, a picture."""
        return self.speech.plain(sentence)

    def told(self, sentence: str, language: str = "") -> Markup:
        """Return a sentence of ours with what is not in its language marked so: quotes in ``language``, and English.

        Whatever a page says in it stands apart, so that its direction moves nothing around it.
        """
        pieces = self.speech.tell(sentence)
        return self._pieced(pieces, language)

    def opened(self, sentence: str, language: str = "") -> Markup:
        """Return a sentence of ours as ``told`` does, at the beginning of a line: its own first letter is large."""
        first, *others = self.speech.tell(sentence) or (Piece("", "ours"),)
        begins = Piece(begun(first.words), first.whose) if first.whose == "ours" else first
        return self._pieced((begins, *others), language)

    def sentences(self, said: Iterable[str]) -> Markup:
        """Return sentences of ours one after the other."""
        return Markup(" ").join(map(self.told, said))

    def apart(self, parts: Iterable[str]) -> Markup:
        """Return parts of a sentence as this language sets them apart."""
        return escape(self.speech.apart).join(map(self.told, parts))

    def named(self, words: str) -> Markup:
        """Return words that somebody else wrote, marked with their language where the catalogue has none for them."""
        return self._pieced((self.speech.named(words),), "")

    def renamed(self, words: str) -> Markup:
        """Return a name or title that somebody else gave: as ``named``, without saying which language it is in."""
        piece = self.speech.named(words)
        return _apart(piece.words, self._foreign(piece))

    def together(self, several: Iterable[str]) -> Together:
        """Return how words that somebody else wrote are told where they stand together."""
        written = {written_in(self.speech.named(words)) for words in several if words}
        if len(written) == 1 and (code := written.pop()):
            return Together(tongue(self.speech, code), self.renamed)
        return Together(Markup(), self.named)

    def _foreign(self, piece: Piece) -> str:
        """Return the language of a piece, "" where it is the page's own."""
        code = written_in(piece)
        return "" if code == self.speech.language else code

    def _pieced(self, pieces: Sequence[Piece], language: str) -> Markup:
        if len(pieces) == 1 and pieces[0].whose == "ours":
            return _apart(pieces[0].words, "")
        parts = [self._piece(piece, language) for piece in pieces]
        return parts[0] if len(parts) == 1 else Markup("<bdi>{}</bdi>").format(Markup("").join(parts))

    def _piece(self, piece: Piece, language: str) -> Markup:
        match piece.whose:
            case "ours":
                return escape(legible(piece.words))
            case "quoted" if language:
                return _apart(piece.words, language) + escape(self.after(language))
            case "english":
                return _apart(piece.words, self._foreign(piece)) + tongue(self.speech, written_in(piece))
            case _:
                return _apart(piece.words, "")


def _apart(words: str, language: str) -> Markup:
    if language:
        return Markup('<bdi lang="{}">{}</bdi>').format(legible(language), legible(words))
    return Markup("<bdi>{}</bdi>").format(legible(words))


def begun(text: str) -> str:
    """Return a text as the beginning of a sentence; a language may have capitals further on."""
    return text[:1].upper() + text[1:]


def styles(files: Iterable[Traversable]) -> list[Markup]:
    """Return style sheets of ours, which go into a page as they are."""
    return [Markup(file.read_text(encoding="utf-8")) for file in files]  # noqa: S704 - our own


def _printable(value: object) -> object:
    return legible(value) if isinstance(value, str) else value
