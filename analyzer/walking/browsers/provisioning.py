"""Getting a browser where none is: Playwright's own, else the distribution's, else the command to type."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from analyzer.errors import BrowserError
from analyzer.walking.browsers.finding import BrowserChoice, find

REMEDY = "install Chromium or Chrome, or run: {python} -m playwright install --with-deps --only-shell chromium"


@dataclass(frozen=True)
class Attempt:
    """One way to get a browser: what a person is told, and the commands, all of which must succeed.

    ``completes`` marks one that only helps a browser that is there and does not start.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]
    completes: bool = False


def attempts(*, root: bool, debian: bool, python: str = sys.executable) -> tuple[Attempt, ...]:
    """Return the ways to try on this machine, in order: nothing that needs root is tried without it."""
    own = Attempt("Playwright's Chromium", ((python, "-m", "playwright", "install", "--only-shell", "chromium"),))
    if not (root and debian):
        return (own,)
    libraries = Attempt(
        "the libraries of Playwright's Chromium",
        ((python, "-m", "playwright", "install-deps", "chromium"),),
        completes=True,
    )
    distribution = Attempt(
        "the distribution's Chromium and its headless shell",
        (("apt-get", "update"), ("apt-get", "install", "-y", "chromium", "chromium-headless-shell")),
    )
    # Not every release has the headless shell as a package of its own, and apt installs all or nothing.
    alone = Attempt("the distribution's Chromium", (("apt-get", "install", "-y", "chromium"),))
    return (own, libraries, distribution, alone)


def ensure(
    tell: Callable[[str], None],
    trouble: Callable[[BrowserChoice], str],
    run: Callable[[tuple[str, ...]], bool] | None = None,
    look: Callable[[], BrowserChoice | None] = find,
    ways: tuple[Attempt, ...] | None = None,
) -> BrowserChoice:
    """Return a browser that starts, installing one where none does.

    Parameters
    ----------
    tell
        Is told in one line what is being tried.
    trouble
        Why a browser does not start, "" if it does; it is asked again after each attempt.
    run, look, ways
        How commands are run, browsers looked for, and the attempts: replaced in tests.

    Raises
    ------
    BrowserError
        If no attempt gave a browser that starts; the message holds the command to type.
    """
    found = look()
    why = trouble(found) if found else "no browser found"
    if found and not why:
        return found
    if ways is None:
        ways = attempts(root=os.geteuid() == 0, debian=shutil.which("apt-get") is not None)
    for attempt in ways:
        if attempt.completes and look() is None:
            continue
        tell(f"{why}: installing {attempt.name}")
        if all((run or _run)(command) for command in attempt.commands) and (found := look()):
            why = trouble(found)
            if not why:
                return found
    raise BrowserError(f"{why}, and none could be installed; {REMEDY.format(python=sys.executable)}")


def _run(command: tuple[str, ...]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 - the commands are the constants above
    except OSError:
        return False
    return done.returncode == 0
