"""The choice is tested, not the download."""

from collections.abc import Callable
from pathlib import Path

import pytest

from analyzer.errors import BrowserError
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.browsers.provisioning import attempts, ensure
from tests.tables import for_each

OWN = BrowserChoice(None, "playwright-headless-shell")
DEBIANS = BrowserChoice(Path("/usr/bin/chromium-headless-shell"), "chromium-headless-shell")


class Machine:
    """A machine on which some commands work, and what is installed by them."""

    def __init__(self, *, download: bool, packages: bool, libraries: bool = True) -> None:
        self.works = {"playwright install": download, "playwright install-deps": packages, "apt-get": packages}
        self.found: BrowserChoice | None = None
        self.libraries = libraries
        self.ran: list[str] = []

    def run(self, command: tuple[str, ...]) -> bool:
        line = " ".join(command)
        self.ran.append(line)
        kind = next(kind for kind in sorted(self.works, key=len, reverse=True) if kind in line)
        if self.works[kind]:
            self.libraries = self.libraries or kind == "playwright install-deps"
            self.found = {"playwright install": OWN, "apt-get": DEBIANS}.get(kind, self.found)
        return self.works[kind]

    def trouble(self, choice: BrowserChoice) -> str:
        return "" if choice is DEBIANS or self.libraries else "libraries are missing"

    def ensure(self, *, root: bool, debian: bool = True) -> BrowserChoice:
        ways = attempts(root=root, debian=debian, python="python")
        return ensure(lambda line: None, self.trouble, self.run, lambda: self.found, ways)


def test_a_browser_that_starts_is_left_alone() -> None:
    machine = Machine(download=True, packages=True)
    machine.found = DEBIANS

    assert machine.ensure(root=True) is DEBIANS
    assert machine.ran == []


def test_else_playwrights_own_is_installed() -> None:
    machine = Machine(download=True, packages=True)

    assert machine.ensure(root=False) is OWN
    assert machine.ran == ["python -m playwright install --only-shell chromium"]


def test_libraries_it_lacks_are_installed_where_root_can() -> None:
    machine = Machine(download=True, packages=True, libraries=False)

    assert machine.ensure(root=True) is OWN
    assert machine.ran[-1] == "python -m playwright install-deps chromium"


def test_where_the_download_is_impossible_root_on_debian_gets_the_distributions() -> None:
    machine = Machine(download=False, packages=True)

    assert machine.ensure(root=True) is DEBIANS
    assert machine.ran == [
        "python -m playwright install --only-shell chromium",
        "apt-get update",
        "apt-get install -y chromium chromium-headless-shell",
    ], "libraries of a browser that is not there are not installed"


@for_each(("root", "debian"), [(False, True), (True, False), (False, False)])
def test_elsewhere_one_line_says_what_to_type_and_nothing_needs_root(*, root: bool, debian: bool) -> None:
    machine = Machine(download=False, packages=True)

    with pytest.raises(
        BrowserError, match=r"^no browser found, .* -m playwright install --with-deps --only-shell chromium$"
    ):
        machine.ensure(root=root, debian=debian)

    assert not any("apt-get" in line or "install-deps" in line for line in machine.ran)


def test_a_person_is_told_before_each_attempt() -> None:
    told: list[str] = []
    tell: Callable[[str], None] = told.append
    with pytest.raises(BrowserError):
        ensure(tell, lambda choice: "", lambda command: False, lambda: None, attempts(root=True, debian=True))

    assert [line.partition("installing ")[2] for line in told] == [
        "Playwright's Chromium",
        "the distribution's Chromium and its headless shell",
        "the distribution's Chromium",
    ]


def test_a_release_without_a_package_of_the_headless_shell_gets_chromium_alone() -> None:
    alone = attempts(root=True, debian=True)[-1]

    assert alone.commands == (("apt-get", "install", "-y", "chromium"),)


def test_why_a_browser_does_not_start_is_part_of_the_last_word() -> None:
    machine = Machine(download=False, packages=False, libraries=False)
    machine.found = OWN

    with pytest.raises(BrowserError, match=r"^libraries are missing, and none could be installed; "):
        machine.ensure(root=True)
