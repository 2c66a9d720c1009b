import io
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.errors import InputError
from analyzer.recordings import har, strictjson
from analyzer.recordings.har import spans

TEXTS = st.text(alphabet='\\"[]{},:aé\n', max_size=12)
VALUES = st.recursive(TEXTS | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner))
ENTRIES = st.lists(st.dictionaries(TEXTS, VALUES) | st.lists(VALUES), max_size=5)


@pytest.mark.lengthy
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES, VALUES, VALUES, st.sampled_from([{"indent": 1}, {"ensure_ascii": False}]), st.integers(1, 40))
def test_entries_are_found_where_they_lie_whatever_is_in_them_and_wherever_a_piece_of_the_file_ends(
    monkeypatch: pytest.MonkeyPatch, entries: list[Any], before: Any, after: Any, way: Any, piece: int
) -> None:  # fmt: skip
    monkeypatch.setattr(spans, "_READ", piece)
    told = {"log": {"pages": before, "entries": entries, "comment": after}, "x": after}
    data = json.dumps(told, **way).encode()
    found = spans.spans(io.BytesIO(data))
    assert found is not None
    assert [json.loads(data[begin:end]) for begin, end in found.entries] == entries


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b'{"log": 3}', b'{"log": {"entries": 3}}', b'{"log": {"entries": [{}', b'{"log": {"entries": [{}]',
        b'{"log": {"entries": [{},]}}', b'{"log": {"entries": [1, {}]}}', b'{"log": {"entries": [{} {}]}}',
        b'{"log": {"entries": [{}], "entries": [[]]}}', b'{"log": {"pages": {"entries": [{}]}, "entries": []}}',
        b'{"log": {"comment": "\\"entries\\": [", "entries": 3}}', b'{"entries": [{}]}', b'{"log": {"entries": [}]}}',
        b'{"log": {"entries": [' + b" " * 5000 + b"1,{}]}}", b'{"log": {"entries": ["' + b"\\" * 99_999 + b'x"]}}',
        '{"log": {"entries": [{}]}}'.encode("utf-16"),
    ],
)  # fmt: skip
def test_where_it_is_not_sure_what_the_entries_are_nothing_is_told(data: bytes) -> None:
    assert spans.spans(io.BytesIO(data)) is None


@pytest.mark.lengthy
def test_reading_a_har_takes_the_memory_of_its_largest_entry_and_not_of_the_file() -> None:
    size = 100_000
    one = {
        "request": {"method": "GET", "url": "https://shop.test/"},
        "response": {"status": 200, "content": {"text": "a" * size, "mimeType": "text/html", "size": size}},
    }
    told = json.dumps({"log": {"entries": [one] * 400}}).encode()
    stream = io.BytesIO(told)
    har.parse(told[:0] or json.dumps({"log": {"entries": [one]}}).encode(), "t.har", lambda _: b"")

    tracemalloc.start()
    try:
        loaded = har.parse_stream(stream, "t.har", lambda _: b"")
        assert {len(one.body) for one in loaded.traffic.exchanges} == {size}
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < len(told) * 2 // 3


@pytest.mark.lengthy
def test_a_har_of_more_values_than_any_recording_has_is_refused_before_they_take_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strictjson, "MOST_VALUES", 400_000)
    for told in (b'{"log": {"entries": [{"x": [%s0]}]}}', b'{"log": {"entries": [0, {"x": [%s0]}]}}'):
        with pytest.raises(InputError, match="more than 400000 values"):
            har.parse(told % (b"[]," * 400_001), "t.har", lambda _: b"")
