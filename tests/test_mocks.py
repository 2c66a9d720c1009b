"""Mock sites: a state machine by name, a folder of pages by origin, and nothing but reserved names."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.errors import InputError
from analyzer.mocks import MockSite, Request, Response, load_site, static_site

AT = datetime(2025, 5, 20, 9, tzinfo=UTC)
ORIGIN = "https://shop.test"

COUNTER = """
from analyzer.mocks import Request, Response
from .words import GREETING
ORIGINS = ("https://counter.test",)
def start(language, settings, persona):
    if "step" not in settings:
        raise ValueError("no step")
    return 0
def handle(state, request):
    if request.url.endswith("/broken"):
        raise KeyError("x\\ny")
    return state + 1, Response(200, (), f"{GREETING} {state}".encode())
"""


def ask(site: MockSite, path: str, method: str = "GET") -> Response:
    return site.handle(Request(method, f"{ORIGIN}{path}", {}, b"", AT))


def write_site(sites: Path, code: str, name: str = "counter") -> Path:
    folder = sites / name
    folder.mkdir(parents=True)
    (folder / "site.py").write_text(code, encoding="utf-8")
    (folder / "words.py").write_text('GREETING = "visit"\n', encoding="utf-8")
    return folder


def load(sites: Path, name: str = "counter", **changes: Any) -> MockSite:
    given: dict[str, Any] = {"language": "fr", "settings": {"step": 1}, "persona": {}}
    return load_site(name, sites=sites, **(given | changes))


@pytest.fixture
def pages(tmp_path: Path) -> MockSite:
    folder = tmp_path / "pages"
    (folder / "sub").mkdir(parents=True)
    (folder / "index.html").write_text("home", encoding="utf-8")
    (folder / "sub" / "index.html").write_text("sub", encoding="utf-8")
    (folder / "app.js").write_text("1", encoding="utf-8")
    (folder / "data.unknown").write_bytes(b"\x00")
    (folder / "été.html").write_text("summer", encoding="utf-8")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "out").symlink_to(tmp_path)
    return static_site(folder, ORIGIN)


def test_a_site_keeps_its_state_between_requests_and_may_be_several_files(tmp_path: Path) -> None:
    write_site(tmp_path, COUNTER)
    site = load(tmp_path)
    assert [ask(site, "/").body for _ in range(3)] == [b"visit 0", b"visit 1", b"visit 2"]
    assert site.origins == ("https://counter.test",)


def test_every_loading_starts_afresh(tmp_path: Path) -> None:
    write_site(tmp_path, COUNTER)
    ask(load(tmp_path), "/")
    assert ask(load(tmp_path), "/").body == b"visit 0"


def test_two_sites_of_one_name_in_two_folders_do_not_mix(tmp_path: Path) -> None:
    write_site(tmp_path / "a", COUNTER)
    write_site(tmp_path / "b", COUNTER).joinpath("words.py").write_text('GREETING = "other"\n', encoding="utf-8")
    assert ask(load(tmp_path / "a"), "/").body == b"visit 0"
    assert ask(load(tmp_path / "b"), "/").body == b"other 0"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ORIGINS = (", "SyntaxError"),
        ("raise RuntimeError('a\\nb')", "RuntimeError: a b"),
        ("x = 1", "does not define ORIGINS, start, handle"),
        (COUNTER.replace("https://counter.test", "https://www.facebook.com"), "below .test or .example"),
        (COUNTER.replace("https://counter.test", "http://counter.test"), "below .test or .example"),
        (COUNTER.replace("https://counter.test", "https://counter.test.evil.com"), "below .test or .example"),
        (COUNTER.replace('("https://counter.test",)', "[]"), "not a tuple"),
        (COUNTER.replace('"step" not in settings', "True"), "start: ValueError: no step"),
    ],
)
def test_a_site_that_is_not_one_is_refused_in_one_line_naming_the_file(tmp_path: Path, code: str, said: str) -> None:
    folder = write_site(tmp_path, code)
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    assert said in str(caught.value)
    assert str(folder / "site.py") in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["absent", "..", "../counter", "", "a/b", "Counter"])
def test_an_unknown_name_is_no_site_and_leaves_no_folder(tmp_path: Path, name: str) -> None:
    write_site(tmp_path, COUNTER)
    with pytest.raises(InputError, match="no mock site"):
        load(tmp_path / "counter", name)


def test_a_site_that_fails_on_a_request_says_which(tmp_path: Path) -> None:
    write_site(tmp_path, COUNTER)
    site = load(tmp_path)
    with pytest.raises(InputError) as caught:
        ask(site, "/broken")
    assert str(caught.value) == "mock site counter: GET https://shop.test/broken: KeyError: 'x\\ny'"
    assert ask(site, "/").body == b"visit 0"


@pytest.mark.lengthy
@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/", 200, b"home"),
        ("/index.html?x=1", 200, b"home"),
        ("/?x=../secret.html", 200, b"home"),
        ("/sub/", 200, b"sub"),
        ("/%C3%A9t%C3%A9.html", 200, b"summer"),
        ("/nothing.html", 404, b"Not found"),
        ("/link.html", 404, b"Not found"),
        ("/out/secret.html", 404, b"Not found"),
        ("/loop", 404, b"Not found"),
        ("/%00", 404, b"Not found"),
        ("/" + "a" * 5000, 404, b"Not found"),
    ],
)
def test_pages_are_served_by_their_path(pages: MockSite, path: str, status: int, body: bytes) -> None:
    response = ask(pages, path)
    assert (response.status, response.body) == (status, body)


def test_a_folder_without_its_slash_is_redirected(pages: MockSite) -> None:
    response = ask(pages, "/sub")
    assert response.status == 301
    assert ("Location", "/sub/") in response.headers


def test_content_types_do_not_depend_on_the_machine(pages: MockSite) -> None:
    assert ask(pages, "/app.js").headers == (("Content-Type", "text/javascript; charset=utf-8"),)
    assert ask(pages, "/data.unknown").headers == (("Content-Type", "application/octet-stream"),)


def test_only_reading_is_allowed(pages: MockSite) -> None:
    assert ask(pages, "/", "POST").status == 405
    assert ask(pages, "/", "HEAD").body == b""


@given(
    st.lists(st.sampled_from(["..", "%2e%2e", "secret.html", "out", ".", "", "sub", "%2f", "\\", "%5c"]), max_size=8)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_outside_of_the_folder_is_ever_served(pages: MockSite, steps: list[str]) -> None:
    assert ask(pages, "/" + "/".join(steps)).body != b"secret"


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_path_is_answered(pages: MockSite, path: str) -> None:
    encoded = quote(path, errors="replace")
    assert ask(pages, f"/{encoded}").status in {200, 301, 404}


@pytest.mark.parametrize(
    "origin", ["https://shop.com", "http://shop.test", "https://shop.test/", "https://.test", "shop.test"]
)
def test_pages_are_not_served_at_a_name_that_could_be_real(tmp_path: Path, origin: str) -> None:
    with pytest.raises(InputError, match=r"below \.test or \.example"):
        static_site(tmp_path, origin)


def test_pages_need_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        static_site(tmp_path / "absent", ORIGIN)
