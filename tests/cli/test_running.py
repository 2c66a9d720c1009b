"""Whole runs through the command line, good and bad."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer import cli, flows, pipeline
from analyzer.errors import AnalyzerError
from analyzer.scoring import policy
from analyzer.storage import read_walk
from analyzer.walking.browsers.finding import BrowserChoice
from tests.processes import optout
from tests.small_flows import GOOD, flow, walked

pytestmark = pytest.mark.browser

KILL = (
    "s = page.context.browser.new_browser_cdp_session(); "
    "os.kill(next(p['id'] for p in s.send('SystemInfo.getProcessInfo')['processInfo'] if p['type'] == 'browser'), "
    "signal.SIGKILL)"
)


FAILING = {
    "a-raises": (("raise ValueError('tired')",), "refuse.py:2: "),
    "b-looks-in-vain": (
        ("page.get_by_role('button', name='Nope').click()",), "refuse.py:2: locator found nothing within 2 s",
    ),
    "c-stops-short": (("page.get_by_text('Stop').hover()",), "goal not reached"),
    "d-hangs": (("page.evaluate('for (;;) {}')",), "refuse.py:2: the page did not answer for 2 s"),
    "e-crashes": ((GOOD, "page.goto('chrome://crash')"), "refuse.py:3: "),
    "f-goes-around": (("page.request.get('https://shop.test/')",), "refuse.py:2: "),
    "g-leaves": (("page.goto('https://other.test/')",), "refuse.py:2: https://other.test/ is outside of the site"),
}  # fmt: skip
"""Flows whose route fails: what it does, and what is said of it."""
SAMPLE = ("a-raises", "c-stops-short", "f-goes-around")
"""Those of `make test`; how each of the others ends a walk is tested on the walk, with a browser that runs anyhow."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return flow(tmp_path_factory.mktemp("flows"), "shop-2026", GOOD)


