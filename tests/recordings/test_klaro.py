"""A real consent dialog that nobody here wrote: klaro, fetched by name and version, never kept.

The recordings are written by the schema (their titles say so). They are imported, walked and counted, and replayed by
the library that DevTools itself uses; both must leave the same choice behind.
"""

import contextlib
import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from analyzer import counting, flows, storage
from analyzer.flows import Flow
from analyzer.model import Goal
from analyzer.recordings.importing import import_recording
from analyzer.walking import walker
from analyzer.walking.browsers.finding import BrowserChoice
from tests.npm import npm, packed

pytestmark = [pytest.mark.npm, pytest.mark.browser]

HERE = Path(__file__).parent / "klaro"
TRUTH = Path(__file__).parents[3] / "shared" / "consent-ui" / "ground_truth.json"
KLARO = "klaro@0.7.22"
REPLAY = ("@puppeteer/replay@3.1.3", "puppeteer-core@24.43.1")
HOST = "klaro.example"

SERVICES = [
    {"name": "session", "purposes": ["functional"], "required": True},
    *({"name": name, "purposes": [purpose]} for name, purpose in (
        ("matomo", "performance"), ("ads", "advertising"), ("video", "marketing"))),
]  # fmt: skip
DIALOGS: dict[str, tuple[str, dict[str, Any]]] = {
    "fr": ("klaro-fr-decline", {"hideDeclineAll": False, "default": False}),
    "de": ("klaro-de-nodecline-preselected", {"hideDeclineAll": True, "default": True}),
}
"""Language -> the dialog of the ground truth that has the same configuration, and what distinguishes it."""

CHOICES = {
    ("fr", "accept"): (1, 1, True), ("fr", "refuse"): (1, 1, False),
    ("de", "accept"): (1, 1, True), ("de", "refuse"): (3, 2, False),
}  # fmt: skip
"""Clicks, screens, and what klaro stores for each optional service."""


@pytest.fixture(scope="session")
def klaro(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one page a language, each showing klaro's dialog."""
    folder = tmp_path_factory.mktemp("klaro")
    page = (HERE / "page.html").read_text(encoding="utf-8")
    content = packed(folder, KLARO, "dist/klaro.js", "dist/klaro.min.css")
    for language, (_, more) in DIALOGS.items():
        (folder / language).mkdir()
        for name, data in content.items():
            (folder / language / Path(name).name).write_bytes(data)
        configuration = {
            "version": 1, "elementID": "klaro", "storageMethod": "cookie", "cookieName": "klaro", "lang": language,
            "mustConsent": False, "acceptAll": True, "services": SERVICES,
            "translations": {"zz": {"privacyPolicyUrl": "privacy.html"}}, **more,
        }  # fmt: skip
        html = page.replace("LANGUAGE", language).replace("CONFIGURATION", json.dumps(configuration))
        (folder / language / "index.html").write_text(html, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def imported(klaro: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Flow]:
    """One flow a language, each made of its two recordings by importing them."""
    found = {}
    for language in DIALOGS:
        folder = tmp_path_factory.mktemp("flows") / f"klaro-{language}"
        for route, first in (("refuse", True), ("accept", False)):
            goal = Goal(cookie=f"klaro=*matomo*{'false' if first else 'true'}*")
            new: dict[str, Any] = {"files": klaro, "language": language} if first else {}
            import_recording(HERE / f"{language}-{route}.json", folder, route, goal=goal, **new)
        found[language] = flows.load(folder)
    return found


def stored(choice: bool) -> dict[str, bool]:  # noqa: FBT001 - the choice is the value
    return {"session": True, "matomo": choice, "ads": choice, "video": choice}


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("language", "route"), CHOICES)
def test_a_walk_of_the_recording_costs_what_the_dialog_costs(
    imported: dict[str, Flow], browser: Browser, choice: BrowserChoice, tmp_path: Path, language: str, route: str
) -> None:
    flow = imported[language]

    walk = walker.walk(browser, flow, flow.routes[route], language, tmp_path / "walk", choice=choice)

    counted, reason = counting.counts(storage.read_walk(tmp_path / "walk"))
    clicks, screens, _ = CHOICES[language, route]
    assert walk.outcome == "reached"
    assert counted is not None, reason
    assert (counted.clicks, counted.screens) == (clicks, screens)


@pytest.mark.skipif(not TRUTH.is_file(), reason="the measured dialogs are not beside this clone")
@pytest.mark.parametrize(("language", "route"), CHOICES)
def test_the_expected_costs_are_those_measured_by_exhaustive_search(language: str, route: str) -> None:
    pages = {page["id"]: page for page in json.loads(TRUTH.read_text(encoding="utf-8"))["pages"]}
    truth = pages[DIALOGS[language][0]][route]
    clicks, screens, _ = CHOICES[language, route]

    assert (truth["min_clicks"], truth["screens"]) == (clicks, screens)
    steps = json.loads((HERE / f"{language}-{route}.json").read_text(encoding="utf-8"))["steps"]
    pressed = [step["selectors"][0][0].removeprefix("aria/").partition("[")[0] for step in steps[2:]]
    assert pressed == truth["labels"]


@pytest.fixture(scope="session")
def replayer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script that replays, in a folder in which its packages are installed."""
    folder = tmp_path_factory.mktemp("replay")
    npm(folder, "install", "--no-save", "--no-audit", "--no-fund", *REPLAY)
    return Path(shutil.copy(HERE / "replay.mjs", folder))


@contextlib.contextmanager
def served(folder: Path) -> Iterator[int]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002 - the name is the base class's

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("language", "route"), CHOICES)
def test_the_library_behind_devtools_replays_the_same_file_to_the_same_choice(
    klaro: Path, replayer: Path, choice: BrowserChoice, language: str, route: str
) -> None:
    if choice.executable is None:
        pytest.skip("Playwright's own browser has no path to hand to another library")
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []

    with served(klaro) as port:
        done = subprocess.run(
            [
                "node", replayer, HERE / f"{language}-{route}.json", choice.executable, *flags,
                f"--host-resolver-rules=MAP {HOST}:80 127.0.0.1:{port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert json.loads(unquote(done.stdout.strip().removeprefix("klaro="))) == stored(CHOICES[language, route][2])
