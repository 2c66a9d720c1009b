"""How wide what is printed for people may be."""

import shutil
import sys

WIDE = 80
"""Columns of what is piped, and of text that people read: longer lines are hard to follow."""


def columns() -> int:
    """Return the columns of the terminal, ``WIDE`` where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDE


def narrow() -> int:
    """Return the columns of running text: those of the terminal, but no more than ``WIDE``."""
    return min(columns(), WIDE)
