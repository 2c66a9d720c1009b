"""One ``flow.toml``: read once, and the place from which every message about it begins."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from analyzer.errors import InputError
from analyzer.flows.tables import FileTable, FlowTable, PerLanguage, nearest, read
from analyzer.handwritten import tables

FILE = "flow.toml"

NAME = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
"""What ids, variants, routes and mock sites are called: they become names of folders."""

_LARGEST = 1 << 18


class Document:
    """The tables of one file, with the changes of one of its variants laid over them.

    Raises
    ------
    InputError
        If the file is no TOML, or its outermost tables are not what they must be.
    """

    def __init__(self, file: Path, variant: str) -> None:
        self.file, self.folder, self.variant = file, file.parent, variant
        tables = parsed(file)
        plain = read(FileTable, tables, self.place(""))
        for name in plain.variants:
            if not NAME.fullmatch(name):
                self.fail(f"variants.{name}", "a variant's name is small letters, digits and hyphens")
        if variant and variant not in plain.variants:
            raise InputError(f"{file}: no variant {variant!r}{nearest(variant, plain.variants)}")
        changed = _varied(tables, plain.variants[variant]) if variant else tables
        self.tables = read(FileTable, changed, self.place(""))
        self.head = read(FlowTable, self.tables.flow, self.place("flow"))

    def place(self, table: str) -> str:
        """Return how a message about ``table`` begins."""
        return f"{self.file}: [{table}]: " if table else f"{self.file}: "

    def fail(self, table: str, message: str) -> NoReturn:
        """Raise the error about ``table``."""
        raise InputError(f"{self.place(table)}{message}")

    def spoken(self, text: PerLanguage, language: str, table: str, key: str) -> str:
        """Return ``text`` in ``language``."""
        if isinstance(text, str):
            return text
        for given in text:
            if given not in self.head.languages:
                self.fail(f"{table}.{key}", f"the flow has no language {given!r}")
        if language not in text:
            self.fail(f"{table}.{key}", f"nothing for language {language!r}")
        return text[language]

    def inside(self, name: str, table: str, key: str) -> Path:
        """Return the path of ``name`` in the flow folder, which nothing may leave, by links neither."""
        try:
            path = (self.folder / name).resolve()
            within = path.is_relative_to(self.folder.resolve())
        except (OSError, ValueError, RuntimeError):
            within = False
        if not within:
            self.fail(table, f"{key}: {name!r} is not inside the flow folder")
        return path


def parsed(file: Path) -> dict[str, Any]:
    """Return the file as TOML has it.

    Raises
    ------
    InputError
        If it is missing, too large to be a flow somebody wrote, or no TOML in UTF-8.
    """
    try:
        if not file.is_file():
            raise InputError(f"{file}: no such file")
        if file.stat().st_size > _LARGEST:
            raise InputError(f"{file}: larger than {_LARGEST} bytes: not a flow somebody wrote")
        return _tables(file.read_bytes(), str(file))
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: {getattr(error, 'strerror', None) or error}") from error


_tables = lru_cache(tables)
"""What is read again for each variant of a flow is parsed once; nobody may change the tables."""


def origin_of(address: str) -> str:
    """Return ``scheme://host[:port]`` of an http address without credentials, else ""."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        return ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def _varied(tables: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Lay a variant over the flow, without what was published of the flow: nobody published that of its variant."""
    return _overlaid({key: table for key, table in tables.items() if key != "published"}, changes)


def _overlaid(table: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Lay ``changes`` over ``table``: tables key by key, anything else whole."""
    merged = dict(table)
    for key, value in changes.items():
        old = merged.get(key)
        merged[key] = _overlaid(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
