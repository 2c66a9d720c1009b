"""The labelled set is what its guideline says: identified by content, half of it quoted, labelled with known rules."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analyzer import canonical
from analyzer.wording import intents
from benchmarks.wording import KINDS, SET, spread
from tests.tables import for_each

LANGUAGES = sorted(path.parent.name for path in SET.glob("*/items.jsonl"))
LEAST = {"fr": {"sentence": 400, "control": 200}, "en": {"sentence": 400, "control": 200}}


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def identity(language: str, item: dict[str, Any]) -> str:
    content = {"language": language} | {key: value for key, value in item.items() if key not in {"id", "source"}}
    line = canonical.line(content)
    # French was named first, before the line's end was part of it; naming it anew would mix the halves.
    return canonical.sha256(line.rstrip(b"\n") if language == "fr" else line)[:12]


@pytest.mark.lengthy
@for_each("language", LANGUAGES)
def test_every_item_is_named_by_its_content_and_labelled_with_rules_of_its_kind(language: str) -> None:
    items = lines(SET / language / "items.jsonl")
    kinds = {item["id"]: item["kind"] for item in items}
    assert len(kinds) == len(items)
    assert [item["id"] for item in items] == [identity(language, item) for item in items]
    for passed in sorted((SET / language).glob("*.jsonl")):
        if passed.name != "items.jsonl":
            labels = lines(passed)
            assert {one["id"] for one in labels} == set(kinds)
            assert not [one for one in labels if set(one["rules"]) - set(KINDS[kinds[one["id"]]])]
    assert {item["intent"] for item in items if item["kind"] == "control"} <= {"", *intents.INTENTS}


@for_each("language", LANGUAGES)
def test_there_is_enough_of_each_kind_and_half_of_it_is_quoted_with_its_source(language: str) -> None:
    items = lines(SET / language / "items.jsonl")
    of_kind = Counter(item["kind"] for item in items)
    quoted = Counter(item["kind"] for item in items if item["source"]["kind"] == "quoted")
    for kind in ("sentence", "control"):
        assert of_kind[kind] >= LEAST.get(language, {}).get(kind, 100)
        assert 2 * quoted[kind] >= of_kind[kind]
    for item in items:
        if item["source"]["kind"] == "quoted":
            assert item["source"]["title"]
            assert item["source"]["url"].startswith(("https://", "http://", "pkg:"))
            assert item["source"]["licence"]


def test_an_interval_holds_its_share_and_narrows_with_the_count() -> None:
    assert spread(0, 0) == "-"
    assert spread(9, 10) == "0.90 (0.60-0.98)"
    assert spread(900, 1000) == "0.90 (0.88-0.92)"
