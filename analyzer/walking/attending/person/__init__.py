"""The script that tells, in every frame and before the page's own scripts, what a person does there as they do it.

It shares the observer's parts, so that names and roles are the same in both, and with them its care: the browser's own
functions are taken before the page can replace them, listeners capture and are passive, nothing is written to the page.
"""

from functools import cache
from pathlib import Path

from analyzer.walking.capturing import observer

BINDING = "__optout_person"
"""The name by which it reports; gone from the window before a script of the page runs."""

PARTS = ("paths", "acts")
"""In the order in which they build on one another."""


@cache
def script() -> str:
    """Return the whole script, for ``add_init_script``."""
    own, shared = Path(__file__).parent, Path(observer.__file__).parent
    files = [shared / f"{part}.js" for part in observer.PARTS[:-1]] + [own / f"{part}.js" for part in PARTS]
    body = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return f'(() => {{\n"use strict";\nconst person = window.{BINDING};\n{body}\n}})();\n'
