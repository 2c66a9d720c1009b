"""Every command of a tutorial does what it says, typed one after the other in an empty folder, and once more there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tables import for_each

ROOT = Path(__file__).parents[1]
TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
MADE_ALREADY = ("make demo", ". .venv/bin/activate", "pip install")
"""What the machine that runs the tests has: the package with its extras, on the path."""


def commands(tutorial: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", tutorial.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def files(tutorial: Path) -> list[tuple[str, str]]:
    """Files that the tutorial says to write: a name at the end of a sentence, and the content under it."""
    told = tutorial.read_text(encoding="utf-8")
    return re.findall(r"`([\w./-]+)`:\n\n```\w+\n(.*?)```", told, re.DOTALL)


@for_each("tutorial", TUTORIALS)
def test_what_a_tutorial_makes_in_the_clone_is_ignored_and_no_key_is_made_twice(tutorial: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no clone")
    typed = commands(tutorial)
    made = {name for line in typed for name in re.findall(r"(?:-o|-d|-f|--refusal-out|>) ([A-Za-z][\w./-]*)", line)}
    made |= {Path(name).name for line in typed if line.startswith("cp ") for name in line.split()[1:-1]}
    told = ["git", "-C", ROOT, "check-ignore", "--", *sorted(f"{name}/x" if "." not in name else name for name in made)]
    done = subprocess.run(told, capture_output=True, text=True, check=False)
    ignored = {name.removesuffix("/x") for name in done.stdout.split()}
    assert made - ignored == set()
    assert all(line.startswith("test -f ") for line in typed if "ssh-keygen" in line)


def test_there_is_a_tutorial_for_each_user() -> None:
    assert {tutorial.stem for tutorial in TUTORIALS} >= {"lawyer", "researcher", "regulator", "product-team"}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("choice")
@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda path: path.stem)
def test_what_is_typed_as_the_tutorial_says_succeeds(tutorial: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for name, content in files(tutorial):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    typed = ["optout demo" if line == "make demo" else line for line in commands(tutorial)]
    for line in (*typed, *typed):
        if line.startswith(MADE_ALREADY):
            continue
        done = subprocess.run(  # noqa: S602 - what a person types into a shell
            line, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
