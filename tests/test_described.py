"""The pages on policy, mapping, commands, measures and rules are what the code says today."""

import importlib.util
from pathlib import Path
from types import ModuleType

from analyzer.mapping import everything
from analyzer.scoring.policy import newest

DOCS = Path(__file__).parents[1] / "docs"


def described() -> ModuleType:
    spec = importlib.util.spec_from_file_location("described", DOCS / "described.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_policy_is_made_from_the_policy() -> None:
    assert (DOCS / "policy.md").read_text() == described().policy_page(newest()), "python docs/described.py"


def test_the_page_of_the_mapping_is_made_from_the_table() -> None:
    assert (DOCS / "mapping.md").read_text() == described().mapping_page(everything()), "python docs/described.py"


def test_the_reference_is_made_from_the_commands_and_manuals() -> None:
    assert (DOCS / "reference.md").read_text() == described().reference_page(), "python docs/described.py"
