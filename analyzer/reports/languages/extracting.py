"""Which texts are translated: those marked in code and templates, and those that registries hold.

Run it to bring the catalogues up to date: ``python -m analyzer.reports.languages.extracting`` adds what is new to every
catalogue, untranslated, and drops what nobody says any more.

Marked are the texts of ``_``, ``N_``, ``say`` and ``say_many``. Nobody can forget to mark the others: the title of each
measure and rule and what speaks against it, what laws and guidelines are cited with, why a policy has profiles and what
they rest on, what the shipped flows are called, and what was expected of them.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from analyzer import flows, references, shipped
from analyzer.measures import MEASURES
from analyzer.model import FlowIdentity
from analyzer.references import NAMED, TITLED, Hook
from analyzer.reports.languages import SAID, catalogue
from analyzer.reports.spoken import LANGUAGES
from analyzer.scoring import policy
from analyzer.wording.registry import WORDING_RULES

Text = str | tuple[str, str]
"""A text, or one for a single thing with one for several."""

ANALYZER = Path(__file__).parents[2]
_METHODS = {".py": "python", ".j2": "jinja2"}
_PAGES = ("annex", "compared", "html", "site")
_HEAD = "# The words of reports; see analyzer/reports/languages/extracting.py."
_KEPT = (b'"Language: ', b'"MIME', b'"Content-', b'"Plural-Forms: ')
_PRINTED = {"_": None, "self": None, "speech": None}
_SAID = {"N_": None, "say": None, "say_many": (1, 2)}


def texts() -> dict[Text, list[str]]:
    """Return every text that is translated -> where it comes from."""
    found: dict[Text, list[str]] = {}
    for text, place in (*_marked(_PRINTED), *_marked(_SAID), *_registered()):
        places = found.setdefault(text, [])
        if place not in places:
            places.append(place)
    # What stands alone as well as for one of several is one entry: gettext has no two of a name.
    plural = {text[0] for text in found if isinstance(text, tuple)}
    return dict(sorted(((text, places) for text, places in found.items() if text not in plural), key=_in_order))


def _in_order(one: tuple[Text, list[str]]) -> tuple[list[str], str]:
    text, places = one
    return places, text if isinstance(text, str) else text[0]


def _marked(keywords: Mapping[str, tuple[int, ...] | None]) -> Iterator[tuple[Text, str]]:
    # Taking code apart takes long, and most has nothing to find in it.
    marks = re.compile(rf"\b({'|'.join(keywords)})\s*\(")
    code = (file for file in ANALYZER.rglob("*.py") if marks.search(file.read_text(encoding="utf-8")))
    pages = (file for page in _PAGES for file in (ANALYZER / "reports" / page).rglob("*.j2"))
    options = {"trimmed": "true", "silent": "false"}
    for file in sorted(chain(code, pages), key=_files_first):
        with file.open("rb") as opened:
            for _, text, *_ in extract(_METHODS[file.suffix], opened, keywords, options=options):
                yield (text if isinstance(text, str) else (text[0], text[1])), file.relative_to(ANALYZER).as_posix()


def _files_first(file: Path) -> tuple[tuple[bool, str], ...]:
    return *((True, folder) for folder in file.parts[:-1]), (False, file.name)


def _registered() -> Iterator[tuple[str, str]]:
    for one in (*MEASURES, *WORDING_RULES):
        yield from ((text, "measures and rules") for text in (one.TITLE, getattr(one, "AGAINST", "")) if text)
    for hook in vars(references).values():
        if isinstance(hook, Hook):
            untranslated = {hook.source: TITLED, hook.item: NAMED}
            yield from ((text, "references.py") for text, kept in untranslated.items() if hook.source not in kept)
    for profile in chain.from_iterable(policy.load(version).profiles for version in policy.shipped()):
        told = (text for ramp in profile.ramps for text in (ramp.reason, *ramp.sources))
        texts = (profile.title, profile.reason, *profile.sources, *told)
        yield from ((text, "scoring/policies") for text in texts)
    for hypothesis in flows.hypotheses_below(shipped.flows_folder()):
        yield from ((text, "flows") for text in (hypothesis.about, *hypothesis.why))
    for flow in flows.discover(shipped.flows_folder()):
        yield from ((text, "flows") for text in _of_a_flow(flow.identity(flow.languages[0])) if text)


def _of_a_flow(flow: FlowIdentity) -> Iterator[str]:
    yield from (flow.title, flow.account, *flow.site.channels.values())
    yield from (scope.what for scope in flow.scope)
    yield from (wait.what for wait in flow.waits)


def written(language: str) -> bytes:
    """Return the catalogue of a language with exactly the texts there are, untranslated where they are new."""
    old, new = catalogue(language), Catalog(language, header_comment=_HEAD, fuzzy=False)
    said = {text for text, _ in _marked(_SAID)}
    for text, places in texts().items():
        known = old.get(text if isinstance(text, str) else text[0])
        empty = "" if isinstance(text, str) else ("",) * new.num_plurals
        fits = known is not None and isinstance(known.id, str) == isinstance(text, str)
        message = new.add(
            text,
            known.string if known and fits else empty,
            locations=[(place, 0) for place in sorted(places)],
            auto_comments=[SAID] if text in said else [],
        )
        message.flags.clear()
    out = BytesIO()
    write_po(out, new, width=0, omit_header=False, sort_output=False, include_lineno=False)
    # The rest of the header has dates of now, names and the version of Babel; a catalogue is the same bytes as long as
    # it says the same.
    lines = out.getvalue().split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(b'"') or line.startswith(_KEPT))


if __name__ == "__main__":
    for each in LANGUAGES[1:]:
        (Path(__file__).parent / f"{each}.po").write_bytes(written(each))
