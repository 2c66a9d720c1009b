"""A folder of bundles made public: whole or not at all, and never in place of somebody's files."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from analyzer import cli, pipeline
from analyzer.errors import InputError, StorageError, TamperedError
from analyzer.evidence import publishing
from analyzer.evidence.publishing import publish
from analyzer.evidence.sealing import seal
from analyzer.scoring import policy
from tests.sealed import finished_run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two finished runs of one flow, under two names."""
    folder = tmp_path_factory.mktemp("out")
    first = finished_run(folder / "first")
    seal(first)
    shutil.copytree(first, folder / "first.en")
    (folder / "first" / "bundle.zip.sig").write_text("a signature", encoding="utf-8")
    return folder


def bundles(out: Path) -> dict[str, Path]:
    return {run.name: run / "bundle.zip" for run in sorted(out.iterdir())}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def optout(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


@pytest.mark.lengthy
def test_an_index_in_a_language_leads_to_the_page_in_it_where_the_bundle_holds_one(out: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path / "out")
    run = tmp_path / "out" / "first"
    pipeline.read_by(run, ["fr"], policy.newest())
    seal(run)

    assert optout("site", tmp_path / "out", "-o", tmp_path / "site", "--lang", "fr") == 0

    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in index
    assert (tmp_path / "site" / "runs" / "first" / "report.fr.html").read_bytes() == (
        run / "report.fr.html"
    ).read_bytes()
    assert 'href="runs/first/report.fr.html"' in index
    assert 'href="runs/first.en/report.html"' in index


@pytest.mark.lengthy
def test_a_site_holds_every_report_and_bundle_as_sealed_and_the_hash_of_every_file(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert optout("site", out, "-o", tmp_path / "site") == 0

    assert capsys.readouterr().out == f"{tmp_path / 'site' / 'index.html'}\n"
    made = tree(tmp_path / "site")
    for run in ("first", "first.en"):
        for file in ("report.html", "report.json", "bundle.zip"):
            assert made[f"runs/{run}/{file}"] == (out / run / file).read_bytes()
    assert "runs/first/bundle.zip.sig" in made
    assert "runs/first.en/bundle.zip.sig" not in made
    sums = dict(line.split("  ", 1)[::-1] for line in made.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}
    rows = json.loads(made["site.json"])["rows"]
    assert [(row["run"], row["operator"], row["places"]) for row in rows] == [
        ("first", "meta", [1, 2]),
        ("first.en", "meta", [1, 2]),
    ]
    assert b"runs/first/bundle.zip.sig" in made["index.html"]


@pytest.mark.lengthy
def test_the_same_bundles_give_the_same_folder_and_a_new_index_replaces_an_old_one(out: Path, tmp_path: Path) -> None:
    publish(bundles(out), {}, tmp_path / "one")
    publish({"first": out / "first" / "bundle.zip"}, {}, tmp_path / "two")
    publish(bundles(out), {}, tmp_path / "two")

    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.lengthy
def test_a_bundle_alone_is_published_under_its_own_name(out: Path, tmp_path: Path) -> None:
    shutil.copy(out / "first" / "bundle.zip", tmp_path / "received.zip")

    assert optout("site", tmp_path / "received.zip", "-o", tmp_path / "site") == 0

    assert (tmp_path / "site" / "runs" / "received" / "report.html").is_file()


@pytest.mark.lengthy
def test_what_was_changed_after_sealing_is_not_published_and_the_old_index_stays(out: Path, tmp_path: Path) -> None:
    publish(bundles(out), {}, tmp_path / "site")
    before = tree(tmp_path / "site")
    changed = tmp_path / "changed.zip"
    data = bytearray((out / "first" / "bundle.zip").read_bytes())
    data[len(data) // 2] ^= 1
    changed.write_bytes(data)

    with pytest.raises(TamperedError, match="not what was sealed"):
        publish({"changed": changed}, {}, tmp_path / "site")

    assert tree(tmp_path / "site") == before


@pytest.mark.lengthy
@pytest.mark.parametrize("name", ["notes.txt", "runs/first/notes.txt", "SHA256SUMS.old"])
def test_a_folder_that_holds_something_else_is_not_replaced(out: Path, tmp_path: Path, name: str) -> None:
    publish({"first": out / "first" / "bundle.zip"}, {}, tmp_path / "site")
    (tmp_path / "site" / name).write_text("mine", encoding="utf-8")

    with pytest.raises(InputError, match=f"holds '{name}', which is not the index's; move it, or choose another -o"):
        publish(bundles(out), {}, tmp_path / "site")

    assert (tmp_path / "site" / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.lengthy
def test_a_folder_without_an_index_of_ours_is_not_replaced(out: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="holds files, and no index that optout made"):
        publish(bundles(out), {}, tmp_path / "site")
    with pytest.raises(InputError, match="holds files, and no index"):
        publish(bundles(out), {}, out)
    with pytest.raises(InputError, match="is a file, not a folder"):
        publish(bundles(out), {}, tmp_path / "site" / "index.html")


@pytest.mark.lengthy
def test_a_disk_that_refuses_leaves_no_half_index(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish({"first": out / "first" / "bundle.zip"}, {}, tmp_path / "site")
    before = tree(tmp_path / "site")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing.shutil, "copyfile", full)
    with pytest.raises(StorageError, match="No space left on device"):
        publish(bundles(out), {}, tmp_path / "site")

    assert tree(tmp_path / "site") == before


@pytest.mark.lengthy
def test_names_that_are_one_folder_elsewhere_are_refused(out: Path, tmp_path: Path) -> None:
    file = out / "first" / "bundle.zip"
    with pytest.raises(InputError, match="one folder where case does not count"):
        publish({"Run": file, "run": file}, {}, tmp_path / "site")
    with pytest.raises(InputError, match="Windows has no names with; rename it"):
        publish({"what?": file}, {}, tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("no/such", "no/such: no such file or folder; optout run FLOW -o OUT makes a run"),
        (".", "holds no bundle.zip; optout seal"),
    ],
)
def test_what_is_no_run_is_one_line_with_a_remedy(
    run: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert optout("site", run, "-o", tmp_path / "site") == cli.EXIT_BAD

    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1
