import os
import shutil
import sys

import pytest

from analyzer.cli import screen


@pytest.mark.parametrize(("piped", "terminal", "wide"), [(True, 60, 80), (False, 60, 60), (False, 200, 80)])
def test_text_keeps_within_the_terminal_and_80_columns(
    monkeypatch: pytest.MonkeyPatch, terminal: int, wide: int, *, piped: bool
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: not piped)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda **_: os.terminal_size((terminal, 40)))
    assert screen.narrow() == wide
