"""One reader under atheris; see ``campaign.py``, which starts this."""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))
with atheris.instrument_imports(include=["analyzer"]):
    from tests.fuzzing.targets import refuses_or_reads

if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, lambda data: refuses_or_reads(name, data))
    atheris.Fuzz()
