"""How well labels are read: `python benchmarks/intents.py` prints the table that docs/intents.md holds.

Coverage is the share of labels that get an intent, precision the share of these that get the right one. A swap is an
acceptance read as a refusal or an objection, or the reverse; there may be none. The labels: tests/data/labels.tsv.
"""

import csv
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from analyzer.wording.intents import intent
from analyzer.wording.lexicon import languages, load

DATA = Path(__file__).parent.parent / "tests" / "data" / "labels.tsv"

CORE = frozenset({"accept", "refuse", "refuse_partial", "settings", "save"})
OPPOSITES = (frozenset({"accept"}), frozenset({"refuse", "refuse_partial", "object"}))


@dataclass(frozen=True)
class Row:
    """A label, what its key says that it does, and whether the lexicons were tuned on its source."""

    language: str
    intent: str
    label: str
    source: str
    tuned: bool

    @property
    def read(self) -> str | None:
        """What the lexicon says."""
        return intent(self.label, self.language).intent

    @property
    def swapped(self) -> bool:
        """Whether yes was read as no."""
        return any(self.intent in one and self.read in other for one, other in (OPPOSITES, OPPOSITES[::-1]))


@dataclass(frozen=True)
class Score:
    """Labels, the share answered, the share of answers that are right, and swaps."""

    labels: int
    coverage: float
    precision: float
    swaps: int

    def __str__(self) -> str:
        return (
            f"{self.labels} | {self.coverage:.2f} | {self.precision:.3f} | {self.swaps}" if self.labels else "0 | | |"
        )


def rows() -> tuple[Row, ...]:
    """Read the labels, one row for each label of a language with one meaning."""
    with DATA.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Row(row["language"], row["intent"], row["label"], row["source"], row["use"] == "tuned") for row in read
        )


def score(labels: Iterable[Row]) -> Score:
    """Score distinct labels."""
    distinct = {(row.language, row.intent, row.label): row for row in labels}.values()
    answered = [row for row in distinct if row.read]
    right = sum(row.read == row.intent for row in answered)
    swaps = sum(row.swapped for row in answered)
    total = len(distinct)
    return Score(total, len(answered) / total if total else 0, right / len(answered) if answered else 0, swaps)


def table(every: tuple[Row, ...]) -> str:
    """Return the table of coverage and precision by language."""
    head = ("core, tuned on", "core, held out", "flow, all")
    columns = " | ".join(f"{one} | coverage | precision | swaps" for one in head)
    lines = [f"| language | {columns} |", "|---" * 13 + "|"]
    for language in (*languages(), ""):
        mine = [row for row in every if row.language == language or not language]
        core = [row for row in mine if row.intent in CORE]
        tuned, held = [row for row in core if row.tuned], [row for row in core if not row.tuned]
        flow = [row for row in mine if row.intent not in CORE]
        lines.append(f"| {language or 'all'} | {score(tuned)} | {score(held)} | {score(flow)} |")
    return "\n".join(lines)


def speed(every: tuple[Row, ...]) -> float:
    """Return labels read a second of processor time, each once, with every lexicon loaded."""
    began = time.process_time()
    for row in every:
        intent(row.label, row.language)
    return len(every) / (time.process_time() - began)


def main(wrong: bool) -> None:  # noqa: FBT001 - a script's one switch
    """Print the table; with ``--wrong`` also what was read wrongly or not at all in what the lexicons are tuned on."""
    every = rows()
    for language in languages():
        load(language)
    print(f"{speed(every):.0f} labels a second", file=sys.stderr)
    print(table(every))
    for row in every if wrong else ():
        if row.tuned and row.read != row.intent:
            found = intent(row.label, row.language)
            print(row.language, row.source, row.intent, row.label, found.intent, found.why, sep="\t", file=sys.stderr)


if __name__ == "__main__":
    main("--wrong" in sys.argv[1:])
