"""What a call put into the page that its transition does not tell: text, files, the place of a click."""

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from analyzer.model import HandedOver, Input
from analyzer.walking.watching.tabs import BrowserDialog
from analyzer.walking.watching.wrapping import Call

_TEXTS = {"fill": "value", "clear": "value", "type": "text"}
_PAGES: dict[str, Literal["close", "front"]] = {"close": "close", "front": "front"}


def given(one: Call | BrowserDialog, number: int) -> Input | None:
    """Return what transition ``number`` put in, or None where its action says all."""
    if isinstance(one, BrowserDialog):
        return Input(number=number, text=one.text) if one.text else None
    asked = one.arguments
    text = str(asked.get(_TEXTS[one.verb], "")) if one.verb in _TEXTS else None
    files = tuple(_files(asked.get("files") or asked.get("payload", {}).get("files"))) if _hands_over(one) else ()
    said = Input(number=number, text=text, files=files, position=_position(asked), page=_PAGES.get(one.verb, ""))
    return None if said == Input(number=number) else said


def _hands_over(call: Call) -> bool:
    return call.verb in {"upload", "drop"}


def _position(asked: dict[str, Any]) -> tuple[int, int] | None:
    place = asked.get("position")
    return (round(place["x"]), round(place["y"])) if place else None


def _files(files: Any) -> Iterable[HandedOver]:
    for file in [files] if isinstance(files, str | Path | dict) else files or ():
        if isinstance(file, dict):
            yield HandedOver(name=str(file["name"]), type=str(file["mimeType"]), data=bytes(file["buffer"]))
        elif Path(file).is_file():
            kind = mimetypes.guess_type(file, strict=True)[0] or ""
            yield HandedOver(name=Path(file).name, type=kind, data=Path(file).read_bytes())
