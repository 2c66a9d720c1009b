"""Running a route's script: plain Playwright, written by hand or printed by ``playwright codegen``."""

import contextlib
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from playwright.sync_api import Page

from analyzer.flows import Flow, read_script


def run(file: Path, page: Page, flow: Flow, language: str) -> None:
    """Call the script's one function with ``page`` and what else it asks for by name; what it prints goes to stderr.

    It may ask for ``labels`` (those of ``language``), ``language`` and ``persona``.

    Raises
    ------
    InputError
        If the file is not a route, before anything of it is executed. What the script itself raises comes through.
    """
    script = read_script(file)
    given = {"labels": flow.labels.get(language, {}), "language": language, "persona": flow.persona}
    with _left_as_found():
        module = types.ModuleType(file.stem)
        module.__file__ = str(file)
        source = file.read_bytes()
        exec(compile(source, str(file), "exec", dont_inherit=True), vars(module))  # noqa: S102 - running a flow's script is what walking is
        getattr(module, script.function)(page, **{name: given[name] for name in script.parameters})


@contextlib.contextmanager
def _left_as_found() -> Iterator[None]:
    """Give a script its output, and have ours, the working directory and one process again when it is over."""
    process, stderr = os.getpid(), sys.stderr
    own = cast("TextIO", _Own(stderr))
    with contextlib.chdir("."), contextlib.redirect_stdout(own), contextlib.redirect_stderr(own):
        try:
            yield
        finally:
            if os.getpid() != process:  # a copy of this process, which the script has forked, goes no further
                os._exit(0)


class _Own:
    """A script's output: what it closes is its own, and not where errors are told."""

    def __init__(self, to: TextIO) -> None:
        self._to = to

    def __getattr__(self, name: str) -> Any:
        return getattr(self._to, name)

    def close(self) -> None:
        """Leave it open for who else writes there."""
