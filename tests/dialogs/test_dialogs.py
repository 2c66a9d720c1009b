"""The list of dialogs and their measured truth belong together; a way that was measured still does what it did."""

import json
import re
import runpy
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType

from analyzer.walking.browsers.browser import HERE_FLAGS, Setting, started
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.exploring.exploring import explore
from analyzer.walking.exploring.ground import Bounds, Ground, origin

HERE = Path(__file__).resolve().parent
TRUTH = {one["id"]: one for one in json.loads((HERE / "ground_truth.json").read_text(encoding="utf-8"))["pages"]}


@pytest.fixture(scope="module")
def building() -> dict[str, Any]:
    return runpy.run_path(str(HERE / "build.py"))


def test_every_page_has_a_template_and_a_truth_and_no_truth_is_without_page(building: dict[str, Any]) -> None:
    listed = {page.id: page for page in building["pages"]()}
    assert set(listed) == set(TRUTH) == {folder.name for folder in (HERE / "pages").iterdir()}
    assert all(TRUTH[name]["version"] == page.own.version for name, page in listed.items())


def test_what_accepting_stores_is_never_read_as_refusal_nor_the_other_way_round(building: dict[str, Any]) -> None:
    for page in building["pages"]():
        for goal, other in (("accept", page.refused), ("refuse", page.accepted)):
            if found := TRUTH[page.id][goal]:
                assert not (other and re.search(other, "\n".join(found["stored_example"]))), (page.id, goal)


def test_without_npm_the_reason_is_told(
    building: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("OPTOUT_DIALOGS_CACHE", str(tmp_path))
    with pytest.raises(building["PackageMissingError"], match="npm is not installed"):
        building["build"](building["pages"]()[0], tmp_path / "out")


@pytest.fixture(scope="module")
def online(chromium: BrowserType, choice: BrowserChoice) -> Iterator[Browser]:
    """A browser as the truth was measured with: the one of walks resolves no addresses but those of mocks."""
    with closing(started(chromium, choice, flags=HERE_FLAGS)) as outside:
        yield outside


SAMPLE = ["walltowall-en-slot", "cookie-notice-pt-ok", "orejime-ro-modal-preselected"]


@pytest.fixture
def built(building: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    """The page of a name, assembled; where a package cannot be had the test is skipped and says so."""
    page = next(one for one in building["pages"]() if one.id == request.param)
    try:
        building["build"](page, tmp_path)
    except building["PackageMissingError"] as reason:
        pytest.skip(str(reason))
    return page


@pytest.fixture(scope="module")
def measuring() -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(HERE))
        return runpy.run_path(str(HERE / "measure.py"))


@pytest.mark.npm
@pytest.mark.browser
@pytest.mark.sampled(1)
@pytest.mark.parametrize("built", [*SAMPLE, "ceb-bg-implied", "vcc3-et-hides"], indirect=True)
def test_the_explorer_finds_the_measured_ways(
    built: Any, measuring: dict[str, Any], online: Browser, tmp_path: Path
) -> None:
    with measuring["served"](tmp_path) as base:
        url = f"{base}/{built.id}/index.html"
        setting = Setting.of("desktop", built.locale, "Europe/Brussels", datetime(2026, 11, 26, 9, tzinfo=UTC))
        ground = Ground(url, setting, built.language, frozenset({origin(url)}), commits=True)
        found = explore(online, ground, Bounds())
    for goal, way in (("accept", found.accept), ("refuse", found.refuse)):
        expected = TRUTH[built.id][goal]
        assert (way and way.clicks) == (expected and expected["min_clicks"]), goal


@pytest.mark.npm
@pytest.mark.browser
@pytest.mark.parametrize("built", SAMPLE, indirect=True)
def test_a_measured_way_still_stores_what_it_did(
    built: Any, measuring: dict[str, Any], online: Browser, tmp_path: Path
) -> None:
    with measuring["served"](tmp_path) as base:
        for goal, expected in (("accept", built.accepted), ("refuse", built.refused)):
            if (found := TRUTH[built.id][goal]) is None:
                continue
            visit = measuring["Visit"](online, built, base)
            try:
                visit.open(frozenset())
                for step in found["steps"]:
                    assert visit.press((step["role"], step["name"], 0)), step
                assert re.search(expected, visit.stored())
            finally:
                visit.close()
