"""A maze becomes files: pages that need nothing but each other, the same bytes for the same maze."""

import json
from dataclasses import asdict
from html import escape
from pathlib import Path

from tests.mazes.model import Maze, Screen
from tests.mazes.wording import words

SITE = Path(__file__).parent / "site"

DOT = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
"""A picture of one point: what a page fetches where a purpose is allowed."""


def render(maze: Maze) -> dict[str, bytes]:
    """Return the files by path; the maze begins at ``index.html``."""
    script = _script(maze)
    files = {"index.html": _page(maze, maze.screens[0], script), "favicon.ico": DOT}
    for screen in maze.screens[1:]:
        if screen.whole:
            files[f"{screen.id}.html"] = _whole(maze, screen)
        elif maze.looks.travel == "pages":
            files[f"{screen.id}.html"] = _page(maze, screen, script)
    if maze.looks.host == "iframe":
        files["frame.html"] = _document(maze, maze.screens[0].title, "", "frame", script)
    return files | {f"t/{purpose}.gif": DOT for purpose in maze.purposes}


def _page(maze: Maze, screen: Screen, script: str) -> bytes:
    return _document(maze, _site(maze), _around(maze, words(maze.language)[1]["body"]), screen.id, script)


def _whole(maze: Maze, screen: Screen) -> bytes:
    home = screen.controls[0]
    content = f'<p>{escape(screen.text)}</p><p><a href="index.html">{escape(home.label)}</a></p>'
    return _document(maze, screen.title, f"<main><h1>{escape(screen.title)}</h1>{content}</main>", "", "")


def _around(maze: Maze, body: str) -> str:
    site = escape(_site(maze))
    return (
        f"<header><strong>{site}</strong><nav></nav></header>"
        f"<main><h1>{site}</h1><p>{escape(body)}</p></main><footer><p>{site}</p></footer>"
    )


def _document(maze: Maze, title: str, content: str, where: str, script: str) -> bytes:
    style = (SITE / "style.css").read_text("utf-8")
    play = f"<script>const WHERE = {json.dumps(where)};\n{script}</script>" if script else ""
    return (
        f'<!doctype html>\n<html lang="{maze.language}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{style}</style></head>\n<body>\n{content}\n{play}\n</body>\n</html>\n"
    ).encode()


def _script(maze: Maze) -> str:
    labels, texts = words(maze.language)
    told = {
        "looks": asdict(maze.looks), "storage": maze.storage, "names": maze.names, "language": maze.language,
        "variables": dict(maze.variables), "purposes": maze.purposes,
        "screens": [asdict(screen) for screen in maze.screens], "page": [asdict(control) for control in maze.page],
        "said": {
            "purposes": labels["purposes"], "on": labels["on"][0], "off": labels["off"][0],
            "all": texts["said_all"], "none": texts["said_none"], "some": texts["said_some"],
            "email": texts["email"], "body": texts["body"],
        },
    }  # fmt: skip
    data = json.dumps(told, ensure_ascii=False).replace("</", "<\\/")
    parts = (f"const MAZE = {data};\n", *((SITE / name).read_text("utf-8") for name in ("store.js", "page.js")))
    return "".join(parts)


def _site(maze: Maze) -> str:
    return words(maze.language)[1]["site"]
