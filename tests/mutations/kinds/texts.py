"""A link of the refusal is buried: under more paragraphs, or in a paragraph of its own."""

from collections.abc import Callable, Iterator
from math import inf
from random import Random

from bs4 import BeautifulSoup

from analyzer.dom.flat import INLINE
from analyzer.model import Report
from tests.mutations.expecting import ANY, UP, Expected, Shift, by
from tests.mutations.kinds.mutant import Mutant, filler, scrolling, shuffled
from tests.mutations.mocks import Edit, editing
from tests.mutations.subject import Mark, Subject, words_in


def buried_deeper(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Put paragraphs before the one in which the link of the refusal stands."""
    depths = subject.depths
    inline = [act for act in subject.acts if depths.get(act.step.number)]
    for act in shuffled(inline, chance):
        alone = sum(other.url == act.url for other in inline) == 1
        if not alone or not all(tag.find_parent("p") for tag in subject.elements(act)):
            continue
        paragraphs = [filler(chance) for _ in range(chance.randint(1, 4))]
        deepest = max({**depths, act.step.number: depths[act.step.number] + len(paragraphs)}.values())
        yield Mutant(
            told=f"{len(paragraphs)} paragraphs before the one with “{act.label}”",
            change=editing(_heaping(act.mark, paragraphs), act.url),
            expected=Expected(
                counts={"words": by(sum(map(words_in, paragraphs))), "scrolls": scrolling(subject, act)},
                measures={
                    "hidden_in_text": by(deepest - max(depths.values())), "estimated_time": UP,
                    # Further down, a box may be rounded to whole pixels another way.
                    "scrolls": ANY, "prominence": ANY,
                },
                score=1,
            ),
        )  # fmt: skip


def buried(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Move a link that stands by itself to the end of a paragraph."""
    for act in shuffled(subject.acts, chance):
        plain = all(one.name in INLINE for one in act.tag.find_all())
        if act.control.tag != "a" or act.control.inline or not plain or act.control.region not in ("main", "dialog"):
            continue
        text, label, deepest = filler(chance), act.label, max(subject.depths.values(), default=0)
        yield Mutant(
            told=f"“{label}” stands at the end of a paragraph of {words_in(text)} words",
            change=editing(_burying(act.mark, text), act.url),
            expected=Expected(
                counts={
                    # The label was a text of its own, which may have been known from elsewhere.
                    "words": Shift(words_in(text), words_in(text) + words_in(label)),
                    "scrolls": scrolling(subject, act),
                },
                measures={
                    "hidden_in_text": Shift(max(0, 1 - deepest), inf), "scrolls": ANY, "prominence": ANY,
                    "estimated_time": UP,
                },
                score=1,
                lacking=_hidden(act.step.number, label),
                told=f"a finding of hidden_in_text names “{label}”",
            ),
        )  # fmt: skip


def _hidden(step: int, label: str) -> Callable[[Report], str]:
    def lacking(report: Report) -> str:
        (answer,) = (one for one in report.measurements if one.id == "hidden_in_text")
        found = any(one.step == step and f"“{label}”" in one.message for one in answer.findings)
        return "" if found else f"no finding of hidden_in_text at step {step} for {label!r}"

    return lacking


def _heaping(mark: Mark, paragraphs: list[str]) -> Edit:
    def heap(page: BeautifulSoup) -> bool:
        found = [before for tag in mark.on(page) if (before := tag.find_parent("p"))]
        for before in found:
            for text in paragraphs:
                paragraph = page.new_tag("p")
                paragraph.string = text
                before.insert_before(paragraph)
        return bool(found)

    return heap


def _burying(mark: Mark, text: str) -> Edit:
    def bury(page: BeautifulSoup) -> bool:
        found = mark.on(page)
        for tag in found:
            paragraph = tag.wrap(page.new_tag("p"))
            tag.insert_before(f"{text} ")
            paragraph["style"] = "display: block; white-space: normal; width: 20em"
            tag["style"] = "display: inline; position: static"
        return bool(found)

    return bury
