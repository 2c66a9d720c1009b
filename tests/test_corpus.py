"""A corpus: flows that fail leave the others alone, and what is finished is not walked again."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer.walking.browsers.finding import BrowserChoice
from tests.processes import optout
from tests.small_flows import GOOD, flow, walked

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("choice")]

HOLD = ("import os, signal", "if 'HOLD' in os.environ: print('holding', flush=True); signal.pause()", GOOD)
"""A route that stops in the middle if told so, without being another route."""
HEAD = 3
"""Lines of the summary's head."""


def start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from analyzer.cli import main; main()", "run", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment},
        start_new_session=True,
    )  # fmt: skip


def run(*arguments: object) -> tuple[int, str, str]:
    done = optout("run", *arguments)
    return done.returncode, done.stdout, done.stderr


def until(running: subprocess.Popen[str], said: str) -> None:
    assert running.stderr is not None
    for line in running.stderr:
        if said in line:
            return
    raise AssertionError(f"it ended without saying {said!r}")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))}


def rows(out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines()[HEAD:]]


NAMES = ("a-first", "b-held", "c-last")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("flows")
    for name, route in zip(NAMES, ((GOOD,), HOLD, (GOOD,)), strict=True):
        flow(place, name, *route)
    return place


@pytest.fixture(scope="module")
def finished(
    written: Path, living: Callable[[], Browser], choice: BrowserChoice, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What an undisturbed run of all flows leaves."""
    out = tmp_path_factory.mktemp("finished")
    for name in NAMES:
        walked(written / name, out, living(), choice)
    return out


@pytest.fixture
def flows(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "flows")


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    """A finished run of all flows, to do with as one likes."""
    return shutil.copytree(finished, tmp_path / "out")


def change(folder: Path) -> None:
    with (folder / "pages" / "gone.html").open("a", encoding="utf-8") as page:
        page.write("<p>Come back soon</p>")


def test_a_corpus_that_was_killed_goes_on_where_it_was_and_comes_to_the_same(
    flows: Path, finished: Path, tmp_path: Path
) -> None:
    killed = tmp_path / "killed"
    with start(flows, "-o", killed, HOLD="1") as running:
        until(running, "holding")
        os.killpg(running.pid, signal.SIGKILL)
    before = times(killed / "a-first")
    assert not (killed / "b-held").exists()
    assert not (killed / "c-last").exists()

    resumed, out, err = run(flows, "-o", killed)

    assert resumed == 0
    assert times(killed / "a-first") == before
    assert content(killed) == content(finished)
    assert [row[0] for row in rows(out)] == [*NAMES]
    assert [line for line in err.splitlines() if "kept" in line] == [
        "1 of 3: a-first: kept: nothing it comes from changed; --again walks it anew"
    ]


def test_only_what_would_come_out_otherwise_is_walked_again_and_no_signature_is_lost_to_it(
    flows: Path, out: Path
) -> None:
    (out / "c-last" / "bundle.zip.sig").write_text("somebody's", encoding="utf-8")
    before = times(out)
    for name in ("b-held", "c-last"):
        change(flows / name)

    status, _, err = run(flows, "-o", out)

    after = times(out)
    assert status == 2
    assert "a-first: kept" in err
    assert "b-held: kept" not in err
    assert "bundle.zip.sig would be lost; --again replaces it, or choose another -o" in err
    assert {path for path in after if after[path] == before.get(path)} >= {
        *times(out / "a-first"),
        *times(out / "c-last"),
    }
    assert "Come back soon" in (out / "b-held" / "walks" / "refuse" / "screens" / "002.html").read_text("utf-8")

    status, _, err = run(flows / "c-last", flows / "b-held", "-o", out, "--again")

    assert status == 0
    assert "c-last: bundle.zip.sig: gone with the bundle that was replaced; optout seal makes new ones" in " ".join(
        err.split()
    )
    assert "b-held: bundle.zip" not in err
    assert not (out / "c-last" / "bundle.zip.sig").exists()


@pytest.mark.slow
def test_a_finished_flow_alone_is_kept_with_its_table_and_walked_again_if_asked(flows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(flows / "a-first", "-o", out)
    kept = run(flows / "a-first", "-o", out)
    before = times(out)
    again = run(flows / "a-first", "-o", out, "--again")

    assert first[:2] == kept[:2] == again[:2]
    assert f"Report: {out / 'a-first' / 'report.html'}" in kept[1]
    assert kept[2] == "a-first: kept: nothing it comes from changed; --again walks it anew\n"
    assert "step 2: click Stop" in again[2]
    assert times(out) != before


def test_the_demo_keeps_what_is_there_as_a_run_does_and_says_why(flows: Path, out: Path) -> None:
    code = f"from analyzer.cli import main, running; running.DEMO = {str(flows / 'a-first')!r}; main()"
    (out / "a-first" / "bundle.zip.sig").write_text("somebody's", encoding="utf-8")
    before = times(out)
    demo = [sys.executable, "-c", code, "demo", "-o", out]
    again = subprocess.run(demo, capture_output=True, text=True, check=True)

    assert times(out) == before
    assert f"{out / 'a-first' / 'report.html'}" in again.stdout
    assert again.stderr == ("a-first: kept: nothing it comes from changed; --again walks it anew\n")


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_whatever_fails_is_one_line_and_one_row_and_the_others_go_on(workers: int, flows: Path, tmp_path: Path) -> None:
    with (flows / "c-last" / "flow.toml").open("a", encoding="utf-8") as file:
        file.write('\n[variants.other.flow]\ntitle = "The same, told otherwise"\n')
    flow(flows, "a-broken", "raise ValueError('tired')")
    (flows / "b-held" / "flow.toml").write_text("[flow", encoding="utf-8")
    shutil.rmtree(flows / "a-first")
    flow(flows, "b-dies", "import os; os._exit(1)")

    status, out, err = run(flows, "-o", tmp_path / "out", "-j", workers)

    failed = ["a-broken", "b-dies", "b-held"]
    told = [line for line in err.splitlines() if line.startswith("optout:")]
    assert status == 2
    assert sorted(line.split(": ")[1] for line in told) == failed
    assert [row[0] for row in rows(out) if row[-1] == "failed"] == failed
    assert [row[0] for row in rows(out) if row[-1] == "reached"] == ["c-last", "c-last@other"]
    assert "Traceback" not in err
    assert not {path.name for path in (tmp_path / "out").iterdir()} & set(failed)


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_ctrl_c_ends_a_corpus_in_one_line_and_keeps_what_is_finished(workers: int, flows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with start(flows, "-o", out, "-j", workers, HOLD="1") as running:
        until(running, "holding")
        os.killpg(running.pid, signal.SIGINT)
        assert running.stderr is not None
        said = [
            line
            for line in running.stderr.read().splitlines()
            if line and " of 3: " not in line and "left)" not in line
        ]
        assert running.wait(timeout=30) == 2

    assert said == ["optout: interrupted; what was gathered so far is kept and marked incomplete"]
    assert (out / "b-held.incomplete" / "walks" / "refuse" / "walk.json").is_file()
    assert not (out / "b-held").exists()


HANG = "while True: pass"
SEEN = "there = pathlib.Path(__file__).with_name('.seen'); before = there.exists(); there.touch()"
KILL = (
    "s = page.context.browser.new_browser_cdp_session()",
    "browser = next(p['id'] for p in s.send('SystemInfo.getProcessInfo')['processInfo'] if p['type'] == 'browser')",
    "before or os.kill(browser, signal.SIGKILL)",
)


def test_a_flow_that_lost_its_browser_is_walked_once_more_and_written_down(
    tmp_path: Path, browser: Browser, choice: BrowserChoice
) -> None:
    flows = tmp_path / "flows"
    once = flow(flows, "a-once", "import os, pathlib, signal", SEEN, *KILL, GOOD)
    flow(flows, "b-last", GOOD)
    out, log = tmp_path / "out", tmp_path / "log.jsonl"

    status, told, _ = run(flows, "-o", out, "-j", 2, "--log", log)

    assert status == 0
    assert [(row[0], row[-1]) for row in rows(told)] == [("a-once", "reached"), ("b-last", "reached")]
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [lines[0]["what"], lines[-1]["what"]] == ["run", "over"]
    assert lines[-1]["done"] == 2
    assert "failed" not in lines[-1]
    ends = {line["name"]: (line["result"], line["attempts"]) for line in lines if line["what"] == "done"}
    assert ends == {"a-once": ("done", 2), "b-last": ("done", 1)}
    assert [line["name"] for line in lines if line["what"] == "lost"] == ["a-once"]

    undisturbed = walked(once, tmp_path / "undisturbed", browser, choice)
    assert content(undisturbed) == content(out / "a-once")


@pytest.mark.slow
def test_a_flow_that_hangs_is_ended_twice_and_the_others_go_on(tmp_path: Path) -> None:
    flows, out = tmp_path / "flows", tmp_path / "out"
    flow(flows, "a-hangs", GOOD, HANG)
    flow(flows, "b-last", GOOD)

    status, told, err = run(flows, "-o", out, "-j", 2, "--deadline", 30)

    assert status == 2
    assert [(row[0], row[-1]) for row in rows(told)] == [("a-hangs", "failed"), ("b-last", "reached")]
    assert "a-hangs: took longer than 30 s and was ended; tried 2 times; what was gathered is kept" in err
    kept = out / "a-hangs.incomplete" / "walks" / "refuse" / "walk.json"
    assert json.loads(kept.read_bytes())["outcome"] == "incomplete"
