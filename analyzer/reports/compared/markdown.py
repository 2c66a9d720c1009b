"""A comparison in Markdown: headings, lists and pipe tables, with the words of strangers spelled literally."""

from collections.abc import Iterable

from analyzer.model import Comparison
from analyzer.reports.compared.outline import Block, Grid, Heading, Items, Paragraph, outline
from analyzer.reports.legible import literal


def markdown(comparison: Comparison, reader: str = "en", *, steps: bool = True) -> str:
    """Return the comparison in Markdown and in a language; with ``steps``, its versions screen by screen."""
    return written(outline(comparison, reader, steps=steps))


def written(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown."""
    return "\n\n".join(map(_written, blocks)) + "\n"


def _written(block: Block) -> str:
    match block:
        case Heading(level=level, text=words):
            return f"{'#' * level} {literal(words)}"
        case Paragraph(text=words):
            return literal(words)
        case Items(items=items):
            return "\n".join(f"- {literal(item)}" for item in items)
        case Grid(heads=heads, rows=rows):
            ruled = ("---", *("---:" for _ in heads[1:]))
            told = [tuple(map(literal, line)) for line in (heads, *rows)]
            return "\n".join(f"| {' | '.join(line)} |" for line in (told[0], ruled, *told[1:]))
