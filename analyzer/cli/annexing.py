"""``optout annex``: the annex to a complaint, as PDF, or as the HTML it is printed from."""

from pathlib import Path

import click

from analyzer import pipeline, storage
from analyzer.cli import complain, options
from analyzer.errors import InputError
from analyzer.evidence.annexing import drawn
from analyzer.reports.annex import Addressee, Cover
from analyzer.reports.annex.authorities import authority, shipped
from analyzer.reports.languages import speech
from analyzer.reports.spoken import LANGUAGES
from analyzer.walking.printing import printed

KINDS = (".pdf", ".html")


@click.command(name="annex")
@click.argument("run", metavar="RUN_DIR|BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "file", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="File to write: .pdf, or .html for the page it is printed from.",
)  # fmt: skip
@click.option(
    "--lang", type=click.Choice(LANGUAGES),
    help="Language of the annex; if not given, the authority's, and else English. Quotes stay in their own.",
)  # fmt: skip
@click.option(
    "--authority", "named", metavar="ID|FILE.toml",
    help=f"Whom it is for, which sets language and headings: {', '.join(shipped())}, or a file of your own.",
)  # fmt: skip
@click.option(
    "--author", metavar="TEXT", default="", help="Who wrote it, on the cover and in the PDF; else a line to fill in."
)
@click.option(
    "--for", "behalf", metavar="TEXT", default="", help="On whose behalf, on the cover; else a line to fill in."
)
@click.option("--replace", is_flag=True, help="Replace FILE where another one is there already.")
@options.timeout
def annex_command(  # noqa: PLR0913 - one parameter an option
    *,
    run: Path,
    file: Path,
    lang: str | None,
    named: str | None,
    author: str,
    behalf: str,
    replace: bool,
    timeout: float,
) -> None:
    """Write the annex to a complaint: numbered exhibits, facts apart from assessment, hashes and chain of custody.

    A bundle is verified first; one that was changed is refused with exit status 1, and so is a signature or a time
    stamp beside it that is of other bytes. A run's folder stands for the bundle in it. The same bundle, with the same
    beside it, printed by the same browser with the same fonts gives the same bytes; another file of that name is kept.
    """
    if file.suffix.lower() not in KINDS:
        raise InputError(f"{file}: no annex of kind {file.suffix!r}; there is {', '.join(KINDS)}")
    whom = authority(named) if named else None
    page = drawn(run, Addressee(speech(lang or (whom.language if whom else "en")), whom), Cover(author, behalf))
    if file.suffix.lower() == ".html":
        data = page.html.encode()
    else:
        with pipeline.machine(timeout) as machine:
            data = printed(machine.browser, page.html, page.made, author)
    if not (file.exists() and storage.read_file(file) == data):
        if file.exists() and not replace:
            raise InputError(f"{file}: is there already; --replace replaces it, or choose another -o")
        storage.write_file(file, data)
    for line in page.unchecked:
        complain(line)
    click.echo(file)