@pytest.fixture(scope="module")
def made(
    shop: Path, living: Callable[[], Browser], choice: BrowserChoice, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A finished run, for all who do not change it."""
    return walked(shop, tmp_path_factory.mktemp("made"), living(), choice)


@pytest.fixture
def finished(made: Path, tmp_path: Path) -> Path:
    """A finished run to do with as one likes."""
    return shutil.copytree(made, tmp_path / "out" / made.name)


def test_a_route_that_fails_is_one_line_and_kept_incomplete(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    failing = {name: FAILING[name] for name in (FAILING if pytestconfig.getoption("--long") else SAMPLE)}
    for name, (lines, _) in failing.items():
        flow(tmp_path / "flows", name, *lines)

    done = optout("run", tmp_path / "flows", "-o", tmp_path / "out", "--timeout", 2)

    assert done.returncode == cli.EXIT_BAD
    assert "Traceback" not in done.stderr
    complaints = [line for line in done.stderr.splitlines() if line.startswith("optout:")]
    assert len(complaints) == len(failing)
    for complaint, (name, (_, said)) in zip(complaints, failing.items(), strict=True):
        assert name in complaint
        assert said in complaint
        kept = read_walk(tmp_path / "out" / f"{name}.incomplete" / "walks" / "refuse").walk
        assert kept.outcome == "incomplete"
        assert kept.failure
        assert kept.screens
        assert not (tmp_path / "out" / name).exists()


@pytest.mark.slow
def test_a_flow_that_crashes_its_browser_leaves_the_others_alone(tmp_path: Path) -> None:
    flow(tmp_path / "flows", "a-bad-one", "import os, signal", KILL, "page.reload()")
    flow(tmp_path / "flows", "b-good-one", GOOD)
    (flow(tmp_path / "flows", "c-broken-one", GOOD) / "flow.toml").write_text("[flow", encoding="utf-8")

    done = optout("run", tmp_path / "flows", "-o", tmp_path / "out", "--timeout", 2)

    assert done.returncode == cli.EXIT_BAD
    assert done.stderr.count("optout: ") == 2
    assert (tmp_path / "out" / "b-good-one" / "report.html").is_file()


def test_a_new_run_replaces_the_former_one_but_nothing_that_somebody_put_beside_it(shop: Path, finished: Path) -> None:
    run, before = finished, (finished / "run.json").stat().st_mtime_ns
    (run / "bundle.zip.sig").write_text("somebody's", encoding="utf-8")
    assert optout("run", shop, "-o", run.parent, "--again").returncode == 0
    assert not (run / "bundle.zip.sig").exists()
    assert (run / "run.json").stat().st_mtime_ns != before
    (run / "notes.txt").write_text("mine", encoding="utf-8")

    done = optout("run", shop, "-o", run.parent, "--again")

    assert done.returncode == cli.EXIT_BAD
    assert "holds 'notes.txt', which is not a run's; move it, or choose another -o" in done.stderr
    assert (run / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_what_was_broken_off_is_never_scored_as_if_it_were_whole(tmp_path: Path) -> None:
    flow(tmp_path, "broken", "raise ValueError")
    optout("run", tmp_path / "broken", "-o", tmp_path / "out")

    done = optout("score", tmp_path / "out" / "broken.incomplete", "--json")

    judged = json.loads(done.stdout)
    assert judged["score"] is None
    assert "incomplete" in judged["score_reason"]


def test_walking_and_judging_apart_give_what_a_run_gives(shop: Path, made: Path, tmp_path: Path) -> None:
    assert optout("walk", shop, "-o", tmp_path / "walk").returncode == 0
    assert optout("report", tmp_path / "walk" / "shop-2026", "-o", tmp_path / "apart.json").returncode == 0
    scored = optout("score", tmp_path / "walk" / "shop-2026", "--json")

    assert (tmp_path / "apart.json").read_bytes() == (made / "report.json").read_bytes()
    assert scored.stdout == (made / "score.json").read_text(encoding="utf-8")


def test_a_full_disk_is_one_line_and_leaves_no_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser, choice: BrowserChoice
) -> None:
    place = flows.load(flow(tmp_path, "shop-2026", GOOD))
    written = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name.startswith("002.png"):
            raise OSError(28, "No space left on device")
        return written(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    machine = pipeline.Machine(browser, choice, patience=10)

    with pytest.raises(AnalyzerError, match=r"^[^\n]*No space left on device[^\n]*$"):
        pipeline.run(place, "en", tmp_path / "out", policy.newest(), machine, lambda *_: None)

    assert not (tmp_path / "out" / "shop-2026").exists()
    assert read_walk(tmp_path / "out" / "shop-2026.incomplete" / "walks" / "refuse").walk.outcome == "incomplete"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--commit",), "--commit and --contact belong to a visit: give --live as well"),
        (("--contact", "a"), "--commit and --contact belong to a visit: give --live as well"),
        (("--live",), "--live visits one flow whose site is live; walk the others without it"),
        (("--live", "--contact", "a\nb"), "--live visits one flow"),
    ],
)
def test_nothing_is_visited_live_by_a_slip(
    options: tuple[str, ...], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["run", "symmetric-notification", "-o", str(tmp_path), *options])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"optout: {why}")
    assert not any(tmp_path.iterdir())


def test_a_run_ends_with_a_bundle_that_verifies_and_scores_as_the_run(finished: Path, tmp_path: Path) -> None:
    run = finished
    bundle = (run / "bundle.zip").rename(tmp_path / "bundle.zip")

    assert optout("verify", bundle).returncode == 0
    assert optout("replay", bundle).returncode == 0
    assert optout("score", bundle, "--json").stdout == (run / "score.json").read_text(encoding="utf-8")
    assert optout("seal", run).returncode == 0
    assert (run / "bundle.zip").read_bytes() == bundle.read_bytes()


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_a_finished_run_is_kept_and_signed_when_asked_afterwards(shop: Path, finished: Path, tmp_path: Path) -> None:
    run, key = finished, tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    before = (run / "run.json").stat().st_mtime_ns
    (run / "bundle.zip").unlink()

    signed = optout("run", shop, "-o", run.parent, "--key", key)
    unreachable = optout("run", shop, "-o", run.parent, "--key", key, "--tsa", "http://127.0.0.1:9/")

    assert (signed.returncode, unreachable.returncode) == (0, cli.EXIT_BAD)
    assert "no time stamp" in unreachable.stderr
    assert (run / "run.json").stat().st_mtime_ns == before
    assert (run / "bundle.zip").is_file()
    assert (run / "bundle.zip.sig").is_file()


def test_a_key_of_no_use_is_refused_before_anything_is_walked(tmp_path: Path) -> None:
    done = optout("run", flow(tmp_path, "shop-2026", GOOD), "-o", tmp_path / "out", "--key", tmp_path / "none")

    assert done.returncode == cli.EXIT_BAD
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_flows_are_not_looked_for_inside_finished_runs(shop: Path, finished: Path, tmp_path: Path) -> None:
    assert list(finished.rglob("flow.toml"))
    shutil.copytree(shop, tmp_path / shop.name)

    assert [found.name for found in flows.discover(tmp_path)] == ["shop-2026"]


def test_a_long_list_of_wrong_flows_is_told_in_a_screenful_and_named_whole_in_the_table(tmp_path: Path) -> None:
    done = optout("run", *(f"no-such-{number}" for number in range(60)), "-o", tmp_path / "out")

    assert done.returncode == cli.EXIT_BAD
    assert len(done.stderr.splitlines()) == 21
    assert "and 40 more of the kind" in done.stderr
    assert done.stdout.count("failed") == 60
