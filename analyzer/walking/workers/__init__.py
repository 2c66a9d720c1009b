"""What runs in a worker before its own script does."""

from functools import cache
from pathlib import Path
from typing import Literal

Act = Literal["quiet", "speaking"]
"""``quiet``: it has no WebSockets. ``speaking``: its WebSockets ask a tape."""


@cache
def fronted(act: Act) -> str:
    """Return the script that does ``act`` in every worker: for pages, and to stand in front of a worker's script."""
    here = Path(__file__).parent
    front, does = (here.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in ("front", act))
    _, _, does = does.partition("(inWorker)")
    return front.replace("(ACT)", f"((inWorker){does.rstrip()})")
