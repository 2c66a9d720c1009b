"""What reads files of strangers: each takes any bytes, and either reads them or refuses them in one line of ours."""

import atexit
import gzip
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from analyzer import canonical, flows, storage
from analyzer.errors import AnalyzerError
from analyzer.evidence import sealing
from analyzer.evidence.verifying import checked
from analyzer.flows import read_script
from analyzer.recordings import codegen, devtools, har, taping
from analyzer.recordings.recognising import Kind
from analyzer.scoring import policy
from tests.sealed import small_run
from tests.walks import button, click, fill, page, textbox, walk_of

ROOT = Path(__file__).parents[2]
WALKS = ROOT / "fixtures" / "walks" / "facebook-2025-privacy-centre"
RUN = WALKS / "walks" / "refuse"
FLOW = ROOT / "flows" / "meta" / "facebook-2025-privacy-centre"

_place = Path(tempfile.mkdtemp(prefix="optout-fuzz-"))
atexit.register(shutil.rmtree, _place, ignore_errors=True)


def _file(name: str, data: bytes) -> Path:
    path = _place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _walk(data: bytes) -> None:
    storage.read_walk(_file("walk/walk.json", data).parent)


def _inputs(data: bytes) -> None:
    storage.read_inputs(_file("walk/inputs.json", data).parent)


def _har(data: bytes) -> None:
    har.read(_file("traffic.har", data))


def _tape(kind: Kind, data: bytes) -> None:
    loaded = taping.load(_file(f"somebodys.{kind}", data), kind)
    har.write(tuple(loaded.traffic.exchanges), creator="t", version="1", start=EPOCH)


def _web_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/a.warc", _warc())
        archive.writestr("datapackage.json", '{"resources": [{"path": "archive/a.warc", "hash": "sha256:0"}]}')
    return out.getvalue()


def _warc() -> bytes:
    told = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>hi\r\n0\r\n\r\n"
    asked = b"POST / HTTP/1.1\r\nHost: shop.test\r\n\r\na=b"
    written = b""
    for kind, block in (("request", asked), ("response", told), ("revisit", told)):
        head = (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}>\r\nWARC-Date: 2025-05-20T09:00:00Z\r\n"
            f"WARC-Target-URI: https://shop.test/\r\nWARC-Payload-Digest: sha1:SAME\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        written += head.encode() + block + b"\r\n\r\n"
    return written


def _codegen(data: bytes) -> None:
    codegen.load(_file("actions.jsonl", data), "refuse", {})


def _policy(data: bytes) -> None:
    policy.load(_file("policy.toml", data))


def _flow(data: bytes) -> None:
    folder = _file("flow/flow.toml", data).parent
    for name in ("refuse.py", "accept.py"):
        (folder / name).write_text("def refuse(page):\n    page.click('a')\n", encoding="utf-8")
    flows.load(folder)


def _bundle(data: bytes) -> None:
    with checked(_file("bundle.zip", data)) as found:
        assert found.custody


EPOCH = datetime(2025, 5, 20, tzinfo=UTC)

DRAWN = walk_of(page("Home", button("Object")), click("Object"), page("Form", textbox("Why")), fill("Why", 3))
"""A walk without files beside it."""


def _sealed() -> bytes:
    folder = _place / "run"
    if not folder.exists():
        small_run(folder)
    return sealing.seal(folder).read_bytes()


TARGETS: Mapping[str, tuple[Callable[[bytes], object], Callable[[], bytes]]] = {
    "recording": (lambda data: devtools.parse(data, "refuse.json"), lambda: RECORDING),
    "har": (_har, lambda: (RUN / "traffic.har").read_bytes()[:200_000]),
    "somebodys": (partial(_tape, "har"), lambda: (RUN / "traffic.har").read_bytes()[:200_000]),
    "warc": (partial(_tape, "warc"), _warc),
    "packed": (partial(_tape, "warc"), lambda: gzip.compress(_warc(), mtime=0) * 2),
    "wacz": (partial(_tape, "wacz"), _web_archive),
    "codegen": (_codegen, lambda: CODEGEN),
    "policy": (_policy, (policy.POLICIES / f"{policy.shipped()[-1]}.toml").read_bytes),
    "walk": (_walk, lambda: canonical.text(DRAWN)),
    "inputs": (_inputs, (RUN / "inputs.json").read_bytes),
    "flow": (_flow, (FLOW / "flow.toml").read_bytes),
    "script": (lambda data: read_script(_file("refuse.py", data)), (FLOW / "refuse.py").read_bytes),
    "bundle": (_bundle, _sealed),
}
"""Name -> what reads, and an example that it reads."""

CODEGEN = b"""{"browserName": "chromium", "launchOptions": {}, "contextOptions": {}}
{"name": "openPage", "url": "https://shop.test/", "signals": [], "pageGuid": "a"}
{"name": "click", "selector": "x", "button": "left", "modifiers": 0, "clickCount": 1, "signals": [], "pageGuid": "a",
 "locator": {"kind": "role", "body": "button", "options": {"name": "Stop", "exact": true, "attrs": []}}}
{"name": "fill", "selector": "x", "text": "a b", "signals": [], "pageGuid": "a",
 "locator": {"kind": "label", "body": "Why", "options": {"exact": false}}}""".replace(b"\n ", b" ")

RECORDING = b"""{"title": "Refuse", "timeout": 5000, "steps": [
{"type": "setViewport", "width": 1280, "height": 800, "deviceScaleFactor": 1, "isMobile": false, "hasTouch": false,
 "isLandscape": false},
{"type": "navigate", "url": "https://shop.test/", "assertedEvents": [{"type": "navigation", "url": "", "title": ""}]},
{"type": "click", "target": "main", "selectors": [["aria/Refuse"], ["#refuse"], ["xpath///*[@id=\\"refuse\\"]"],
 ["pierce/#refuse"], ["text/Refuse"]], "offsetX": 3, "offsetY": 4, "button": "primary", "frame": [0]},
{"type": "change", "value": "no", "selectors": [["#why"]], "target": "main"},
{"type": "keyDown", "key": "Enter", "target": "main"}, {"type": "scroll", "x": 0, "y": 100}]}"""


def refuses_or_reads(name: str, data: bytes) -> None:
    """Let the target have the bytes; what it raises must be ours, on one line, and of bounded length."""
    read, _ = TARGETS[name]
    try:
        read(data)
    except AnalyzerError as error:
        line = str(error)
        assert "\n" not in line
        assert len(line) < 2000
