"""Running a route's script: plain Playwright, written by hand or printed by ``playwright codegen``."""

import sys
import types
from contextlib import redirect_stdout
from pathlib import Path

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
    with redirect_stdout(sys.stderr):
        module = types.ModuleType(file.stem)
        module.__file__ = str(file)
        source = file.read_bytes()
        exec(compile(source, str(file), "exec", dont_inherit=True), vars(module))  # noqa: S102 - running a flow's script is what walking is
        getattr(module, script.function)(page, **{name: given[name] for name in script.parameters})
