"""What leads away from the shortest way and never shortens it: each takes a maze and returns one with more in it."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.mazes.building import DOORS, NAMES, labels_of
from tests.mazes.endings import PRESSED
from tests.mazes.model import CLOSED, Control, Effect, Maze, Screen
from tests.mazes.wording import said, words

Decoy = Callable[[Maze, Random], Maze]


def later(maze: Maze, rng: Random) -> Maze:
    """Add a control that closes and stores nothing, so that the dialog is there again after a reload."""
    return put(maze, rng, maze.start, Control(rng.choice(PRESSED), "", "later", Effect(to=CLOSED)))


def cross_closes(maze: Maze, rng: Random) -> Maze:
    """Add a closing cross that stores nothing."""
    return put(
        maze, rng, maze.start, Control(rng.choice(("icon", "nameless")), "", "close", Effect(to=CLOSED), "corner")
    )


def cross_accepts(maze: Maze, rng: Random) -> Maze:
    """Add a closing cross that stores acceptance."""
    return put(
        maze, rng, maze.start, Control(rng.choice(("icon", "nameless")), "", "close", Effect(stores="all"), "corner")
    )


def lying_refusal(maze: Maze, rng: Random) -> Maze:
    """Add a refusal that stores acceptance."""
    return put(maze, rng, rng.choice(_layers(maze)), Control(rng.choice(PRESSED), "", "refuse", Effect(stores="all")))


def acknowledging(maze: Maze, rng: Random) -> Maze:
    """Add an "OK" that stores acceptance."""
    return put(maze, rng, maze.start, Control(rng.choice(PRESSED), "", "ok", Effect(stores="all")))


def newsletter(maze: Maze, rng: Random) -> Maze:
    """Add a form of the page's own, which does nothing."""
    return put_beside(maze, rng, Control("button", "", "subscribe", Effect(), "page"))


def articles(maze: Maze, rng: Random) -> Maze:
    """Add links of the page's own that lead to another page."""
    forgets = maze.looks.travel != "pages" or maze.looks.carry == "query"
    labels, texts = words(maze.language)
    home = Control("link", labels["home"][0], "home", Effect(to=maze.start, resets=forgets), "page")
    screen = Screen("article", texts["site"], texts["body"], (home,), whole=True)
    return put_beside(_with(maze, screen), rng, Control("link", "", "article", Effect(to="article"), "page"))


def reopening(maze: Maze, rng: Random) -> Maze:
    """Add a link of the page's own that opens the layer behind the first, or the first where there is no other."""
    if maze.looks.host == "iframe":
        return maze
    layers = _layers(maze)
    return put_beside(maze, rng, Control("link", "", "settings", Effect(to=layers[min(1, len(layers) - 1)]), "page"))


def reading(maze: Maze, rng: Random) -> Maze:
    """Add a layer that only informs."""
    return _branch(maze, rng, "info", lambda _, back: (back,))


def doubting(maze: Maze, rng: Random) -> Maze:
    """Add a layer that always asks once more, and counts."""

    def controls(name: str, back: Control) -> tuple[Control, ...]:
        return (Control(rng.choice(PRESSED), said(rng, maze.language, "next"), "next", Effect(to=name)), back)

    return _branch(maze, rng, rng.choice(("settings", "more", "info")), controls)


def circling(maze: Maze, rng: Random) -> Maze:
    """Add two layers that lead to one another."""
    free = _free(maze)
    if len(free) < 2:
        return maze
    here, there = free[-2], free[-1]
    labels, texts = words(maze.language)
    on = Control("button", labels["next"][0], "next", Effect(to=there))
    off = Control("link", labels["back"][1], "back", Effect(to=here))
    home = Control("link", labels["back"][0], "back", Effect(to=maze.start))
    first = Screen(here, texts["info_title"], texts["info"], (on, home))
    second = Screen(there, texts["info_title"], texts["layer"], (off,))
    return put(
        _with(maze, first, second),
        rng,
        rng.choice(_layers(maze)),
        Control(rng.choice(DOORS), "", "info", Effect(to=here)),
    )


DECOYS: dict[str, Decoy] = {
    decoy.__name__: decoy
    for decoy in (
        later, cross_closes, cross_accepts, lying_refusal, acknowledging, newsletter, articles, reopening,
    )
}  # fmt: skip
"""What is drawn into a maze by name."""

BRANCHES: tuple[Decoy, ...] = (reading, reading, doubting, circling)
"""Layers that lead nowhere."""


def detour(maze: Maze, rng: Random) -> Maze:
    """Add a layer that refuses too, so far from the start that it shortens nothing."""
    layers = _layers(maze)
    far = layers[max(0, maze.depth - 2) : maze.depth]
    if not far or not _free(maze):
        return maze
    name, (labels, texts) = _free(maze)[-1], words(maze.language)
    refuse = Control(rng.choice(PRESSED), said(rng, maze.language, "refuse"), "refuse", Effect(stores="none"))
    back = Control("link", labels["back"][0], "back", Effect(to=maze.start))
    screen = Screen(name, texts["info_title"], texts["info"], (refuse, back))
    return put(_with(maze, screen), rng, rng.choice(far), Control(rng.choice(DOORS), "", "info", Effect(to=name)))


def put(maze: Maze, rng: Random, where: str, control: Control) -> Maze:
    """Return the maze with one more control on a screen, or as it is where no name for it is free."""
    screen = maze.screen(where)
    if control.kind == "nameless" and any(other.kind == "nameless" for other in screen.controls):
        control = replace(control, kind="icon" if control.place == "corner" else "button")
    if control.place == "corner" and any(other.place == "corner" for other in screen.controls):
        return maze
    if control.kind != "nameless":
        taken = labels_of((*screen.controls, *maze.page))
        control = replace(control, label=said(rng, maze.language, control.word, taken))
        if not control.label:
            return maze
    changed = replace(screen, controls=(*screen.controls, control))
    return replace(maze, screens=tuple(changed if each.id == where else each for each in maze.screens))


def put_beside(maze: Maze, rng: Random, control: Control) -> Maze:
    """Return the maze with one more control outside the dialog."""
    taken = labels_of(other for screen in maze.screens for other in (*screen.controls, *maze.page))
    label = said(rng, maze.language, control.word, taken)
    return replace(maze, page=(*maze.page, replace(control, label=label))) if label else maze


def _branch(maze: Maze, rng: Random, word: str, controls: Callable[[str, Control], tuple[Control, ...]]) -> Maze:
    free = _free(maze)
    if not free:
        return maze
    name, texts = free[-1], words(maze.language)[1]
    back = Control("link", said(rng, maze.language, "back"), "back", Effect(to=maze.start))
    screen = Screen(name, texts["info_title"], texts["info"], controls(name, back))
    return put(
        _with(maze, screen), rng, rng.choice(_layers(maze)), Control(rng.choice(DOORS), "", word, Effect(to=name))
    )


def _layers(maze: Maze) -> list[str]:
    """The layers of the chain, in order; what was added later comes behind them."""
    return [screen.id for screen in maze.screens if not screen.whole][: maze.depth]


def _free(maze: Maze) -> list[str]:
    taken = {screen.id for screen in maze.screens}
    return [name for name in NAMES if name not in taken]


def _with(maze: Maze, *screens: Screen) -> Maze:
    return replace(maze, screens=(*maze.screens, *screens))
