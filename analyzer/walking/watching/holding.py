"""What is pressed and not yet let go: a step is known only when it ends."""

from dataclasses import dataclass, field

from analyzer.walking.watching.reports import Report
from analyzer.walking.watching.wrapping import Call


@dataclass
class Held:
    """The pointer's button and keys that are down; ``reports`` is what the page told meanwhile, outside of any step.

    ``moved`` says that the pointer was moved while it was down, ``keys`` how often each key went down.
    """

    pressed: bool = False
    moved: bool = False
    clicks: int = 1
    button: str = "left"
    keys: dict[str, int] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.pressed or bool(self.keys)

    def takes(self, call: Call) -> bool:
        """Return whether ``call`` only begins or continues what another call ends."""
        return call.verb in {"pointer_down", "key_down"} or (call.verb == "pointer_move" and self.pressed)

    def take(self, call: Call) -> None:
        """Note what ``call`` presses, or that it moves what is pressed."""
        asked = call.arguments
        if call.verb == "pointer_down":
            self.pressed, self.moved = True, False
            self.clicks, self.button = int(asked.get("click_count") or 1), asked.get("button") or "left"
        elif call.verb == "key_down":
            self.keys[asked["key"]] = self.keys.get(asked["key"], 0) + 1
        else:
            self.moved = True

    def let_go(self, call: Call) -> None:
        """Hand over to ``call`` what was told while what it lets go was held, and how often a key went down."""
        if call.verb == "key_up":
            call.arguments["count"] = self.keys.pop(call.arguments["key"], 1)
        if call.verb in {"key_up", "pointer_up"}:
            call.reports += self.reports
            self.reports = []
