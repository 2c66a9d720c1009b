"""The one script that every frame gets before its page's own: it reports events and describes the screen.

Its parts are plain scripts that share one closure, so that nothing but ``window.__optout`` (frozen, not enumerable) is
visible to the page. It never writes to the page, sets no timer and draws no random number.
"""

from functools import cache
from pathlib import Path

PARTS = (
    "natives", "tree", "names", "bounds", "look", "dialogs",
    "survey", "colours", "controls", "stored", "events", "observer",
)  # fmt: skip
"""In the order in which they build on one another."""


@cache
def script() -> str:
    """Return the whole script, for ``add_init_script`` or ``evaluate``; installing it twice is harmless."""
    folder = Path(__file__).parent
    body = "\n".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    return f'(() => {{\n"use strict";\nif (Object.hasOwn(window, "__optout")) return;\n{body}\n}})();\n'
