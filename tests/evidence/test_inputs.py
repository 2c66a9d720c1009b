"""What was asked, as it is kept beside a run."""

from pathlib import Path

from analyzer import flows
from analyzer.evidence.inputs import asked
from tests.walking.test_live import FLOW


def test_the_copy_of_a_live_flow_holds_no_password(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "flow.toml").write_text(FLOW, encoding="utf-8")
    (folder / "refuse.py").write_text("def refuse(page):\n    page.fill('#p', 'my own pass')\n", encoding="utf-8")
    kept = asked(flows.load(folder))
    assert set(kept) == {"flow/flow.toml", "flow/refuse.py"}
    assert all(b"my own pass" not in data and b"Invented-password-1" in data for data in kept.values())
