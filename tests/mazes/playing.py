"""A maze played by real clicks along known moves: what shows that a browser agrees with the model.

The page's clock is the test's, so that late dialogs and handlers cost no time and need no guess.
"""

import contextlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Dialog, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.walking.browsers.browser import STEADY_FLAGS
from tests.mazes.finding import Scope, find
from tests.mazes.kept import Choice, kept
from tests.mazes.model import CLOSED, Control, Maze, State
from tests.mazes.moving import Move, beginning, moves, offered
from tests.mazes.rendering import render
from tests.mazes.serving import serve
from tests.mazes.truth import truth

FLAGS = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", *STEADY_FLAGS)
"""A browser that reaches this machine's loopback and nothing else."""

PATIENCE_S = 10.0
LATE_MS = 10_000
"""More than any dialog or handler waits."""

SEEN = (Path(__file__).parent / "site" / "seen.js").read_text("utf-8")


class DisagreementError(AssertionError):
    """The browser shows or stores something else than the model says."""


@dataclass(frozen=True)
class Player:
    """One visitor of one maze."""

    maze: Maze
    page: Page
    start: str
    patience_s: float = PATIENCE_S

    def arrive(self) -> None:
        """Open the maze as on a first visit."""
        self.page.goto(self.start)
        self._await(beginning(self.maze))

    def follow(self, way: Iterable[Move]) -> None:
        """Make moves, and compare the page with the model after each.

        Raises
        ------
        DisagreementError
            Where the page is not as the model says.
        """
        for move in way:
            self._make(move)
            self._await(move.to)

    def come_back(self, state: State) -> None:
        """Reload, and see that a dialog is there again exactly where nothing is stored."""
        self.page.goto(self.start)
        carried = self.maze.looks.travel == "pages" and self.maze.looks.carry != "query"
        values = state.values if carried else beginning(self.maze).values
        self._await(State(self.maze.start if state.stored is None else CLOSED, values, state.stored))

    def stored(self) -> Choice | None:
        """Return what the browser keeps of a choice."""
        cookies = {str(each["name"]): str(each["value"]) for each in self.page.context.cookies()}
        local = self.page.evaluate("() => ({...localStorage})")
        return kept(self.maze, cookies, local)

    def _await(self, state: State) -> None:
        # Pages load and clocks run on while this asks, so the page may be between two documents.
        until, problem = time.monotonic() + self.patience_s, ""
        while time.monotonic() < until:
            try:
                self.page.clock.fast_forward(LATE_MS)
                problem = self._differs(state)
            except PlaywrightError as error:
                problem = error.message.splitlines()[0]
            if not problem:
                # A frame may have come after the clock was moved; its handlers are late by the same clock.
                self.page.clock.fast_forward(LATE_MS)
                return
            time.sleep(0.02)
        raise DisagreementError(f"on {state.screen}: {problem}")

    def _differs(self, state: State) -> str:
        stored = self.stored()
        if stored != state.stored:
            return f"stored is {stored}, not {state.stored}"
        seen = {name for frame in self.page.frames for name in frame.evaluate(SEEN)}
        controls = offered(self.maze, state)
        hovered = {control.label for control in controls if control.place == "menu" and control.word != "menu"}
        expected = set(_named(controls)) - hovered
        # A menu is open where the mouse happens to be, and a shade covers a page without hiding it.
        possible = expected | hovered | (set(_named(self.maze.page)) if self.maze.looks.shape == "modal" else set())
        if expected - seen or seen - possible:
            return f"missing {sorted(expected - seen)}, not expected {sorted(seen - possible)}"
        return ""

    def _make(self, move: Move) -> None:
        control, dialogs = move.control, list[str]()

        def answer(asked: Dialog) -> None:
            dialogs.append(asked.message)
            (asked.dismiss if move.cancels else asked.accept)()

        if control.asks:
            self.page.once("dialog", answer)
        if control.place == "menu":
            self._scope(control).locator(".menu").hover()
        found = find(self._scope(control), control, move.option)
        with self.page.expect_navigation() if self._leaves(move) else contextlib.nullcontext():
            if control.kind == "select":
                found.select_option(label=control.options[move.option].label)
            else:
                found.click(timeout=PATIENCE_S * 1000)
        if control.asks and dialogs != [control.asks]:
            raise DisagreementError(f"asked {dialogs}, not {control.asks!r}")

    def _leaves(self, move: Move) -> bool:
        effect = move.control.otherwise if move.cancels else move.control.effect
        if effect.stores:
            return self.maze.looks.travel == "pages" or self.maze.storage == "post"
        if effect.to in {"", CLOSED}:
            return False
        return self.maze.looks.travel == "pages" or self.maze.screen(effect.to).whole or move.control.word == "home"

    def _scope(self, control: Control) -> Scope:
        framed = self.maze.looks.host == "iframe" and control.place != "page"
        return self.page.frame_locator("iframe") if framed else self.page


def check(browser: Browser, maze: Maze, steps: int = 12) -> None:
    """Play the first shortest ways and one random walk.

    Raises
    ------
    DisagreementError
        Where the browser shows or stores something else than the model says.
    """
    answers = truth(maze)
    ways = [shortest.ways[0] for shortest in (answers.refuse, answers.accept) if shortest]
    for way in (*ways, tuple(_wandering(maze, steps))):
        with serve(render(maze)) as address:
            context = browser.new_context()
            try:
                page = context.new_page()
                page.clock.install()
                player = Player(maze, page, address)
                player.arrive()
                player.follow(way)
                if way:
                    player.come_back(way[-1].to)
            finally:
                context.close()


def _wandering(maze: Maze, steps: int) -> Iterator[Move]:
    rng, state = Random(f"walk/{maze.seed}"), beginning(maze)
    for _ in range(steps):
        possible = list(moves(maze, state))
        # Walks that end at once show little: what does not end is taken first, most of the time.
        going_on = [move for move in possible if move.to.stored is None and move.to.screen != CLOSED]
        move = rng.choice(going_on if going_on and rng.random() < 0.85 else possible)
        yield move
        state = move.to
        if state.stored is not None:
            return


def _named(controls: Iterable[Control]) -> Iterator[str]:
    for control in controls:
        if control.kind != "radios":
            yield control.label
        yield from (option.label for option in control.options if control.kind == "radios")
