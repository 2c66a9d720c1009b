"""Options that several commands share, so that they read the same everywhere."""

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analyzer.reports.spoken import LANGUAGES

if TYPE_CHECKING:
    from analyzer.scoring.policy import Policy


class Finite(click.FloatRange):
    """A number in a range; not "nan", which is in none and above no limit, nor "inf"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a finite number", param, ctx)
        return number


def _policy(context: click.Context, parameter: click.Parameter, named: str | None) -> "Policy":
    from analyzer.scoring import policy as policies  # noqa: PLC0415 - most commands score nothing

    del context, parameter
    return policies.newest() if named is None else policies.chosen(named)


def _given(context: click.Context, parameter: click.Parameter, named: str | None) -> "Policy | None":
    from analyzer.scoring import policy as policies  # noqa: PLC0415 - as above

    del context, parameter
    return None if named is None else policies.chosen(named)


out = click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True,
    help="Folder to write below.",
)  # fmt: skip
place = click.option(
    "-o", "--out", metavar="FOLDER|URL", default="out", show_default=True,
    help="Where to write below: a folder or, such as s3://bucket/out, what fsspec reaches.",
)  # fmt: skip
workers = click.option(
    "-j", "jobs", type=click.IntRange(1, os.cpu_count() or 1, clamp=True), default=1, show_default=True,
    metavar="N", help="Processes that work, each with its own browser; no more than there are cores.",
)  # fmt: skip
deadline = click.option(
    "--deadline", type=Finite(min=1), default=600.0, show_default=True, metavar="SECONDS",
    help="Of several, how long one may take before its process is ended; it is tried once more.",
)  # fmt: skip
log = click.option(
    "--log", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write what happens as JSON, one object a line, at the end of this file.",
)  # fmt: skip
lang = click.option("--lang", metavar="LANGUAGE", help="Language of the walk; the flow's first if not given.")
reader = click.option(
    "--lang", "--report-language", "reader", type=click.Choice(LANGUAGES), default="en", show_default=True,
    help="Language of the page; quotes stay in their own.",
)  # fmt: skip
report_language = click.option(
    "--report-language", "readers", type=click.Choice(LANGUAGES), multiple=True, metavar="LANGUAGE",
    help=f"Write report.LANGUAGE.html, too; may be given again. There is {', '.join(LANGUAGES)}.",
)  # fmt: skip
timeout = click.option(
    "--timeout", type=Finite(min=1), default=30.0, show_default=True, metavar="SECONDS",
    help="How long an action may wait and a page may keep silent.",
)  # fmt: skip
policy = click.option(
    "--policy", metavar="ID|FILE", callback=_policy, help="Policy to score with; the newest if not given."
)
contact = click.option(
    "--contact", default="", metavar="TEXT", help="With --live: who visits, for the service to read (address, mail)."
)
again = click.option(
    "--again", is_flag=True,
    help="Walk anew, too, what is finished and would come to the same, or has a signature or time stamp to lose.",
)  # fmt: skip
live = click.option("--live", is_flag=True, help="Visit a live service, slowly and under our name; one flow alone.")
commit = click.option(
    "--commit", is_flag=True, help="With --live: also press what submits, deletes, cancels or pays. It is really done."
)
own_policy = click.option(
    "--policy", metavar="ID|FILE", callback=_given,
    help="Policy to score with; if not given, a bundle's own, and else the newest.",
)  # fmt: skip
key = click.option(
    "--key", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Sign the bundle with this Ed25519 key of OpenSSH: bundle.zip.sig.",
)  # fmt: skip
tsa = click.option(
    "--tsa", metavar="URL", help="Have the bundle's hash stamped by this time-stamp authority: bundle.zip.tsr."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")
fail_above = click.option(
    "--fail-above", type=Finite(0, 100), metavar="N",
    help="End with exit status 1 where friction is above N of 100, or cannot be told.",
)  # fmt: skip
