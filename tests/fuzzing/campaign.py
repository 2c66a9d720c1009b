"""Throw mutated files at every reader for a while, with atheris (Google, Apache-2.0), which sees what code they reach.

Usage: python tests/fuzzing/campaign.py [SECONDS] [NAME...]

What makes a reader fail is kept below ``tests/fuzzing/cases/NAME/``, where every test run tries it again.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
CASES = HERE / "cases"


def main() -> int:
    """Give each reader its time, each in a process of its own; return how many failed."""
    sys.path.insert(0, str(HERE.parents[1]))
    from tests.fuzzing.targets import TARGETS  # noqa: PLC0415 - found by the line above

    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    failed = []
    for name in sys.argv[2:] or TARGETS:
        kept = CASES / name
        kept.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="optout-corpus-") as corpus:
            (Path(corpus) / "example").write_bytes(TARGETS[name][1]())
            command = [sys.executable, str(HERE / "one.py"), name, corpus, str(kept), f"-max_total_time={seconds}"]
            command += [f"-artifact_prefix={kept}/", "-timeout=10", "-rss_limit_mb=1024", "-max_len=400000"]
            code = subprocess.run(command, check=False).returncode
        sys.stdout.write(f"{name}: {'holds' if code == 0 else f'FAILED, see {kept}'}\n")
        failed += [name] if code else []
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
