"""A Dask cluster and an S3 server, as processes of their own on this machine, and a worker killed in the middle."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import fsspec
import msgspec
import pytest

from analyzer import stamping
from analyzer.corpus.cluster import Identity, agreed, joined
from analyzer.corpus.place import bring
from analyzer.errors import BrowserError, InputError
from analyzer.stamping import Browser
from tests.processes import optout
from tests.small_flows import GOOD, flow
from tests.tables import for_each

BROWSER = Browser(version="156", build="a build", driver="1.65", fonts="f" * 64)
HERE = Identity(version("optout"), stamping.code(), BROWSER)

HOLD = "mark = pathlib.Path({mark!r}); mark.exists() or (mark.write_text(str(os.getppid())), time.sleep(3600))"
"""A route that stops for good the first time that it is walked, and names the process that waits for its own."""


@contextmanager
def started(*command: object, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Start one of the programs that come with the packages, and end it and what it started afterwards."""
    program = [sys.executable, *map(str, command)]
    with subprocess.Popen(
        program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment},
        start_new_session=True,
    ) as running:  # fmt: skip
        try:
            yield running
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)


def said(running: subprocess.Popen[str], pattern: str) -> str:
    """Wait until a program says something; return the part in brackets."""
    assert running.stderr is not None
    for line in running.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"it ended without saying {pattern!r}")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bucket on an S3 server of this machine."""
    if find_spec("moto") is None or find_spec("s3fs") is None:
        pytest.skip("no S3 server to start: make check-long installs one")
    with started("-m", "moto.server", "-H", "127.0.0.1", "-p", "0") as running:
        endpoint = said(running, r"Running on (http://127.0.0.1:\d+)")
        for name, value in (
            ("AWS_ACCESS_KEY_ID", "any"), ("AWS_SECRET_ACCESS_KEY", "any"), ("AWS_DEFAULT_REGION", "us-east-1"),
            ("FSSPEC_S3_ENDPOINT_URL", endpoint),
        ):  # fmt: skip
            monkeypatch.setenv(name, value)
        fsspec.config.set_conf_env(fsspec.config.conf)
        fsspec.filesystem("s3").mkdir("study")
        yield "s3://study"
        fsspec.config.conf.pop("s3", None)
        fsspec.filesystem("s3").clear_instance_cache()


@pytest.fixture
def cluster(store: str, tmp_path: Path) -> Iterator[str]:
    """A scheduler and two workers that reach the store."""
    assert store
    with ExitStack() as stack:
        scheduler = stack.enter_context(
            started("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard")
        )
        address = said(scheduler, r"Scheduler at:\s+(tcp://\S+)")
        for number in (1, 2):
            place = tmp_path / f"worker-{number}"
            worker = stack.enter_context(
                started("-m", "distributed.cli.dask_worker", address, "--nthreads", 1, "--no-dashboard",
                        "--local-directory", place)
            )  # fmt: skip
            said(worker, r"(Registered to)")
        yield address


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def until(file: Path) -> int:
    """Wait for the number in a file."""
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        if file.is_file() and (written := file.read_text(encoding="utf-8")):
            return int(written)
        time.sleep(0.05)
    raise AssertionError(f"{file} is not there")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("choice")
def test_a_cluster_whose_worker_is_killed_comes_to_the_bytes_of_one_machine_and_walks_nothing_twice(
    cluster: str, store: str, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    for name in ("a-first", "b-second", "d-last"):
        flow(tmp_path / "flows", name, GOOD)
    flow(tmp_path / "flows", "c-held", "import os, pathlib, time", HOLD.format(mark=str(mark)), GOOD)
    fsspec.filesystem("s3").put(str(tmp_path / "flows"), "study/flows", recursive=True)
    log = tmp_path / "log.jsonl"
    command = ["run", f"{store}/flows", "-o", f"{store}/out", "--scheduler", cluster, "--log", log]

    with started("-c", "from analyzer.cli import main; main()", *command) as running:
        os.kill(until(mark), signal.SIGKILL)
        assert running.stderr is not None
        told = running.stderr.read()
        assert running.wait(timeout=60) == 0

    bring(f"{store}/out", tmp_path / "brought")
    assert optout("run", tmp_path / "flows", "-o", tmp_path / "here", "-j", 2).returncode == 0
    assert content(tmp_path / "brought") == content(tmp_path / "here")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    names = ["a-first", "b-second", "c-held", "d-last"]
    assert Counter(line["name"] for line in lines if line["what"] == "done") == Counter(names)
    assert "4 of 4: " in told

    again = optout(*command)
    assert again.returncode == 0
    assert [line for line in again.stderr.splitlines() if ": kept: " not in line] == []


def test_workers_that_are_alike_give_their_browser_and_others_are_named() -> None:
    assert agreed({"tcp://a:1": HERE, "tcp://b:1": HERE}) == BROWSER
    other = Identity(HERE.tool, HERE.code, msgspec.structs.replace(BROWSER, version="157"))
    with pytest.raises(
        BrowserError, match=r"^worker tcp://b:1: has a build 157, .* tcp://a:1 has a build 156, .*same$"
    ):
        agreed({"tcp://b:1": other, "tcp://a:1": HERE})
    with pytest.raises(BrowserError, match=r"^worker tcp://b:1: has optout 9 \(0000\), here is .*install the same$"):
        agreed({"tcp://a:1": HERE, "tcp://b:1": Identity("9", "0000", BROWSER)})
    with pytest.raises(BrowserError, match=r"^worker tcp://a:1: no Chromium"):
        agreed({"tcp://a:1": Identity(HERE.tool, HERE.code, None, "no Chromium or Chrome on this machine")})


@pytest.mark.lengthy
@for_each("address", ["nonsense://127.0.0.1:1", "127.0.0.1:1"])
def test_an_address_that_is_no_schedulers_is_one_line(address: str) -> None:
    with pytest.raises(InputError, match=f"^--scheduler {address}: cannot be reached: "), joined(address):
        pass
