"""Tasks for workers that go well, die, hang, or do so once: what the tests of workers give them."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Never

from analyzer.corpus.browsers import Browsers
from analyzer.corpus.task import Told
from analyzer.errors import CrashError, InputError


@dataclass(frozen=True)
class Came:
    """What came of a task, and in which process."""

    name: str
    said: str
    process: int


@dataclass(frozen=True)
class Odd:
    """A task that leaves a line in ``trace`` each time it is begun, then does as its name says, or only at first."""

    name: str
    does: Literal["well", "takes time", "dies", "hangs", "is deaf", "crashes", "fails", "is wrong"]
    trace: Path
    once: bool = False
    repeatable: bool = True
    apart: str = ""

    def do(self, browsers: Browsers, told: Told) -> Came:
        del browsers
        with self.trace.open("a", encoding="utf-8") as file:
            file.write(f"{self.name}\n")
        told(f"{self.name} goes on")
        begun_before = self.trace.read_text(encoding="utf-8").splitlines().count(self.name) > 1
        match "well" if self.once and begun_before else self.does:
            case "takes time":
                time.sleep(0.3)
            case "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            case "hangs":
                time.sleep(3600)
            case "is deaf":
                while True:
                    try:
                        time.sleep(3600)
                    except KeyboardInterrupt:
                        continue
            case "crashes":
                raise CrashError("the page crashed")
            case "fails":
                raise InputError("no such thing")
            case "is wrong":
                raise ZeroDivisionError("of\nours")
        with self.trace.open("a", encoding="utf-8") as file:
            file.write(f"after {self.name}\n")
        return Came(self.name, "well", os.getpid())

    def failed(self, why: str) -> Came:
        return Came(self.name, why, 0)


def killed(_: Path) -> Never:
    """End the process that does it from outside."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
