"""Walking with full evidence against the same clicks in bare Playwright: one run, alternating, with spread.

Both sides use the same started browser, the same mock site and the same script, each in a fresh context, in the order
A/B/B/A, so that a machine that grows slower or faster meanwhile weighs on both alike. ``A/A`` is the ratio between
neighbouring bare walks: what the machine's own noise looks like. Processor time, of all walks together, is that of this
process and all below it (driver and browser); it suffers less from what else runs, and needs ``/proc``.

Usage: python benchmarks/walking.py [ROUNDS]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from clocking import processor_time, spread, timed
from playwright.sync_api import Browser

from analyzer import flows, storage
from analyzer.flows import Flow
from analyzer.mocks import load_site
from analyzer.walking import pacing, scripts, stillness
from analyzer.walking.browsers.browser import Setting, launched, new_context
from analyzer.walking.browsers.finding import BrowserChoice, find
from analyzer.walking.sites import attached
from analyzer.walking.walker import walk
from analyzer.walking.watching import recorder

FLOW, ROUTE, ROUNDS = "facebook-2025-privacy-centre", "refuse", 10


def main(rounds: int) -> None:
    """Print the ratio with its spread, and where the time went."""
    choice = find()
    if choice is None:
        sys.exit("no browser: make doctor")
    flow = flows.load(FLOW)
    with launched(choice) as browser, tempfile.TemporaryDirectory() as folder:
        used = dict.fromkeys(("bare", "full"), 0.0)

        def measured(side: str, action: Callable[[], None]) -> float:
            before = processor_time()
            seconds = timed(action)
            used[side] += processor_time() - before
            return seconds

        def bare() -> float:
            return measured("bare", lambda: bare_walk(browser, flow))

        def full() -> float:
            return measured("full", lambda: full_walk(browser, choice, flow, Path(folder)))

        bare(), full()
        used.update(bare=0.0, full=0.0)
        pairs, neighbours = [], []
        for _ in range(rounds):
            first, second, third, fourth = bare(), full(), full(), bare()
            pairs += [second / first, third / fourth]
            neighbours.append(max(first, fourth) / min(first, fourth))
            print(f"bare {first:.2f} s  full {second:.2f} s  full {third:.2f} s  bare {fourth:.2f} s", flush=True)
        shares = breakdown(lambda: full_walk(browser, choice, flow, Path(folder)))
    print(f"{FLOW}, route {ROUTE}, {choice.build}, {rounds} rounds A/B/B/A")
    print(f"A/A  {spread(neighbours)}")
    print(f"full evidence / bare Playwright, wall time: {spread(pairs)}")
    if used["bare"]:
        print(f"the same, processor time: {used['full'] / used['bare']:.2f}")
    print("where a full walk spends its time (ms, one walk; parts lie inside the walk, not inside one another):")
    for part, milliseconds in shares:
        print(f"  {part:<52}{milliseconds:6.0f}")


def bare_walk(browser: Browser, flow: Flow) -> None:
    """Make the clicks of the route with nobody watching."""
    language = flow.languages[0]
    identity = flow.identity(language)
    now = datetime.now(UTC)
    setting = Setting.of(identity.device, f"{language}-{identity.country}", flow.time_zone, now)
    site = load_site(flow.site.name, language=language, settings=flow.site.settings, persona=flow.persona)
    script = flow.routes[ROUTE].script
    assert script is not None  # noqa: S101 - the benchmarked route is not silence
    with closing(new_context(browser, setting)) as context, attached(browser, context, site, lambda: now):
        page = context.new_page()
        page.goto(identity.start)
        scripts.run(script, page, flow, language)


def full_walk(browser: Browser, choice: BrowserChoice, flow: Flow, folder: Path) -> None:
    """Walk the route as ``optout walk`` does, evidence and all."""
    # In a folder of its own, as a run is: where a file takes the place of another, the file system waits for the disk.
    fresh = Path(tempfile.mkdtemp(dir=folder))
    walk(browser, flow, flow.routes[ROUTE], flow.languages[0], fresh, choice=choice)


PARTS = (
    (recorder, "capture", "asking the page, photographing it, writing what was seen"),
    (stillness.Stillness, "reach", "waiting until the page is still"),
    (pacing.Pace, "pass_by", "letting the page's clock go on"),
    (storage, "write_walk", "writing walk.json"),
)
"""Where time goes beside the clicks themselves: owner, name, and what it does."""


def breakdown(action: Callable[[], None]) -> list[tuple[str, float]]:
    """Return how many milliseconds each part takes of one action, the rest (clicks, pages, context) last."""
    spent = dict.fromkeys((told for _, _, told in PARTS), 0.0)
    originals = [getattr(owner, name) for owner, name, _ in PARTS]

    def clocked(original: Callable[..., object], told: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            begun = time.perf_counter()
            try:
                return original(*arguments, **named)
            finally:
                spent[told] += (time.perf_counter() - begun) * 1000

        return call

    for (owner, name, told), original in zip(PARTS, originals, strict=True):
        setattr(owner, name, clocked(original, told))
    try:
        whole = timed(action) * 1000
    finally:
        for (owner, name, _), original in zip(PARTS, originals, strict=True):
            setattr(owner, name, original)
    return [*spent.items(), ("the clicks, the pages and the context", whole - sum(spent.values()))]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
