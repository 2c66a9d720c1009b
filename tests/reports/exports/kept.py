"""Stored walks with traffic, and the words that strangers put where they do harm."""

from datetime import datetime
from pathlib import Path

from analyzer import storage
from analyzer.judging import walks_of
from analyzer.model import Exchange, Socket, Walk
from analyzer.recordings import har
from analyzer.storage import Gathered
from tests.runs import write_run
from tests.walks import ORIGIN, button, click, link, page, silent, textbox, walk_of

HOSTILE = (
    '=HYPERLINK("https://evil.test")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "x;=1+1",
    "\uff1d1+1", "<script>alert(1)</script>", "a\x00b\x0bc\x1b[2J", "txt.\u202egpj", "\ufffe\uffff", "]]>&amp;'\"",
    "line\r\nX-Injected: 1",
)  # fmt: skip
"""Formulas, markup, control characters, directions, what XML forbids, and what would end a header line."""


def exchange(url: str, **changes: object) -> Exchange:
    plain = {
        "at": 0, "method": "GET", "url": url, "asked": (("accept", "text/html"),), "sent": b"", "status": 200,
        "answered": (("Content-Type", "text/html; charset=utf-8"),), "body": b"<h1>Hello</h1>",
    }  # fmt: skip
    return Exchange(**(plain | changes))  # type: ignore[arg-type]


TRAFFIC = (
    exchange(f"{ORIGIN}/home"),
    exchange(f"{ORIGIN}/logo.png", answered=(("content-type", "image/png"),), body=b"\x89PNG\x00\xff" * 30_000),
    exchange(
        f"{ORIGIN}/form?b=2&a=1", at=5000, method="POST", sent=b"why=no+thanks&who=me", status=303, body=b"",
        asked=(("Content-Type", "application/x-www-form-urlencoded"),), answered=(("Location", "/done"),),
    ),
    exchange(
        f"{ORIGIN}/done", at=5000, body=b"gone",
        answered=(("Content-Encoding", "br"), ("Content-Length", "3"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
    ),
)  # fmt: skip


def refusal(*words: str, **changes: object) -> Walk:
    """A walk over two documents, with links that nobody took."""
    return walk_of(
        page("Home", button("Refuse"), textbox("Why"), *map(link, words)), click("Refuse"), page("Done"), **changes
    )


def run(folder: Path, *walks: Walk, traffic: tuple[Exchange, ...] = TRAFFIC, sockets: tuple[Socket, ...] = ()) -> Path:
    """Write a run with traffic; without walks, a refusal and a silent acceptance."""
    made = walks or (refusal("Terms"), silent())
    write_run(folder, *made)
    for walk in made:
        start = datetime.fromisoformat(walk.environment.clock)
        told = har.write(traffic, creator="optout", version="1", start=start, sockets=sockets)
        storage.write_file(folder / "walks" / walk.route / storage.TRAFFIC_FILE, told)
    return folder


def kept(
    folder: Path, *walks: Walk, traffic: tuple[Exchange, ...] = TRAFFIC, sockets: tuple[Socket, ...] = ()
) -> dict[str, Gathered]:
    """Return such a run as it is read back."""
    return walks_of(run(folder, *walks, traffic=traffic, sockets=sockets))
