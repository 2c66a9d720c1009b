"""How a choice is made on a screen: the controls that end in a refusal, and what stands before them."""

from dataclasses import dataclass, replace
from random import Random

from tests.mazes.model import Control, Effect, Guard, Kind, Option
from tests.mazes.planning import Plan
from tests.mazes.wording import said, words

PURPOSES = ("analytics", "ads", "personal", "media")
"""What optional purposes are called where a choice is stored."""

PRESSED: tuple[Kind, ...] = ("button", "button", "button", "link", "div", "span", "submit")


@dataclass
class Scene:
    """What an ending is written for: the plan, what its last press does, and what is on the screen already."""

    plan: Plan
    rng: Random
    effect: Effect
    taken: set[str]
    variables: dict[str, int]

    def say(self, word: str) -> str:
        label = said(self.rng, self.plan.language, word, self.taken)
        self.taken.add(label)
        return label

    @property
    def purposes(self) -> list[tuple[str, str]]:
        """The optional purposes: variable and label."""
        labels = words(self.plan.language)[0]["purposes"]
        return list(zip([name for name in self.variables if name in PURPOSES], labels, strict=False))


def ending(scene: Scene) -> list[Control]:
    """Return the controls of the planned ending behind the planned veil."""
    match scene.plan.ending:
        case "button":
            word = (
                scene.rng.choice(("refuse", "refuse", "refuse", "necessary")) if scene.plan.flaw == "none" else "refuse"
            )
            body, last = [], Control(scene.rng.choice(PRESSED), scene.say(word), word, scene.effect)
        case "cross":
            kind: Kind = scene.rng.choice(("icon", "icon", "nameless"))
            return [Control(kind, scene.say("close") if kind == "icon" else "", "close", scene.effect, "corner")]
        case "toggles":
            body, last = _toggles(scene), _save(scene)
        case "groups":
            body, last = _groups(scene), _save(scene)
        case "choice" | "select" as form:
            return _choice(scene, "radios" if form == "choice" else "select")
    return _asked(scene, _veiled(scene, body, last))


def _save(scene: Scene) -> Control:
    word = scene.rng.choice(("save", "save", "save", "ok")) if scene.plan.ending == "toggles" else "save"
    return Control(scene.rng.choice(PRESSED), scene.say(word), word, scene.effect)


def _toggles(scene: Scene) -> list[Control]:
    plan, controls = scene.plan, []
    controls.append(Control(plan.toggle, scene.say("needed"), "needed", place="body", fixed=True))
    for at, (name, label) in enumerate(scene.purposes):
        scene.taken.add(label)
        locked = plan.flaw == "locked" and at == 0
        effect = Effect() if locked else Effect(flips=(name,))
        controls.append(Control(plan.toggle, label, "purposes", effect, "body", fixed=locked))
    if plan.master and plan.veil != "tabs":
        flips = tuple(name for name, _ in scene.purposes)
        controls.append(Control(plan.toggle, scene.say("master"), "master", Effect(flips=flips), "body"))
    return controls


def _groups(scene: Scene) -> list[Control]:
    labels = words(scene.plan.language)[0]
    scene.taken |= {labels["on"][0], labels["off"][0]}
    return [
        Control(
            "radios", label, "purposes", place="body", chosen=name,
            options=(Option(labels["off"][0], ((name, 0),)), Option(labels["on"][0], ((name, 1),))),
        )
        for name, label in scene.purposes
    ]  # fmt: skip


def _choice(scene: Scene, kind: Kind) -> list[Control]:
    """Return one question with two or three answers; the third shows a toggle a purpose."""
    labels = words(scene.plan.language)[0]
    names = [name for name, _ in scene.purposes]
    options = [
        Option(labels["none"][0], tuple((name, 0) for name in names)),
        Option(labels["all"][0], tuple((name, 1) for name in names)),
    ]
    toggles = []
    if scene.rng.random() < 0.5:
        options.append(Option(labels["custom"][0], ()))
        toggles = [
            Control(scene.plan.toggle, label, "purposes", Effect(flips=(name,)), "body", shown=Guard("choice", (2,)))
            for name, label in scene.purposes
        ]
    scene.taken |= {option.label for option in options} | {control.label for control in toggles}
    unchosen = kind == "radios" and not scene.plan.preselected
    scene.variables["choice"] = len(options) if unchosen else 1
    if not unchosen:
        scene.variables |= dict.fromkeys(names, 1)
    asked = Control(kind, scene.say("choice"), "choice", place="body", chosen="choice", options=tuple(options))
    save = _save(scene)
    if unchosen:
        save = replace(save, kind="button", enabled=Guard("choice", tuple(range(len(options)))))
    return [asked, *toggles, save]


def _veiled(scene: Scene, body: list[Control], last: Control) -> list[Control]:
    veil, hidden = scene.plan.veil, body or [replace(last, place="body")]
    shown = [last] if body else []
    match veil:
        case "accordion" | "details":
            scene.variables["open"] = 0
            opener = Control(veil, scene.say("more"), "more", Effect(flips=("open",)), "body")
            return [opener, *(replace(control, shown=Guard("open", (1,))) for control in hidden), *shown]
        case "tabs":
            scene.variables["tab"] = 0
            tabs = [
                Control("tab", label, "tabs", Effect(sets=(("tab", at),)), "body")
                for at, label in enumerate(words(scene.plan.language)[0]["tabs"])
            ]
            half = (len(body) + 1) // 2
            parted = [replace(control, shown=Guard("tab", (int(at >= half),))) for at, control in enumerate(body)]
            return [*tabs, *parted, last]
        case "tick":
            scene.variables["tick"] = 0
            tick = Control("checkbox", scene.say("read"), "read", Effect(flips=("tick",)), "body")
            return [*body, tick, replace(last, kind="button", enabled=Guard("tick", (1,)))]
        case "menu":
            menu = Control("button", scene.say("menu"), "menu", place="menu")
            return [menu, replace(last, place="menu", kind=scene.rng.choice(("button", "link")))]
        case "none":
            return [*body, last]


def _asked(scene: Scene, controls: list[Control]) -> list[Control]:
    """Let the last press ask once more by a browser dialog."""
    key = scene.plan.asks
    if not key:
        return controls
    question = words(scene.plan.language)[1][key]
    kept = Effect(stores="all") if key == "ask_keep" else Effect()
    return [
        control
        if control.effect != scene.effect
        else replace(control, asks=question, effect=kept, otherwise=scene.effect)
        if key == "ask_keep"
        else replace(control, asks=question)
        for control in controls
    ]
