"""How well the wording rules find what the labelled set says, by rule and language, beside simple baselines.

Precision, recall and F1 on the blind half of ``fixtures/wording``, each with its counts and the Wilson interval of
precision and recall (Wilson, Probable inference, the law of succession, and statistical inference, 1927, z = 1.96). A
rule with fewer than 15 positives there prints "too few". Baselines, made from the tuning half alone: the ten words that
tell most (keywords), and TF-IDF with logistic regression where scikit-learn is installed. Cohen's kappa of the two raw
passes is printed by rule (Cohen, A coefficient of agreement for nominal scales, 1960). Until both passes are reconciled
the first one is measured against, and every line says so.

Usage: python benchmarks/wording.py [--half blind|tuning] [--errors] [--set FOLDER] [--shop DATASET.tsv]
       [--neutral FOLDER]
``--neutral`` reads strings of interfaces in which there is nothing to find, one a line, a file a language (``de.txt``).
``--errors`` lists what is wrong, on the tuning half only: whoever tunes must not read the other.
"""

import argparse
import csv
import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.wording import notices, routes, rules
from analyzer.wording.intents import intent
from analyzer.wording.normalising import read
from analyzer.wording.notices.notice import Notice
from analyzer.wording.routes.route import Shown, Switch

SET = Path(__file__).parent.parent / "fixtures" / "wording"
FEW = 15
"""Positives on the measured half below which an F1 says nothing."""
Z = 1.96
KEYWORDS = 10
KINDS: Mapping[str, tuple[str, ...]] = {
    "sentence": tuple(rule.ID for rule in rules.RULES),
    "control": tuple(rule.ID for rule in rules.RULES),
    "notice": tuple(notices.by_id),
    "route": tuple(routes.by_id),
}
SHAMING = ("confirmshaming", "loss_threat", "emotional_steering", "negated_refusal", "non_answer")
"""What a dark pattern of a shop may be; hedges and jargon are no pattern there."""


@dataclass(frozen=True)
class Piece:
    """An item of the set with its gold labels."""

    language: str
    item: Mapping[str, Any]
    gold: frozenset[str]

    @property
    def half(self) -> str:
        """The half it belongs to, by its id."""
        return "tuning" if self.item["id"][0] in "01234567" else "blind"

    @property
    def text(self) -> str:
        """All its words, for the baselines."""
        one = self.item
        shown = [text for screen in one.get("screens", ()) for text in screen["texts"]]
        return "\n".join(filter(None, (one.get("headline", ""), one.get("text", ""), *one.get("controls", ()), *shown)))


def main() -> None:
    """Print the tables."""
    asked = _arguments()
    pieces, sure = [], True
    for folder in sorted(path.parent for path in asked.set.glob("*/items.jsonl")):
        found, reconciled = _pieces(folder)
        pieces += found
        sure = sure and reconciled
    if not pieces:
        sys.exit(f"{asked.set}: no labelled set")
    if not sure:
        print("Not reconciled: measured against the first pass alone.\n")
    half = [piece for piece in pieces if piece.half == asked.half]
    told = {piece.item["id"]: predicted(piece) for piece in half}
    print(f"{asked.half} half, {len(half)} pieces\n")
    print(f"{'':<3}{'rule':<24}{'n':>5}  {'P':>17}  {'R':>17}  {'F1':>5}  {'keywords':>8}  {'LR':>5}  {'kappa':>6}")
    for language in sorted({piece.language for piece in pieces}):
        _table(language, [one for one in half if one.language == language], told, pieces, asked)
    if asked.errors:
        if asked.half != "tuning":
            sys.exit("--errors: on the tuning half only")
        for line in errors(half, told):
            print(line)
    _speed(pieces)
    if asked.shop:
        _shop(asked.shop)
    if asked.neutral:
        _neutral(asked.neutral)


