"""What a browser has stored, read back as a choice: the form of each storage, written a second time in Python.

The pages write these forms in `site/store.js`; that both agree is what `playing` checks.
"""

import base64
import json
from collections.abc import Callable, Mapping
from itertools import product
from urllib.parse import unquote

from tests.mazes.model import Maze, Storage

Choice = tuple[bool, ...]


def kept(maze: Maze, cookies: Mapping[str, str], local: Mapping[str, str]) -> Choice | None:
    """Return the choice that is stored, a purpose each, or None where none is."""
    jar = local if maze.storage in {"local", "granted"} else cookies
    text = jar.get("euconsent-v2" if maze.storage == "tcf" else maze.names[0])
    return None if text is None else _FORMS[maze.storage](maze, text)


def _word(maze: Maze, text: str) -> Choice:
    if text in maze.names[1:]:
        return tuple(text == maze.names[1] for _ in maze.purposes)
    return tuple(bit == "1" for bit in text.removeprefix("custom:"))


def _json(maze: Maze, text: str) -> Choice:
    read = json.loads(unquote(text))
    return tuple(read[name] is True for name in maze.purposes)


def _bang(maze: Maze, text: str) -> Choice:
    return tuple(f"!{name}=true" in text for name in maze.purposes)


def _array(maze: Maze, text: str) -> Choice:
    return tuple(name in json.loads(unquote(text))["categories"] for name in maze.purposes)


def _bits(maze: Maze, text: str) -> Choice:
    return tuple(text == "1" or f"g{at}:1" in text for at, _ in enumerate(maze.purposes))


def _granted(maze: Maze, text: str) -> Choice:
    return tuple(json.loads(text)[f"{name}_storage"] == "granted" for name in maze.purposes)


def _base64(maze: Maze, text: str) -> Choice:
    return tuple(bool(json.loads(base64.b64decode(_padded(text)))["consents"][name]) for name in maze.purposes)


def _tcf(maze: Maze, text: str) -> Choice:
    """Read the purposes a visitor consented to, which begin at bit 152 of the core segment."""
    bits = "".join(f"{byte:08b}" for byte in base64.urlsafe_b64decode(_padded(text)))
    return tuple(bits[152 + at] == "1" for at, _ in enumerate(maze.purposes))


def _opaque(maze: Maze, text: str) -> Choice | None:
    salt, _, hashed = text.partition(".")
    choices = product((False, True), repeat=len(maze.purposes))
    return next((choice for choice in choices if _hash(salt + "".join(str(int(on)) for on in choice)) == hashed), None)


def _hash(text: str) -> str:
    value = 0x811C9DC5
    for letter in text:
        value = (value ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    return f"{value:08x}"


def _padded(text: str) -> str:
    return text + "=" * (-len(text) % 4)


_FORMS: Mapping[Storage, Callable[[Maze, str], Choice | None]] = {
    "word": _word, "post": _word, "json": _json, "local": _json, "bang": _bang, "array": _array, "bits": _bits,
    "granted": _granted, "base64": _base64, "tcf": _tcf, "opaque": _opaque,
}  # fmt: skip
