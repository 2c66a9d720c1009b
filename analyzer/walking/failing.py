"""Why a walk ended early, in one line: file and line of the script, what happened, and what to do about it."""

import re
from pathlib import Path
from types import TracebackType

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from analyzer.errors import AnalyzerError
from analyzer.queries import without_values

_WAITING = re.compile(r"^\s*-? ?waiting for (.+)$", re.MULTILINE)
_CAUSES = re.compile(
    r"<.{1,200}> (?:from <.{1,200}> subtree )?intercepts pointer events"
    r"|element is not [\w ]+|element is outside of the viewport"
    r"|strict mode violation: .{1,200} resolved to \d+ elements"
)
_OUTSIDE = re.compile(r"net::ERR_BLOCKED_BY_CLIENT at (\S{1,200})")
_CALL = re.compile(r"\A(?:Page|Frame|Locator|BrowserContext|Mouse|Keyboard)\.\w+: ")
_UNREACHED = re.compile(r"net::ERR_([A-Z0-9_]{1,60}) at (\S{1,200})")
_NETWORK = {
    "CONNECTION_REFUSED": "nothing answers there (connection refused)",
    "CONNECTION_RESET": "the connection was cut",
    "CONNECTION_CLOSED": "the connection was cut",
    "CONNECTION_TIMED_OUT": "nothing answered in time",
    "TIMED_OUT": "nothing answered in time",
    "ADDRESS_UNREACHABLE": "no way leads there from this machine",
    "INTERNET_DISCONNECTED": "this machine has no network",
    "NAME_NOT_RESOLVED": "no machine has that name",
    "EMPTY_RESPONSE": "the answer was empty",
    "TOO_MANY_REDIRECTS": "it leads in a circle",
    "CERT_AUTHORITY_INVALID": "nobody known vouches for its certificate",
    "CERT_DATE_INVALID": "its certificate is not valid today",
    "CERT_COMMON_NAME_INVALID": "its certificate is for another name",
    "FAILED": "the request failed",
    "ABORTED": "it was broken off, as a download is",
}
"""Chromium's names for what went wrong on the way to a page (net/base/net_error_list.h), and what they mean."""
_LONGEST = 400
_REMEDY = (
    "correct the label or the goal before it; if it hides from browsers that a program drives, "
    "'optout explore URL' says so and counts what it takes"
)


def line(error: BaseException, where: str, patience: float) -> str:
    """Return what ``error`` means for a person, after the place; ``patience`` is in seconds.

    An error of ours that names its own file comes as it is.
    """
    message = _what(error, patience)
    return message if message.startswith(where.rpartition(":")[0] or where) else f"{where}: {message}"


def first_line(error: PlaywrightError) -> str:
    """Return the first line of what the driver says, without its log; what the network refused in our words."""
    if lost := _UNREACHED.search(error.message):
        return _why(lost)
    return _cut(_CALL.sub("", (error.message.splitlines() or ["no reason given"])[0]))


def _why(lost: re.Match[str]) -> str:
    return _NETWORK.get(lost[1], f"the browser says {lost[1].replace('_', ' ').lower()}")


def place(error: BaseException, file: Path | None) -> str:
    """Return ``file:line`` of the script's line that was running, the file alone if none was, or "" without a file."""
    if file is None:
        return ""
    number = _line_in(error.__traceback__, str(file))
    return f"{file}:{number}" if number else str(file)


def _line_in(trace: TracebackType | None, file: str) -> int:
    number = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            number = trace.tb_lineno
        trace = trace.tb_next
    return number


def _what(error: BaseException, patience: float) -> str:
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a script's own error, which may fail to say what it is
        message = ""
    if isinstance(error, AnalyzerError):
        return message
    if isinstance(error, PlaywrightTimeoutError):
        return _timed_out(message, patience)
    if isinstance(error, PlaywrightError):
        return _cut(
            _cause(message) or _CALL.sub("", message.splitlines()[0]) if message else "the browser gave no reason"
        )
    if isinstance(error, AssertionError):
        return _expectation(message)
    return _cut(f"{type(error).__name__}: {message}" if message else type(error).__name__)


def _timed_out(message: str, patience: float) -> str:
    seconds = re.search(r"Timeout (\d+)ms", message)
    within = f"{int(seconds[1]) / 1000:g} s" if seconds else f"{patience:g} s"
    sought = _WAITING.search(message)
    if sought and "resolved to" not in message and "navigation" not in sought[1]:
        return _cut(f"locator found nothing within {within}: {sought[1]}; {_REMEDY}")
    if cause := _cause(message):
        return _cut(f"found, but not possible within {within}: {cause}: {sought[1] if sought else ''}".rstrip(": "))
    if sought and "navigation" in sought[1]:
        return _cut(f"nothing happened within {within}: {sought[0].strip(' -')}")
    if "performing" in message:
        return _cut(
            f"the page did not answer within {within} to an action on {sought[1] if sought else 'it'}: it hangs"
        )
    return _cut(message.splitlines()[0])


def _expectation(message: str) -> str:
    if not message:
        return "an assertion of the script does not hold"
    lines = [part.strip() for part in message.partition("Call log:")[0].splitlines() if part.strip()]
    sought = _WAITING.search(message)
    return _cut(", ".join(lines) + (f": {sought[1]}" if sought else ""))


def _cause(message: str) -> str:
    if outside := _OUTSIDE.search(message):
        return (
            f"{outside[1]} is outside of the site that is walked, or its answer was not recorded; correct the address: "
            "a walk reaches nothing else"
        )
    if lost := _UNREACHED.search(message):
        return f"{without_values(lost[2])} cannot be opened: {_why(lost)}; look whether the address opens in a browser"
    found = _CAUSES.findall(message)
    return found[-1] if found else ""


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
