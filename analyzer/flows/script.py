"""A route's script, looked at without running it."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import InputError

PARAMETERS = ("labels", "language", "persona")
"""What a script may ask for by name, besides its first parameter, the page."""

_LARGEST = 1 << 20


@dataclass(frozen=True)
class Script:
    """The function that is the route: its name, and which of ``PARAMETERS`` it asks for after the page."""

    function: str
    parameters: tuple[str, ...]


def read_script(file: Path) -> Script:
    """Return the one function of ``file`` whose first parameter is ``page``; nothing of the file is executed.

    Raises
    ------
    InputError
        If the file is not Python, or the function is missing, not the only one, not synchronous, or asks for
        something nobody fills in.
    """
    tree = parsed(file)
    candidates = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    routes = [node for node in candidates if not node.name.startswith("_") and _first_parameter(node) == "page"]
    if not routes:
        raise InputError(
            f"{file}: no function whose first parameter is page, as in: def refuse(page: Page) -> None: "
            "(playwright codegen writes one with --target python-pytest)"
        )
    if len(routes) > 1:
        names = ", ".join(f"{node.name} (line {node.lineno})" for node in routes)
        raise InputError(f"{file}: {len(routes)} functions whose first parameter is page: {names}; keep one")
    (route,) = routes
    if isinstance(route, ast.AsyncFunctionDef):
        raise InputError(f"{file}: line {route.lineno}: {route.name} is async; routes use Playwright's sync API")
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in _own(route)):
        raise InputError(
            f"{file}: line {route.lineno}: {route.name} yields, so that calling it does nothing; write it without"
        )
    if route.args.vararg or route.args.kwarg:
        raise InputError(f"{file}: line {route.lineno}: {route.name}: write the parameters out, without * and **")
    asked = [*route.args.posonlyargs, *route.args.args][1:] + route.args.kwonlyargs
    for parameter in asked:
        if parameter.arg not in PARAMETERS:
            raise InputError(
                f"{file}: line {parameter.lineno}: {route.name}: nobody fills in {parameter.arg!r}; "
                f"a script may ask for {', '.join(PARAMETERS)}"
            )
    return Script(function=route.name, parameters=tuple(parameter.arg for parameter in asked))


def parsed(file: Path) -> ast.Module:
    """Return ``file`` as Python reads it.

    Raises
    ------
    InputError
        If it is not Python.
    """
    try:
        if file.exists() and not file.is_file():
            raise InputError(f"{file}: is no ordinary file")
        if file.stat().st_size > _LARGEST:
            raise InputError(f"{file}: larger than {_LARGEST} bytes: not a route somebody wrote")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape in somebody's string is not our reader's concern
            return ast.parse(file.read_bytes(), filename=file.name)
    except OSError as error:
        raise InputError(f"{file}: {error.strerror or error}") from error
    except SyntaxError as error:
        raise InputError(f"{file}: line {error.lineno or 1}: {error.msg}") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise InputError(f"{file}: not a Python file: {type(error).__name__}") from error


def _own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield what is in a function, without what is in the functions and classes in it."""
    ahead: list[ast.AST] = list(function.body)
    while ahead:
        node = ahead.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef | ast.GeneratorExp):
            ahead.extend(ast.iter_child_nodes(node))


def _first_parameter(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    positional = [*function.args.posonlyargs, *function.args.args]
    return positional[0].arg if positional else ""
