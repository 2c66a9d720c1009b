"""What is said of a call that is no command line, and of an error that nobody foresaw: one line each."""

import errno
from collections.abc import Sequence
from difflib import get_close_matches

import click

_CLOSED = ("Invalid file descriptor", "I/O operation on closed file")
"""What Python says of a file or a socket that somebody closed."""


def unexpected(error: Exception) -> str:
    """Return what is said of an error that nobody foresaw: of what the system refuses, what it refused."""
    of_a_file = isinstance(error, OSError) and error.errno == errno.EBADF
    if of_a_file or (isinstance(error, ValueError) and str(error).startswith(_CLOSED)):
        return (
            "a file of this program was closed while it was open (Bad file descriptor); where a script of a flow calls "
            "os.close or os.closerange, let it close only what it opened itself"
        )
    if isinstance(error, OSError) and error.strerror:
        return (
            f"{error.filename}: {error.strerror}" if error.filename else f"cannot be read or written: {error.strerror}"
        )
    if isinstance(error, RuntimeError) and (loop := str(error).removeprefix("Symlink loop from ")) != str(error):
        return f"{loop}: a link that leads to itself"
    return f"internal error: {type(error).__name__}: {error}; set OPTOUT_TRACEBACK=1 to see where, and report it"


def misused(error: click.ClickException) -> str:
    """Say what is wrong with a call, and where its help is; what is wrong with a file is its own line."""
    said = error.format_message()
    of_a_value = isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter)
    of_a_file = of_a_value and isinstance(getattr(error.param, "type", None), click.Path)  # type: ignore[attr-defined]
    if of_a_file or not isinstance(error, click.UsageError) or error.ctx is None:
        return said
    if isinstance(error, click.NoSuchOption):
        near = get_close_matches(error.option_name, _options(error.ctx.command), 2)
        said = f"No such option {error.option_name!r}.{meant(near)}"
    call = error.ctx.command_path.removeprefix("optout").strip()
    return f"{call}{': ' if call else ''}{said.rstrip('.')}; {error.ctx.command_path} --help tells how it is called"


def _options(command: click.Command) -> list[str]:
    return [
        "--help",
        *(name for one in command.params for name in (*one.opts, *one.secondary_opts) if name.startswith("--")),
    ]


def meant(near: Sequence[str]) -> str:
    """Return the question whether one of these was meant, "" where there is none."""
    return f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
