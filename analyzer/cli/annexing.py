"""``optout annex``: the annex to a complaint, as PDF, or as the HTML it is printed from."""

from pathlib import Path

import click

from analyzer import pipeline, storage
from analyzer.cli import options
from analyzer.errors import InputError
from analyzer.evidence.annexing import drawn
from analyzer.reports.annex import Addressee
from analyzer.reports.annex.authorities import authority, shipped
from analyzer.reports.languages import LANGUAGES, speech
from analyzer.walking.printing import printed

KINDS = (".pdf", ".html")


@click.command(name="annex")
@click.argument("run", metavar="RUN_DIR|BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "file", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="File to write: .pdf, or .html for the page it is printed from.",
)  # fmt: skip
@click.option(
    "--lang", "--language", "lang", type=click.Choice(LANGUAGES),
    help="Language of the annex; if not given, the authority's, and else English. Quotes stay in their own.",
)  # fmt: skip
@click.option(
    "--authority", "named", metavar="ID|FILE.toml",
    help=f"Whom it is for, which sets language and headings: {', '.join(shipped())}, or a file of your own.",
)  # fmt: skip
@options.timeout
def annex_command(run: Path, file: Path, lang: str | None, named: str | None, timeout: float) -> None:
    """Write the annex to a complaint: numbered exhibits, facts apart from assessment, hashes and chain of custody.

    A bundle is verified first; one that was changed is refused with exit status 1. A run's folder stands for the bundle
    in it. The same bundle printed by the same browser with the same fonts gives the same bytes.
    """
    if file.suffix not in KINDS:
        raise InputError(f"{file}: no annex of kind {file.suffix!r}; there is {', '.join(KINDS)}")
    whom = authority(named) if named else None
    page = drawn(run, Addressee(speech(lang or (whom.language if whom else "en")), whom))
    if file.suffix == ".html":
        storage.write_file(file, page.html.encode())
    else:
        with pipeline.machine(timeout) as machine:
            storage.write_file(file, printed(machine.browser, page.html, page.made))
    click.echo(file)
