"""Text that is harder to read than the Universal Declaration of Human Rights.

What
----
A paragraph of 30 words or more whose sentences are longer, and whose words and sentences together are harder, than
those of the Universal Declaration of Human Rights in the same language. The longest sentence is quoted.

How it is found
---------------
Counted are the words a sentence, and LIX: words a sentence plus the words of more than six letters in a hundred. Both
must exceed those of the Declaration's thirty articles in that language; one fixed threshold would call most Polish and
German texts hard and few English ones. Where formulas of reading ease were published for the language, each must call
the text harder, too, and its value is told: Flesch (en), Kandel and Moles (fr), Amstad (de), Fernández Huerta and
Szigriszt-Pazos (es), Gulpease (it), Douma and Brouwer (nl), Martins et al. (pt), none (pl).

Why it is friction
------------------
Who must hold forty words in mind to learn that one can refuse reads on without having learned it. Information on rights
is to be given in plain language.

What it cannot see
------------------
Sense: short words can be obscure and a long list can be clear. Layout, headings, and lines that end without a mark and
have fewer than ten words. Anything below 30 words, where one sentence decides everything. How numbers are read aloud.
Syllables are counted by rule (``docs/readability.md`` says how often rightly).

Sources
-------
Björnsson, Läsbarhet, 1968 (LIX); the formulas' authors, as in ``analyzer.wording.readability.formulas``; the Universal
Declaration of Human Rights. GDPR Art. 12(1); CCPA regulations section 7004(a)(1); Gray et al., CHI 2024, "complex
language".
"""

from collections.abc import Iterator, Sequence

from analyzer.references import CCPA_EASY_TO_UNDERSTAND, EPIC_CONFUSING, GRAY_COMPLEX_LANGUAGE, PLAIN_LANGUAGE, Hook
from analyzer.saying import Said, say
from analyzer.wording.lexicon import base
from analyzer.wording.readability.baselines import BASELINES
from analyzer.wording.readability.formulas import FORMULAS, Formula
from analyzer.wording.readability.measured import Hard
from analyzer.wording.readability.sentences import sentences
from analyzer.wording.readability.tallying import Tally, tally

ID = "hard_to_read"
TITLE = "Hard to read"
HOOKS: tuple[Hook, ...] = (PLAIN_LANGUAGE, GRAY_COMPLEX_LANGUAGE, CCPA_EASY_TO_UNDERSTAND, EPIC_CONFUSING)
AGAINST = (
    "Counts of words and letters say nothing of sense: a long sentence may be a clear list, and some long words are "
    "names or required by law. The measure was not tried on readers of such notices."
)

SHORTEST = 30
"""Words below which nothing is said of a text."""


def find(text: str, language: str) -> Iterator[Hard]:
    """Yield the longest sentence of a text that is harder than the baseline of its language, the first of equals."""
    said = sentences(text)
    if sum(len(sentence.words) for sentence in said) < SHORTEST:
        return
    counted, usual = tally(said, language), BASELINES[base(language)]
    formulas = FORMULAS.get(base(language), ())
    longer = counted.sentence_length > usual.sentence_length and counted.lix > usual.lix
    if longer and all(formula.value(counted) < formula.value(usual) for formula in formulas):
        longest = max(said, key=lambda sentence: len(sentence.words))
        yield Hard(longest.start, longest.end, _why(counted, usual, len(longest.words), formulas))


def _why(counted: Tally, usual: Tally, longest: int, formulas: Sequence[Formula]) -> Said:
    eases = [
        say(
            "{formula:english}: {value:.0f} against {usual:.0f}",
            formula=formula.name, value=formula.value(counted), usual=formula.value(usual),
        )
        for formula in formulas
    ]  # fmt: skip
    told = say(
        "{longest:d} words in this sentence; its text has {length:.1f} a sentence and LIX {lix:.1f}, the Universal "
        "Declaration of Human Rights {usual:.1f} and {usual_lix:.1f}",
        longest=longest, length=counted.sentence_length, lix=counted.lix, usual=usual.sentence_length,
        usual_lix=usual.lix,
    )  # fmt: skip
    return say("{told:said}; reading ease, higher is easier: {eases:apart}", told=told, eases=eases) if eases else told