def predicted(piece: Piece) -> frozenset[str]:
    """Return the rules that find something in a piece."""
    one, language = piece.item, piece.language
    match one["kind"]:
        case "sentence":
            found: Iterable[str] = (span.rule for span in rules.findings(one["text"], language))
        case "control":
            beside = tuple(one["beside"]) if one.get("beside") is not None else None
            spans = rules.findings(one["text"], language, one["intent"], role=one["role"], beside=beside)
            found = (span.rule for span in spans)
        case "notice":
            notice = Notice(one["headline"], one["text"], tuple(one["controls"]), language)
            found = (lack.rule for lack in notices.findings(notice))
        case _:
            found = (clash.rule for clash in routes.findings([_shown(screen) for screen in one["screens"]]))
    return frozenset(found) & frozenset(KINDS[one["kind"]])


def _shown(screen: Mapping[str, Any]) -> Shown:
    controls = tuple(Switch(one["text"], one["role"], one.get("checked")) for one in screen["controls"])
    return Shown(screen["lang"], tuple(screen["texts"]), controls)


def _table(
    language: str,
    half: Sequence[Piece],
    told: Mapping[str, frozenset[str]],
    pieces: Sequence[Piece],
    asked: argparse.Namespace,
) -> None:
    agreement = kappas(asked.set / language)
    for rule in dict.fromkeys(rule for kind in KINDS.values() for rule in kind):
        meant = [one for one in half if rule in KINDS[one.item["kind"]]]
        positives = sum(rule in one.gold for one in meant)
        hits = [rule in told[one.item["id"]] for one in meant]
        right = sum(hit and rule in one.gold for hit, one in zip(hits, meant, strict=True))
        kappa = f"{agreement[rule]:.2f}" if rule in agreement else "-"
        precision, recall = spread(right, sum(hits)), spread(right, positives)
        if positives < FEW:
            print(
                f"{language:<3}{rule:<24}{positives:>5}  {precision:>17}  {recall:>17}  too few  {'':>12}  {kappa:>6}"
            )
            continue
        tuning = [
            one for one in pieces
            if one.language == language and one.half == "tuning" and rule in KINDS[one.item["kind"]]
        ]  # fmt: skip
        words, learned = keywords(rule, tuning, meant), regression(rule, tuning, meant)
        print(
            f"{language:<3}{rule:<24}{positives:>5}  {precision:>17}  {recall:>17}  "
            f"{f1(right, sum(hits), positives):>5.2f}  {words:>8.2f}  {learned:>5}  {kappa:>6}"
        )


