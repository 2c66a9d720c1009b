"""A HAR of ours is read and written an exchange at a time, and holds what it would at once."""

import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Exchange, Message, Socket, Traffic
from analyzer.recordings import har, laidout
from tests.recordings.test_har import EXCHANGES, START

BODY = 1 << 20

OURS = {"creator": "optout", "version": "1", "start": START}

LOST = st.builds(
    Exchange,
    at=st.integers(0, 10**6),
    method=st.just("GET"),
    url=st.sampled_from(["https://a.test/", "https://b.test/x"]),
    asked=st.just(()),
    sent=st.just(b""),
    status=st.sampled_from([200, 304]),
    answered=st.sampled_from([(), (("content-type", "image/png"),)]),
    body=st.just(b""),
    lost=st.just(True),  # noqa: FBT003 - hypothesis has no other way to say it
)
SOCKET = Socket(
    at=7, url="wss://a.test/s",
    messages=(Message(sent=True, text=True, data=b"hi"), Message(sent=False, text=False, data=b"\0\xff")),
)  # fmt: skip


@pytest.mark.lengthy
@given(st.lists(st.one_of(EXCHANGES, LOST), min_size=1, max_size=8), st.lists(st.just(SOCKET), max_size=2))
def test_what_is_read_one_at_a_time_is_what_is_read_at_once(
    tmp_path_factory: pytest.TempPathFactory, said: list[Exchange], sockets: list[Socket]
) -> None:
    file = tmp_path_factory.mktemp("har") / "traffic.har"
    file.write_bytes(har.write(said, **OURS, sockets=sockets))
    assert laidout.spans(file) is not None
    whole = outcome(lambda: har.load(file).traffic)
    if isinstance(whole, str):
        assert str(outcome(lambda: har.stored(file))) == whole
        return
    assert isinstance(whole, Traffic)
    spread = har.stored(file)
    for _ in range(2):
        assert tuple(spread.exchanges) == whole.exchanges
        assert tuple(spread.sockets) == whole.sockets
    assert [one.at for one in spread.heads] == [one.at for one in whole.exchanges]


@given(st.lists(EXCHANGES, max_size=4))
def test_what_is_written_one_at_a_time_is_canonical(said: list[Exchange]) -> None:
    data = har.write(said, **OURS)
    assert data == canonical.text(json.loads(data))


def laid_out_otherwise() -> Iterator[Callable[[str], str]]:
    yield lambda text: json.dumps(json.loads(text))
    yield lambda text: text.replace('"creator"', '"entries": [],\n  "creator"', 1)
    yield lambda text: text.replace("   },\n   {", "   }\n,\n   {", 1)
    yield lambda text: text.replace('{\n "log": {', '{\n "log": {"entries": [], "x": {', 1).replace(
        "\n }\n}", "\n }}\n}"
    )
    yield lambda text: text + "\n"


@pytest.mark.parametrize("otherwise", list(laid_out_otherwise()))
def test_a_file_laid_out_otherwise_is_read_at_once_and_told_as_it_was(
    otherwise: Callable[[str], str], tmp_path: Path
) -> None:
    said = [exchange(1, b"one"), exchange(2, b"two")]
    file = tmp_path / "traffic.har"
    file.write_text(otherwise(har.write(said, **OURS).decode()), encoding="utf-8")
    assert laidout.spans(file) is None
    whole = outcome(lambda: har.load(file).traffic.exchanges)
    assert outcome(lambda: tuple(har.stored(file).exchanges)) == whole


def outcome(read: Callable[[], object]) -> object:
    try:
        return read()
    except InputError as error:
        return str(error)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('"method": "GET"', "entry 1: key 'method' stands twice in one object"),
        ('"status": 200', "entry 1: Expected `float`, got `str` - at `$.response.status`"),
        ('"startedDateTime": "', "entry 1: startedDateTime: "),
    ],
)
def test_a_broken_entry_is_named(broken: str, why: str, tmp_path: Path) -> None:
    instead = {
        '"method": "GET"': '"method": "GET",\n     "method": "GET"',
        '"status": 200': '"status": "many"',
        '"startedDateTime": "': '"startedDateTime": "never',
    }
    before, mark, after = har.write([exchange(1, b"one"), exchange(2, b"two")], **OURS).decode().rpartition(broken)
    file = tmp_path / "traffic.har"
    file.write_text(before + instead[mark] + after, encoding="utf-8")
    with pytest.raises(InputError) as told:
        har.stored(file)
    assert str(told.value).startswith(f"{file}: {why}")


@pytest.mark.lengthy
def test_memory_is_that_of_the_largest_body_and_not_of_the_traffic(tmp_path: Path) -> None:
    few, many = (peak_of(tmp_path / f"{count}.har", count) for count in (4, 12))
    assert many < few + BODY
    assert many < 12 * BODY


def peak_of(file: Path, count: int) -> int:
    """Bytes that reading and writing traffic of so many bodies, one of them after another, takes at once."""
    tracemalloc.start()
    try:
        bodies = (bytes([255, number]) * (BODY // 2) for number in range(count))
        with file.open("wb") as out:
            out.writelines(har.written((exchange(at, body) for at, body in enumerate(bodies)), **OURS))
        spread = har.stored(file)
        assert sum(len(one.body) for one in spread.exchanges) == count * BODY
        with file.with_suffix(".again").open("wb") as out:
            out.writelines(har.written(spread.exchanges, **OURS))
        assert file.stat().st_size > count * BODY
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def exchange(at: int, body: bytes) -> Exchange:
    return Exchange(
        at=at, method="GET", url=f"https://a.test/{at}", asked=(), sent=b"", status=200,
        answered=(("content-type", "application/octet-stream"),), body=body,
    )  # fmt: skip
