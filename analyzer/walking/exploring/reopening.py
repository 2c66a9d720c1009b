"""The settings opened once more after a choice was made: what their switches say then is what was taken down."""

from analyzer.errors import WalkError
from analyzer.exploring.looked import Looked, Spot
from analyzer.exploring.states import Step
from analyzer.walking.exploring.arriving import press
from analyzer.walking.exploring.ground import Ground
from analyzer.walking.exploring.visit import Visit


def reopened(visit: Visit, ground: Ground, looked: Looked) -> dict[Spot, bool]:
    """Open the settings from a page that was opened anew; return what each of their switches gives.

    Empty where nothing leads there, or nothing is switched there. The page is somewhere else then.
    """
    leading = [choice for choice in visit.reading.offer(looked, led_here=False).choices if choice.intent == "settings"]
    for choice in leading[:1]:
        leads = choice.control.href
        if leads.startswith(("http:", "https:")) and not ground.allows(leads):
            return {}
        step = Step(choice.spot, choice.control.frame, looked.of(choice.control).path, choice.label, choice.intent)
        try:
            press(visit, looked, step)
            inside = visit.eyes.look()
        except WalkError:
            return {}
        return visit.reading.given(inside.screen, visit.reading.offer(inside, led_here=True).switches)
    return {}
