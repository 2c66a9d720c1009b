"""Which screens of two refusals are the same, and what changed on them.

Screens are laid side by side in the order in which they were shown. How alike two are is the mean of what can be
compared: their heading, their address without its host, the words of their content, the fields they ask for, and the
control that was acted on. That mean alone would call unrelated screens the same that share what many screens share: a
button to go on, or the front page's address, which every service has. So the address of a front page says nothing
unless it is that of one host, and two screens are the same only where something on them is: a heading, a field, or a
quarter of their words.

Where the two speak different languages, words say nothing: then the address, the kinds of fields and the kinds of
controls decide. Two screens that share neither address nor field are never the same, and two front pages only where
most of their controls are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from urllib.parse import urlsplit

from analyzer import canonical, counting
from analyzer.comparing.aligning import FULL, align, overlap
from analyzer.comparing.fields import Asked, asked_on, changed
from analyzer.comparing.wording import relabelled, reworded
from analyzer.counting.places import seen
from analyzer.counting.shown import mask_digits
from analyzer.graph import place, title_of
from analyzer.model import Screen, Stage, Walk
from analyzer.saying import say
from analyzer.storage import Gathered

ALIKE = 2 * FULL // 5
"""From here on two screens are the same one, changed."""

WORDS_IN_COMMON = FULL // 4
"""So much of their words two screens have in common that share neither heading nor field."""

CONTROLS_IN_COMMON = 3 * FULL // 4
"""So many of their kinds of controls two front pages have in common whose languages differ."""

MOST = 150
"""Screens of a route that are compared; laying side by side takes the square of that."""


@dataclass(frozen=True)
class Shown:
    """One screen as a person meets it, in all states that were seen before the next one was shown.

    ``host`` and ``path`` are those of its address; ``path`` is "" for the front page.
    ``blocks`` are texts that are no label of a control; ``offered`` are labels of controls that are no fields.
    """

    title: str
    host: str
    path: str
    channel: bool
    blocks: tuple[str, ...]
    words: Counter[str]
    offered: tuple[str, ...]
    kinds: Counter[str]
    asked: tuple[Asked, ...]
    done: tuple[str, ...]


def version_stages(before: Gathered, after: Gathered) -> tuple[tuple[Stage, ...], tuple[str, ...]]:
    """Return the screens of two refusals side by side, and notes on what was not compared.

    Which screens stand beside each other does not depend on which refusal is the one before.

    Raises
    ------
    InputError
        If a walk does not hold a screen that a step names.
    """
    notes: list[str] = []
    worded_alike = before.walk.flow.language.partition("-")[0] == after.walk.flow.language.partition("-")[0]
    if not worded_alike:
        languages = " and ".join(sorted({before.walk.flow.language, after.walk.flow.language}))
        notes.append(
            say(
                "The two are in different languages ({languages}): wording was not compared, fields by kind.",
                languages=languages,
            )
        )
    left, right = shown(before), shown(after)
    if max(len(left), len(right)) > MOST:
        notes.append(say("Only the first {many:,} screens of each were compared.", many=MOST))
    left, right = left[:MOST], right[:MOST]
    turned = canonical.text(before.walk) > canonical.text(after.walk)
    pairs = _paired(left, right, turned=turned, worded_alike=worded_alike)
    stages = (_stage(pair, left, right, worded_alike=worded_alike) for pair in pairs)
    return _removed_first(stages), tuple(notes)


def shown(gathered: Gathered) -> tuple[Shown, ...]:
    """Return the screens a route newly shows, in order, with what was asked and done on each.

    Raises
    ------
    InputError
        If the walk does not hold a screen that a step names.
    """
    walk = gathered.walk
    asked = asked_on(gathered)
    return tuple(_shown(states, asked, walk) for states in _states(walk))


def likeness(one: Shown, other: Shown, *, worded_alike: bool) -> int:
    """Return how alike two screens are, from 0 to ``aligning.FULL``; 0 where only one is in another channel."""
    if one.channel != other.channel:
        return 0
    asked, asking = (_names(side, worded_alike=worded_alike) for side in (one, other))
    address = one.path == other.path and bool(one.path or one.host == other.host)
    evidence = [FULL * address] if one.path or not address else []
    if asked or asking:
        evidence.append(overlap(asked, asking))
    if worded_alike:
        words, heading = overlap(one.words, other.words), one.title == other.title
        if words < WORDS_IN_COMMON and not heading and not asked & asking:
            return 0
        evidence += [FULL * heading, words]
        if one.done and other.done:
            evidence.append(FULL * (one.done[-1] == other.done[-1]))
    else:
        controls = overlap(one.kinds, other.kinds)
        front = not one.path and controls >= CONTROLS_IN_COMMON
        if not asked & asking and not (address and (one.path or front)):
            return 0
        evidence.append(controls)
    return sum(evidence) // len(evidence)


def _paired(
    left: Sequence[Shown], right: Sequence[Shown], *, turned: bool, worded_alike: bool
) -> Sequence[tuple[int | None, int | None]]:
    """Lay the screens side by side, with the sides exchanged if ``turned``: of equally good ways one is taken."""
    first, second = (right, left) if turned else (left, right)
    pairs = align(first, second, lambda one, other: likeness(one, other, worded_alike=worded_alike), ALIKE)
    return [(other, one) for one, other in pairs] if turned else pairs


def _states(walk: Walk) -> Iterator[tuple[Screen, ...]]:
    new = {(step, screen.number) for step, screen in counting.newly_shown(walk)}
    states: list[Screen] = []
    for step, _, after in seen(walk) if new else ():
        if (step, after.number) in new and states:
            yield tuple(states)
            states = []
        states.append(after)
    if states:
        yield tuple(states)


def _shown(states: Sequence[Screen], asked: dict[int, tuple[Asked, ...]], walk: Walk) -> Shown:
    numbers = {screen.number for screen in states}
    controls = [control for screen in states for control in counting.in_focus(screen)]
    blocks = tuple(
        dict.fromkeys(
            " ".join(block.text.split())
            for screen in states
            for block in screen.blocks
            if counting.is_about(block, screen)
        )
    )
    named = {" ".join(control.name.split()) for control in controls}
    address = urlsplit(place(states[0].url))
    return Shown(
        title=" ".join(title_of(states[0]).split()),
        host=address.hostname or "",
        path=address.path.rstrip("/"),
        channel=counting.is_channel(states[0], walk),
        blocks=tuple(block for block in blocks if block not in named),
        words=Counter(word for block in blocks for word in mask_digits(block.casefold()).split()),
        offered=tuple(
            dict.fromkeys(
                " ".join(control.name.split())
                for control in controls
                if control.name.strip() and not counting.is_field(control)
            )
        ),
        kinds=Counter(f"{control.role} {control.kind}" for control in counting.options(states[0])),
        asked=tuple(field for number in sorted(numbers) for field in asked.get(number, ())),
        done=tuple(
            dict.fromkeys(
                counting.label_of(step, walk)
                for step in walk.transitions
                if step.source in numbers and counting.target_of(step) is not None
            )
        ),
    )


def _names(screen: Shown, *, worded_alike: bool) -> Counter[str]:
    return Counter(" ".join(field.name() if worded_alike else field.kind) for field in screen.asked)


def _stage(
    pair: tuple[int | None, int | None], left: Sequence[Shown], right: Sequence[Shown], *, worded_alike: bool
) -> Stage:
    one, other = (side[at] if at is not None else None for side, at in zip((left, right), pair, strict=True))
    both = one is not None and other is not None and worded_alike
    return Stage(
        before=None if pair[0] is None else pair[0] + 1,
        after=None if pair[1] is None else pair[1] + 1,
        title_before=one.title if one else "",
        title_after=other.title if other else "",
        done_before=one.done if one else (),
        done_after=other.done if other else (),
        fields=changed(one.asked if one else (), other.asked if other else (), worded_alike=worded_alike),
        wording=reworded(one.blocks, other.blocks) if one and other and both else (),
        offered=relabelled(one.offered, other.offered) if one and other and both else (),
        unread="" if both or not (one and other) else say("different languages"),
    )


def _removed_first(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Return the stages with those removed before those added, wherever they stand between the same kept ones."""
    runs = groupby(stages, lambda stage: stage.before is not None and stage.after is not None)
    return tuple(chain.from_iterable(list(run) if kept else sorted(run, key=_is_added) for kept, run in runs))


def _is_added(stage: Stage) -> bool:
    return stage.before is None
