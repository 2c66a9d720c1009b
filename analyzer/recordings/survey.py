"""What each file of a folder of recordings becomes, as a table: ``python -m analyzer.recordings.survey FOLDER``."""

import sys
import tempfile
from pathlib import Path

from analyzer.errors import InputError
from analyzer.recordings.importing import ImportResult, import_recording

_HEAD = """# Recordings that other tools published, and what they become

Each file was imported with `optout import FILE -o FOLDER`. The table is written by
`python -m analyzer.recordings.survey FOLDER`, and a test compares. The files are examples and test data of
puppeteer/replay, TestCafe and Nightwatch; none of them is about refusing, so that none shows how its end is recognised:
each flow waits for somebody to say it, and is refused until then. A refused file has the exact line.

| file | what it became | what was said about it |
|---|---|---|
"""

_TAIL = """
## Where a walk departs from what the recorder noted

The recorder sees a page from within and one window only. A walk does what was done, and the import says where it has to
choose:

| noted | walked |
|---|---|
| the frame of a key | the key goes to what has the focus, as on a keyboard |
| Alt, Ctrl, Shift or Meta that no later step lets go | passed over: it was let go in another window |
| a key of an input method, a key that only composes | passed over; the text it made is a step of its own |
| a tap, in a window that is no phone's | a click; with a window narrower than 600 pixels the flow is one of the phone |
| a button held for more than 30 s | a plain click: nobody saw it go down |
| a place in an element that something else covers now | the middle of the element |
| a box with the value "on" after it was pressed | nothing: the press has changed it (older versions noted both) |
| a navigation without an address | waited for, and not missed: a link that begins a message leads nowhere |
| `frame` | counted without frames of other sites, as recorded, or with them; else the one that shows the element |
| `target` with a query | the one window or frame at the same place, where the query is another each time |
| a selector that nothing can match, beside others | passed over |
| `waitForExpression` | code from outside: not evaluated unless the route asks for it |
| a dialog of the browser | dismissed, where no step `optout:answer` says otherwise |
| a step of another tool (`customStep`), the buttons back and forward, a chosen file | refused by name |
"""


def survey(folder: Path) -> str:
    """Return the table over all ``.json`` files of ``folder``, in the order of their names.

    Raises
    ------
    InputError
        If ``folder`` is not a folder.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    return _HEAD + "".join(_row(file) for file in sorted(folder.glob("*.json"))) + _TAIL


def _row(file: Path) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        try:
            result = import_recording(file, Path(scratch) / "flow")
        except InputError as error:
            return _cells(file.name, "refused", str(error).replace(str(file), file.name))
    return _cells(file.name, _became(result), *result.notes)


def _cells(file: str, became: str, *said: str) -> str:
    return f"| `{file}` | {became} | {'<br>'.join(map(_escaped, said)) or 'nothing'} |\n"


def _became(result: ImportResult) -> str:
    end = f"reached: {_escaped(result.goal.url)}" if result.goal else "how its end is recognised must be given"
    steps = "1 step" if result.steps == 1 else f"{result.steps} steps"
    return f"a route of {steps} from {_escaped(result.start)}; {end}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("`", "\\`")


if __name__ == "__main__":
    sys.stdout.write(survey(Path(sys.argv[1])))
