"""Prints what every wording rule of every kind finds in the examples of the lexicons named, and what each means."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from analyzer import canonical
from analyzer.wording import intents, lexicon, notices, readability, routes, rules
from analyzer.wording.notices import Notice
from analyzer.wording.routes import Shown, Switch

EACH = 4
"""Of the notices and ways that are made of the examples, one in so many: each rule still finds something in them."""


def found(language: str) -> Iterator[tuple[Any, ...]]:
    """Yield every finding in the examples of a language, and in a notice and a route made of them."""
    source = lexicon.load(language).source
    groups = sorted((*source.rules.items(), *source.topics.items()))
    texts = [example.text for _, group in groups for example in group.flags]
    texts += [text for _, group in groups for text in group.silent]
    for name, group in sorted(source.rules.items()):
        for example in group.flags:
            yield name, rules.findings(example.text, language, example.control, role=example.role)
    for place in range(0, len(texts), 7 * EACH):
        some = texts[place : place + 7]
        body = ". ".join(text.rstrip(".").replace(". ", ", ") for text in some)
        yield notices.findings(Notice(some[0], body, tuple(some[-2:]), language))
        yield readability.findings(f"{', '.join(text.rstrip('.') for text in some)}.", language)
        screens = [Shown(language, (text,), (Switch(text, "switch", checked=True),)) for text in some]
        yield routes.findings(screens)
    facts = [text for _, _, text in lexicon.load(language).topics["facts"].spelled()][::EACH]
    yield routes.findings([Shown(language, (text,), ()) for text in facts])
    labels = [label for written in source.intents.examples.values() for label in written]
    yield from (intents.intent(label, language) for label in labels)


def mixed(languages: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield what does not fit where the language changes on the way."""
    said = {language: lexicon.load(language).source.frequent for language in languages}
    for language, words in said.items():
        yield from (
            routes.findings([Shown(language, (words,), ()), Shown(other, (more,), ())]) for other, more in said.items()
        )


def told(*languages: str) -> bytes:
    """Return all that is found in some languages, as canonical bytes."""
    everything = {language: list(found(language)) for language in languages} | {"mixed": list(mixed(languages))}
    return canonical.text(msgspec.to_builtins(everything))


if __name__ == "__main__":
    sys.stdout.buffer.write(told(*sys.argv[1:]))
