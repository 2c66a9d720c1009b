"""Hypotheses beside what came of them, in sentences."""

from analyzer.model import Checked, CheckedPair
from analyzer.reports.compared.cells import score
from analyzer.reports.compared.naming import Naming
from analyzer.reports.english import counted, language
from analyzer.saying import listed


def expected(test: Checked) -> str:
    """Return the order that a hypothesis expects, by the numbers of the procedures."""
    first, *rest = test.procedures
    return " ".join(
        [str(first), *(f"{pair.relation} {number}" for pair, number in zip(test.pairs, rest, strict=True))]
    )  # fmt: skip


def verdict(check: Checked) -> str:
    """Return in a sentence or two whether the scores agree with a hypothesis."""
    results = [pair.result for pair in check.pairs]
    holding, failing, unknown = (results.count(one) for one in ("holds", "fails", "unknown"))
    agree = (
        "The scores do not agree" if failing else "Whether the scores agree is open" if unknown else "The scores agree"
    )
    parts = [f"{holding} of {counted(len(results), 'relation')} {'holds' if len(results) == 1 else 'hold'}"]
    parts += [f"{failing} {'does' if failing == 1 else 'do'} not"] if failing else []
    parts += [f"{unknown} cannot be told"] if unknown else []
    certain = sum(pair.certain for pair in check.pairs)
    sure = f"Certain {'is' if certain == 1 else 'are'} {certain}: the intervals are apart there."
    return f"{agree}: {listed(parts)}. {sure if certain else 'No relation is certain: the intervals overlap.'}"


def languages(check: Checked, naming: Naming) -> str:
    """Return a warning where the flows of a hypothesis were walked in different languages; "" where in one."""
    spoken: dict[str, list[str]] = {}
    for one in check.procedures:
        spoken.setdefault(language(naming.procedures[one].flow.language), []).append(str(one))
    if len(spoken) == 1:
        return ""
    named = listed([f"{called} ({', '.join(numbers)})" for called, numbers in spoken.items()])
    return (
        f"Warning: these flows were walked in different languages, {named}. What a score rests on depends on how far "
        "wording is judged in a language, so that a part of a difference may be one of language. To compare like with "
        "like, walk them with one --lang."
    )


def pair_told(pair: CheckedPair, naming: Naming) -> str:
    """Return one relation with the scores it was held against, and what came of it."""
    left, right = naming.procedures[pair.left], naming.procedures[pair.right]
    return (
        f"{pair.left} {pair.relation} {pair.right}: {left.name} {score(left.score)}, {right.name} "
        f"{score(right.score)}: {result(pair)}"
    )


def result(pair: CheckedPair) -> str:
    """Return what came of one relation, and whether the intervals leave it certain."""
    said = {"holds": "holds", "fails": "does not hold", "unknown": "cannot be told"}[pair.result]
    if pair.result == "unknown":
        return said
    said += ", the two are equal" if pair.tie else ""
    return f"{said}; the intervals {'do not overlap' if pair.certain else 'overlap, so that it is not certain'}"
