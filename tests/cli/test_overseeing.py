"""A command that runs scripts ends as it says, whatever a script does to its process."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.cli.misuse import unexpected
from analyzer.walking.watchdog import SAID_WHY
from tests.processes import gone

ROOT = Path(__file__).parents[2]

ENDINGS = {
    "leaves as if its last word was said": "os._exit(overseeing.SAID_WHY)",
    "is done": "sys.exit(0)",
    "says no": "sys.exit(1)",
    "fails": "complain('it failed'); sys.exit(2)",
    "leaves": "os._exit(0)",
    "leaves otherwise": "os._exit(7)",
    "leaves as if it had said why": "os._exit(2)",
    "leaves at the very end": "atexit.register(os._exit, 0); complain('it failed'); sys.exit(2)",
    "becomes another": "os.execv(sys.executable, [sys.executable, '-S', '-c', ''])",
    "is woken": "signal.setitimer(signal.ITIMER_REAL, 0.01); time.sleep(60)",
    "is killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "is killed by what has no name": "os.kill(os.getpid(), signal.SIGRTMIN + 3)",
    "has nowhere to write": "sys.stdout = None; sys.exit(1)",
    "crashes": "os.abort()",
    "leaves a thread": "threading.Thread(target=time.sleep, args=(60,)).start(); sys.exit(0)",
    "gives nobody a turn": """
try:
    re.match('(a*)*b', 'a' * 60)
except KeyboardInterrupt:
    complain('interrupted')
    sys.exit(2)
""",
    "closes everything": "os.closerange(3, 64); complain('it failed'); sys.exit(2)",
    "closes everything and goes on": "os.closerange(3, 64); sys.exit(0)",
}
"""What becomes of the process that does the work."""

PROGRAM = """
import atexit, json, os, re, resource, signal, sys, threading, time
from analyzer.cli import complain, overseeing
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
overseeing.GRACE = 0.5
overseeing.SILENCE = 2.0
for name, ending in json.loads(sys.argv[1]).items():
    ours, theirs = os.pipe()
    if not (program := os.fork()):
        os.dup2(theirs, 2)
        with overseeing.overseen("optout run shop"):
            exec(ending)
    os.close(theirs)
    status = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    print(json.dumps([name, status, os.read(ours, 10_000).decode()]), flush=True)
"""


@pytest.mark.lengthy
def test_whatever_ends_its_process_a_run_that_is_not_done_is_one_line_and_exit_status_2() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(ENDINGS)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    came = {name: (status, said) for name, status, said in map(json.loads, done.stdout.splitlines())}

    def ended(how: str) -> tuple[int, str]:
        return 2, (
            f"optout: optout run shop: its process was ended {how} before it was done, by its script or from outside; "
            "what was gathered so far is kept and marked incomplete\n"
        )

    assert came == {
        "leaves as if its last word was said": ended(f"with exit status {SAID_WHY}"),
        "is done": (0, ""),
        "says no": (1, ""),
        "fails": (2, "optout: it failed\n"),
        "leaves": ended("with exit status 0"),
        "leaves otherwise": ended("with exit status 7"),
        "leaves as if it had said why": ended("with exit status 2"),
        "leaves at the very end": (2, "optout: it failed\n"),
        "becomes another": ended("with exit status 0"),
        "is woken": ended("by SIGALRM"),
        "is killed": ended("by SIGKILL"),
        "is killed by what has no name": ended(f"by signal {signal.SIGRTMIN + 3}"),
        "has nowhere to write": (1, ""),
        "crashes": ended("by SIGABRT"),
        "leaves a thread": (0, ""),
        "gives nobody a turn": (2, "optout: interrupted\n"),
        "closes everything": (2, "optout: it failed\n"),
        "closes everything and goes on": (0, ""),
    }


WAITING = """
import os, sys, time
from analyzer.cli import overseeing
with overseeing.overseen("optout run shop"):
    try:
        print(os.getpid(), flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(float(sys.argv[1]))
        sys.exit(2)
"""


def waiting(seconds: float) -> tuple["subprocess.Popen[str]", int]:
    running = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(seconds)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT,
    )  # fmt: skip
    assert running.stdout is not None
    return running, int(running.stdout.readline())


@pytest.mark.lengthy
def test_ctrl_c_reaches_the_work_once_whoever_is_told() -> None:
    for tell in (os.kill, os.killpg):  # the command alone; as a terminal does, the whole group
        running, _ = waiting(0.2)
        with running:
            tell(running.pid, signal.SIGINT)
            assert running.wait(20) == 2
            assert running.stderr is not None
            assert running.stderr.read() == ""


@pytest.mark.lengthy
def test_the_work_ends_with_the_command_and_the_command_as_it_was_told() -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        running, child = waiting(0)
        with running:
            running.send_signal(number)
            assert running.wait(20) == -number
            assert gone(child)


STARTED = """
import errno, os, signal, sys
from analyzer.cli import overseeing
exec(sys.argv[1])
with overseeing.overseen("optout run shop"):
    sys.exit(1)
"""


@pytest.mark.lengthy
def test_how_the_command_was_started_changes_nothing_of_how_it_ends() -> None:
    def ends(started: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-c", STARTED, started], capture_output=True, text=True, cwd=ROOT, check=False
        )
        return done.returncode, done.stderr

    assert ends("signal.signal(signal.SIGCHLD, signal.SIG_IGN)") == (1, "")
    assert ends("os.close(0); os.close(1); sys.stdin = sys.stdout = None") == (1, "")
    full = "def full(): raise BlockingIOError(errno.EAGAIN, 'Resource temporarily unavailable')\nos.fork = full"
    assert ends(full) == (2, (
        "optout: optout run shop: cannot start a process of its own: Resource temporarily unavailable; "
        "end others, or allow more\n"
    ))  # fmt: skip


def test_a_file_that_a_script_closed_under_us_is_told_as_that() -> None:
    for error in (OSError(errno.EBADF, os.strerror(errno.EBADF)), ValueError("Invalid file descriptor: -1")):
        said = unexpected(error)

        assert "a script of a flow calls os.close or os.closerange" in said
        assert "internal error" not in said
    assert "internal error" in unexpected(ValueError("something else"))
