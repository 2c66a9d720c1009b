"""What walking costs beside its peers: the same eight steps by everybody, in one run, in turns, in one browser.

Each round goes through all sides and then back (A/B/.../B/A), so that a machine that grows slower or faster meanwhile
weighs on all alike; each side is compared with bare Playwright in the same half of the same round. ``bare again`` is
bare Playwright a second time: how far two equal things differ here. Processor time is that of this process and all
below it (browser, driver, node), all rounds together. Every walk has a fresh context, made and closed within its time.

Usage: python benchmarks/peers.py [ROUNDS], from 10 rounds on the table is written to docs/peers.md
"""

import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.request import urlopen

from clocking import processor_time, timed
from peering import pages
from peering.raw import RawBrowser
from playwright.sync_api import Browser, Page

from analyzer import flows
from analyzer.flows import Flow
from analyzer.mocks import static_site
from analyzer.model import Screen
from analyzer.serving import Addresses, Visit, listening, serving
from analyzer.walking import scripts
from analyzer.walking.browsers.browser import LOOPBACK_FLAGS, Setting, launched, new_context
from analyzer.walking.browsers.finding import BrowserChoice, find
from analyzer.walking.capturing.capture import Frames, Moment
from analyzer.walking.sites import HERMETIC, Transport, attached
from analyzer.walking.walker import walk
from analyzer.walking.watching import recorder

ROUNDS = 10
TABLE = Path(__file__).parents[1] / "docs" / "peers.md"
REPLAY = ("@puppeteer/replay@3.1.3", "puppeteer-core@24.43.1")
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)

Sides = dict[str, Callable[[], None]]

BARE, AGAIN = "bare Playwright", "bare Playwright again (A/A)"


def main(rounds: int) -> None:
    """Print the table, and write it where there were rounds enough."""
    choice = find()
    if choice is None:
        sys.exit("no browser: make doctor")
    with _sides(choice) as (sides, build):
        for side in sides.values():
            side()
        wall, used = _measured(sides, rounds)
    told = _table(wall, used, rounds, build)
    print(told)
    if rounds >= ROUNDS:
        TABLE.write_text(told, encoding="utf-8")


@contextmanager
def _sides(choice: BrowserChoice) -> Iterator[tuple[Sides, str]]:
    """Give every side ready to walk once, and how the browser calls itself."""
    port = _free_port()
    flags = (*LOOPBACK_FLAGS, f"--remote-debugging-port={port}")
    with ExitStack() as leaving:
        folder = Path(leaving.enter_context(tempfile.TemporaryDirectory()))
        flow = flows.load(pages.write(folder / "eight-steps"))
        browser = leaving.enter_context(launched(choice, flags=flags))
        start = leaving.enter_context(_served(flow))
        with urlopen(f"http://127.0.0.1:{port}/json/version") as answer:
            address = json.load(answer)["webSocketDebuggerUrl"]
        raw = leaving.enter_context(closing(RawBrowser(address)))
        yield (
            {
                "raw CDP, real mouse events": lambda: raw.walk(start),
                BARE: lambda: _bare(browser, flow, start),
                AGAIN: lambda: _bare(browser, flow, start),
                **leaving.enter_context(_replay(folder, port, start)),
                "Playwright tracing (screenshots, snapshots)": lambda: _traced(browser, flow, start, folder),
                "tidy script: content, aria, objects, PNG each step": lambda: _tidy(browser, flow, start, folder),
                "bare Playwright before our mock": lambda: _mocked(browser, flow),
                "optout, looking at nothing": lambda: _ours(browser, choice, flow, folder, seeing=False),
                "optout, full evidence": lambda: _ours(browser, choice, flow, folder, seeing=True),
            },
            f"{choice.build} {browser.version}",
        )


def _measured(sides: Sides, rounds: int) -> tuple[dict[str, list[float]], dict[str, float]]:
    wall: dict[str, list[float]] = {name: [] for name in sides}
    used = dict.fromkeys(sides, 0.0)
    for number in range(rounds):
        for order in (list(sides), list(reversed(sides))):
            for name in order:
                before = processor_time()
                wall[name].append(timed(sides[name]))
                used[name] += processor_time() - before
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    return wall, used


