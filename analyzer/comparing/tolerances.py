"""How much two values may differ and still count as about the same: the one table, with the reason of each row."""

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.model import Tolerance
from analyzer.saying import say

TOLERANCES = (
    Tolerance(
        gauges=(
            "clicks", "screens", "page_loads", "required_fields", "required_text_fields", "optional_fields",
            "context_switches", "reauthentication", "asked_again", "preselected", "pointer_only", "right_first_named",
            "hidden_in_text", "confusing_wording", "declared_waiting", "asymmetry",
        ),
        share=0,
        ranged=False,
        why=say("Each is an act, a screen, a field or a passage that is there or not: one more is one more."),
    ),
    Tolerance(
        gauges=("words", "options_per_screen", "keystrokes", "scrolls", "prominence"),
        share=0.1,
        ranged=False,
        why=say(
            "They follow from the length of texts and menus, which a mock invents in part and a translation changes."
        ),
    ),
    Tolerance(
        gauges=("estimated_time", "friction"),
        share=0,
        ranged=True,
        why=say("An estimate, or a score, brings its own doubt as a range, and it may lie anywhere in it."),
    ),
)  # fmt: skip
"""The tolerances by which every comparison is made; a gauge that none of them names has none."""

_SHARES: Mapping[str, float] = MappingProxyType({gauge: one.share for one in TOLERANCES for gauge in one.gauges})


def share_of(gauge: str) -> float:
    """Return by which part of the greater of two values they may differ before they count as different."""
    return _SHARES.get(gauge, 0)
