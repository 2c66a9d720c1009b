"""What is asked of a page, as expressions that Playwright evaluates in it."""

from functools import cache
from importlib.resources import files


@cache
def script(name: str) -> str:
    """Return the function in ``<name>.js``, with what it needs to know where elements stand and a pointer falls."""
    own = f"{_text(name)}".strip()
    return f"(...given) => {{ {_text('pointing')} {_text('paths')} return (\n{own}\n)(...given); }}"


@cache
def opening() -> str:
    """Return what is run before a page's own scripts."""
    return _text("opening")


def _text(name: str) -> str:
    return (files(__package__) / f"{name}.js").read_text(encoding="utf-8")