@contextmanager
def _served(flow: Flow) -> Iterator[str]:
    """Serve the pages on this machine, for everybody but us, and give where they begin."""
    assert flow.site.files is not None  # noqa: S101 - written above
    site = static_site(flow.site.files, flow.site.origin)
    with listening(0) as listener:
        addresses = Addresses(site.origins, listener.getsockname()[1])
        with serving(listener, Visit(site, addresses, lambda: NOW, print)):
            yield addresses.served(f"{flow.site.origin}/")


def _bare(browser: Browser, flow: Flow, start: str) -> None:
    with closing(new_context(browser, _setting(flow))) as context:
        _steps(context.new_page(), flow, start)


def _steps(page: Page, flow: Flow, start: str) -> None:
    script = flow.routes["refuse"].script
    assert script is not None  # noqa: S101 - written above
    page.goto(start)
    scripts.run(script, page, flow, "en")
    assert page.url.endswith("/6.html"), page.url  # noqa: S101 - a side that went elsewhere measures nothing


def _mocked(browser: Browser, flow: Flow) -> None:
    assert flow.site.files is not None  # noqa: S101 - written above
    site = static_site(flow.site.files, flow.site.origin)
    with closing(new_context(browser, _setting(flow))) as context, attached(browser, context, site, lambda: NOW):
        _steps(context.new_page(), flow, f"{flow.site.origin}/")


def _traced(browser: Browser, flow: Flow, start: str, folder: Path) -> None:
    with closing(new_context(browser, _setting(flow))) as context:
        context.tracing.start(screenshots=True, snapshots=True)
        _steps(context.new_page(), flow, start)
        context.tracing.stop(path=folder / "trace.zip")


_OBJECTS = """() => [...document.querySelectorAll("a, button, input")].map(one => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {tag: one.tagName, text: one.textContent, x: box.x, y: box.y, width: box.width, height: box.height,
          color: style.color, background: style.backgroundColor, size: style.fontSize};
})"""


def _tidy(browser: Browser, flow: Flow, start: str, folder: Path) -> None:
    """Walk as somebody would who wants evidence and has only Playwright: look at the page after every step."""
    fresh = _fresh(folder)

    def look(page: Page) -> None:
        (fresh / "page.html").write_text(page.content(), encoding="utf-8")
        (fresh / "page.yml").write_text(page.locator("body").aria_snapshot(), encoding="utf-8")
        (fresh / "page.json").write_text(json.dumps(page.evaluate(_OBJECTS)), encoding="utf-8")
        page.screenshot(path=fresh / "page.png")

    with closing(new_context(browser, _setting(flow))) as context:
        page = context.new_page()
        page.goto(start)
        look(page)
        for name in pages.NAMES[:4]:
            page.get_by_role("link", name=name, exact=True).click()
            look(page)
        page.get_by_label(pages.FIELD).fill(pages.ADDRESS)
        look(page)
        page.get_by_role("link", name=pages.NAMES[4], exact=True).click()
        look(page)
        page.get_by_label(pages.BOX).check()
        look(page)
        page.get_by_role("link", name=pages.NAMES[5], exact=True).click()
        look(page)


