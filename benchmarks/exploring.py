"""Exploring against the naive way, a new context and all presses again for each state: one run, alternating.

Both sides use the same browser, started as for `optout explore`, and search the same site, a tree in which every state
but the last ones leads to two more: once a page a state, with its address, once all in one page whose state lies in its
script alone. A round is
A/B/B/A. The ratio is of the processor time of this process and all below it (driver, browser, the site's server), of
neighbouring searches; ``A/A and B/B`` is how far apart the two lie that do the same in a round. The naive way is bare
Playwright: it waits for nothing but the page that a link leads to, so that what the explorer waits for, and what it
reads of storage, weighs on its side alone. Both must find the same states, by the same identity, and all of them.

Usage: python benchmarks/exploring.py [ROUNDS]
"""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from json import dumps
from threading import Thread
from typing import ClassVar

from clocking import processor_time, spread
from playwright.sync_api import Browser

from analyzer.graph.identity import identity
from analyzer.walking.browsers.browser import HERE_FLAGS, QUICK_FLAGS, Setting, launched
from analyzer.walking.browsers.finding import find
from analyzer.walking.capturing import observer
from analyzer.walking.capturing.capture import Frames, Moment, glance
from analyzer.walking.exploring.exploring import explore
from analyzer.walking.exploring.ground import Bounds, Ground, origin

ROUNDS, DEPTH = 5, 3
DEEPER, DEEPER_ROUNDS = 5, 2
"""A deeper tree, where the naive way presses more for each state, and how many rounds it gets: one takes minutes."""

ENDING = 0.5
"""Seconds in which the processes of a closed context end."""

SETTING = Setting.of("desktop", "en", "Europe/Brussels", datetime(2026, 11, 26, tzinfo=UTC))

Tree = Mapping[str, tuple[str, ...]]
"""The name of each state, the first one first, and the names of those it leads to."""


def main(rounds: int) -> None:
    """Print the ratios with their quartiles."""
    choice = find()
    if choice is None:
        sys.exit("no browser: make doctor")
    with launched(choice, flags=(*HERE_FLAGS, *QUICK_FLAGS)) as browser:
        with served(one_page(grown(1))) as start:
            naively(browser, start), explored(browser, start)
        for depth, times in ((DEPTH, rounds), (DEEPER, DEEPER_ROUNDS)):
            tree = grown(depth)
            for kind, files in (("the state in the address", pages(tree)), ("a single-page app", one_page(tree))):
                print(f"{kind}, {len(tree)} states, depth {depth}, {choice.build}, {times} rounds A/B/B/A", flush=True)
                with served(files) as start:
                    compare(browser, start, len(tree), times)


def compare(browser: Browser, start: str, states: int, rounds: int) -> None:
    """Search the site both ways, ``rounds`` times, and print what it cost; it has so many ``states``."""

    def naive() -> float:
        return measured(lambda: naively(browser, start))

    def ours() -> float:
        return measured(lambda: explored(browser, start))

    def measured(search: Callable[[], list[str]]) -> float:
        before = settled()
        seen = search()
        used = settled() - before
        found.add(frozenset(seen))
        if [len(one) for one in found] != [states]:
            sys.exit(f"lost: the searches found {' and '.join(str(len(one)) for one in found)} of {states} states")
        return used

    found: set[frozenset[str]] = set()
    pairs, neighbours = [], []
    for _ in range(rounds):
        first, second, third, fourth = naive(), ours(), ours(), naive()
        pairs += [first / second, fourth / third]
        neighbours += [max(one, two) / min(one, two) for one, two in ((first, fourth), (second, third))]
        print(f"  naive {first:.2f} s  ours {second:.2f} s  ours {third:.2f} s  naive {fourth:.2f} s", flush=True)
    print(f"  A/A and B/B  {spread(neighbours)}")
    print(f"  naive / ours, processor time: {spread(pairs)}; both find the same {states} states", flush=True)


