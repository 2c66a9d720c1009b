"""A table of small cases as one test, which tells of every case that fails.

As a test each, thousands of them cost more in being tests than in what they test. What needs a browser, a folder or a
file of its own for every case stays ``pytest.mark.parametrize``. Marked ``sampled(n)``, n cases are tried that lie
evenly in the table, and all of them in the whole campaigns.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import pytest

Test = Callable[..., None]
Case = TypeVar("Case")


def for_each(names: str | Iterable[str], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Make of a test of one case, called with the arguments ``names``, the test of all; stacked, that of all pairs."""
    keys = names.replace(",", " ").split() if isinstance(names, str) else list(names)
    rows = list(cases)
    assert rows, "a table without cases tests nothing"

    def over(test: Test) -> Test:
        assert not hasattr(test, "pytestmark"), "a mark below a table is lost: put it above"

        of_one = inspect.signature(test)

        def whole(*, request: pytest.FixtureRequest, **given: Any) -> None:
            failed: list[BaseException] = []
            skipped: BaseException | None = None
            if "request" in of_one.parameters:
                given["request"] = request
            for row in sample(rows, request):
                case = dict(zip(keys, row if len(keys) > 1 else (row,), strict=True))
                try:
                    test(**case, **given)
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - it is raised again with the others
                    error.add_note(f"of {case!r:.400}")
                    failed.append(error)
                except pytest.skip.Exception as error:
                    skipped = error
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(rows)} cases", failed)
            if skipped:
                raise skipped

        left = [one for name, one in of_one.parameters.items() if name not in (*keys, "request")]
        left.append(inspect.signature(whole).parameters["request"])
        whole.__name__, whole.__doc__, whole.__module__ = test.__name__, test.__doc__, test.__module__
        whole.__signature__ = of_one.replace(parameters=left)  # type: ignore[attr-defined]
        return whole

    return over


def sample(cases: Sequence[Case], request: pytest.FixtureRequest) -> Sequence[Case]:
    """Return the cases that a test tries: where it is marked ``sampled(n)``, n that lie evenly among them."""
    marker = request.node.get_closest_marker("sampled")
    if marker is None or request.config.getoption("--long"):
        return cases
    return cases[:: -(-len(cases) // marker.args[0])]
