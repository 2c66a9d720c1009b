"""Published labels mean what their interfaces do with them: no yes for a no, and few left open."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.wording import lexicon
from analyzer.wording.lexicon import ENOUGH
from benchmarks.intents import CORE, DATA, Row, rows, score, table
from tests.tables import for_each

ROWS = rows()
DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "intents.md"
OPEN_LICENCES = {"MIT", "BSD-3-Clause", "Apache-2.0"}


def core_of(language: str) -> Iterator[Row]:
    return (row for row in ROWS if row.language == language and row.intent in CORE)


@pytest.mark.lengthy
def test_no_published_acceptance_is_read_as_a_refusal_or_the_reverse() -> None:
    assert [(row.language, row.label, row.intent, row.read) for row in ROWS if row.swapped] == []


@pytest.mark.lengthy
@for_each("language", [code for code in lexicon.languages() if lexicon.load(code).verified])
def test_a_verified_lexicon_reads_nearly_every_published_consent_label_and_rightly(language: str) -> None:
    scored = score(core_of(language))

    assert scored.labels >= ENOUGH
    assert scored.precision >= 0.98
    assert scored.coverage >= 0.95


@pytest.mark.lengthy
def test_labels_never_read_by_who_wrote_the_lexicons_are_read_as_well() -> None:
    held = [row for row in ROWS if not row.tuned]
    scored = score(row for row in held if row.intent in CORE)

    assert {row.language for row in held} == set(lexicon.languages())
    assert scored.precision >= 0.98
    assert scored.coverage >= 0.95


@pytest.mark.lengthy
def test_each_lexicon_says_on_how_many_published_labels_it_was_tried() -> None:
    counted = {language: score(core_of(language)).labels for language in lexicon.languages()}

    assert {language: lexicon.load(language).source.tested for language in lexicon.languages()} == counted


@pytest.mark.lengthy
def test_published_labels_come_from_packages_that_allow_it() -> None:
    with DATA.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

    assert {row["licence"] for row in read} <= OPEN_LICENCES
    assert all(row["source"] and row["version"] and row["key"] for row in read)


@pytest.mark.lengthy
def test_the_documented_table_is_the_one_that_the_benchmark_prints() -> None:
    assert table(ROWS) in DOCUMENT.read_text(encoding="utf-8")
