"""A comparison to render, and the same with an attack in every word that pages and files put into it."""

from pathlib import Path
from typing import Any

import msgspec

from analyzer.model import Comparison, Hypothesis
from tests.runs import compared, write_run
from tests.walks import button, click, fill, link, page, silent, textbox, walk_of

HOSTILE = "</script><script>alert(1)</script>\x1b[2J\u202e<img src=x onerror=alert(2)> | a | `b` " + "W" * 200
FIXED = {
    "format",
    "kind",
    "right",
    "device",
    "outcome",
    "before",
    "after",
    "change",
    "unlike",
    "beside",
    "result",
    "relation",
    "relations",
}


def drawn(place: Path) -> Comparison:
    """Two years of one service with a counterfactual, a dead end of another, and a hypothesis that fails."""
    home = page("Home", "What friends share", link("Privacy"), button("Object"), button("Agree"))
    done = page("Done", "You have objected")
    form = page("Form", "Tell us why you object", textbox("Why", required=True), button("Send"))
    long = walk_of(home, click("Privacy"), form, fill("Why", 40), click("Send"), done)
    eased = page("Form", "Tell us if you object", textbox("Why"), button("Send"))
    short = walk_of(home, click("Privacy"), eased, click("Send"), done)
    dead = walk_of(home, click("Privacy"), page("Sorry", "Elsewhere"), outcome="dead_end", expected="dead_end")
    least = write_run(place / "least", walk_of(home, click("Object"), done))
    runs = [
        write_run(place / "first", long, silent(), counterfactual=least, date="2024-05-01", service="Social"),
        write_run(place / "second", short, silent(), counterfactual=least, date="2025-05-01", service="Social"),
        write_run(place / "third", dead, date="2025-06-01", service="Other"),
    ]
    return compared(runs, [expected("second", "first")])


def expected(*order: str) -> Hypothesis:
    return Hypothesis(
        id="h", registered="2026-11-25", about="Two forms", flows=order, relations=(">",) * (len(order) - 1),
        why=("the second was said to be harder",), sources=("a newspaper",),
    )  # fmt: skip


def hostile(comparison: Comparison) -> Comparison:
    return msgspec.convert(attacked(msgspec.to_builtins(comparison)), type=Comparison)


def attacked(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: attacked(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [attacked(each, key) for each in value]
    if not isinstance(value, str) or key in FIXED or "sha256" in key or key in {"id", "gauge", "date", "accepting"}:
        return value
    return value + HOSTILE
