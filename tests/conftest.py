"""What all tests share: one browser for the session, and the two options that change what is run."""

import gc
import hashlib
import os
import platform
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserType

from analyzer.walking.browsers.browser import driver, started
from analyzer.walking.browsers.finding import BrowserChoice, find

settings.register_profile("sample", max_examples=5, derandomize=True, deadline=None)
settings.register_profile("long", max_examples=500, deadline=None, print_blob=True)

FIRST = (
    "walking/test_attending.py", "test_corpus.py", "test_replayed_flows.py", "test_mutations.py", "test_workers.py",
    "reports/test_accessible.py", "cli/test_running.py", "cli/test_reproducing.py", "testing/test_plugin.py",
    "walking/test_exploring_elsewhere.py", "cli/test_exploring.py", "recordings/test_codegen.py", "test_goldens.py",
    "test_purity.py", "cli/test_judging.py", "cli/test_tabling.py", "cli/test_overseeing.py",
)  # fmt: skip
"""Files with tests that take seconds, most of it waiting for other processes: each worker begins with its share."""

BROWSER_CASES = 2
"""Cases of a table of browser tests that `make test` runs unless the table says another number."""

MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30  # noqa: S108 - whoever may write there may write to the default too
"""Where files stay in memory, and how many bytes must be free there for the tests to put theirs there."""

CAMPAIGNS = Path(__file__).parents[1] / "docs" / "campaigns.md"
"""Where whole campaigns leave their date, seed and result."""


def pytest_configure(config: pytest.Config) -> None:
    # Every test of a whole run starts Playwright's driver, which takes a fifth less where Node keeps its byte code.
    os.environ.setdefault("NODE_COMPILE_CACHE", str(config.rootpath / ".pytest_cache" / "node"))
    # Tests make and remove some 30,000 files; on a disk each removal can take half a millisecond.
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    # A shell starts what runs in the background deaf to Ctrl-C, and children inherit that; tests send Ctrl-C to theirs.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.pluginmanager.register(Order())
    settings.load_profile("long" if config.getoption("--long") else "sample")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run whole campaigns instead of their seeded samples")
    parser.addoption("--refresh", action="store_true", help="rewrite the goldens instead of comparing with them")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not any(item.get_closest_marker(kind) for kind in ("npm", "pip", "browser")))
    if not config.getoption("--long"):
        kept = _sample([item for item in items if not item.get_closest_marker("slow")])
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = [item for item in items if item in kept]


class Order:
    """Puts in order what is left when all have chosen, ``-m`` and ``-k`` too."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = _begun_with(FIRST, items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _begun_with(files: Sequence[str], items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Return the items so that of as many equal shares as there are workers each begins with its part of ``files``.

    At the end no worker is left with what takes long while the others have nothing to do.
    """
    lengthy: list[list[pytest.Item]] = [[] for _ in range(workers)]
    for number, file in enumerate(files):
        lengthy[number % workers] += [item for item in items if item.nodeid.startswith(f"tests/{file}:")]
    first = {item for share in lengthy for item in share}
    rest = iter([item for item in items if item not in first])
    ordered: list[pytest.Item] = []
    for number, share in enumerate(lengthy):
        size = (len(items) - len(ordered)) // (workers - number)
        ordered += [*share, *islice(rest, max(0, size - len(share)))]
    return [*ordered, *rest]


def pytest_collection_finish() -> None:
    # Modules, items and lexicons stay to the end; looked through again and again they cost a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def _sample(items: list[pytest.Item]) -> set[pytest.Item]:
    """Return the items, and of each table but some of its cases, those whose names hash least: the same each time.

    A table is a test of several cases that is marked ``sampled(n)``, or that needs a browser for each.
    """
    tables: dict[str, list[pytest.Item]] = {}
    for item in items:
        table, _, case = item.nodeid.partition("[")
        if item.get_closest_marker("sampled") or (case and item.get_closest_marker("browser")):
            tables.setdefault(table, []).append(item)
    left_out: set[pytest.Item] = set()
    for cases in tables.values():
        marker = cases[0].get_closest_marker("sampled")
        cases.sort(key=lambda item: hashlib.sha256(item.nodeid.encode()).digest())
        left_out.update(cases[marker.args[0] if marker else BROWSER_CASES :])
    return {item for item in items if item not in left_out}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    # With several workers each runs a part and only the one without a ``workerinput`` knows the whole.
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not hasattr(config, "workerinput")
    if config.getoption("collectonly") or not (config.getoption("--long") and whole):
        return
    count = {kind: len(terminalreporter.stats.get(kind, [])) for kind in ("passed", "failed", "error", "skipped")}
    found = find()
    row = [
        datetime.now(UTC).date().isoformat(),
        str(config.getoption("--hypothesis-seed")),
        version("optout"),
        platform.python_version(),
        found.build if found else "none",
        str(settings().max_examples),
        ", ".join(f"{number} {kind}" for kind, number in count.items() if number),
    ]
    with CAMPAIGNS.open("a", encoding="utf-8") as table:
        table.write(f"| {' | '.join(row)} |\n")


@pytest.fixture(scope="session")
def choice() -> BrowserChoice:
    """The browser that walks use on this machine; without one, browser tests are skipped, except under `make test`."""
    found = find()
    if found is None:
        if os.environ.get("OPTOUT_BROWSER_REQUIRED"):
            pytest.fail("no browser found although this run requires one; run: make doctor")
        pytest.skip("no Chromium or Chrome on this machine; run: make doctor")
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """What starts a browser, for tests that need one with flags of its own."""
    with driver() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def living(chromium: BrowserType, choice: BrowserChoice) -> Iterator[Callable[[], Browser]]:
    """Return a function that gives one browser for all tests, and another once that has died."""
    with ExitStack() as ending:
        running: list[Browser] = []

        def one() -> Browser:
            if not (running and running[-1].is_connected()):
                running.append(ending.enter_context(closing(started(chromium, choice))))
            return running[-1]

        yield one


@pytest.fixture
def browser(living: Callable[[], Browser]) -> Browser:
    """The one browser of all tests; each test makes its own context."""
    return living()
