"""Controls out of keyboard reach.

What
----
How many of the controls that the refusal operates cannot be reached with the keyboard alone. Unit: controls.

Formula
-------
The number of distinct controls that the refusal clicks, ticks, fills in, hovers over or drags and that stand outside of
the tab order (``tab_index`` below zero), or that are dragged. Parts of a composite widget (radio, tab, option, menu
item, tree item, cell) are reached with arrow keys and not counted. An operated control that the record of the screen
does not hold is not counted in the value but in ``high``, because it may be anything; labels stand for their field.

Why it is friction
------------------
Who cannot use a pointer, because of a disability or a screen reader, cannot refuse at all without help.

When it cannot tell
-------------------
When the walk broke off or ended in a dead end; when the page counted other activations than the steps explain; when no
refusal was walked. Not applicable where nothing is operated. Keys that the page handles in a way of its own are not
seen.

Sources
-------
WCAG 2.2, 2.1.1 Keyboard and 2.5.7 Dragging Movements. WAI-ARIA Authoring Practices Guide, Developing a Keyboard
Interface, on composite widgets.
"""

from analyzer import counting, references
from analyzer.graph import StepGraph
from analyzer.measuring.answer import REFUSE, Answer, Evidence, uncosted
from analyzer.model import Check, Choose, Click, Control, Drag, Fill, Hover, Measurement, Transition, Upload, Walk
from analyzer.saying import say

ID = "pointer_only"
TITLE = "Controls out of keyboard reach"
UNIT = "controls"
AGAINST = (
    "The page may handle keys in a way that the tab order does not show, and the same thing may be reachable elsewhere."
)
COMPOSITE = frozenset(
    {"radio", "tab", "option", "menuitem", "menuitemcheckbox", "menuitemradio", "treeitem", "gridcell"}
)

_answer = Answer(ID, TITLE, UNIT)


def measure(graph: StepGraph) -> Measurement:
    """Count the operated controls that a keyboard does not reach, with one finding for each."""
    reason = uncosted(graph, REFUSE)
    if reason:
        return _answer.cannot_tell(reason)
    walk = graph.walks[REFUSE]
    operated = {_place(step, walk): step for step in reversed(walk.transitions) if _operates(step, walk)}
    if not operated:
        return _answer.not_applicable(say("the refusal operates no control"))
    refs = references.cited(walk.flow, references.WCAG_KEYBOARD, references.WCAG_DRAGGING, references.FACILITATE)
    evidence = Evidence(ID, walk, refs, AGAINST)
    findings = []
    unknown = 0
    for step in sorted(operated.values(), key=lambda one: one.number):
        on, control, label = counting.target_of(step), _control(step, walk), counting.label_of(step, walk)
        if isinstance(step.action, Drag):
            findings.append(evidence.at_step(say("must be dragged"), step.number, on, label))
        elif control is None:
            unknown += int(on is not None and on.tag != "label")
        elif control.tab_index < 0 and control.role not in COMPOSITE:
            findings.append(evidence.at_step(say("stands outside of the tab order"), step.number, on, label))
    return _answer.measured(len(findings), tuple(findings), high=len(findings) + unknown)


def _operates(step: Transition, walk: Walk) -> bool:
    operating = isinstance(step.action, Click | Check | Choose | Fill | Upload | Hover | Drag)
    return operating and bool(step.source) and not counting.is_channel(counting.screen_of(walk, step.source), walk)


def _place(step: Transition, walk: Walk) -> tuple[int, int, str]:
    on = counting.target_of(step)
    document = counting.screen_of(walk, step.source).document
    return (document, on.frame, on.key) if on and on.key else (document, -1, str(step.number))


def _control(step: Transition, walk: Walk) -> Control | None:
    on = counting.target_of(step)
    controls = counting.screen_of(walk, step.source).controls
    return next((one for one in controls if on and (one.key, one.frame) == (on.key, on.frame)), None)
