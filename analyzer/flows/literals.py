"""A password that stands in a route as it was typed: the route is sealed with the run, for whoever gets the bundle.

Where a mock is walked it opens nothing. On a live service or on recorded traffic it may be somebody's, and the persona
is where such values stand: what the persona holds is kept out of everything that is written.
"""

import ast
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import InputError
from analyzer.flows.script import parsed
from analyzer.recordings.fieldnames import is_surely_secret

if TYPE_CHECKING:
    from analyzer.recordings.devtools import Recording

_TYPING = frozenset({"fill", "type", "press_sequentially", "insert_text"})
"""Methods of Playwright that type a text into a field."""
_GIVEN = ("selector", "value", "text")
"""Parameters of theirs, the text last."""
_FOCUSING = frozenset({"click", "dblclick", "tap", "focus"})
"""Methods after which the keyboard types into what they were called on."""
_LEAVING = frozenset({"press", "fill", "goto"})
"""Methods after which it may type elsewhere: a key may be Tab."""
_NAMING = (ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.For, ast.comprehension)
_MOST = 1000
"""Letters of a part of a call that are read; none that describes a field has so many."""
_PARAMETERS = re.compile(r"\b(name|description|has_text|has_not_text)=")
"""Words of the calls, which must not be taken for what a field is called."""


def check_script(file: Path, persona: Mapping[str, str]) -> None:
    """Refuse a script that types a password which is not the persona's.

    Raises
    ------
    InputError
        With the line and the remedy; if the script is nested too deep to be read.
    """
    try:
        typed = tuple(_typed(parsed(file)))
    except RecursionError as error:
        raise InputError(f"{file}: nested too deep: not a route somebody wrote") from error
    for line, value in typed:
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
    """Yield the passwords that a script types, with their lines, in the order in which it does.

    A text or a field may have been given a name, and what the keyboard types goes where something was done before.
    """
    named: dict[str, ast.expr] = {}
    said = cache(ast.unparse)
    before = ""
    for node in sorted((one for one in ast.walk(tree) if isinstance(one, (*_NAMING, ast.Call))), key=_order):
        if not isinstance(node, ast.Call):
            named |= _names(node)
            continue
        if not isinstance(node.func, ast.Attribute):
            continue
        given = [*node.args, *(one.value for one in node.keywords if one.arg in _GIVEN)]
        parts = [part for one in (node.func.value, *given[:-1]) for part in (one, _meant(one, named))]
        words = _PARAMETERS.sub("", " ".join(said(part)[:_MOST] for part in parts))
        text = _text(given[-1], named) if given else ""
        by_keys = node.func.attr == "press" and bool(given) and _are_signs(given[-1], named)
        if node.func.attr in _FOCUSING:
            before = " ".join((words, *(said(one)[:_MOST] for one in given)))
        elif node.func.attr in _LEAVING and not by_keys:
            before = ""
        if (node.func.attr in _TYPING or by_keys) and text.strip():
            on_keyboard = words.endswith("keyboard")
            if is_surely_secret(before if on_keyboard else words):
                yield node.lineno, text


def _order(node: ast.AST) -> tuple[int, int]:
    """Return where a node ends: what stands in it is worked out before it is. A loop names what it goes through."""
    last = node.iter if isinstance(node, ast.For | ast.comprehension) else node
    return getattr(last, "end_lineno", 0) or 0, getattr(last, "end_col_offset", 0) or 0


def _names(node: ast.AST) -> dict[str, ast.expr]:
    """Return what a node gives a name to."""
    match node:
        case ast.For(target=ast.Name(id=name), iter=gone) | ast.comprehension(target=ast.Name(id=name), iter=gone):
            return {name: gone}
        case ast.Assign(targets=targets, value=value):
            return {one.id: value for one in targets if isinstance(one, ast.Name)}
        case (
            ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            | ast.NamedExpr(target=ast.Name(id=name), value=value)
        ):
            return {name: value}
    return {}


def _meant(node: ast.expr, named: Mapping[str, ast.expr]) -> ast.expr:
    return named.get(node.id, node) if isinstance(node, ast.Name) else node


def _text(node: ast.expr, named: Mapping[str, ast.expr]) -> str:
    """Return what of a text stands in the script, however it is put together there.

    What is looked up by a name (``persona["password"]``) does not stand there, nor what a function makes of nothing.
    """
    seen: set[str] = set()

    def told(one: ast.AST) -> str:
        parts: Iterable[ast.AST] = ()
        match one:
            case ast.Constant(value=str(said)):
                return said
            case ast.Name(id=name) if name in named and name not in seen:
                seen.add(name)
                inner = told(named[name])
                seen.discard(name)
                return inner
            case ast.Subscript(value=ast.Name() | ast.Attribute() | ast.Call()):
                pass
            case ast.Call(func=ast.Attribute(value=made, attr="format" | "join" | "replace" | "strip"), args=given):
                parts = (made, *given)
            case ast.Call(func=ast.Attribute(value=ast.Constant() as made)):
                parts = (made,)
            case ast.Call(func=ast.Name(id="str" | "list" | "tuple" | "sorted" | "reversed" | "iter"), args=given):
                parts = given
            case ast.Call():
                pass
            case _:
                parts = ast.iter_child_nodes(one)
        return "".join(map(told, parts))[:_MOST]

    return told(node)


def _are_signs(node: ast.expr, named: Mapping[str, ast.expr]) -> bool:
    """Return whether a key that is pressed is a sign, as a text has it, or one of a text after another."""
    meant = _meant(node, named)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and len(node.value) == 1
    return meant is not node and bool(_text(meant, named).strip())
