"""A script is called with the page and what it asks for, and what it prints does not mix with results."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from analyzer.errors import InputError
from analyzer.walking import scripts

FLOW = cast("Any", SimpleNamespace(labels={"fr": {"refuse": "Refuser"}}, persona={"name": "Camille"}))


def given(tmp_path: Path, text: str, language: str = "fr") -> list[Any]:
    """Run ``text`` as a script whose page is a list it can append to."""
    file = tmp_path / "refuse.py"
    file.write_text(text, encoding="utf-8")
    page: list[Any] = []
    scripts.run(file, cast("Any", page), FLOW, language)
    return page


def test_the_function_is_found_by_its_first_parameter_whatever_its_name(tmp_path: Path) -> None:
    text = (
        "import re\ndef _helper(page): page.append(1)\ndef twice(x): return x\ndef test_example(page): _helper(page)\n"
    )
    assert given(tmp_path, text) == [1]


def test_what_it_asks_for_is_given_by_name(tmp_path: Path) -> None:
    text = "def refuse(page, language, *, persona, labels): page += [language, persona['name'], labels['refuse']]\n"
    assert given(tmp_path, text) == ["fr", "Camille", "Refuser"]
    assert given(tmp_path, "def refuse(page, labels): page.append(len(labels))\n", language="en") == [0]


def test_what_it_prints_goes_to_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given(tmp_path, "print('loading')\ndef refuse(page): print('walking')\n")
    assert capsys.readouterr() == ("", "loading\nwalking\n")


def test_what_it_does_to_the_output_is_undone_when_it_is_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given(tmp_path, "import sys\ndef refuse(page): sys.stdout.close(); sys.stderr = sys.stdout = None\n")
    print("result")  # noqa: T201 - what a command prints afterwards
    print("error", file=sys.stderr)  # noqa: T201 - the same
    assert capsys.readouterr() == ("result\n", "error\n")


def test_a_process_that_it_forks_goes_no_further(tmp_path: Path) -> None:
    given(tmp_path, "import os\ndef refuse(page): page.append(os.fork())\n")
    process, status = os.wait()
    assert (process, status) == (process, 0)


def test_nothing_of_a_file_that_is_no_route_is_executed(tmp_path: Path) -> None:
    marker = tmp_path / "executed"
    with pytest.raises(InputError, match="first parameter is page"):
        given(tmp_path, f"open({str(marker)!r}, 'w')\ndef refuse(tab): pass\n")
    assert not marker.exists()


def test_its_errors_come_through_with_its_own_line(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        given(tmp_path, "def refuse(page):\n    1 / 0\n")
    assert raised.traceback[-1].path == tmp_path / "refuse.py"
    assert raised.traceback[-1].lineno == 1


def test_no_compiled_copy_is_left_in_the_flow_folder(tmp_path: Path) -> None:
    given(tmp_path, "def refuse(page): pass\n")
    assert [file.name for file in tmp_path.iterdir()] == ["refuse.py"]
