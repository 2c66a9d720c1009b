"""The published schema is made from the types, is closed, and refuses exactly what decoding refuses."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator
from msgspec import inspect

from analyzer import canonical, model
from analyzer.model import Report
from analyzer.reports.schema import FILE, refresh, schema
from tests.tables import for_each

Path = tuple[str | int, ...]

SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
OF_EVERY_KIND: tuple[Any, ...] = (None, True, 7, -7, 7.5, "wrong", [], ["wrong"], {}, {"wrong": 1})


def example(kind: inspect.Type) -> Any:
    """A value of the type in which every field is there, every list and map has an item, and nothing is null."""
    match kind:
        case inspect.StructType(fields=fields):
            return {field.encode_name: example(field.type) for field in fields}
        case inspect.DictType(value_type=value):
            return {"name": example(value)}
        case inspect.VarTupleType(item_type=item):
            return [example(item)]
        case inspect.TupleType(item_types=items):
            return [example(item) for item in items]
        case inspect.UnionType(types=types):
            return example(next(one for one in types if not isinstance(one, inspect.NoneType)))
        case _:
            return single(kind)


def single(kind: inspect.Type) -> Any:
    match kind:
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.StrType(pattern=pattern):
            return "0" * 64 if pattern else "text"
        case inspect.BoolType():
            return True
        case _:
            return 1


EXAMPLE = example(inspect.type_info(Report))


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a document, from the whole down to each single value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def changed(path: Path, change: Callable[[Any, str | int], None], whole: Any = EXAMPLE) -> Any:
    document = msgspec.json.decode(msgspec.json.encode(whole))
    parent = document
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return document


def decodes(document: Any, kind: type = Report) -> bool:
    try:
        msgspec.json.decode(msgspec.json.encode(document), type=kind)
    except msgspec.ValidationError:
        return False
    return True


def is_record(path: Path) -> bool:
    """Whether the place is a key of a record, as opposed to one of a map that the report itself names."""
    return isinstance(path[-1], str) and (path[-1] != "name" or path[-2:] == ("site", "name"))


PLACES = tuple(path for path in places(EXAMPLE) if path and not (path[0] == "counterfactual" and len(path) > 3))
"""All but the inside of the counterfactual's routes, which are of the same types as the routes above them."""
FIELDS = tuple(path for path in PLACES if is_record(path))


def test_the_committed_schema_is_the_one_the_types_make(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--refresh"):
        refresh()

    assert FILE.read_bytes() == canonical.text(schema()), "run: python -m analyzer.reports.schema"


@pytest.mark.lengthy
def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_object_is_closed_and_every_key_required() -> None:
    for definition in SCHEMA["$defs"].values():
        assert definition["additionalProperties"] is False
        assert set(definition["required"]) == set(definition["properties"])


def test_a_full_report_is_accepted() -> None:
    assert VALIDATOR.is_valid(EXAMPLE)
    assert decodes(EXAMPLE)


def test_a_rendered_example_is_accepted(facebook: Report) -> None:
    assert VALIDATOR.is_valid(msgspec.json.decode(msgspec.json.encode(facebook)))
    assert decodes(facebook)


@pytest.fixture
def some(request: pytest.FixtureRequest) -> slice:
    """Which places are tried in a whole report: all in the long campaign; in any run, all in each record alone."""
    return slice(None) if request.config.getoption("--long") else slice(None, None, 8)


@pytest.mark.lengthy
def test_a_report_without_any_field_is_refused(some: slice) -> None:
    for path in FIELDS[some]:
        document = changed(path, lambda parent, key: parent.__delitem__(key))
        assert not decodes(document), path
        assert not VALIDATOR.is_valid(document), path


@pytest.mark.lengthy
def test_a_report_with_one_key_too_many_is_refused() -> None:
    for path in {path[:-1] for path in FIELDS}:
        document = changed((*path, "more"), lambda parent, key: parent.__setitem__(key, 1))
        assert not decodes(document), path
        assert not VALIDATOR.is_valid(document), path


@pytest.mark.lengthy
def test_a_report_with_a_value_of_another_type_anywhere_is_refused(some: slice) -> None:
    for path in PLACES[some]:
        document = changed(path, lambda parent, key: parent.__setitem__(key, {"wrong": 1}))
        assert not decodes(document), path
        assert not VALIDATOR.is_valid(document), path


every_record = pytest.mark.parametrize("name", SCHEMA["$defs"])


@every_record
def test_a_record_without_any_of_its_fields_is_refused(name: str) -> None:
    validator, record = Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{name}"}), getattr(model, name)
    whole = example(inspect.type_info(record))
    assert validator.is_valid(whole)

    for key in whole:
        document = {other: value for other, value in whole.items() if other != key}
        assert not decodes(document, record), key
        assert not validator.is_valid(document), key


@pytest.mark.lengthy
@every_record
def test_schema_and_decoding_agree_on_values_of_every_kind_in_every_record(name: str) -> None:
    record = getattr(model, name)
    validator = Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{name}"})
    whole = example(inspect.type_info(record))

    for key in whole:
        agreed = set()
        for wrong in OF_EVERY_KIND:
            document = changed((key,), lambda parent, key, wrong=wrong: parent.__setitem__(key, wrong), whole)
            agreed.add(decodes(document, record))
            assert validator.is_valid(document) == decodes(document, record), (key, wrong)
        assert False in agreed, key


@for_each(
    ("path", "wrong"),
    [
        (("score", "total"), 100.01),
        (("score", "interval", 0), -0.01),
        (("score", "coverage"), 1.01),
        (("score", "contributions", 0, "points"), -1),
        (("routes", "name", "counts", "clicks"), -1),
        (("routes", "name", "seconds", "low"), -1),
        (("routes", "name", "walk_sha256"), "0" * 63),
        (("provenance", "viewport"), [1280]),
        (("format",), "optout-report-2"),
    ],
)
def test_a_value_out_of_range_is_refused(path: Path, wrong: Any) -> None:
    document = changed(path, lambda parent, key: parent.__setitem__(key, wrong))

    assert not decodes(document)
    assert not VALIDATOR.is_valid(document)
