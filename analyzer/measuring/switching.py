"""What an answer is without the wording rules that a policy switches off."""

from collections.abc import Collection

from msgspec.structs import replace

from analyzer.model import Measurement


def without(off: Collection[str], answer: Measurement, *, counts: bool) -> Measurement:
    """Return an answer without the findings of the rules that are off.

    Parameters
    ----------
    off
        Names of wording rules.
    answer
        The answer of a measure.
    counts
        Whether the measure's value is the number of its findings, so that it falls with them.
    """
    kept = tuple(finding for finding in answer.findings if finding.rule not in off)
    if len(kept) == len(answer.findings):
        return answer
    if not counts:
        return replace(answer, findings=kept)
    many = float(len(kept))
    return replace(answer, findings=kept, value=many, low=many, high=many)
