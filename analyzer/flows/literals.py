"""A password that stands in a route as it was typed: the route is sealed with the run, for whoever gets the bundle.

Where a mock is walked it opens nothing. On a live service or on recorded traffic it may be somebody's, and the persona
is where such values stand: what the persona holds is kept out of everything that is written.
"""

import ast
import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import InputError
from analyzer.flows.script import parsed
from analyzer.recordings.fieldnames import kind_in

if TYPE_CHECKING:
    from analyzer.recordings.devtools import Recording

_TYPING = frozenset({"fill", "type", "press_sequentially", "insert_text"})
"""Methods of Playwright that type a text into a field."""
_GIVEN = ("selector", "value", "text")
"""Parameters of theirs, the text last."""
_PARAMETERS = re.compile(r"\b(name|description|has_text|has_not_text)=")
"""Words of the calls, which must not be taken for what a field is called."""


def check_script(file: Path, persona: Mapping[str, str]) -> None:
    """Refuse a script that types a password which is not the persona's.

    Raises
    ------
    InputError
        With the line and the remedy.
    """
    for line, value in _typed(parsed(file)):
        if value not in persona.values():
            raise InputError(
                f"{file}: line {line}: types a password that stands in the script, which is sealed with the run; put "
                'it below [persona] in flow.toml, give the function the parameter persona, and type persona["password"]'
            )


def check_recording(file: Path, recording: "Recording", persona: Mapping[str, str]) -> None:
    """Refuse the recording in ``file`` if it types a password which is not the persona's.

    Raises
    ------
    InputError
        With the step and the remedy.
    """
    from analyzer.recordings import personal  # noqa: PLC0415 - few routes are recordings

    known: Container[str] = {*persona.values(), *personal.INVENTED.values()}
    for step, value in personal.passwords(recording):
        if value not in known:
            raise InputError(
                f"{file}: step {step}: types a password that stands in the recording, which is sealed with the run; "
                "optout import replaces it"
            )


def _typed(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the passwords that a script types, with their lines; a text or a field may have been given a name."""
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _TYPING):
            continue
        given = [*node.args, *(one.value for one in node.keywords if one.arg in _GIVEN)]
        text = _text(_meant(given[-1], named)) if given else ""
        parts = [part for one in (node.func.value, *given[:-1]) for part in (one, _meant(one, named))]
        words = _PARAMETERS.sub("", " ".join(map(ast.unparse, parts)))
        if text.strip() and kind_in(words, text) == "password":
            yield node.lineno, text


def _meant(node: ast.expr, named: Mapping[str, ast.expr]) -> ast.expr:
    return named.get(node.id, node) if isinstance(node, ast.Name) else node


def _text(node: ast.expr) -> str:
    """Return what of a text stands in the script."""
    match node:
        case ast.Constant(value=str(said)):
            return said
        case ast.BinOp(left=left, right=right):
            return _text(left) + _text(right)
        case ast.JoinedStr(values=values):
            return "".join(map(_text, values))
    return ""
