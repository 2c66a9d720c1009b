"""What reads files of strangers: each takes any bytes, and either reads them or refuses them in one line of ours."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from analyzer import canonical, flows, storage
from analyzer.errors import AnalyzerError
from analyzer.evidence import sealing
from analyzer.evidence.verifying import checked
from analyzer.flows import read_script
from analyzer.recordings import devtools, har
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


def _flow(data: bytes) -> None:
    folder = _file("flow/flow.toml", data).parent
    for name in ("refuse.py", "accept.py"):
        (folder / name).write_text("def refuse(page):\n    page.click('a')\n", encoding="utf-8")
    flows.load(folder)


def _bundle(data: bytes) -> None:
    with checked(_file("bundle.zip", data)) as found:
        assert found.custody


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
    "walk": (_walk, lambda: canonical.text(DRAWN)),
    "inputs": (_inputs, (RUN / "inputs.json").read_bytes),
    "flow": (_flow, (FLOW / "flow.toml").read_bytes),
    "script": (lambda data: read_script(_file("refuse.py", data)), (FLOW / "refuse.py").read_bytes),
    "bundle": (_bundle, _sealed),
}
"""Name -> what reads, and an example that it reads."""

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
