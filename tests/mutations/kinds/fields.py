"""A form asks for more or demands less."""

import re
from collections.abc import Iterator, Mapping
from random import Random

from bs4 import BeautifulSoup, Tag

from analyzer import counting
from analyzer.counting.shown import in_focus
from analyzer.model import Block, Screen
from analyzer.wording import lexicon
from tests.mutations.expecting import ANY, DOWN, STILL, Expected, Shift, by
from tests.mutations.kinds.mutant import Mutant, scrolling, shuffled
from tests.mutations.mocks import Edit, editing
from tests.mutations.subject import Act, Mark, Subject, words_in, words_of

ADVERTISING = {"en": "Allow personalised advertising", "fr": "Autoriser la publicité personnalisée"}
REFERENCE = {"de": "Aktenzeichen", "en": "Case reference", "fr": "Référence du dossier", "pt": "Número do processo"}


def made_optional(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Take the mark of a required field away; the service may still want it."""
    marked = [one for one in counting.required_fields(subject.gathered) if _is_marked(one)]
    for found in shuffled(marked, chance):
        tag = subject.stored(found.screen, found.control.key)
        # On a form that marks nothing, what is typed is needed: another mark must stay.
        alone = sum(one.screen == found.screen for one in marked) == 1
        if tag is None or not tag.get("id") or alone or found.control.kind in ("radio", "checkbox"):
            continue
        name, url = str(tag["id"]), counting.screen_of(subject.walk, found.screen).url.partition("#")[0]
        label = next((words_of(one) for page in subject.pages(url) for one in page.select(f'label[for="{name}"]')), "")
        text, words = counting.is_text_field(found.control), _words_unmarked(subject, url, label) - subject.words()
        if words > 0:
            continue  # another form shows the same label: unmarked here, it is one more text to read
        yield Mutant(
            told=f"“{found.control.name}” is no longer marked as required",
            change=editing(_unmarking(name), url),
            expected=Expected(
                counts={
                    "required_fields": by(-1),
                    "required_text_fields": by(-1) if text else STILL,
                    "optional_fields": by(1),
                    "words": by(words),
                },
                measures={"estimated_time": DOWN},
                score=-1,
            ),
        )


def field_added(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Ask one thing more that need not be answered."""
    for act in shuffled(_in_forms(subject), chance):
        yield _grown(subject, act, "a field", REFERENCE, '<input id="added" type="text">', {"optional_fields": by(1)})


def field_demanded(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Demand one thing more, filled in already."""
    counts = {"required_fields": by(1), "required_text_fields": by(1)}
    html = '<input id="added" type="text" required value="lorem">'
    needed = counting.required_fields(subject.gathered)
    for act in shuffled(_in_forms(subject), chance):
        # A mark would make the other fields of a form that marks nothing optional.
        if all(_is_marked(one) for one in needed if one.screen == act.screen.number):
            yield _grown(subject, act, "a demanded field", REFERENCE, html, counts)


def box_added(subject: Subject, chance: Random) -> Iterator[Mutant]:
    """Add a box that agrees to advertising and is ticked beforehand."""
    for act in shuffled(_in_forms(subject), chance):
        if lexicon.judges(subject.language) and subject.language in ADVERTISING:
            html = '<input id="added" type="checkbox" checked>'
            mutant = _grown(subject, act, "a ticked box", ADVERTISING, html, {"optional_fields": by(1)})
            # Where a box that nobody understands is on already, one that is understood makes the measure able to tell.
            told = any(one.id == "preselected" and one.outcome == "measured" for one in subject.report.measurements)
            yield mutant.expecting(Expected(measures={"preselected": by(1) if told else ANY}))


def _is_marked(found: counting.Field) -> bool:
    return found.why.startswith("marked")


def _words_unmarked(subject: Subject, url: str, label: str) -> int:
    def rewritten(screen: Screen, block: Block) -> str:
        here = label and screen.url.partition("#")[0] == url
        return block.text.replace(label, _unmarked(label)) if here else block.text

    return subject.words(rewritten)


def _unmarked(label: str) -> str:
    return re.sub(r"\*|\([^)]*\)", "", label)


def _unmarking(name: str) -> Edit:
    def unmark(page: BeautifulSoup) -> bool:
        found = page.find(id=name)
        if not isinstance(found, Tag):
            return False
        for attribute in ("required", "aria-required"):
            found.attrs.pop(attribute, None)
        for label in page.select(f'label[for="{name}"]'):
            for text in label.find_all(string=True):
                text.replace_with(_unmarked(text))
        return True

    return unmark


def _in_forms(subject: Subject) -> list[Act]:
    """Return an act for each page on which a form is used: one in a form, of what the screen is about, and no link."""
    used = {
        act.url: act
        for act in subject.acts
        if act.control.tag != "a"
        and act.control in in_focus(act.screen)
        and all(tag.find_parent("form") for tag in subject.elements(act))
    }
    return list(used.values())


def _grown(
    subject: Subject, act: Act, what: str, labels: Mapping[str, str], field: str, counts: Mapping[str, Shift]
) -> Mutant:
    label = labels.get(subject.language, labels["en"])
    return Mutant(
        told=f"{what} “{label}” in the form with “{act.label}”",
        change=editing(_growing(act.mark, f'<div><label for="added">{label}</label> {field}</div>'), act.url),
        expected=Expected(
            counts={**counts, "words": by(words_in(label)), "scrolls": scrolling(subject, act)},
            measures={"options_per_screen": Shift(0, 1), "scrolls": ANY, "prominence": ANY, "estimated_time": ANY},
            score=1,
        ),
    )


def _growing(mark: Mark, html: str) -> Edit:
    def grow(page: BeautifulSoup) -> bool:
        forms = [form for tag in mark.on(page) if (form := tag.find_parent("form"))]
        for form in forms:
            form.insert(0, BeautifulSoup(html, "html.parser"))
        return bool(forms)

    return grow
