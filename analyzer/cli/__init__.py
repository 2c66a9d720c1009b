"""The command line. Commands are imported when they are called, so that ``optout --help`` stays quick."""

import atexit
import gc
import importlib
import io
import os
import shlex
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple, NoReturn

import click

from analyzer.cli.misuse import meant, misused, unexpected
from analyzer.errors import AnalyzerError, TamperedError

EXIT_NO = 1
"""The answer is no: over the limit, tampered, not reproduced."""
EXIT_BAD = 2
"""Bad usage, bad input, or a walk that could not be finished."""
LONGEST_MESSAGE = 2000
"""Characters of a complaint that are printed: what files put into it may be megabytes."""
_MOST_COMPLAINTS = 20
"""Lines about a list that are printed of one kind; what wrote a wrong list has it wrong in each line."""
EXIT_UNCHECKED = 3
"""Nothing speaks against it, and not everything could be checked: the lines say what."""


class Entry(NamedTuple):
    """Where a command lives and what the overview says of it."""

    module: str
    summary: str


COMMANDS = {
    "demo": Entry("running", "Walk, measure, score and report the shipped Facebook flow in French."),
    "run": Entry("running", "Walk the routes of flows, then measure, score and report them."),
    "walk": Entry("running", "The browser half: walk the routes of a flow and keep what was seen."),
    "score": Entry("judging", "The pure half: score stored walks or a bundle again, without a browser."),
    "report": Entry(
        "judging",
        "Write the report of a run or bundle, by suffix: .html, .json, .md, .sarif, .xml, .csv, .graphml, .har, .wacz.",
    ),
    "annex": Entry("annexing", "Print the annex to a complaint as PDF: exhibits, findings, hashes, chain of custody."),
    "seal": Entry("sealing", "Seal a finished run as bundle.zip, signed and time-stamped if asked."),
    "verify": Entry("verifying", "Say whether a bundle is, byte by byte, what was sealed."),
    "compare": Entry("comparing", "Compare runs: services side by side, versions of one form step by step."),
    "table": Entry("tabling", "Write runs as tidy tables with a codebook: .csv, .parquet, .xlsx, .sqlite."),
    "site": Entry("publishing", "Write a static index of runs, with search and filters, that works from a file share."),
    "pool": Entry("pooling", "Score repeated walks of one flow as one: the interval holds how they differ."),
    "sensitivity": Entry("ranking", "Say how far a ranking of runs would change under other weights."),
    "ratings": Entry("rating", "Print what people rated beside the scores of runs, and how far they agree."),
    "redact": Entry("redacting", "Make of a bundle one without what is somebody's, naming its parent."),
    "replay": Entry("replaying", "Walk a run again from its own record, and say screen by screen whether it agrees."),
    "reproduce": Entry("reproducing", "Walk published procedures: the counts printed against those measured."),
    "flows": Entry("looking", "List the flows that are there."),
    "check": Entry("looking", "Say whether flow folders, recordings, walks and bundles are valid, or why not."),
    "explain": Entry("looking", "Print the manual of a measure or a wording rule."),
    "intent": Entry("words", "Say what the label of a control means."),
    "wording": Entry("words", "Quote what in a text confuses, and by which rule."),
    "explore": Entry("exploring", "Search a page nobody scripted for the shortest way to accept and to refuse."),
    "import": Entry("importing", "Turn a recording into a route of a flow."),
    "record": Entry("recording", "Record what a person does in a window as a flow that walks from its traffic."),
    "serve": Entry("serving", "Serve a mock on this machine, to click through it."),
    "doctor": Entry("machine", "Say what was found on this machine, what is missing, and what mends it."),
}


SCRIPTED = ("demo", "run", "walk")
"""Commands that run somebody's scripts in their own process."""


class Lazy(click.Group):
    """A group that imports the module of a command only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table: the main job first."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"analyzer.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve as a group does, and of a name that is none say which may have been meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"No such command {args[0]!r}.{meant(get_close_matches(args[0], COMMANDS, 2))}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from the table, without importing any command."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="optout", message="%(prog)s %(version)s")
def optout() -> None:
    """Measure how hard an organisation makes it to say no, and keep evidence that others can check.

    Results go to stdout, progress to stderr. Exit status: 0 fine, 1 the answer is no, 2 bad usage or bad input, 3
    (of check) nothing speaks against it, and not everything could be checked.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every error a person can cause ends in one line and exit status 2.

    Without ``arguments`` it is the whole of its process, with those that it was started with.
    """
    if arguments is None:
        tidy_up_seldom()
    if arguments is None and sys.argv[1:2] and sys.argv[1] in SCRIPTED:
        from analyzer.cli.overseeing import overseen  # noqa: PLC0415 - most commands run nothing of anybody's

        with overseen(f"optout {shlex.join(sys.argv[1:])}"):
            _run(None)
    else:
        _run(arguments)


def _run(arguments: Sequence[str] | None) -> NoReturn:
    _print_whatever_there_is()
    try:
        status = optout.main(args=arguments, prog_name="optout", standalone_mode=False)
    except click.ClickException as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            error.show()
        else:
            complain(misused(error))
        sys.exit(EXIT_BAD)
    except (click.Abort, KeyboardInterrupt):
        walked = next(iter(sys.argv[1:] if arguments is None else arguments), "") in SCRIPTED
        gathered = "what was gathered so far is kept and marked incomplete"
        complain(f"interrupted; {gathered if walked else 'what it was to write is not written'}")
        sys.exit(EXIT_BAD)
    except TamperedError as error:
        complain(str(error))
        sys.exit(EXIT_NO)
    except AnalyzerError as error:
        complain(str(error))
        sys.exit(EXIT_BAD)
    except BrokenPipeError:
        # Whoever read our output has left; Python would complain once more while flushing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_BAD)
    except UnicodeEncodeError as error:  # an argument, or a file's name, that is not text
        complain(f"{error.object[max(0, error.start - 20) : error.end + 20]!r}: not UTF-8 text")
        sys.exit(EXIT_BAD)
    except Exception as error:
        if os.environ.get("OPTOUT_TRACEBACK"):
            raise
        complain(unexpected(error))
        sys.exit(EXIT_BAD)
    sys.exit(status if isinstance(status, int) else 0)


def tidy_up_seldom() -> None:
    """Look for what refers to itself only after many objects, and not at the end: for a process that is the program's.

    Modules, lexicons and templates stay till then; looked through again and again they took a fifth of ``seal``.
    """
    gc.set_threshold(50_000, 20, 50)
    atexit.register(gc.freeze)


def _print_whatever_there_is() -> None:
    """Escape what cannot be printed: a file's name need not be text, and a terminal need not know UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def complain(message: str) -> None:
    """Print one line on stderr; what pages and files put into it cannot move the cursor or hide text."""
    shown = message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}..."
    click.echo(f"optout: {plain(shown)}", err=True)


def complain_of_many(messages: Sequence[str], where: str) -> None:
    """Print messages as far as anybody reads on, and how many more there are; ``where`` says what names them all."""
    for message in messages[:_MOST_COMPLAINTS]:
        complain(message)
    if (left := len(messages) - _MOST_COMPLAINTS) > 0:
        complain(f"and {left:,} more of the kind; {where}")


def complained(reasons: Iterable[str]) -> bool:
    """Print each reason that is one; return whether there was any."""
    given = [reason for reason in reasons if reason]
    for reason in given:
        complain(reason)
    return bool(given)


def plain(message: str) -> str:
    """Return ``message`` on one line with control and direction characters replaced by a visible mark."""
    return "".join(
        " " if c in "\n\r\t" else "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c
        for c in message
    )
