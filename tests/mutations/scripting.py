"""A route's script with a statement fewer or more: statements are found by the label that they name."""

import ast


def dropped(source: str, key: str, following: int = 0) -> str | None:
    """Return ``source`` without the statement that names ``labels[key]``, and without as many ``following`` it.

    Null where it is not exactly one plain statement, or where fewer follow.
    """
    tree = ast.parse(source)
    body, place = _place(tree, key)
    if body is None or place + following >= len(body):
        return None
    del body[place : place + following + 1]
    return ast.unparse(tree)


def inserted(source: str, key: str, statement: str) -> str | None:
    """Return ``source`` with ``statement`` after the one that names ``labels[key]``; null where that is not one."""
    tree = ast.parse(source)
    body, place = _place(tree, key)
    if body is None:
        return None
    body[place + 1 : place + 1] = ast.parse(statement).body
    return ast.unparse(tree)


def _place(tree: ast.Module, key: str) -> tuple[list[ast.stmt] | None, int]:
    (route,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.args.args[0].arg == "page")
    named = [place for place, statement in enumerate(route.body) if _names(statement, key)]
    if len(named) != 1 or not isinstance(route.body[named[0]], ast.Expr):
        return None, 0
    return route.body, named[0]


def _names(tree: ast.AST, key: str) -> bool:
    return any(
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id == "labels"
        and isinstance(node.slice, ast.Constant)
        and node.slice.value == key
        for node in ast.walk(tree)
    )
