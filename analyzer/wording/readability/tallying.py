"""What is counted in a text: the numbers that every formula of readability is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.wording.readability import syllables
from analyzer.wording.readability.sentences import Sentence
from analyzer.wording.readability.words import is_long, letters


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a text with at least one sentence; ``syllables`` is null for a language without a counter."""

    sentences: int
    words: int
    long_words: int
    letters: int
    syllables: int | None = None

    @property
    def sentence_length(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences

    @property
    def lix(self) -> float:
        """Words a sentence plus long words in a hundred (LIX: Björnsson, Läsbarhet, 1968)."""
        return self.sentence_length + 100 * self.long_words / self.words


def tally(said: Sequence[Sentence], language: str) -> Tally:
    """Count in sentences, of which there is at least one."""
    spoken = [word for sentence in said for word in sentence.words]
    known = syllables.counts(language)
    return Tally(
        sentences=len(said),
        words=len(spoken),
        long_words=sum(map(is_long, spoken)),
        letters=sum(map(letters, spoken)),
        syllables=sum(syllables.syllables(word, language) for word in spoken) if known else None,
    )
