"""The JSON Schema of ``report.json``, generated from the types; ``python -m analyzer.reports.schema`` refreshes it.

The committed copy is ``report.schema.json`` beside this file. Its dialect is JSON Schema draft 2020-12; every object is
closed (unknown keys are refused) and every key is required. Maps keyed by a name that the report itself gives (routes,
channels, languages) are typed by their values. The ``$id`` changes with the report's ``format``.
"""

import inspect
from pathlib import Path
from typing import Any

import msgspec

from analyzer import canonical, storage
from analyzer.model import Report

FILE = Path(__file__).with_name("report.schema.json")

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTITY = "urn:optout:schema:report:1"


def schema() -> dict[str, Any]:
    """Return the JSON Schema that says what a report is, as builtins."""
    generated = msgspec.json.schema(Report)
    for definition in generated["$defs"].values():
        definition["description"] = inspect.cleandoc(definition["description"])
    return {"$schema": DIALECT, "$id": IDENTITY, **generated}


def refresh() -> None:
    """Write the committed copy anew.

    Raises
    ------
    StorageError
        If it cannot be written.
    """
    storage.write_file(FILE, canonical.text(schema()))


if __name__ == "__main__":
    refresh()
