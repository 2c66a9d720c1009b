"""The command line in a process of its own, forked from one that has imported what commands import.

Importing takes longer than most of these commands do, and is measured elsewhere (``benchmarks/starting.py``). A process
of its own is needed all the same: the browser that tests share fills the event loop of theirs.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analyzer import cli

_FORKS = multiprocessing.get_context("forkserver")
_COMMANDS = ("running", "judging", "sealing", "replaying", "exploring")
_FORKS.set_forkserver_preload([f"analyzer.cli.{name}" for name in _COMMANDS])


def optout(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run one command and return what it said and its exit status, which is negative where a signal ended it."""
    with tempfile.TemporaryDirectory() as place:
        out, err = Path(place, "out"), Path(place, "err")
        command = tuple(map(str, arguments))
        running = _FORKS.Process(target=_run, args=(command, str(out), str(err), Path.cwd()))
        running.start()
        running.join()
        said, complained = (file.read_text(encoding="utf-8") for file in (out, err))
    status = running.exitcode
    assert status is not None
    return subprocess.CompletedProcess(command, status, said, complained)


def gone(process: int) -> bool:
    """Whether a process ends within ten seconds; whose parent has not looked yet has ended all the same."""
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return True
        except ProcessLookupError:
            return True
        except FileNotFoundError:  # no such list of processes here, or it has just ended
            pass
        time.sleep(0.02)
    return False


def _run(command: tuple[str, ...], out: str, err: str, here: Path) -> None:
    sys.stdout.flush()
    for number, file in ((0, os.devnull), (1, out), (2, err)):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(here)
    cli.main(list(command))
