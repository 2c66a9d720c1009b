"""Reads the lexicons: one TOML a language, each group of phrases with its own examples.

A lexicon holds

``language``, ``version``, ``checked``
    Which language, which edition, and whether a native speaker other than the author has checked it.
``frequent``
    Common words of the language, by which ``analyzer.wording.language`` tells it.
``tested``
    How many published labels of a consent the edition was tried on; 0 if nobody counted.
``[words]``
    Groups of patterns that other patterns refer to as ``@name``.
``[intents]``
    ``labels``: full labels by intent; ``stems``: patterns by notion; ``examples``: labels by the intent they must get;
    ``conduct``: how a text says what closing or going on means, for ``analyzer.wording.context``.
``[topics.NAME]``
    Phrases that tell what a text is about, for instance a right that it names.
``[rules.NAME]``
    What a wording rule needs in this language, by slot.

A lexicon may hold ``[intents]`` alone: then it tells what controls mean (``has``), and whoever judges texts must say
that it cannot (``judges``).

Topics and rules carry ``flags`` (texts with the exact quote that must be found) and ``silent`` (texts in which
nothing may be found). A rule may keep patterns of a slot under ``loose``: they count only in a text that is about what
one refuses (topic ``matter``) or, where the rule has a slot ``reader``, names who speaks or is spoken to, since any
program says them too. How patterns are written is said in ``analyzer.wording.patterns``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import msgspec
import tomli

from analyzer.errors import InputError
from analyzer.model import Record
from analyzer.wording.normalising import Passage, read
from analyzer.wording.patterns import Compiler
from analyzer.wording.phrasebook import Hit, Phrasebook, Shelf

ABSTAIN = "abstain"
"""The key under which a lexicon lists labels whose intent must be left open."""

LOOSE = "?"
"""What marks a slot whose patterns count only in a text that is about what one refuses or whom it is said to."""

MATTER = "matter"
"""The topic that tells such a text."""

MACHINERY = "machinery"
"""The topic of what only programs are made of: a text that names more of it than of ``matter`` explains a program."""

ENOUGH = 30
"""Published labels of a consent on which a lexicon must have been tried to count as verified; a rule of judgement."""


class Example(Record, frozen=True):
    """A text in which ``quote`` must be found; ``control`` is the intent where the text is a control's label.

    ``role`` and ``beside`` are as in ``analyzer.wording.rules.findings``.
    """

    text: str
    quote: str
    control: str | None = None
    role: str = ""
    beside: tuple[str, ...] | None = None
    source: str = ""


class Group(Record, frozen=True):
    """Patterns by slot, with the texts that must flag and those that must stay silent.

    Those of ``loose``, by slot too, count only in a text that is about what one refuses.
    """

    slots: dict[str, tuple[str, ...]]
    flags: tuple[Example, ...]
    silent: tuple[str, ...]
    loose: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    @property
    def patterns(self) -> Mapping[str, tuple[str, ...]]:
        """All patterns by slot, the loose ones under its name with ``LOOSE`` behind it."""
        return self.slots | {slot + LOOSE: patterns for slot, patterns in self.loose.items()}


class IntentWords(Record, frozen=True):
    """What decides the intent of a label."""

    labels: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    conduct: dict[str, tuple[str, ...]]
    examples: dict[str, tuple[str, ...]]


class Source(Record, frozen=True):
    """A lexicon as it is written."""

    language: str
    version: str
    checked: str
    frequent: str
    intents: IntentWords
    tested: int = 0
    words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    topics: dict[str, Group] = msgspec.field(default_factory=dict)
    rules: dict[str, Group] = msgspec.field(default_factory=dict)


_MEANT = MappingProxyType({"no": "nb"})
"""Tags of several languages, and the one of them that is meant where nothing else is said."""


@dataclass(frozen=True)
class Lexicon:
    """A lexicon ready for use; ``labels`` maps the folded words of a full label to its intent."""

    source: Source
    labels: Mapping[tuple[str, ...], str]
    notions: Phrasebook
    conduct: Phrasebook
    topics: Mapping[str, Phrasebook]
    rules: Mapping[str, Phrasebook]
    shelf: Shelf
    """The books of ``rules`` and of the topics ``matter`` and ``machinery``, looked up in one go."""
    catalogue: Shelf
    """The books of ``topics``, likewise."""

    def says(self, topic: str, passage: Passage) -> tuple[Hit, ...]:
        """Return what a passage says of a topic.

        Raises
        ------
        KeyError
            If the lexicon has no such topic.
        """
        if topic not in self.topics:
            raise KeyError(topic)
        return self.catalogue.hits(passage).get(topic, ())

    @property
    def language(self) -> str:
        """The language as a two-letter code."""
        return self.source.language

    @property
    def verified(self) -> bool:
        """Whether the edition was tried on enough published labels for its numbers to say something."""
        return self.source.tested >= ENOUGH

    @property
    def version(self) -> str:
        """The edition, which belongs into every result that used it."""
        return self.source.version


@lru_cache(maxsize=256)
def base(language: str) -> str:
    """Return the primary subtag of a language tag in lower case, ``fr`` for ``fr-FR`` (RFC 5646, section 2.2.1).

    ``no``, which names both written forms of Norwegian, stands for the one that most pages mean by it, ``nb``.
    """
    primary = language.replace("_", "-").partition("-")[0].strip().lower()
    return _MEANT.get(primary, primary)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that have a lexicon, sorted."""
    folder = files("analyzer.wording") / "lexicons"
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


