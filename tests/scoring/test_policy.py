"""A policy file is read whole and strictly, or refused in one line that names file, table and key."""

import ast
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analyzer.scoring
from analyzer import canonical
from analyzer.errors import InputError
from analyzer.scoring import policy
from tests.tables import for_each

HEADER = {
    "id": '"mine"',
    "version": '"7"',
    "name": '"Mine"',
    "status": '"draft"',
    "note": '"Only a try."',
    "min_coverage": "0.5",
}
ENTRY = {
    "weight": "2.5", "weight_low": "1", "weight_high": "4",
    "free_until": "1", "free_until_low": "1", "free_until_high": "1.1",
    "full_at": "10", "full_at_low": "8", "full_at_high": "12",
    "evidence": '"weak"', "reason": '"Because."', "sources": '["Somebody, 2020"]',
}  # fmt: skip


def written(header: dict[str, str], entry: dict[str, str]) -> bytes:
    lines = [f"{key} = {value}" for key, value in header.items()]
    lines += ["[measures.clicks]", *(f"{key} = {value}" for key, value in entry.items())]
    return "\n".join(lines).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        policy.parse(data, "my.toml")
    message = str(caught.value)
    assert message.startswith("my.toml: ")
    assert "\n" not in message
    return message


def test_numbers_are_the_decimals_that_are_written() -> None:
    read = policy.parse(written(HEADER, ENTRY), "my.toml").entries[0]

    assert read.weight == policy.Range(Fraction(1), Fraction(5, 2), Fraction(4))
    assert read.free_until.high == Fraction(11, 10)


def test_the_identity_is_what_the_file_says_and_the_hash_of_its_bytes() -> None:
    data = written(HEADER, ENTRY)
    identity = policy.parse(data, "my.toml").identity

    assert (identity.id, identity.version, identity.sha256) == ("mine", "7", canonical.sha256(data))


@for_each("key", HEADER)
def test_a_missing_key_at_the_top_is_named(key: str) -> None:
    header = {name: value for name, value in HEADER.items() if name != key}

    assert refusal(written(header, ENTRY)) == f"my.toml: key '{key}' is missing"


@for_each("key", ENTRY)
def test_a_missing_key_of_a_measure_is_named(key: str) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != key}

    assert refusal(written(HEADER, entry)) == f"my.toml: [measures.clicks]: key '{key}' is missing"


@pytest.mark.lengthy
@for_each("key", [*HEADER, *ENTRY])
def test_a_value_of_the_wrong_type_is_refused_by_key(key: str) -> None:
    for wrong in ("true", "[]", "{}", "nan", "-inf", "-1", "''", "1979-05-27", "[1]", "[['a']]"):
        if key in ENTRY:
            assert refusal(written(HEADER, ENTRY | {key: wrong})).startswith(f"my.toml: [measures.clicks]: {key}: ")
        else:
            assert refusal(written(HEADER | {key: wrong}, ENTRY)).startswith(f"my.toml: {key}: ")


@for_each(
    ("header", "entry", "message"),
    [
        ({"autor": "1"}, {}, "unknown key 'autor'; known are: id, version, name, status, note, min_coverage"),
        ({}, {"wieght": "1"}, "[measures.clicks]: unknown key 'wieght'; known are: weight, weight_low"),
        ({}, {"weight_low": "3"}, "[measures.clicks]: weight: weight_low <= weight <= weight_high is expected"),
        ({}, {"full_at_high": "9"}, "[measures.clicks]: full_at: full_at_low <= full_at <= full_at_high is expected"),
        ({}, {"free_until_high": "8"}, "[measures.clicks]: free_until must be below full_at over the whole of both"),
        ({}, {"weight": "0", "weight_low": "0"}, "at least one measure must have a weight above 0"),
        ({}, {"evidence": '"sure"'}, "[measures.clicks]: evidence: one of strong, moderate, weak, none is expected"),
        ({"min_coverage": "1.01"}, {}, "min_coverage: a share from 0 to 1 is expected, not 1.01"),
        ({"status": '"final"'}, {}, "status: one of draft, released is expected, not 'final'"),
    ],
)
def test_what_contradicts_itself_is_refused(header: dict[str, str], entry: dict[str, str], message: str) -> None:
    assert refusal(written(HEADER | header, ENTRY | entry)).startswith(f"my.toml: {message}")


@for_each("measures", ["measures = 3", "measures = {}", "[measures]\nclicks = 3"])
def test_measures_are_tables(measures: str) -> None:
    head = "\n".join(f"{key} = {value}" for key, value in HEADER.items())

    assert "table" in refusal(f"{head}\n{measures}".encode())


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_whatever_raise_anything_but_one_clear_line(data: bytes) -> None:
    refusal(data)


