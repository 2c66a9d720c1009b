import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from analyzer import cli, flows
from analyzer.errors import InputError, StorageError
from analyzer.flows import Flow
from analyzer.model import Goal
from analyzer.recordings import devtools, survey
from analyzer.recordings.importing import ImportResult, import_recording

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "recordings"

START = {"type": "navigate", "url": "http://127.0.0.1:8000/shop/index.html"}
DONE = {"type": "navigation", "url": "http://127.0.0.1:8000/shop/done?session=3#top", "title": ""}
CLICK = {"type": "click", "selectors": [["aria/Je refuse"]], "offsetX": 1, "offsetY": 1}
COOKIE = Goal(cookie="klaro=*")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "my-flow"


def recorded(tmp_path: Path, *steps: dict[str, Any], title: str = "Refuser") -> Path:
    file = tmp_path / "recorded.json"
    file.write_text(json.dumps({"title": title, "steps": steps}), encoding="utf-8")
    return file


def imported(tmp_path: Path, folder: Path, *steps: dict[str, Any], **more: Any) -> tuple[ImportResult, Flow]:
    result = import_recording(recorded(tmp_path, *steps), folder, **more)
    return result, flows.load(folder)


def typed(value: str, *selectors: str) -> dict[str, Any]:
    return {"type": "change", "value": value, "selectors": list(selectors) or ["#f"]}


def test_a_recording_becomes_a_flow_that_can_be_read(tmp_path: Path, folder: Path) -> None:
    result, flow = imported(tmp_path, folder, START, {**CLICK, "assertedEvents": [DONE]}, language="fr")

    assert result.created
    assert result.recording == folder / "refuse.json" == flow.routes["refuse"].script
    assert result.goal == flow.routes["refuse"].goal("fr") == Goal(url="http://127.0.0.1:8000/shop/done*")
    assert flow.identity("fr").start == START["url"]
    assert flow.site.kind == "live"
    assert [type(step).__name__ for step in devtools.load(result.recording).steps] == ["Navigate", "Click"]