def f1(right: int, found: int, positives: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (found + positives) if found + positives else 0.0


def spread(right: int, of: int) -> str:
    """Return a share with its Wilson interval."""
    if not of:
        return "-"
    share, square = right / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    around = Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return f"{share:.2f} ({max(0.0, middle - around):.2f}-{min(1.0, middle + around):.2f})"


def keywords(rule: str, tuning: Sequence[Piece], half: Sequence[Piece]) -> float:
    """Return the F1 of the ten words that tell most on the tuning half."""
    inside, outside = Counter[str](), Counter[str]()
    for one in tuning:
        (inside if rule in one.gold else outside).update(set(read(one.text).words))
    many, others = sum(rule in one.gold for one in tuning), sum(rule not in one.gold for one in tuning)
    if not many:
        return 0.0
    weight = {word: count / many - outside[word] / max(1, others) for word, count in inside.items()}
    chosen = set(sorted(weight, key=lambda word: (-weight[word], word))[:KEYWORDS])
    hits = [not chosen.isdisjoint(read(one.text).words) for one in half]
    right = sum(hit and rule in one.gold for hit, one in zip(hits, half, strict=True))
    return f1(right, sum(hits), sum(rule in one.gold for one in half))


def regression(rule: str, tuning: Sequence[Piece], half: Sequence[Piece]) -> str:
    """Return the F1 of TF-IDF and logistic regression learned on the tuning half, "-" without scikit-learn."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - not everybody has it
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    except ImportError:
        return "-"
    gold = [rule in one.gold for one in tuning]
    if len(set(gold)) == 1:
        return "-"
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = LogisticRegression(class_weight="balanced", C=10, max_iter=1000, random_state=0)
    model.fit(vectors.fit_transform([one.text for one in tuning]), gold)
    hits = model.predict(vectors.transform([one.text for one in half]))
    right = sum(bool(hit) and rule in one.gold for hit, one in zip(hits, half, strict=True))
    return f"{f1(right, int(sum(hits)), sum(rule in one.gold for one in half)):.2f}"


def kappas(folder: Path) -> dict[str, float]:
    """Return Cohen's kappa of the two raw passes by rule, where both are there."""
    if not (folder / "second.jsonl").is_file():
        return {}
    first, second = _labels(folder / "first.jsonl"), _labels(folder / "second.jsonl")
    kinds = {one["id"]: one["kind"] for one in _lines(folder / "items.jsonl")}
    found = {}
    for rule in dict.fromkeys(rule for kind in KINDS.values() for rule in kind):
        both = [name for name in first.keys() & second.keys() if rule in KINDS[kinds[name]]]
        a, b = (sum(rule in labels[name] for name in both) / max(1, len(both)) for labels in (first, second))
        same = sum((rule in first[name]) == (rule in second[name]) for name in both) / max(1, len(both))
        chance = a * b + (1 - a) * (1 - b)
        if a and b and chance < 1:
            found[rule] = (same - chance) / (1 - chance)
    return found


def errors(half: Sequence[Piece], told: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield what is missed (-) and found wrongly (+), by rule."""
    wrong = defaultdict(list)
    for one in half:
        for rule in one.gold ^ told[one.item["id"]]:
            wrong[rule].append(f"{'-' if rule in one.gold else '+'} {one.language} {one.item['kind']}: {one.text!r}")
    for rule, lines in sorted(wrong.items()):
        yield f"\n{rule}"
        yield from sorted(lines)


def _pieces(folder: Path) -> tuple[list[Piece], bool]:
    gold, first = folder / "gold.jsonl", folder / "first.jsonl"
    labels = _labels(gold if gold.is_file() else first)
    return [
        Piece(folder.name, one, labels[one["id"]]) for one in _lines(folder / "items.jsonl") if one["id"] in labels
    ], gold.is_file()


def _labels(file: Path) -> dict[str, frozenset[str]]:
    return {one["id"]: frozenset(one["rules"]) for one in _lines(file)}


def _lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _speed(pieces: Sequence[Piece]) -> None:
    """Print how many labels are read a second, each once: one that is read again is remembered."""
    labels = dict.fromkeys((one.item["text"], one.language) for one in pieces if one.item["kind"] == "control")
    if not labels:
        return
    for language in {language for _, language in labels}:
        rules.findings("", language)
    begun = time.process_time()
    for text, language in labels:
        rules.findings(text, language, "")
    rate = len(labels) / (time.process_time() - begun)
    print(f"\n{rate:,.0f} labels a second of processor time, all rules, each once; 60 take {60e3 / rate:.1f} ms")


def _shop(file: Path) -> None:
    hits = Counter[str]()
    with file.open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened, delimiter="\t"):
            if any(span.rule in SHAMING for span in rules.findings(row["text"], "en", "")):
                hits[row["label"]] += 1
    print(f"{file.name}: precision {spread(hits['1'], hits.total())} over {hits.total()} texts found")


def _neutral(folder: Path) -> None:
    """Print how many of the strings of each language have a finding, read as running text and as a button's label."""
    for file in sorted(folder.glob("*.txt")):
        texts = file.read_text(encoding="utf-8").splitlines()
        said = sum(bool(rules.findings(text, file.stem)) for text in texts)
        labels = sum(
            bool(rules.findings(text, file.stem, intent(text, file.stem).intent or "", role="button"))
            for text in texts
        )  # fmt: skip
        print(f"{file.name}: of {len(texts)} strings {said} found as text, {labels} as labels")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("blind", "tuning"), default="blind")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--set", type=Path, default=SET)
    parser.add_argument("--shop", type=Path)
    parser.add_argument("--neutral", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