@for_each("data", [b"a = 1e99999999999999999999", b"a = " + b"9" * 5000, b"a = " + b"[" * 5000])
def test_numbers_and_nestings_made_to_exhaust_are_refused(data: bytes) -> None:
    refusal(data)


def test_a_policy_can_be_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(written(HEADER, ENTRY))

    assert policy.load(path) == policy.load(str(path)) == policy.parse(written(HEADER, ENTRY), "own.toml")


def test_a_policy_that_goes_by_the_version_of_a_shipped_one_is_taken_only_if_it_is_that_one(tmp_path: Path) -> None:
    path, newest = tmp_path / "own.toml", policy.newest()
    path.write_bytes(newest.source)
    assert policy.chosen(path) == policy.chosen(newest.version) == newest

    changed = newest.source.replace(b"\nweight = 4\n", b"\nweight = 3\n", 1)
    path.write_bytes(changed)
    with pytest.raises(InputError, match=f"own.toml: version: calls itself '{newest.version}' and is not the policy"):
        policy.chosen(path)

    path.write_bytes(changed.replace(f'version = "{newest.version}"'.encode(), b'version = "mine-1"'))
    assert policy.chosen(path).version == "mine-1"


def test_a_misspelt_measure_is_not_taken_for_one_that_could_not_be_measured(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(written(HEADER, ENTRY).replace(b"[measures.clicks]", b"[measures.clikcs]"))

    with pytest.raises(InputError, match=r"own\.toml: \[measures\.clikcs\]: there is no such measure; .* 'clicks'\?"):
        policy.load(path)


@for_each("missing", ["2019.9", "no/such.toml", "", "a\0b"])
def test_a_policy_that_is_not_there_is_an_input_error_that_says_what_is(missing: str) -> None:
    with pytest.raises(InputError, match=r"cannot be read: .*; shipped policies: .*2026\.1"):
        policy.load(missing)


def test_every_shipped_policy_is_valid_and_named_by_its_version() -> None:
    versions = policy.shipped()

    assert versions
    assert [policy.load(version).version for version in versions] == list(versions)
    assert policy.newest() == policy.load(versions[-1])


FROZEN = {
    "2026.1": "d05943fdf8b96ee9c790ac545fb3be67e037058d675d0584b5f9147c7a6c53c1",
    "2026.2": "45a8c679aec73c002b20d66ea6fd847ec0b5a115ae2b4eaeb3d122e35905ed40",
}
"""SHA-256 of every shipped policy: a change is a new file, and a new line here."""


def test_a_shipped_policy_is_never_edited() -> None:
    assert {version: policy.load(version).sha256 for version in policy.shipped()} == FROZEN


def with_profile(**changes: str) -> bytes:
    ramp = {key: value for key, value in ENTRY.items() if not key.startswith("weight")} | changes
    lines = ["[profiles.erasure]", 'title = "Erasure"', 'reason = "Because."', 'sources = ["Law"]']
    lines += ["[profiles.erasure.ramps.clicks]", *(f"{key} = {value}" for key, value in ramp.items())]
    return written(HEADER, ENTRY) + "\n".join(["", *lines]).encode()


def test_a_profile_gives_its_right_other_ramps_and_leaves_every_other_right_alone() -> None:
    read = policy.parse(with_profile(full_at="11"), "my.toml")
    used = read.under("erasure").used

    assert read.under("objection") == read
    assert read.under("erasure").entries[0].full_at.best == 11
    assert read.under("erasure").entries[0].weight == read.entries[0].weight
    assert used is not None
    assert [(one.measure, one.full_at) for one in used.changes] == [("clicks", (10, 11))]
    assert read.under("erasure").sha256 == read.sha256


@for_each(
    ("data", "message"),
    [
        (with_profile(weight="3"), "[profiles.erasure.ramps.clicks]: unknown key 'weight'"),
        (with_profile(free_until_high="9"), "[profiles.erasure.ramps.clicks]: free_until must be below full_at"),
        (with_profile().replace(b"profiles.erasure", b"profiles.easure"), "[profiles]: unknown right 'easure'"),
        (with_profile().replace(b"ramps.clicks", b"ramps.clikcs"), "[profiles.erasure]: ramps: 'clikcs' is not among"),
        (with_profile().replace(b'title = "Erasure"', b""), "[profiles.erasure]: key 'title' is missing"),
        (written(HEADER, ENTRY | {"ramp_reason": '"Why."'}), "[measures.clicks]: ramp_evidence and ramp_reason belong"),
    ],
)
def test_a_profile_that_is_not_one_is_refused_by_table_and_key(data: bytes, message: str) -> None:
    assert refusal(data).startswith(f"my.toml: {message}")


@pytest.mark.lengthy
def test_the_code_that_scores_holds_no_number_of_judgement() -> None:
    folder = Path(analyzer.scoring.__file__).parent
    numbers = {
        node.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex)
    }

    assert numbers <= {0, 1, 2, 100}


