"""What consent dialogs say, in ten languages: one file a language, several labels a word."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "words"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def words(language: str) -> tuple[Mapping[str, list[str]], Mapping[str, str]]:
    """Return the labels by word, and the texts by key."""
    read = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return read["labels"], read["texts"]


def said(rng: Random, language: str, word: str, taken: Collection[str] = ()) -> str:
    """Return a label for a word that is not taken on the screen, or "" where all are."""
    free = [label for label in words(language)[0][word] if label not in taken]
    return rng.choice(free) if free else ""
