"""A finished report and its screenshots, for tests of what is made of them."""

from collections.abc import Callable

import msgspec
import pytest

from analyzer.model import Comparison, Report
from tests.compared_pages import drawn
from tests.drawn_screens import png
from tests.facebook_report import FACEBOOK


@pytest.fixture(scope="session")
def facebook() -> Report:
    """Five clicks and a form to refuse, nothing to accept, one click with two equal buttons."""
    return FACEBOOK


@pytest.fixture(scope="session")
def images() -> Callable[[str], bytes]:
    """Drawn screenshots; the first screens of refusing and accepting are the same picture."""
    return lambda path: png(path.replace("/accept/", "/refuse/"))


@pytest.fixture(scope="session")
def facebook_json(facebook: Report) -> bytes:
    """The same report as bytes: where a test prints its arguments, these stay short to make again."""
    return msgspec.json.encode(facebook)


@pytest.fixture(scope="session")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Two years of one service with a counterfactual, a dead end of another, and a hypothesis that fails."""
    return drawn(tmp_path_factory.mktemp("runs"))
