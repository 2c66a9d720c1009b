"""How templates become pages: all is escaped, what cannot be seen is spelled out, and what is missing is an error."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable

import jinja2
from markupsafe import Markup

from analyzer.reports.legible import legible


def template(folder: Traversable, name: str, **known: object) -> jinja2.Template:
    """Return the template ``name`` of ``folder``, which may include others from there.

    ``known`` are what it finds by name besides what it is rendered with.
    """
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda one: (folder / one).read_text(encoding="utf-8")),
        autoescape=True,
        finalize=_printable,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= known
    return environment.get_template(name)


def styles(files: Iterable[Traversable]) -> list[Markup]:
    """Return style sheets of ours, which go into a page as they are."""
    return [Markup(file.read_text(encoding="utf-8")) for file in files]  # noqa: S704 - our own


def _printable(value: object) -> object:
    return legible(value) if isinstance(value, str) else value
