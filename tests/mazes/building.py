"""The honest part of a maze: a chain of screens of the planned depth, and the ending that refuses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tests.mazes.endings import PRESSED, PURPOSES, Scene, ending
from tests.mazes.model import Control, Effect, Kind, Looks, Maze, Screen
from tests.mazes.planning import Plan
from tests.mazes.wording import said, words

NAMES = ("start", "choices", "purposes", "details", "review", "options", "partners", "confirm", "notice", "more")
"""What screens are called in addresses; the first is the page itself."""

KEYS = ("consent", "cookie_consent", "cookie-preferences", "CookieChoice", "privacy_choice")
ANSWERS = (("all", "none"), ("accepted", "rejected"), ("yes", "no"), ("true", "false"), ("allow", "deny"))

DOORS: tuple[Kind, ...] = ("button", "link", "link", "div", "span", "nameless")


@dataclass
class Draft:
    """A screen while it is written."""

    id: str
    role: str
    title: str
    text: str
    controls: list[Control] = field(default_factory=list)

    @property
    def taken(self) -> set[str]:
        return labels_of(self.controls)


def labels_of(controls: Iterable[Control]) -> set[str]:
    """Return the names on a screen, those of options included."""
    return {name for control in controls for name in (control.label, *(option.label for option in control.options))}


def built(seed: int, plan: Plan, rng: Random) -> Maze:
    """Return the maze of a plan, before decoys."""
    drafts = _chain(plan, rng)
    variables = {name: int(plan.preselected) for name in PURPOSES[: plan.purposes]}
    if plan.flaw == "locked":
        variables[PURPOSES[0]] = 1
    for at, draft in enumerate(drafts):
        following = drafts[at + 1].id if at + 1 < len(drafts) else ""
        if _accepts(plan, draft):
            draft.controls.append(_said(plan, rng, draft, "accept", rng.choice(PRESSED), Effect(stores="all")))
        _lead_on(plan, rng, draft, following, variables)
        if draft.role == "sure":
            kept = Effect(stores="all") if rng.random() < 0.5 else Effect(to=drafts[0].id)
            draft.controls.append(_said(plan, rng, draft, "keep", rng.choice(PRESSED), kept))
        elif at and rng.random() < 0.7:
            back = _said(plan, rng, draft, "back", rng.choice(("button", "link")), Effect(to=drafts[at - 1].id))
            draft.controls.append(back)
        rng.shuffle(draft.controls)
        draft.controls.sort(key=_opens_first)
    screens = tuple(
        Screen(draft.id, draft.title, draft.text, tuple(draft.controls), tells=draft.role == "sure") for draft in drafts
    )
    away, page = _around(plan, rng)
    return Maze(
        seed=seed,
        language=plan.language,
        depth=plan.depth,
        looks=_looks(plan),
        storage=plan.storage,
        names=(rng.choice(KEYS), *rng.choice(ANSWERS)),
        variables=tuple(variables.items()),
        purposes=PURPOSES[: plan.purposes],
        screens=(*screens, *away),
        page=page,
        traits=_traits(plan, drafts),
    )


def _chain(plan: Plan, rng: Random) -> list[Draft]:
    """Lay out the roles: a first layer, layers that lead on, one where the choice is made, and doubts about it."""
    texts = words(plan.language)[1]
    # What was switched on a layer before cannot be seen in the controls of a doubt: possible, and seldom.
    doubtful = plan.flaw != "absent" and rng.random() < (0.5 if plan.ending == "button" else 0.15)
    choosing = rng.randint(max(0, plan.depth - 3), plan.depth - 1) if doubtful else plan.depth - 1
    drafts = []
    for at, name in enumerate((NAMES[0], *rng.sample(NAMES[1:], k=plan.depth - 1))):
        role = "first" if at == 0 else "more" if at < choosing else "choice" if at == choosing else "sure"
        key = {"first": ("title", "intro"), "sure": ("sure_title", "sure")}.get(role, ("title", "layer"))
        drafts.append(Draft(name, role, texts[key[0]], texts[key[1]]))
    drafts[choosing].role = "both" if choosing == 0 else "choice"
    return drafts


def _accepts(plan: Plan, draft: Draft) -> bool:
    match draft.role:
        case "first" | "both":
            return draft.role == "both" or not plan.accepts_late
        case "choice":
            return True
        case _:
            return False


def _lead_on(plan: Plan, rng: Random, draft: Draft, following: str, variables: dict[str, int]) -> None:
    """Put the control, or the controls, by which the chain goes on or ends."""
    toggles = plan.ending in {"toggles", "groups", "choice", "select"}
    kept: Literal["all", "toggles", "none"] = "all" if plan.flaw == "lie" else "toggles" if toggles else "none"
    effect = Effect(to=following) if following else Effect(stores=kept)
    if draft.role in {"both", "choice"}:
        if plan.flaw != "absent":
            draft.controls.extend(ending(Scene(plan, rng, effect, draft.taken, variables)))
    elif draft.role == "sure":
        draft.controls.append(_said(plan, rng, draft, "sure", rng.choice(PRESSED), effect))
    else:
        word = "settings" if draft.role == "first" else rng.choice(("more", "next", "settings"))
        draft.controls.append(_said(plan, rng, draft, word, rng.choice(DOORS), Effect(to=following)))


def _said(plan: Plan, rng: Random, draft: Draft, word: str, kind: Kind, effect: Effect) -> Control:
    """Return a control with a label that is free on its screen."""
    if kind == "nameless" and any(control.kind == "nameless" for control in draft.controls):
        kind = "button"
    label = "" if kind == "nameless" else said(rng, plan.language, word, draft.taken)
    return Control(kind, label, word, effect)


def _opens_first(control: Control) -> int:
    """Order what is drawn: what opens something before what is inside, and actions in the end."""
    if control.kind in {"accordion", "details", "tab"}:
        return 0
    return 1 if control.place == "body" else 2


def _around(plan: Plan, rng: Random) -> tuple[tuple[Screen, ...], tuple[Control, ...]]:
    """Return the pages of the site and the links to them."""
    labels, texts = words(plan.language)
    forgets = plan.travel != "pages" or plan.carry == "query"
    screens, links = [], []
    for name, label in zip(("about", "contact", "privacy"), labels["pages"], strict=True):
        home = Control("link", labels["home"][0], "home", Effect(to=NAMES[0], resets=forgets), "page")
        screens.append(Screen(name, label, texts["body"], (home,), whole=True))
        links.append(Control("link", label, "pages", Effect(to=name), "page"))
    kept = rng.randint(1, 3)
    return tuple(screens[:kept]), tuple(links[:kept])


def _looks(plan: Plan) -> Looks:
    return Looks(
        plan.shape, plan.host, plan.travel, plan.carry, plan.late_ms, plan.shown_ms, plan.restless,
        says=plan.says, pings=plan.pings, folded=plan.folded, role=plan.role,
    )  # fmt: skip


def _traits(plan: Plan, drafts: list[Draft]) -> tuple[str, ...]:
    carried = plan.ending not in {"button", "cross"} and drafts[-1].role == "sure"
    traits = (plan.ending, plan.veil, f"flaw:{plan.flaw}", plan.asks, "carried" if carried else "")
    return tuple(trait for trait in traits if trait not in {"", "none", "flaw:none"})
