"""The formulas of reading ease that were published for one language each; higher is easier.

W words, S sentences, Y syllables, L letters. Only formulas whose constants are printed; none for Polish. They give no
school grade here: those bands were made for other texts and times.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from analyzer.saying import say
from analyzer.wording.readability.tallying import Tally


class Formula(Protocol):
    """A published formula: how it is called, with its year, and its value for a text."""

    @property
    def name(self) -> str:
        """Author and year."""
        ...

    def value(self, tally: Tally) -> float:
        """Return the reading ease of what was counted."""
        ...


@dataclass(frozen=True, slots=True)
class Flesch:
    """A formula of Flesch's shape: ``constant - sentence W/S - syllable Y/W``."""

    name: str
    constant: float
    sentence: float
    syllable: float

    def value(self, tally: Tally) -> float:
        """Return the reading ease.

        Raises
        ------
        ValueError
            The syllables were not counted.
        """
        if tally.syllables is None:
            raise ValueError(f"{self.name} needs syllables")
        return self.constant - self.sentence * tally.sentence_length - self.syllable * tally.syllables / tally.words


@dataclass(frozen=True, slots=True)
class Gulpease:
    """The Italian formula without syllables: ``89 + (300 S - 10 L) / W``."""

    name: str

    def value(self, tally: Tally) -> float:
        """Return the reading ease."""
        return 89 + (300 * tally.sentences - 10 * tally.letters) / tally.words


FORMULAS: Mapping[str, tuple[Formula, ...]] = MappingProxyType(
    {
        "de": (Flesch(say("Amstad 1978"), 180, 1, 58.5),),
        "en": (Flesch(say("Flesch 1948"), 206.835, 1.015, 84.6),),
        "es": (
            Flesch(say("Fernández Huerta 1959"), 206.84, 1.02, 60),
            Flesch(say("Szigriszt-Pazos 1993"), 206.835, 1, 62.3),
        ),
        # Both sets of constants go by this name: linguists cite the first from the article, the web prints the second.
        "fr": (
            Flesch(say("Kandel and Moles 1958"), 209, 1.15, 68),
            Flesch(say("as the web prints it"), 207, 1.015, 73.6),
        ),
        "it": (Gulpease(say("Gulpease 1988")),),
        "nl": (Flesch(say("Douma 1960"), 206.835, 0.93, 77), Flesch(say("Brouwer 1963"), 195, 2, 67)),
        "pt": (Flesch(say("Martins et al. 1996"), 248.835, 1.015, 84.6),),
    }
)
"""By language; the constants as the R package koRpus prints them (en, fr, de, es, nl), readsight (it) and the typo3
documentation (pt); the articles themselves were not seen: Flesch, A new readability yardstick, 1948. Kandel and Moles,
Application de l'indice de Flesch à la langue française, 1958. Fernández Huerta, Medidas sencillas de lecturabilidad,
1959, where 1.02 multiplies the words a sentence (Law, Error in the Fernandez Huerta readability formula, 2011). Douma,
De leesbaarheid van landbouwbladen, 1960. Brouwer, Onderzoek naar de leesmoeilijkheid van Nederlands proza, 1963.
Amstad, Wie verständlich sind unsere Zeitungen?, 1978. Lucisano and Piemontese, GULPEASE, 1988. Szigriszt Pazos,
Sistemas predictivos de legibilidad del mensaje escrito, 1993. Martins et al., Readability formulas applied to textbooks
in Brazilian Portuguese, 1996."""
