"""A ranking's stability as plain data, every number rounded."""

from typing import Any

from analyzer.ranking.sensitivity import Sensitivity


def plain(found: Sensitivity, policy: str) -> dict[str, Any]:
    """Return the answer as JSON holds it, numbers with two decimals, as everywhere in canonical files."""
    return {
        "format": "optout-sensitivity-1",
        "policy": policy,
        "draws": found.draws,
        "seed": found.seed,
        "likeness": {"median": round(found.likeness, 2), "worst_twentieth": round(found.least, 2)},
        "flows": [
            {
                "name": one.name,
                "score": round(float(one.score), 2),
                "rank": one.rank,
                "rank_low": one.low,
                "rank_high": one.high,
                "same": round(one.same, 2),
            }
            for one in found.standings
        ],
        "unranked": [{"name": name, "why": why} for name, why in found.unranked],
        "left_out": [
            {
                "measure": one.measure,
                "likeness": round(one.likeness, 2),
                "moved": [{"name": name, "from": before, "to": after} for name, before, after in one.moved],
            }
            for one in found.left_out
        ],
        "swaps": [
            {
                "upper": one.upper,
                "lower": one.lower,
                "share": None if one.share is None else round(float(one.share), 2),
                "taken": list(one.taken),
                "given": one.given,
            }
            for one in found.swaps
        ],
    }
