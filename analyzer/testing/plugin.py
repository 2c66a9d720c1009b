"""The fixture ``refusal_walk``, which pytest finds by itself; a run that does not use it loads no more than this."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from analyzer.testing.walking import RefusalWalk

_LONGEST = 120
"""Characters of a test's name that its folder takes."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one option: where reports are kept."""
    parser.getgroup("refusal_walk").addoption(
        "--refusal-out", metavar="DIR", type=Path,
        help="Keep walks and reports of refusal_walk below this folder, one folder a test.",
    )  # fmt: skip


@pytest.fixture
def refusal_walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> "RefusalWalk":
    """Walk a refusal beside its acceptance in a browser: ``refusal_walk(FLOW)``, or ``refusal_walk.at(URL, ...)``.

    Where the test fails, the log quotes the weightiest findings and names the report.
    """
    # Loaded here, so that tests which walk nothing do not pay for it.
    from analyzer.testing.walking import RefusalWalk  # noqa: PLC0415

    kept = request.config.getoption("--refusal-out")
    below = Path(kept).resolve() if kept else tmp_path_factory.mktemp("refusal")
    named = re.sub(r"[^\w.]+", "-", request.node.nodeid).strip("-")[-_LONGEST:]

    def log(told: str) -> None:
        request.node.add_report_section("call", "refusal_walk", told)

    return RefusalWalk(below / named, log)