OF_NO_JUDGEMENT = {
    "bootstrap.py": {40: "a fortieth of the draws at either end", 2000: "draws"},
    "flat.py": {50: "how many frames within frames are read"},
    "identity.py": {12: "how many controls a repeated item may have"},
    "paragraphs.py": {3: "how many words make a paragraph, a counting rule"},
    "prominence.py": {10: "from which ratio on a message is told without decimals"},
    "ratings.py": {100: "percent"},
    "running.py": {1.6: "font sizes in the height of a line of words, a counting rule"},
    "sensitivity.py": {
        12: "digits of printed shares", 20: "a twentieth of the draws at either end", 100: "percent", 2000: "draws",
        20260101: "the seed",
    },
    "shown.py": {4096: "texts that are remembered"},
    "spoken.py": {4096: "texts that are remembered"},
    "wholes.py": {8: "how many words make a notice, a counting rule"},
    "__init__.py": {16: "stored pages that are remembered"},
}  # fmt: skip
"""Numbers outside of the policies that judge nothing, and what they are."""

PUBLISHED = {"klm.py", "contrast.py"}
"""Files of published constants: each stands in the file's docstring with its source, or in WCAG's formula."""


@pytest.mark.lengthy
def test_measures_judging_and_ranking_hold_no_number_of_judgement_either() -> None:
    package = Path(analyzer.scoring.__file__).parents[1]
    folders = ("measures", "measuring", "counting", "graph", "dom", "ranking")
    files = [file for folder in folders for file in (package / folder).glob("*.py") if file.name not in PUBLISHED]
    files += [package / "judging.py", package / "references.py", package / "mapping.py"]
    found = {
        (path.name, node.value)
        for path in files
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value not in {0, 1, 2}
    }

    assert found == {(name, number) for name, numbers in OF_NO_JUDGEMENT.items() for number in numbers}


def test_a_measure_has_a_name_that_fits_on_a_line() -> None:
    data = written(HEADER, ENTRY).replace(b"[measures.clicks]", b'[measures."a\\nb"]')

    assert refusal(data) == "my.toml: measures: 'a\\nb' is not the name of a measure"


def with_off(written_as: str) -> bytes:
    return written(HEADER, ENTRY) + f"\n[wording]\noff = {written_as}".encode()


def test_wording_rules_can_be_switched_off_by_name(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(with_off('["jargon", "hard_to_read", "no_deadline", "jargon"]'))

    assert policy.load(path).rules_off == ("hard_to_read", "jargon", "no_deadline")
    assert policy.newest().rules_off == policy.parse(written(HEADER, ENTRY), "my.toml").rules_off == ()


def test_a_rule_that_is_not_there_cannot_be_switched_off(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(with_off('["jagron"]'))
    with pytest.raises(InputError, match=r"own\.toml: \[wording\]: off: .* wording rule 'jagron'; .* 'jargon'\?$"):
        policy.load(path)

    path.write_bytes(with_off('["a\\nb"]'))
    with pytest.raises(InputError, match=r"there is no wording rule 'a\\nb'; optout explain lists them$"):
        policy.load(path)


@for_each(
    ("table", "message"),
    [
        ("[wording]", "[wording]: key 'off' is missing"),
        ("[wording]\noff = 'jargon'", "[wording]: off: a list of names of wording rules is expected"),
        ("[wording]\noff = [1]", "[wording]: off: a list of names of wording rules is expected"),
        ("[wording]\non = []", "[wording]: unknown key 'on'; known are: off"),
        ("[[wording]]\noff = []", "[wording]: a table is expected"),
        ("[words]\noff = []", "unknown key 'words'; known are: id, version, name, status, note, min_coverage"),
    ],
)
def test_what_is_not_a_list_of_rules_is_refused(table: str, message: str) -> None:
    assert refusal(written(HEADER, ENTRY) + f"\n{table}".encode()).startswith(f"my.toml: {message}")


def test_an_empty_file_is_no_policy(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b" \n")
    with pytest.raises(InputError, match=r"mine\.toml: is empty, and no policy; shipped policies: "):
        policy.load(tmp_path / "mine.toml")