def settled() -> float:
    """Return the processor time when what was closed has ended: of a process that ends just then, it may miss all."""
    time.sleep(ENDING)
    return processor_time()


# The two ways


def explored(browser: Browser, start: str) -> list[str]:
    """Search as ``optout explore`` does; return the identity of each state."""
    ground = Ground(start, SETTING, "en", frozenset({origin(start)}), commits=True)
    return [node.identity for node in explore(browser, ground, Bounds(states=1000, seconds=600)).nodes]


def naively(browser: Browser, start: str) -> list[str]:
    """Press the whole way to each state in a context of its own; return the identity of each state."""
    found: dict[str, None] = {}
    ways: deque[tuple[tuple[str, str], ...]] = deque([()])
    while ways:
        way = ways.popleft()
        with closing(browser.new_context()) as context:
            context.add_init_script(observer.script())
            page = context.new_page()
            page.goto(start)
            for role, name in way:
                control = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]  # from the screen
                if role == "link":
                    with page.expect_navigation(wait_until="load"):
                        control.click()
                else:
                    control.click()
            screen = glance(page, Moment(number=1, page=1, document=1, at=0), Frames(page))
        state = identity(screen)
        if state not in found:
            found[state] = None
            ways += [(*way, (control.role, control.name)) for control in screen.controls]
    return list(found)


# The site

WORDS = (
    ("Amber", "Bright", "Copper", "Distant", "Early", "Frozen", "Golden", "Hollow"),
    ("Harbour", "Island", "Juniper", "Kettle", "Lantern", "Meadow", "Needle", "Orchard"),
)

PROSE = "".join(f"<p>The road by the river is long, and {place} lies at its end.</p>" for place in WORDS[1] * 4)
"""What stands on every page beside what can be pressed."""


def grown(depth: int) -> Tree:
    """Return a tree in which each state leads to two more, down to ``depth``."""
    names = [f"{first} {second}" for first, second in product(*WORDS)][: 2 ** (depth + 1) - 1]
    return {name: tuple(names[2 * place + 1 : 2 * place + 3]) for place, name in enumerate(names)}


def pages(tree: Tree) -> Mapping[str, str]:
    """Return a page for each state, by path."""
    paths = {name: f"/{name.replace(' ', '-').lower() if place else ''}" for place, name in enumerate(tree)}
    return {
        paths[name]: page(
            f"<h1>{escape(name)}</h1>" + "".join(f"<p><a href='{paths[one]}'>{escape(one)}</a></p>" for one in leads)
        )
        for name, leads in tree.items()
    }


def one_page(tree: Tree) -> Mapping[str, str]:
    """Return one page that shows each state in turn, and keeps it nowhere."""
    script = f"""const tree = {dumps(tree)};
const show = name => {{
  const title = document.createElement("h1");
  title.textContent = name;
  document.getElementById("state").replaceChildren(title, ...tree[name].map(one => {{
    const button = document.createElement("button");
    button.textContent = one;
    button.onclick = () => show(one);
    return button;
  }}));
}};
show({dumps(next(iter(tree)))});"""
    return {"/": page(f"<div id=state></div><script>{script}</script>")}


def page(content: str) -> str:
    """Return a page with this content, and prose."""
    return f"<!doctype html><html lang=en><title>A walk</title><body><main>{content}{PROSE}</main></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers with ``files``, by path."""

    files: ClassVar[Mapping[str, str]] = {}
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a page, or with 404."""
        text = self.files.get(self.path)
        body = (text or "").encode()
        self.send_response(404 if text is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server whose threads end with it."""

    daemon_threads = True


@contextmanager
def served(files: Mapping[str, str]) -> Iterator[str]:
    """Serve files on 127.0.0.1; yield the address of the first page."""
    with Server(("127.0.0.1", 0), type("Site", (Handler,), {"files": files})) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
