"""A password that a script computes cannot be told from its text: whatever a walk leaves is searched for it."""

import base64
import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from analyzer import flows, pipeline
from analyzer.scoring import policy
from analyzer.walking.manners import Manners
from tests.walking import test_live
from tests.walking.test_live import Visit, shop, visit

__all__ = ["shop", "visit"]

WORD = "Qz7 pörd&Wx-41tail"

ECHO = """field => { field.oninput = () => {
  const said = encodeURIComponent(field.value), h1 = document.querySelector("h1");
  document.cookie = "c=" + said; document.title = field.value; h1.textContent = field.value; h1.dataset.x = said;
  localStorage.setItem("p", btoa(unescape(said))); fetch("/search?q=" + said).catch(() => 0); } }"""

COMPUTED = {
    "asked for": "import os\nword = os.environ['OPTOUT_TEST_WORD']",
    "turned": f"word = ''.join(chr(n ^ 85) for n in {[ord(one) ^ 85 for one in WORD]!r})",
}


def spellings(word: str) -> Iterator[bytes]:
    """Yield a word as formats write it."""
    for text in (word, word[::-1], quote(word), quote_plus(word), quote(quote(word)), html.escape(word)):
        yield text.encode()
    yield json.dumps(word)[1:-1].encode()
    yield from (word.encode(one) for one in ("latin-1", "utf-16-le", "utf-16-be"))
    yield word.encode().hex().encode()
    yield word.encode().hex().upper().encode()
    for before, left in ((0, 0), (1, 2), (2, 3)):
        yield base64.b64encode(bytes(before) + word.encode())[left:-4]


def layers(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield what a file holds: the bytes, the members of a zip, what is compressed, and long runs of base64."""
    yield name, data
    if depth > 3:
        return
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from layers(f"{name}: {inner}", archive.read(inner), depth + 1)
    if data.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError):
            yield from layers(f"{name}: unpacked", gzip.decompress(data), depth + 1)
    for run in re.finditer(rb"[A-Za-z0-9+/]{40,}", data) if b"\0" not in data else ():
        yield from layers(f"{name}: base64", base64.b64decode(run[0][: len(run[0]) // 4 * 4]), depth + 3)


@pytest.mark.browser
@pytest.mark.parametrize("way", COMPUTED)
def test_a_password_that_a_script_computes_stands_in_nothing_that_is_written_in_whatever_spelling(
    way: str, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPTOUT_TEST_WORD", WORD)
    script = f"""{COMPUTED[way]}
page.get_by_label("Password").evaluate({ECHO!r})
page.get_by_label("Password").fill(word)
page.get_by_role("link", name="How to object").click()
page.go_back()
page.get_by_label("Password").fill(word)
page.get_by_role("button", name="Log in").click()"""
    folder, out = tmp_path / "shop", tmp_path / "out"
    folder.mkdir()
    (folder / "flow.toml").write_text(test_live.FLOW, encoding="utf-8")
    body = "\n".join(f"    {line}" for line in script.splitlines())
    (folder / "refuse.py").write_text(f"def refuse(page, persona):\n{body}\n", encoding="utf-8")
    machine = pipeline.Machine(visit.browser, visit.choice, 20.0, Manners(commit=False))
    said: list[str] = []

    pipeline.run(flows.load(folder), "en", out, policy.newest(), machine, lambda *told: said.append(repr(told)))

    written = [(file.relative_to(out).as_posix(), file.read_bytes()) for file in out.rglob("*") if file.is_file()]
    assert {"shop/bundle.zip", "shop/walks/refuse/traffic.har", "shop/walks/refuse/requests.log"} <= dict(
        written
    ).keys()
    written.append(("printed", "".join((*said, *capfd.readouterr())).encode()))
    leaks = {
        name for file in written for name, data in layers(*file) if any(spelled in data for spelled in spellings(WORD))
    }
    assert leaks == set()