@contextmanager
def _replay(folder: Path, port: int, start: str) -> Iterator[Sides]:
    """Give the peer that replays recordings, in a process that stays; nothing where npm does not give it."""
    place = folder / "replay"
    place.mkdir()
    (place / "steps.json").write_text(pages.recording(start), encoding="utf-8")
    (place / "replay.mjs").write_bytes((Path(__file__).parent / "peering" / "replay.mjs").read_bytes())
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    installing = ("npm", "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", *REPLAY)
    if subprocess.run(installing, cwd=place, env=environment, check=False).returncode:
        print("without @puppeteer/replay: npm did not give it", file=sys.stderr)
        yield {}
        return
    command = ("node", "replay.mjs", "steps.json", f"http://127.0.0.1:{port}")
    with subprocess.Popen(command, cwd=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        asked, told = node.stdin, node.stdout
        assert asked is not None  # noqa: S101 - a pipe was asked for
        assert told is not None  # noqa: S101 - a pipe was asked for
        if told.readline() != "ready\n":
            sys.exit("@puppeteer/replay does not start")

        def go() -> None:
            print("go", file=asked, flush=True)
            if (said := told.readline()) != "done\n":
                sys.exit(f"@puppeteer/replay: {said}")

        yield {"@puppeteer/replay (no evidence)": go}
        asked.close()


def _ours(browser: Browser, choice: BrowserChoice, flow: Flow, folder: Path, *, seeing: bool) -> None:
    """Walk as ``optout walk`` does; without seeing, everything but the look at each screen is done."""
    looking = recorder.capture
    if not seeing:
        recorder.capture = _blind
    try:
        transport = Transport(HERMETIC.attach, LOOPBACK_FLAGS)
        walk(browser, flow, flow.routes["refuse"], "en", _fresh(folder), choice=choice, transport=transport)
    finally:
        recorder.capture = looking


def _fresh(folder: Path) -> Path:
    """Return a folder of its own, as a run has: a file that takes another's place waits for the disk."""
    return Path(tempfile.mkdtemp(dir=folder))


def _blind(page: Page, _session: object, _folder: Path, moment: Moment, _frames: Frames, _fit: object) -> Screen:
    return Screen(
        number=moment.number, page=moment.page, document=moment.document, at=moment.at, url=page.url, title="",
        language="", viewport=(1280, 800), height=800, dialogs=(), browser_dialog="", focus=None, blocks=(),
        controls=(), screenshot=None, dom=None, limits=(),
    )  # fmt: skip


def _setting(flow: Flow) -> Setting:
    return Setting.of("desktop", "en-IE", flow.time_zone, NOW)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def _table(wall: dict[str, list[float]], used: dict[str, float], rounds: int, build: str) -> str:
    rows = []
    for name, seconds in wall.items():
        low, middle, high = statistics.quantiles(
            [one / bare for one, bare in zip(seconds, wall[BARE], strict=True)], n=4
        )
        rows.append(
            f"| {name} | {statistics.median(seconds) * 1000:.0f} | {middle:.2f} ({low:.2f} to {high:.2f}) | "
            f"{used[name] / used[BARE]:.2f} |"
            if used[BARE]
            else f"| {name} | {statistics.median(seconds) * 1000:.0f} | {middle:.2f} ({low:.2f} to {high:.2f}) | - |"
        )
    return TEMPLATE.format(
        rows="\n".join(rows), rounds=rounds, build=build, date=datetime.now(UTC).date(), cores=os.cpu_count(),
        machine=f"{platform.system()} {platform.machine()}", python=platform.python_version(),
        playwright=version("playwright"), ours=version("optout"), replay=" and ".join(REPLAY),
    )  # fmt: skip


TEMPLATE = """\
# What walking costs beside its peers

Made by `make bench-peers`. Eight steps over six pages of some 230 elements, all sides in one run and one browser, in
turns (A/B/.../B/A, {rounds} rounds, {date}); wall time against bare Playwright in the same half of the same round,
median with quartiles. Each walk makes and closes its own context. {build}, {cores} cores, {machine},
Python {python}, Playwright {playwright}, optout {ours}, {replay}.

| side | ms a walk | wall, times bare | processor time, times bare |
|---|---|---|---|
{rows}

What the rows mean: *raw CDP* waits for nothing but loading and checks nothing, so it is a floor and no peer. *bare
Playwright again* is the same thing twice: a difference smaller than its spread is noise. *Before our mock* adds the
hermetic site, which answers every request from Python; the other peers load the same pages from a loopback port.
*Looking at nothing* is our walk with the look at each screen left out: watching the script, waiting until the page is
still, letting its clock go on, writing the walk. What full evidence adds to it is asking the page for its controls and
text, its stored DOM, and one screenshot a screen.
"""


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
