"""The languages that reports for people speak: one gettext catalogue each, read as it is; English is in the code."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO
from string import Formatter

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from analyzer.errors import InputError

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "pl")
"""ISO 639-1 codes; each but the first has a catalogue beside this file."""


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Return ``text``, marked for translation where it is used."""
    return text


@dataclass(frozen=True)
class Speech:
    """One language: its words for ours, and its way to write numbers, dates and names of places."""

    language: str
    catalogue: Catalog | None
    locale: Locale

    def __call__(self, text: str, **values: object) -> str:
        """Return ``text`` in this language, its ``{named}`` places filled; what no catalogue has stays as it is."""
        message = self.catalogue.get(text) if self.catalogue else None
        said = str(message.string) if message and message.string else text
        return Formatter().vformat(said, (), values) if values else said

    def number(self, value: float) -> str:
        """Return a number with at most two decimals."""
        return str(format_decimal(value, format="#,##0.##", locale=self.locale))

    def whole(self, value: float) -> str:
        """Return a number rounded to the nearest whole, halves upwards."""
        return self.number(int(value + 0.5))

    def day(self, iso: str) -> str:
        """Return a date written as ``2025-05-20``; what is no whole date stays as it is."""
        try:
            return str(format_date(date.fromisoformat(iso), "long", locale=self.locale))
        except ValueError:
            return iso

    def name_of(self, code: str) -> str:
        """Return the name of a language by its code, or the code where there is none."""
        return str(self.locale.languages.get(code.partition("-")[0].lower(), code))

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166-1 code, or the code where there is none."""
        return str(self.locale.territories.get(code.upper(), code))


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
    return Speech(language, catalogue(language) if language != "en" else None, Locale(language))


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language."""
    return read_po(BytesIO((files(__package__) / f"{language}.po").read_bytes()), locale=language)
