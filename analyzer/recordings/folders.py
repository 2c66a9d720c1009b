"""The flow folder into which something is imported: what is known of it, and writing into it whole or not at all."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from analyzer.errors import InputError, StorageError
from analyzer.handwritten import LARGEST, tables
from analyzer.recordings import strictjson

FLOW = "flow.toml"

NAME = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?", re.ASCII)


def known(folder: Path) -> dict[str, Any]:
    """Return what the flow file says, as far as importing asks; nothing where there is no file.

    Raises
    ------
    InputError
        If it cannot be read, or is not the file of a flow.
    """
    flow = folder / FLOW
    if not flow.exists():
        return {}
    said = tables(read(flow).encode(), str(flow))
    for table, wanted in (("flow", True), ("site", True), ("routes", False), ("persona", False)):
        if not isinstance(said.get(table, None if wanted else {}), dict):
            raise InputError(f"{flow}: no table [{table}]")
    texts = [said["flow"].get("start", ""), said["site"].get("kind", ""), *said.get("persona", {}).values()]
    if not all(isinstance(one, str) for one in texts):
        raise InputError(f"{flow}: [flow] start, [site] kind and [persona] hold texts")
    if not all(isinstance(one, dict) for one in said.get("routes", {}).values()):
        raise InputError(f"{flow}: [routes] holds a table a route")
    return said


def check(folder: Path, known: Mapping[str, Any], language: str) -> None:
    """Refuse a folder whose name is no id, and a language that is none or that the flow decides itself.

    Raises
    ------
    InputError
        If it is so.
    """
    if not NAME.fullmatch(folder.resolve().name):
        raise InputError(f"{folder}: a flow's id is its folder's name: small letters, digits and hyphens")
    if language and not _LANGUAGE.fullmatch(language):
        raise InputError(f"--lang {language!r}: no language code such as 'fr' or 'pt-BR'")
    if known and language:
        raise InputError(f"{folder / FLOW} is there already; its site and languages are changed in the file")


def check_readable(content: str, flow: Path) -> None:
    """Refuse what would make the flow file unreadable.

    Raises
    ------
    InputError
        If ``content`` is no TOML.
    """
    try:
        tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{flow}: a table cannot be added at its end ({error}); add the route by hand") from error


def read(flow: Path) -> str:
    """Return the text of a flow file.

    Raises
    ------
    InputError
        If it is no file, cannot be read, is larger than any that somebody wrote, or is not UTF-8.
    """
    data = strictjson.read_bytes(flow, LARGEST)
    if len(data) > LARGEST:
        raise InputError(f"{flow}: larger than {LARGEST >> 20} MB: nothing that somebody wrote")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise InputError(f"{flow}: byte {error.start}: not UTF-8") from error


def write(file: Path, data: bytes) -> None:
    """Write whole or not at all.

    Raises
    ------
    StorageError
        If the disk refuses.
    """
    write_chunks(file, [data])


def write_chunks(file: Path, chunks: Iterable[bytes]) -> None:
    """Write chunks one after another, whole or not at all.

    Raises
    ------
    StorageError
        If the disk refuses; what the chunks raise comes through.
    """
    partial = file.with_name(f".{file.name}.partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as out:
            out.writelines(chunks)
        os.replace(partial, file)  # noqa: PTH105 - atomic on every platform
    except OSError as error:
        raise StorageError(f"{file}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
