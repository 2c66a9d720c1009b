"""Workers: whatever a task does to its process, every task is accounted for, once, and the others go on."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from analyzer.corpus import hand
from analyzer.corpus.crew import spread
from analyzer.corpus.hand import Done, Hand, Note
from tests.odd_tasks import Came, Odd
from tests.processes import gone

ROOT = Path(__file__).parents[1]
DEADLINE = 60.0
IMPATIENT = 1.0
"""A deadline to be missed; what need not miss it is over in no time once its process has begun it."""


@pytest.fixture(autouse=True)
def reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers import these tasks, and let nobody who is told to end take long."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(hand, "GRACE", 0.5)


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    return tmp_path / "trace"


def done(
    tasks: list[Odd], workers: int, notes: list[Note] | None = None, deadline: float = DEADLINE
) -> dict[str, Done[Came]]:
    told = [] if notes is None else notes
    every = list(spread(tasks, workers, deadline, told.append))
    assert sorted(one.result.name for one in every) == sorted(task.name for task in tasks)
    return {one.result.name: one for one in every}


@pytest.mark.lengthy
def test_whatever_a_task_does_to_its_worker_it_is_tried_once_more_and_the_others_go_on(trace: Path) -> None:
    tasks = [
        Odd("killed once", "dies", trace, once=True), Odd("killed", "dies", trace), Odd("a", "well", trace),
        Odd("hangs once", "hangs", trace, once=True), Odd("crashes once", "crashes", trace, once=True),
        Odd("crashes", "crashes", trace), Odd("deaf", "is deaf", trace), Odd("wrong", "is wrong", trace),
        Odd("fails", "fails", trace), Odd("b", "well", trace),
    ]  # fmt: skip
    notes: list[Note] = []

    came = done(tasks, 2, notes, IMPATIENT)

    hung = f"took longer than {IMPATIENT:g} s and was ended"
    assert {name: one.result.said for name, one in came.items()} == {
        "killed once": "well",
        "killed": "the process that did it ended (SIGKILL); tried 2 times",
        "hangs once": "well",
        "crashes once": "well",
        "crashes": "the page crashed; tried 2 times",
        "deaf": f"{hung}; tried 2 times",
        "wrong": "internal error: ZeroDivisionError: of ours; report it",
        "fails": "no such thing",
        "a": "well",
        "b": "well",
    }
    begun = Counter(line for line in trace.read_text(encoding="utf-8").splitlines() if not line.startswith("after"))
    assert {name: one.attempts for name, one in came.items()} == begun
    assert {name for name, times in begun.items() if times == 2} == {
        "killed once", "killed", "hangs once", "crashes once", "crashes", "deaf",
    }  # fmt: skip
    assert Counter(note.name for note in notes if note.what == "begun") == begun
    assert [note.said for note in notes if note.what == "lost" and note.name == "hangs once"] == [hung]


@pytest.mark.slow
def test_of_two_thousand_tasks_of_which_one_in_twenty_goes_wrong_each_is_accounted_for_once(trace: Path) -> None:
    wrong: dict[str, str] = {
        "dies": "the process that did it ended (SIGKILL); tried 2 times",
        "hangs": f"took longer than {IMPATIENT:g} s and was ended; tried 2 times",
        "crashes": "the page crashed; tried 2 times",
        "fails": "no such thing",
        "is wrong": "internal error: ZeroDivisionError: of ours; report it",
    }
    kinds = [*wrong] * 20
    Random(1).shuffle(kinds)
    tasks = [Odd(f"{n}", kinds[n // 20] if n % 20 == 7 else "well", trace) for n in range(2000)]

    came = done(tasks, 2, deadline=IMPATIENT)

    assert {task.name: came[task.name].result.said for task in tasks} == {
        task.name: wrong.get(task.does, "well") for task in tasks
    }
    begun = Counter(line for line in trace.read_text(encoding="utf-8").splitlines() if not line.startswith("after"))
    assert begun == {task.name: 2 if task.does in {"dies", "hangs", "crashes"} else 1 for task in tasks}


@pytest.mark.lengthy
def test_what_may_not_be_done_twice_is_not(trace: Path) -> None:
    came = done([Odd("commits", "crashes", trace, once=True, repeatable=False)], 1)

    assert came["commits"].result.said == "the page crashed"
    assert trace.read_text(encoding="utf-8") == "commits\n"


@pytest.mark.lengthy
def test_tasks_that_must_stay_apart_are_done_one_after_the_other(trace: Path) -> None:
    done([Odd(name, "takes time", trace, apart="shop.example") for name in "abc"], 3)

    lines = trace.read_text(encoding="utf-8").splitlines()
    assert [after for _, after in zip(lines[::2], lines[1::2], strict=True)] == [f"after {name}" for name in lines[::2]]


@pytest.mark.lengthy
def test_a_worker_keeps_its_process_for_so_many_tasks_and_no_more(trace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand, "LIFE", 2)
    came = done([Odd(str(number), "well", trace) for number in range(4)], 1)

    first, second, third, fourth = (came[str(number)].result.process for number in range(4))
    assert first == second != third == fourth


@pytest.mark.lengthy
def test_workers_end_when_nobody_waits_for_them_any_more(trace: Path) -> None:
    running = spread(
        [Odd("a", "well", trace), Odd("b", "hangs", trace), Odd("c", "well", trace)], 2, 3600, lambda _: None
    )
    process = next(running).result.process
    begun = time.monotonic()

    running.close()

    assert time.monotonic() - begun < 10
    assert gone(process)


@pytest.mark.lengthy
def test_workers_end_with_the_process_that_started_them_even_if_that_is_killed(trace: Path) -> None:
    program = (
        "import sys; from pathlib import Path; "
        "from analyzer.corpus.crew import spread; from tests.odd_tasks import Odd; "
        "list(spread([Odd('a', 'hangs', Path(sys.argv[1]))], 1, 3600, lambda note: print(note.worker, flush=True)))"
    )
    with subprocess.Popen([sys.executable, "-c", program, trace], stdout=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.stdout.readline()  # it goes on: the worker is at work
        parent.send_signal(signal.SIGKILL)

    assert gone(worker)


@pytest.mark.lengthy
def test_a_worker_that_ended_while_it_had_nothing_to_do_is_replaced_unnoticed(trace: Path) -> None:
    one = Hand()
    try:
        first = one.do(Odd("a", "well", trace), DEADLINE, lambda _: None)
        os.kill(first.result.process, signal.SIGTERM)
        assert one._process is not None  # noqa: SLF001 - nobody else knows when it has ended
        one._process.wait()  # noqa: SLF001 - the same
        second = one.do(Odd("b", "well", trace), DEADLINE, lambda _: None)
    finally:
        one.close()

    assert (second.result.said, second.attempts) == ("well", 1)
    assert first.result.process != second.result.process
