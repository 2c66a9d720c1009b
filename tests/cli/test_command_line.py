import gzip
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest

from analyzer import cli
from analyzer.evidence import sealing
from analyzer.reports import writing
from tests.reports.exports.kept import run
from tests.sealed import small_run
from tests.tables import for_each

README = Path(__file__).parents[2] / "README.md"


def optout(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    return int(ended.value.code or 0)


@for_each("name", cli.COMMANDS)
def test_every_command_is_there_with_help_for_itself_and_each_option(name: str) -> None:
    command = cli.optout.get_command(click.Context(cli.optout), name)

    assert command is not None
    assert command.name == name
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@for_each("name", cli.COMMANDS)
def test_every_command_is_shown_in_the_readme(name: str) -> None:
    assert f"optout {name}" in README.read_text(encoding="utf-8")


@pytest.mark.lengthy
def test_the_overview_loads_neither_browser_driver_nor_graph_library() -> None:
    code = (
        "import sys; from analyzer.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'playwright', 'networkx', 'bs4', 'jinja2', 'rich', 'msgspec'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "no-such-flow"), "no-such-flow"),
        (("score", "no/such/walk"), "no such folder"),
        (("report", "fixtures/walks", "-o", "x.md"), "fixtures/walks: holds no walk; did you mean fixtures/walks/"),
        (("report", "fixtures/walks", "-o", "x.md", "--lang", "fr"), "only .html, .pdf speak another language"),
        (("report", "no/such/walk", "-o", "x.docx"), "no report of kind '.docx'"),
        (("explain", "click"), "did you mean 'clicks'?"),
        (("check", "no/such/folder"), "no/such/folder"),
        (("walk", "facebook-2025-privacy-centre", "--lang", "xx"), "there is fr, en"),
        (("score",), "Missing argument"),
        (("frobnicate",), "No such command"),
        (("verfy", "bundle.zip"), "Did you mean 'verify'?"),
        (
            ("run", "x", "--polcy", "y"),
            "run: No such option '--polcy'. Did you mean '--policy'?; optout run --help tells",
        ),
        (("--versoin",), "No such option '--versoin'. Did you mean '--version'?; optout --help tells"),
        (("explore", "x", "-Z"), "explore: No such option '-Z'; optout explore --help tells"),
        (("report", "x"), "report: Missing option '-o' / '--out'; "),
        (("run", "x", "-j", "many"), "run: Invalid value for '-j': 'many' is not a valid integer"),
        (
            ("score", "x", "--fail-above", "nan"),
            "for '--fail-above': 'nan' is not a finite number",
        ),
        (("run", "x", "--timeout", "inf"), "for '--timeout': 'inf' is not a finite number"),
        (("explore", "x", "--seconds", "nan"), "for '--seconds': 'nan' is not a finite number"),
        (("run", "x", "-o"), "Option '-o' requires an argument"),
        (
            ("score", "fixtures/walks", "--policy", "/dev/null"),
            "/dev/null: cannot be read: it is no ordinary file; shipped policies: ",
        ),
    ],
)
def test_a_mistake_is_one_line_on_stderr_and_exit_status_2(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = optout(*arguments)

    printed = capsys.readouterr()
    assert status == cli.EXIT_BAD
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert "internal error" not in printed.err
    assert printed.out == ""


def test_a_file_of_which_a_command_can_make_nothing_is_its_own_line_without_the_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = optout("report", str(run(tmp_path / "run")), "-o", str(tmp_path))

    printed = capsys.readouterr()
    assert status == cli.EXIT_BAD
    assert printed.err.startswith("optout: Invalid value for '-o' / '--out': File ")
    assert printed.err.count("\n") == 1


FOLDERS = [("report", "{run}"), ("compare", "{run}"), ("compare", "{run}", "{run}")]


@pytest.mark.lengthy
@pytest.mark.parametrize("command", FOLDERS)
@pytest.mark.parametrize(
    ("out", "said"),
    [("file/report.html", "file is a file, not a folder; choose another -o"), ("folder.html", "is a directory")],
)
def test_where_nothing_can_be_written_is_one_line(
    command: tuple[str, ...], out: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.html").mkdir()
    folder = run(tmp_path / "run")

    status = optout(*(word.format(run=folder) for word in command), "-o", str(tmp_path / out))

    printed = capsys.readouterr()
    assert status == cli.EXIT_BAD
    assert said in printed.err
    assert "internal error" not in printed.err
    assert (tmp_path / "file").read_bytes() == b""


@pytest.mark.lengthy
@pytest.mark.parametrize("command", ["score", "seal", "verify", "report", "redact"])
def test_an_unzipped_bundle_is_called_one(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle = sealing.seal(small_run(tmp_path / "flow"))
    with zipfile.ZipFile(bundle) as opened:
        opened.extractall(tmp_path / "unzipped")
    more = ("-o", str(tmp_path / "made.html")) if command in {"report", "redact"} else ()

    status = optout(command, str(tmp_path / "unzipped"), *more)

    assert status == cli.EXIT_BAD
    assert "an unzipped bundle" in capsys.readouterr().err


@pytest.mark.lengthy
def test_a_bundle_is_compared_as_its_run_is_and_an_unzipped_one_checked_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_run(tmp_path / "flow")
    bundle = sealing.seal(folder)
    with zipfile.ZipFile(bundle) as opened:
        opened.extractall(tmp_path / "unzipped")
    said = {}
    for one in (folder, bundle):
        assert optout("compare", str(one)) == 0
        said[one] = capsys.readouterr().out

    assert said[folder] == said[bundle]
    assert optout("check", str(tmp_path / "unzipped")) == 3
    assert "an unzipped bundle" in " ".join(capsys.readouterr().out.split())


@pytest.mark.lengthy
def test_below_a_folder_every_run_and_bundle_is_checked_and_none_hides_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = tmp_path / "runs"
    first, second, third = (small_run(runs / name) for name in ("first", "second", "third"))
    sealing.seal(third)
    assert optout("check", str(runs)) == 0
    walk = first / "walks" / "refuse" / "walk.json"
    walk.write_bytes(walk.read_bytes().replace(b"Stop", b"Halt").replace(b"en", b"fr", 1))
    capsys.readouterr()

    assert optout("check", str(runs)) == cli.EXIT_NO
    said = capsys.readouterr()
    assert str(walk) in said.err
    assert str(second) in said.out
    with (third / sealing.BUNDLE).open("ab") as bundle:
        bundle.write(b"x")
    assert optout("check", str(third)) == cli.EXIT_NO
    (runs / "other.zip").write_bytes(b"PK, and no more")
    assert optout("check", str(runs)) == cli.EXIT_BAD


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("check", "none.har"), "no such file or folder"),
        (("check", "x/bundle.zip"), "no such file or folder"),
        (("verify", "BUNDLE", "--ca", "none.pem"), "no such file; --ca takes the certificates"),
        (("verify", "BUNDLE", "--allowed-signers", "none"), "a line 'name ssh-ed25519 KEY' for each"),
        (("verify", "ZIP"), "give the bundle.zip in the folder of a run"),
        (("check", "FLOW"), "missing key 'routes'; add a way to walk: [routes.refuse]"),
        (("import", "EMPTY", "-o", "o_empty.har"), "empty.har: holds no answered request"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_to_do(
    arguments: tuple[str, ...], remedy: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, other, flow, empty = (tmp_path / name for name in ("bundle.zip", "other.zip", "a-flow", "empty.har"))
    bundle.write_bytes(b"x")
    empty.write_text('{"log": {"entries": []}}', encoding="utf-8")
    with zipfile.ZipFile(other, "w") as zipped:
        zipped.writestr("a", "b")
    flow.mkdir()
    (flow / "flow.toml").write_text("[flow]\n[site]\n", encoding="utf-8")
    places = {"BUNDLE": bundle, "ZIP": other, "FLOW": flow, "EMPTY": empty}

    assert optout(*(str(places.get(one, one)) for one in arguments)) == cli.EXIT_BAD

    said = capsys.readouterr().err
    assert remedy in said
    assert said.count("\n") == 1


@pytest.mark.lengthy
def test_sealing_a_file_is_told_what_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle = sealing.seal(small_run(tmp_path / "flow"))

    assert optout("seal", str(bundle)) == cli.EXIT_BAD
    assert f"give the folder of a finished run, such as {bundle.parent}" in capsys.readouterr().err


def test_what_a_file_says_cannot_steer_the_terminal() -> None:
    assert cli.plain("flow\x1b[2J\u202e gpj.exe\nnext") == "flow�[2J� gpj.exe next"


def test_a_run_is_checked_walk_by_walk(capsys: pytest.CaptureFixture[str]) -> None:
    run = README.parent / "fixtures" / "walks" / "facebook-2025-privacy-centre"

    assert optout("check", str(run)) == 0

    told = capsys.readouterr().out
    assert re.findall(r": walk of (.+?, route \w+: \w+)", " ".join(told.split())) == [
        "symmetric-notification, route accept: reached",
        "symmetric-notification, route refuse: reached",
        "facebook-2025-privacy-centre, route accept: reached",
        "facebook-2025-privacy-centre, route refuse: reached",
    ]


@pytest.mark.lengthy
def test_recorded_traffic_is_checked_and_what_is_wrong_with_it_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = run(tmp_path / "run")
    files = [tmp_path / f"traffic{suffix}" for suffix in (".har", ".wacz", ".warc.gz", ".zip")]
    for file in files[:2]:
        assert optout("report", str(folder), "-o", str(file)) == 0
    with zipfile.ZipFile(files[1]) as opened:
        files[2].write_bytes(opened.read("archive/data.warc.gz"))
    with zipfile.ZipFile(files[3], "w") as zipped:
        zipped.write(files[0], "har.har")
    capsys.readouterr()

    assert optout("check", *map(str, files)) == 0

    told = " ".join(capsys.readouterr().out.split())
    assert re.findall(r": ([A-Za-z ]+, \d+ requests)", told) == [
        "HAR, 8 requests", "WACZ, 8 requests", "WARC, 8 requests", "HAR in a zip, 8 requests",
    ]  # fmt: skip
    for file in files:
        file.write_bytes(file.read_bytes()[:700])
        assert optout("check", str(file)) == cli.EXIT_BAD
        assert "internal error" not in capsys.readouterr().err


@pytest.mark.parametrize("kind", [".warc", ".warc.gz", ".wacz"])
def test_a_recording_that_is_cut_short_was_not_checked_to_its_end(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wacz, file = tmp_path / "whole.wacz", tmp_path / f"half{kind}"
    assert optout("report", str(run(tmp_path / "run")), "-o", str(wacz)) == 0
    with zipfile.ZipFile(wacz) as opened:
        packed = opened.read("archive/data.warc.gz")
    data = {".warc": gzip.decompress(packed), ".warc.gz": packed, ".wacz": wacz.read_bytes()}[kind]
    file.write_bytes(data)
    assert optout("check", str(file)) == 0
    capsys.readouterr()

    file.write_bytes(data[: len(data) * 3 // 5])

    assert optout("check", str(file)) == cli.EXIT_UNCHECKED
    assert "cut" in capsys.readouterr().out


@pytest.mark.lengthy
def test_every_kind_of_report_is_offered_written_and_shown_in_the_readme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = run(tmp_path / "run")
    kinds = (*writing.FORMATS, *writing.EXPORTS)

    for suffix in kinds:
        assert optout("report", str(folder), "-o", str(tmp_path / f"report{suffix}")) == 0

    assert capsys.readouterr().out.split() == [str(tmp_path / f"report{suffix}") for suffix in kinds]
    assert all((tmp_path / f"report{suffix}").stat().st_size > 500 for suffix in kinds)
    assert all(f"`{suffix}`" in README.read_text(encoding="utf-8") for suffix in kinds)


@pytest.mark.lengthy
def test_text_without_a_language_is_said_to_be_read_as_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert optout("wording", "Reject all") == 0

    assert "read as English" in capsys.readouterr().err


def test_a_control_of_an_unknown_intent_is_bad_usage_that_names_the_intents(capsys: pytest.CaptureFixture[str]) -> None:
    assert optout("wording", "Reject all", "--lang", "en", "--control", "reject") == cli.EXIT_BAD

    assert "--control reject: no intent of a control; there are accept, refuse" in capsys.readouterr().err


def test_a_text_longer_than_is_read_is_said_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert optout("wording", f"{'Bread. ' * 3000}You will lose everything.", "--lang", "en") == 0

    assert capsys.readouterr().err == "of this text, the first 20,000 characters are read\n"


@pytest.mark.lengthy
def test_a_label_without_a_language_is_read_in_all_and_said_to_be_unverified(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert optout("intent", "Tout refuser", "Accepter ikke") == 0

    refusing, undecided = capsys.readouterr().out.splitlines()
    assert refusing.startswith("refuse ")
    assert undecided.startswith("left open ")
    assert refusing.endswith("not verified")


def test_a_label_in_a_language_tried_on_few_published_labels_is_said_to_be_unverified(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert optout("intent", "Irrifjuta", "--lang", "mt", "--json") == 0
    assert optout("intent", "Tout refuser", "--lang", "fr", "--json") == 0

    maltese, french = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (maltese["label"], maltese["lang"], maltese["intent"]) == ("Irrifjuta", "mt", "refuse")
    assert (maltese["verified"], french["intent"], french["verified"]) == (False, "refuse", True)


def test_a_link_to_itself_and_a_pipe_that_nobody_writes_to_are_one_line_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loop, pipe = tmp_path / "loop", tmp_path / "pipe"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    for command in (
        "check",
        "verify",
        "score",
        "seal",
        "compare",
        "redact",
        "replay",
        "import",
        "table",
        "site",
        "pool",
    ):
        for file in (loop, pipe):
            out = ["-o", str(tmp_path / "out.csv")] if command in {"redact", "import", "table", "site"} else []
            assert optout(command, str(file), *out) == cli.EXIT_BAD, command
            said = capsys.readouterr().err
            assert len(said.splitlines()) == 1, said
            assert "internal error" not in said
    assert optout("explore", "--from", str(pipe)) == cli.EXIT_BAD
    assert "is a pipe" in capsys.readouterr().err
