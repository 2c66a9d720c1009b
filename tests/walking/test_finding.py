from pathlib import Path

import pytest

from analyzer.errors import BrowserError
from analyzer.walking.browsers.finding import BrowserChoice, find, revision


def nowhere(command: str) -> None:
    del command


def everywhere(command: str) -> str:
    return f"/usr/bin/{command}"


def test_a_named_browser_comes_before_all_others(tmp_path: Path) -> None:
    mine = tmp_path / "my-chrome"
    mine.touch(mode=0o755)

    assert find({"OPTOUT_BROWSER": str(mine)}, everywhere) == BrowserChoice(mine, "my-chrome")


@pytest.mark.parametrize("named", ["missing", "."])
def test_a_named_browser_that_cannot_run_is_an_error_and_not_a_fallback(tmp_path: Path, named: str) -> None:
    with pytest.raises(BrowserError, match="is not an executable; unset it"):
        find({"OPTOUT_BROWSER": str(tmp_path / named)}, everywhere)


def test_playwrights_own_browser_comes_before_the_distributions(tmp_path: Path) -> None:
    installed = tmp_path / f"chromium_headless_shell-{revision()}"
    installed.mkdir()
    environment = {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    assert find(environment, everywhere, ()) == BrowserChoice(
        Path("/usr/bin/chromium-headless-shell"), "chromium-headless-shell"
    ), "a download that was broken off does not count"

    (installed / "INSTALLATION_COMPLETE").touch()
    assert find(environment, everywhere, ()) == BrowserChoice(None, "playwright-headless-shell")


def test_a_browser_that_another_playwright_left_behind_does_not_hide_a_good_one(tmp_path: Path) -> None:
    stale = tmp_path / "chromium_headless_shell-1"
    stale.mkdir()
    (stale / "INSTALLATION_COMPLETE").touch()

    found = find({"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}, everywhere, ())

    assert found == BrowserChoice(Path("/usr/bin/chromium-headless-shell"), "chromium-headless-shell")


def test_of_several_on_the_path_the_cheapest_build_is_taken(tmp_path: Path) -> None:
    environment = {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    only_chrome = {"google-chrome": "/opt/google-chrome"}.get

    assert find(environment, everywhere, ()).build == "chromium-headless-shell"
    assert find(environment, only_chrome, ()) == BrowserChoice(Path("/opt/google-chrome"), "google-chrome")


def test_an_application_of_macos_is_found(tmp_path: Path) -> None:
    application = tmp_path / "Google Chrome"
    application.touch(mode=0o755)

    found = find({"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}, nowhere, (str(application),))

    assert found == BrowserChoice(application, "Google Chrome")


def test_without_any_browser_there_is_none(tmp_path: Path) -> None:
    assert find({"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}, nowhere, ()) is None
