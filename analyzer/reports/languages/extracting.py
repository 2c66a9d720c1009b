"""Which texts are translated: those marked in code and templates; run it to bring the catalogues up to date.

``python -m analyzer.reports.languages.extracting`` adds what is new to every catalogue, untranslated, and drops what
nobody says any more.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from analyzer.reports.languages import LANGUAGES, catalogue

REPORTS = Path(__file__).parents[1]
_METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
_HEAD = "# The words of reports; see analyzer/reports/languages/extracting.py."
_KEPT = (b'"Language: ', b'"MIME', b'"Content-')
_KEYWORDS = {"_": None, "N_": None, "speech": None}


def marked() -> dict[str, list[str]]:
    """Return every text that is translated -> the files that say it."""
    found: dict[str, list[str]] = {}
    for file, _, text, _, _ in extract_from_dir(
        REPORTS, _METHODS, {"**.j2": {"trimmed": "true", "silent": "false"}}, keywords=_KEYWORDS
    ):
        places = found.setdefault(str(text), [])
        if file not in places:
            places.append(file)
    return dict(sorted(found.items(), key=lambda one: (one[1], one[0])))


def written(language: str) -> bytes:
    """Return the catalogue of a language with exactly the texts that are marked, untranslated where they are new."""
    old, new = catalogue(language), Catalog(language, header_comment=_HEAD, fuzzy=False)
    for text, places in marked().items():
        known = old.get(text)
        new.add(text, known.string if known else "", locations=[(place, 0) for place in sorted(places)])
    out = BytesIO()
    write_po(out, new, width=0, omit_header=False, sort_output=False, include_lineno=False)
    # The rest of the header has dates of now, names and the version of Babel; a catalogue is the same bytes as long as
    # it says the same.
    lines = out.getvalue().split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(b'"') or line.startswith(_KEPT))


if __name__ == "__main__":
    for each in LANGUAGES[1:]:
        (Path(__file__).parent / f"{each}.po").write_bytes(written(each))
