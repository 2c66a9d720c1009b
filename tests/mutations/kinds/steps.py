"""A step of the refusal comes or goes: a page between two links, a page more, or a choice that is made already."""

from collections.abc import Iterator
from itertools import pairwise
from math import inf
from random import Random

from bs4 import BeautifulSoup

from analyzer import counting
from analyzer.model import Check, Click
from analyzer.wording import lexicon
from tests.mutations import scripting
from tests.mutations.expecting import ANY, DOWN, STILL, Expected, Shift, by
from tests.mutations.kinds.mutant import Mutant, filler, shuffled
from tests.mutations.mocks import Edit, editing, interposing
from tests.mutations.subject import Mark, Subject, words_in

ONWARD = {"de": "Weiter zur Seite", "en": "Continue to page", "fr": "Continuer vers la page", "pt": "Ir para a página"}


def step_removed(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Let a link lead where the next one led, and leave that one out."""
    for one, other in shuffled(pairwise(subject.acts), chance):
        links = one.control.tag == other.control.tag == "a" and other.step.number == one.step.number + 1
        loads = [act.after.document - act.screen.document for act in (one, other)]
        script = scripting.dropped(subject.script, other.key)
        same = counting.origin(one.after.url) == counting.origin(other.after.url)
        if not links or not same or loads != [1, 1] or script is None:
            continue
        depths = subject.depths
        deepest = max((depth for step, depth in depths.items() if step != other.step.number), default=0)
        yield Mutant(
            told=f"“{one.label}” leads where “{other.label}” led",
            change=editing(_leading(one.mark, other.control.href), one.url),
            script=script,
            expected=Expected(
                counts={
                    "clicks": by(-1), "screens": by(-1), "page_loads": by(-1),
                    "scrolls": by(-counting.scrolls_of(other.step, subject.walk)),
                    "words": by(subject.words(without={one.after.number}) - subject.words()),
                },
                measures={
                    "hidden_in_text": by(deepest - max(depths.values(), default=0)),
                    "options_per_screen": DOWN, "confusing_wording": DOWN, "preselected": DOWN, "pointer_only": DOWN,
                    "estimated_time": Shift(-inf, -0.01),
                    "right_first_named": _named(subject, one.step.number, -1), "asked_again": ANY, "prominence": ANY,
                },
                score=-1,
            ),
        )  # fmt: skip


def step_added(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Put a page with one link before a page of the route."""
    asked = [request.url for request, _ in subject.served if request.method == "GET"]
    accepting = [request.url for request, _ in subject.accepting]
    statement = 'page.get_by_role("link", name=labels["onward"], exact=True).click()'
    label = ONWARD.get(subject.language, ONWARD["en"])
    for act in shuffled(subject.acts[:-1], chance):
        url = act.after.url.partition("#")[0]
        script = scripting.inserted(subject.script, act.key, statement)
        loads = act.after.document > act.screen.document
        clicked = isinstance(act.step.action, Click)  # two statements may name a field in which Enter is pressed
        if asked.count(url) != 1 or url in accepting or script is None or not loads or not clicked:
            continue
        title, text = "Lorem", filler(chance)
        page = (
            f'<!doctype html><html lang="{subject.language}"><head><meta charset="utf-8"><title>{title}</title></head>'
            f'<body><main><h1>{title}</h1><p>{text}</p><p><a href="{url}">{label}</a></p></main></body></html>'
        )
        yield Mutant(
            told=f"a page of its own before {url}",
            change=interposing(url, page),
            script=script,
            labels={"onward": label},
            expected=Expected(
                counts={
                    "clicks": by(1), "screens": by(1), "page_loads": by(1),
                    "words": by(sum(map(words_in, (title, text, label)))),
                },
                measures={
                    "right_first_named": _named(subject, act.step.number, 1), "estimated_time": Shift(0.01, inf),
                },
                score=1,
            ),
        )  # fmt: skip


def set_beforehand(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Let a box or radio button stand as the refusal wants it, so that nobody has to press it."""
    for act in shuffled(subject.acts, chance):
        action = act.step.action
        if not isinstance(action, Check) or action.to == action.was or act.control.tag != "input":
            continue
        yield Mutant(
            told=f"“{act.label}” is {'on' if action.to else 'off'} beforehand",
            change=editing(_setting(act.mark, to=action.to), act.url),
            expected=Expected(
                counts={"clicks": by(-1), "scrolls": Shift(-1, 0)},
                measures={
                    # What is on beforehand may have words that tell nothing.
                    "preselected": ANY if action.to else Shift(-1, 0) if lexicon.judges(subject.language) else ANY,
                    "right_first_named": _named(subject, act.step.number, -1),
                    "estimated_time": Shift(-inf, -0.01),
                },
                score=-1,
            ),
        )


def _named(subject: Subject, step: int, clicks: int) -> Shift:
    """Return how the clicks before the right is first named move where ``clicks`` come or go with a step."""
    first = next((one.step or 0 for one in subject.findings("right_first_named")), 0)
    if clicks < 0 and first == step:
        return ANY  # the page that named it may be the one that is gone
    return by(clicks) if first >= step else STILL


def _leading(mark: Mark, href: str) -> Edit:
    def lead(page: BeautifulSoup) -> bool:
        found = mark.on(page)
        for tag in found:
            tag["href"] = href
        return bool(found)

    return lead


def _setting(mark: Mark, *, to: bool) -> Edit:
    def set_(page: BeautifulSoup) -> bool:
        found = mark.on(page)
        for tag in found:
            group = page.find_all("input", attrs={"name": tag["name"]}) if tag["type"] == "radio" else [tag]
            for other in group:
                other.attrs.pop("checked", None)
            if to:
                tag["checked"] = ""
        return bool(found)

    return set_
