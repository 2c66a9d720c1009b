"""A run counts as finished only while everything that went in, and everything that came out, is what it was."""

import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from analyzer import flows, mocks, stamping
from analyzer.reports import terminal
from analyzer.stamping import Browser, Stamp
from tests.tables import for_each

ROOT = Path(__file__).parents[1]
NAME = "facebook-2025-privacy-centre"
GOLDEN = ROOT / "tests" / "goldens" / f"{NAME}.json"
BROWSER = Browser(version="1", build="shell", driver="1", fonts="0")


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    copied = tmp_path / "flows" / NAME
    shutil.copytree(ROOT / "flows" / "meta" / NAME, copied)
    return copied


def made(folder: Path, language: str = "fr", rules: str = "a" * 64, browser: Browser = BROWSER) -> Stamp:
    return stamping.stamp([(flows.load(folder), language)], rules, browser)


def run_of(tmp_path: Path, stamp: Stamp) -> Path:
    run = tmp_path / "run"
    shutil.copytree(ROOT / "fixtures" / "walks" / NAME / "walks", run / "walks")
    shutil.copyfile(GOLDEN, run / "report.json")
    stamping.finish(run, stamp)
    return run


def test_what_was_finished_says_what_it_was_made_from_and_gives_its_report(tmp_path: Path, flow: Path) -> None:
    run = run_of(tmp_path, made(flow))

    assert stamping.finished(run) == made(flow)
    assert terminal.table(stamping.report(run)) == GOLDEN.with_suffix(".txt").read_text("utf-8")


def test_a_copy_elsewhere_with_other_times_is_made_from_the_same(tmp_path: Path, flow: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    copy = Path(shutil.copytree(flow, tmp_path / "elsewhere" / NAME, copy_function=shutil.copyfile))
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "refuse.pyc").write_bytes(b"0")
    (copy / ".refuse.py.swp").write_bytes(b"0")

    assert made(copy) == made(flow)


@pytest.mark.parametrize(
    "change",
    [
        lambda flow: (flow / "refuse.py").write_text((flow / "refuse.py").read_text() + "\n"),
        lambda flow: (flow / "added.txt").write_bytes(b""),
        lambda flow: (
            (flow / "refuse.py").rename(flow / "object.py")
            and (flow / "flow.toml").write_text((flow / "flow.toml").read_text().replace("refuse.py", "object.py"))
        ),
        lambda flow: (flow / "away").symlink_to(flow.parent),
    ],
)
def test_any_change_of_the_flow_folder_makes_another_run(change: object, flow: Path) -> None:
    before = made(flow)
    assert callable(change)
    change(flow)

    assert made(flow) != before


@pytest.mark.lengthy
def test_language_policy_browser_counterfactual_and_tool_make_another_run(
    flow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = flows.load("symmetric-notification")
    alone = made(flow)
    others = [
        made(flow, language="en"),
        made(flow, rules="b" * 64),
        made(flow, browser=Browser(version="2", build="shell", driver="1", fonts="0")),
        stamping.stamp([(flows.load(flow), "fr"), (other, "fr")], "a" * 64, BROWSER),
    ]
    monkeypatch.setattr(stamping, "version", lambda _: "9")
    others.append(made(flow))

    assert len({repr(stamp) for stamp in (alone, *others)}) == len(others) + 1


@pytest.mark.lengthy
@pytest.mark.parametrize("changed", ["facebook/texts/fr.toml", "common/web.py"])
def test_a_change_of_the_mock_site_or_of_what_sites_share_makes_another_run(
    changed: str, flow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = Path(shutil.copytree(ROOT / "fixtures" / "sites", tmp_path / "sites"))
    monkeypatch.setattr(mocks.shipped, "sites_folder", lambda: sites)
    before = made(flow)
    with (sites / changed).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert made(flow) != before


@pytest.mark.lengthy
def test_another_site_makes_no_other_run(flow: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = Path(shutil.copytree(ROOT / "fixtures" / "sites", tmp_path / "sites"))
    monkeypatch.setattr(mocks.shipped, "sites_folder", lambda: sites)
    before = made(flow)
    shutil.copytree(sites / "facebook", sites / "another")

    assert made(flow) == before


@for_each("name", sorted(place.parent.name for place in (ROOT / "fixtures" / "sites").glob("*/site.py")))
def test_a_site_takes_from_its_neighbours_only_what_its_stamp_covers(name: str) -> None:
    folders = mocks.folders_of(name)
    taken = {
        word for file in folders[0].rglob("*.py") for word in re.findall(r"from \.\.(\w+)", file.read_text("utf-8"))
    }

    assert taken <= {folder.name for folder in folders[1:]}


def test_what_is_missing_changed_or_half_written_is_not_finished(tmp_path: Path, flow: Path) -> None:
    run = run_of(tmp_path, made(flow))
    for file in (run / "walks" / "refuse" / "screens" / "003.png", run / "report.json", run / "run.json"):
        whole = file.read_bytes()
        for left in (whole[:-3], b"", None):
            file.unlink() if left is None else file.write_bytes(left)
            assert stamping.finished(run) is None, file
            file.write_bytes(whole)
    assert stamping.finished(run) is not None
    assert stamping.finished(tmp_path / "nothing") is None


def test_a_run_names_no_file_outside_of_itself(tmp_path: Path, flow: Path) -> None:
    run, outside = run_of(tmp_path, made(flow)), tmp_path / "outside"
    outside.write_bytes(b"")
    said = json.loads((run / "run.json").read_bytes())
    for name in (str(outside), "../outside", "walks/../../outside"):
        files = {**said["files"], name: sha256(b"").hexdigest()}
        (run / "run.json").write_text(json.dumps({**said, "files": files}), encoding="utf-8")

        assert stamping.finished(run) is None


def test_a_seal_beside_the_files_of_a_run_leaves_it_finished(tmp_path: Path, flow: Path) -> None:
    run = run_of(tmp_path, made(flow))
    (run / "bundle.zip.sig").write_bytes(b"0")

    assert stamping.finished(run) is not None
