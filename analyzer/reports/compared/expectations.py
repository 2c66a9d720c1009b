"""Hypotheses beside what came of them, in sentences."""

from analyzer.model import Checked, CheckedPair
from analyzer.reports.compared.naming import Naming
from analyzer.saying import Said, say, say_many
from analyzer.tongues import language


def expected(test: Checked) -> str:
    """Return the order that a hypothesis expects, by the numbers of the procedures."""
    first, *rest = test.procedures
    return " ".join(
        [str(first), *(f"{pair.relation} {number}" for pair, number in zip(test.pairs, rest, strict=True))]
    )  # fmt: skip


def verdict(check: Checked) -> tuple[Said, Said]:
    """Return in two sentences whether the scores agree with a hypothesis, and where that is certain."""
    results = [pair.result for pair in check.pairs]
    holding, failing, unknown = (results.count(one) for one in ("holds", "fails", "unknown"))
    parts = [
        say_many(
            "{holding:,} of {count:,} relation holds", "{holding:,} of {count:,} relations hold",
            count=len(results), holding=holding,
        ),
        *([say_many("{count:,} does not", "{count:,} do not", count=failing)] if failing else []),
        *([say("{many:,} cannot be told", many=unknown)] if unknown else []),
    ]  # fmt: skip
    if failing:
        agree = say("The scores do not agree: {parts:listed}.", parts=parts)
    elif unknown:
        agree = say("Whether the scores agree is open: {parts:listed}.", parts=parts)
    else:
        agree = say("The scores agree: {parts:listed}.", parts=parts)
    certain = sum(pair.certain for pair in check.pairs)
    if not certain:
        return agree, say("No relation is certain: the intervals overlap.")
    return agree, say_many(
        "Certain is {count:,}: the intervals are apart there.", "Certain are {count:,}: the intervals are apart there.",
        count=certain,
    )  # fmt: skip


def languages(check: Checked, naming: Naming) -> Said | None:
    """Return a warning where the flows of a hypothesis were walked in different languages; null where in one."""
    spoken: dict[str, list[str]] = {}
    for one in check.procedures:
        spoken.setdefault(language(naming.procedures[one].flow.language), []).append(str(one))
    if len(spoken) == 1:
        return None
    named = [
        say("{codes:tongues} ({numbers})", codes=called, numbers=", ".join(numbers))
        for called, numbers in spoken.items()
    ]
    return say(
        "Warning: these flows were walked in different languages: {named:apart}. What a score rests on depends on how "
        "far wording is judged in a language, so that a part of a difference may be one of language. To compare like "
        "with like, walk them with one --lang.",
        named=named,
    )


def result(pair: CheckedPair) -> tuple[Said, ...]:
    """Return what came of one relation, and whether the intervals leave it certain."""
    if pair.result == "unknown":
        return (say("cannot be told"),)
    certain = say("the intervals do not overlap") if pair.certain else say(
        "the intervals overlap, so that it is not certain"
    )  # fmt: skip
    if pair.result == "holds":
        return say("holds, the two are equal") if pair.tie else say("holds"), certain
    return say("does not hold, the two are equal") if pair.tie else say("does not hold"), certain