def test_what_a_recording_cannot_know_is_marked_and_said(tmp_path: Path, folder: Path) -> None:
    result, flow = imported(tmp_path, folder, START, CLICK, goal=COOKIE)

    assert flow.languages == ("und",)
    assert flow.identity("und").country == "ZZ"
    marked = re.findall(r"^(\w+) = .*# check$", result.flow.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(marked) == {"service", "right", "country", "languages", "date", "account", "time_zone", "who"}
    for key in ("right", "country", "account", "time_zone", "date", "who", "languages"):
        assert any(key in line for line in result.missing)


@pytest.mark.parametrize(
    "steps",
    [
        (CLICK,),
        ({**CLICK, "assertedEvents": [DONE]}, CLICK),
        ({**CLICK, "assertedEvents": [{**DONE, "url": "about:blank"}]},),
        ({**CLICK, "assertedEvents": [{**DONE, "url": START["url"] + "?q"}]},),
        ({**CLICK, "assertedEvents": [{"type": "navigation"}]},),
        (),
    ],
)
def test_without_a_recognisable_end_the_flow_says_so_until_somebody_gives_one(
    tmp_path: Path, folder: Path, steps: tuple[dict[str, Any], ...]
) -> None:
    result = import_recording(recorded(tmp_path, START, *steps), folder)

    assert result.goal is None
    assert any("how reached is recognised" in line for line in result.missing)
    with pytest.raises(InputError, match=r"flow.toml: \[routes.refuse\]: missing key 'reached'"):
        flows.load(folder)

    _, flow = imported(tmp_path, folder, START, *steps, goal=COOKIE)
    assert flow.routes["refuse"].goal("und") == COOKIE


def test_a_second_recording_adds_its_route_and_changes_nothing_else(tmp_path: Path, folder: Path) -> None:
    first, _ = imported(tmp_path, folder, START, CLICK, goal=COOKIE)
    before = first.flow.read_text(encoding="utf-8")

    second, flow = imported(tmp_path, folder, START, CLICK, CLICK, route="accept", goal=COOKIE)

    assert not second.created
    assert second.flow.read_text(encoding="utf-8").startswith(before)
    assert list(flow.routes) == ["refuse", "accept"]
    assert len(devtools.load(folder / "accept.json").steps) == 3


def test_importing_again_renews_the_recording_and_keeps_the_file(tmp_path: Path, folder: Path) -> None:
    first, _ = imported(tmp_path, folder, START, CLICK, goal=COOKIE)
    before = first.flow.read_bytes()

    again, _ = imported(tmp_path, folder, START, CLICK, CLICK, goal=Goal(text="Merci"))

    assert first.flow.read_bytes() == before
    assert "[routes.refuse] is there already and kept as it is" in again.missing
    assert again.steps == 3


def test_pages_are_copied_and_the_recorded_address_moves_to_a_reserved_one(tmp_path: Path, folder: Path) -> None:
    pages = tmp_path / "www"
    (pages / "shop").mkdir(parents=True)
    (pages / "shop" / "index.html").write_text("<p>", encoding="utf-8")
    (pages / ".git").mkdir()
    (pages / ".git" / "config").write_text("secret", encoding="utf-8")
    (pages / "passwd").symlink_to("/etc/passwd")
    popup = {"type": "close", "target": "http://127.0.0.1:8000/pop"}
    other = {"type": "close", "target": "http://127.0.0.1:80001/"}

    result, flow = imported(
        tmp_path, folder, START, {**CLICK, "assertedEvents": [DONE]}, popup, other, files=pages, language="fr"
    )

    assert flow.site.kind == "mock"
    assert flow.site.origin == "https://my-flow.test"
    assert sorted(path.name for path in (folder / "pages").rglob("*")) == ["index.html", "shop"]
    assert result.start == flow.identity("fr").start == "https://my-flow.test/shop/index.html"
    assert result.goal == Goal(url="https://my-flow.test/shop/done*")
    written = result.recording.read_text(encoding="utf-8")
    assert "https://my-flow.test/pop" in written
    assert "http://127.0.0.1:8000/" not in written
    assert "http://127.0.0.1:80001/" in written
    assert "addresses at http://127.0.0.1:8000 are now at https://my-flow.test" in result.notes

    _, flow = imported(tmp_path, folder, START, CLICK, route="accept", goal=COOKIE)
    assert "https://my-flow.test/shop" in (folder / "accept.json").read_text(encoding="utf-8")


PERSONAL = [
    (typed("jane@doe.org", "#f"), "email", "jane@doe.org"),
    (typed("+33 6 12 34 56 78", "#f"), "phone", "12 34 56"),
    (typed("0612345678", "input[name=q]"), "phone", "0612345678"),
    (typed("hunter2", "aria/Mot de passe"), "password", "hunter2"),
    (typed("hunter2!", "#user-password"), "password", "hunter2!"),
    (typed("Jane Doe", "aria/Nom complet"), "name", "Jane Doe"),
    (typed("Doe", "#lastName", "#last-name"), "name", "Doe"),
]


@pytest.mark.parametrize(("step", "kind", "value"), PERSONAL)
def test_what_looks_like_somebodys_never_reaches_the_disk(
    tmp_path: Path, folder: Path, step: dict[str, Any], kind: str, value: str
) -> None:
    result, flow = imported(tmp_path, folder, START, step, goal=COOKIE)

    for file in folder.iterdir():
        assert value not in file.read_text(encoding="utf-8")
    assert flow.persona[kind] in result.recording.read_text(encoding="utf-8")
    assert result.notes == (f"step 2: change: the typed {kind} was replaced by an invented one",)


def test_a_typed_address_is_removed_wherever_it_occurs(tmp_path: Path, folder: Path) -> None:
    steps = (
        {"type": "navigate", "url": "https://shop.test/?mail=jane%40doe.org&again=jane@doe.org"},
        typed("jane@doe.org"),
        {"type": "click", "selectors": [["aria/Signed in as jane@doe.org"], ["[title='jane@doe.org']"]]},
        {"type": "waitForExpression", "expression": "x === 'jane@doe.org'"},
    )

    result, _ = imported(tmp_path, folder, *steps, goal=COOKIE)

    written = result.recording.read_text(encoding="utf-8") + result.flow.read_text(encoding="utf-8")
    assert "jane" not in written
    assert "camille.martin%40mail.example" in written


def test_a_password_that_equals_a_fields_name_leaves_the_selectors_alone(tmp_path: Path, folder: Path) -> None:
    result, _ = imported(tmp_path, folder, START, typed("password", "#password"), goal=COOKIE)

    (_, step) = devtools.load(result.recording).steps
    assert step.selectors == ("#password",)  # type: ignore[union-attr]
    assert step.value != "password"  # type: ignore[union-attr]


@pytest.mark.parametrize("value", ["training", "2025-05-20", "18", "Two", "12.05.1990"])
def test_other_values_are_kept_and_named(tmp_path: Path, folder: Path, value: str) -> None:
    result, _ = imported(tmp_path, folder, START, typed(value, "input[name='q']"), goal=COOKIE)

    assert value in result.recording.read_text(encoding="utf-8")
    assert result.notes == (f"step 2: change: {value!r} is kept as typed; replace it if it is somebody's",)


def test_what_was_typed_key_by_key_is_named(tmp_path: Path, folder: Path) -> None:
    keys = [{"type": kind, "key": key} for key in "jane" for kind in ("keyDown", "keyUp")]

    result, _ = imported(tmp_path, folder, START, *keys, goal=COOKIE)

    assert result.notes == ("step 2: keyDown: 'jane' was typed key by key; replace it if it is somebody's",)


def test_the_persona_of_the_flow_stands_in(tmp_path: Path, folder: Path) -> None:
    imported(tmp_path, folder, START, CLICK, goal=COOKIE)
    with (folder / "flow.toml").open("a", encoding="utf-8") as file:
        file.write('[persona]\nemail = "jo@mail.example"\n')

    result, _ = imported(tmp_path, folder, START, typed("jane@doe.org"), route="accept", goal=COOKIE)

    assert "jo@mail.example" in result.recording.read_text(encoding="utf-8")


def test_code_from_outside_and_the_end_at_a_close_are_said(tmp_path: Path, folder: Path) -> None:
    result, _ = imported(
        tmp_path, folder, START, typed("x"), {"type": "waitForExpression", "expression": "1"}, {"type": "close"},
        goal=COOKIE,
    )  # fmt: skip

    assert result.notes[1:] == (
        "step 3: waitForExpression: code from outside, not evaluated; the walk does not wait",
        "step 4: close: the route ends here, with the page left open so that it can be read",
    )


def test_what_the_walk_does_otherwise_than_it_was_noted_is_said(tmp_path: Path, folder: Path) -> None:
    result, _ = imported(
        tmp_path, folder, START,
        {**CLICK, "selectors": [["aria/Size[level='2']"], ["#b"]]},
        {"type": "keyDown", "key": "Alt"},
        {"type": "keyDown", "key": "Zenkaku"},
        {**CLICK, "duration": 86_400_000},
        goal=COOKIE,
    )  # fmt: skip

    assert result.notes == (
        (
            "step 2: click: selector \"aria/Size[level='2']\": unknown aria attribute 'level'; "
            "there are name and role; it is passed over, others are left"
        ),
        "step 3: keyDown: Alt was never let go, as on the way to another window; the walk passes it over",
        "step 4: keyDown: Zenkaku writes nothing by itself; the walk passes it over",
        "step 5: click: held for longer than anybody presses; it is taken for a plain one",
    )


@pytest.mark.parametrize(("width", "device"), [(390, "phone"), (1280, "desktop")])
def test_a_narrow_window_that_was_tapped_makes_a_flow_of_the_phone(
    tmp_path: Path, folder: Path, width: int, device: str
) -> None:
    window = {"width": width, "height": 844, "deviceScaleFactor": 1, "isLandscape": False}
    unsaid = {"type": "setViewport", **window, "isMobile": False, "hasTouch": False}

    _, flow = imported(tmp_path, folder, unsaid, START, {**CLICK, "deviceType": "touch"}, goal=COOKIE)

    assert flow.identity("und").device == device


def test_a_recording_from_a_new_tab_loses_the_empty_page(tmp_path: Path, folder: Path) -> None:
    blank = {"type": "navigate", "url": "chrome://newtab/"}

    result, _ = imported(tmp_path, folder, blank, START, CLICK, goal=COOKIE)

    assert result.steps == 2
    assert result.notes == ("step 1: navigate: the empty page of a new tab was left out",)


def test_a_recording_that_opens_nothing_begins_at_the_start_of_its_flow(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(InputError, match="no step navigate"):
        import_recording(recorded(tmp_path, CLICK), folder)
    imported(tmp_path, folder, START, CLICK, goal=COOKIE)

    result, _ = imported(tmp_path, folder, CLICK, route="accept", goal=COOKIE)

    assert result.start == START["url"]


def test_a_phones_window_makes_a_flow_of_the_phone(tmp_path: Path, folder: Path) -> None:
    window = {"width": 390, "height": 844, "deviceScaleFactor": 3, "isLandscape": False}

    _, flow = imported(
        tmp_path, folder, {"type": "setViewport", **window, "isMobile": True, "hasTouch": True}, START, goal=COOKIE
    )

    assert flow.identity("und").device == "phone"


def test_a_hostile_title_stays_a_title(tmp_path: Path, folder: Path) -> None:
    title = 'x"\n[site]\nkind = "live"\u202e\x7f\x00' + "y" * 5000

    import_recording(recorded(tmp_path, START, CLICK, title=title), folder, goal=COOKIE)

    assert len(flows.load(folder).identity("und").title) == 200


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"route": "Refuse it"}, "--route 'Refuse it': a route's name is"),
        ({"route": "../x"}, "--route '../x'"),
        ({"language": "français"}, "--lang 'français': no language code"),
        ({"origin": "https://x.test"}, "--origin is the address of copied pages"),
        ({"files": Path(), "origin": "https://shop.com"}, "--origin 'https://shop.com': copied pages live at"),
        ({"files": Path("/nowhere")}, "/nowhere: no such folder of pages"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(tmp_path: Path, folder: Path, more: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        import_recording(recorded(tmp_path, START), folder, **more)
    assert not folder.exists()


def test_a_folder_whose_name_is_no_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a flow's id is its folder's name"):
        import_recording(recorded(tmp_path, START), tmp_path / "My Flow")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[flow", "flow.toml: is not TOML: Expected"),
        (b"\xff", "flow.toml: byte 0: not UTF-8"),
        (b"x = 1", "flow.toml: no table [flow]"),
        (b"flow = 1", "flow.toml: no table [flow]"),
        (b"[flow]\nstart = 1\n[site]", "hold texts"),
        (b"[flow]\nstart='http://x.test/'\n[site]\n[routes]\nrefuse=1", "[routes] holds a table a route"),
        (b"[flow]\nstart='http://x.test/'\n[site]\n[routes.refuse]\nscript='a.py'", "[routes.refuse] is there already"),
        (b"routes={}\n[flow]\nstart='http://x.test/'\n[site]\n", "a table cannot be added at its end"),
    ],
)  # fmt: skip
def test_a_flow_file_that_cannot_be_added_to_is_left_alone(
    tmp_path: Path, folder: Path, content: bytes, said: str
) -> None:
    folder.mkdir()
    (folder / "flow.toml").write_bytes(content)

    with pytest.raises(InputError, match=re.escape(said)) as caught:
        import_recording(recorded(tmp_path, START), folder)

    assert (folder / "flow.toml").read_bytes() == content
    assert [file.name for file in folder.iterdir()] == ["flow.toml"]
    assert "\n" not in str(caught.value)


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_bytes(b"")

    with pytest.raises((StorageError, InputError), match="blocked"):
        import_recording(recorded(tmp_path, START), tmp_path / "blocked" / "flow")


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published recordings are not beside this clone")
def test_the_table_of_published_recordings_says_what_they_become() -> None:
    assert survey.survey(PUBLISHED) == (ROOT / "docs" / "recordings.md").read_text(encoding="utf-8")


def test_what_nobody_would_read_to_the_end_is_cut_and_counted(tmp_path: Path, folder: Path) -> None:
    file = recorded(tmp_path, START, *(typed(f"words of step {number}") for number in range(300)))
    said = CliRunner().invoke(cli.optout, ["import", str(file), "-o", str(folder)], catch_exceptions=False).output
    assert "- and 200 more of the kind\n" in said
    assert said.count("kept as typed") == 100


def test_a_flow_file_without_an_end_is_refused_unread(tmp_path: Path, folder: Path) -> None:
    file = recorded(tmp_path)
    folder.mkdir()
    (folder / "flow.toml").symlink_to("/dev/zero")
    with pytest.raises(InputError, match=r"flow\.toml: not a file"):
        import_recording(file, folder)
    (folder / "flow.toml").unlink()
    os.mkfifo(folder / "flow.toml")
    with pytest.raises(InputError, match=r"flow\.toml: not a file"):
        import_recording(file, folder)