@lru_cache(maxsize=256)
def has(language: str) -> bool:
    """Tell whether a lexicon says what the labels of controls mean in the language of a tag."""
    return base(language) in languages()


@lru_cache(maxsize=256)
def judges(language: str) -> bool:
    """Tell whether a lexicon also holds topics and rules, so that finding nothing in a text of the language says so."""
    return has(language) and bool(source(base(language)).rules)


def judged() -> tuple[str, ...]:
    """Return the languages in which texts can be judged, sorted."""
    return tuple(language for language in languages() if judges(language))


def load(language: str) -> Lexicon:
    """Load the lexicon of a language.

    Parameters
    ----------
    language
        A language tag; only its primary subtag is looked at.

    Returns
    -------
    Lexicon
        The lexicon; loaded once.

    Raises
    ------
    InputError
        There is none for this language: it is never replaced by another.
    """
    if not has(language):
        raise InputError(f"no lexicon for language {language!r} (there are: {', '.join(languages())})")
    return _load(base(language))


@lru_cache(maxsize=32)
def source(code: str) -> Source:
    """Return the lexicon of a two-letter code as it is written, no pattern compiled; there must be one."""
    return _decoded(_content(code), _name(code))


def spoken(code: str) -> Source:
    """Return the lexicon of a two-letter code without its topics and rules, which stand behind all else.

    Telling a language needs no more of it, and these are nine tenths of all lexicons.
    """
    content = _content(code)
    judging = _JUDGING.search(content)
    return _decoded(content[: judging.start()] if judging else content, _name(code))


_JUDGING = re.compile(rb"^\[(?:topics|rules)\.", re.MULTILINE)


def _content(code: str) -> bytes:
    return (files("analyzer.wording") / "lexicons" / f"{code}.toml").read_bytes()


@lru_cache(maxsize=32)
def _load(code: str) -> Lexicon:
    return _ready(source(code), _name(code))


def _name(code: str) -> str:
    return f"wording/lexicons/{code}.toml"


def parse(content: bytes, name: str) -> Lexicon:
    """Read a lexicon from TOML.

    Parameters
    ----------
    content
        The file's bytes.
    name
        How the file is called in an error.

    Returns
    -------
    Lexicon
        The lexicon, with every pattern compiled.

    Raises
    ------
    InputError
        The file is no TOML, has an unknown or missing key, a pattern that cannot be read, or a label with two intents.
    """
    lexicon = _ready(_decoded(content, name), name)
    for book in (lexicon.notions, lexicon.conduct, *lexicon.topics.values(), *lexicon.rules.values()):
        book.check()
    return lexicon


def _decoded(content: bytes, name: str) -> Source:
    try:
        # Telling a language reads all lexicons: a compiled reader takes a third of the time of the standard library's.
        return msgspec.convert(tomli.loads(content.decode()), Source)
    except (tomli.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: {error}") from None


def _ready(written: Source, name: str) -> Lexicon:
    compiler = Compiler(written.words, name)
    rules = {key: Phrasebook(group.patterns, compiler, f"{name}: rules.{key}") for key, group in written.rules.items()}
    topics = {key: Phrasebook(group.slots, compiler, f"{name}: topics.{key}") for key, group in written.topics.items()}
    return Lexicon(
        source=written,
        labels=_labels(written, name),
        notions=Phrasebook(written.intents.stems, compiler, f"{name}: intents.stems"),
        conduct=Phrasebook(written.intents.conduct, compiler, f"{name}: intents.conduct"),
        topics=topics,
        rules=rules,
        shelf=Shelf({**rules, **{name: book for name, book in topics.items() if name in (MATTER, MACHINERY)}}),
        catalogue=Shelf(topics),
    )


def _labels(lexicon: Source, name: str) -> dict[tuple[str, ...], str]:
    labels: dict[tuple[str, ...], str] = {}
    for intent, written in lexicon.intents.labels.items():
        for label in written:
            words = read(label).words
            if not words or labels.setdefault(words, intent) != intent:
                raise InputError(f"{name}: intents.labels: {label!r} is empty or has two intents")
    return labels
