"""Where runs are put by many machines: whole or not at all, the same once, and nothing of anybody else's deleted."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import fsspec
import msgspec
import pytest

from analyzer import canonical, stamping
from analyzer.corpus.errand import Source, differing
from analyzer.corpus.place import Place, bring, brought
from analyzer.errors import InputError, StorageError
from analyzer.flows import load
from analyzer.stamping import Browser, Stamp
from tests.facebook_report import FACEBOOK
from tests.small_flows import GOOD, flow

BROWSER = Browser(version="1", build="a build", driver="2", fonts="3")


@pytest.fixture
def url() -> Iterator[str]:
    place = f"memory://{uuid4()}"
    yield place
    fsspec.filesystem("memory").store.clear()


def stamp(tool: str = "0") -> Stamp:
    return Stamp(parts=(), policy="0" * 64, tool=tool, code="0" * 64, browser=BROWSER)


def run(folder: Path, made: Stamp, *screens: str) -> Path:
    """Write what looks like a finished run with these screens."""
    (folder / "walks").mkdir(parents=True)
    (folder / "report.json").write_bytes(canonical.text(FACEBOOK))
    for name in screens:
        (folder / "walks" / name).write_text(name, encoding="utf-8")
    stamping.finish(folder, made)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def there(place: str, folder: Path) -> dict[str, bytes]:
    """What is at a place, whatever kind it is."""
    if "://" in place:
        bring(place, folder)
        return content(folder)
    return content(Path(place))


@pytest.fixture(params=["address", "folder"])
def place(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> str:
    fsspec.filesystem("memory").pipe_file(f"{url}/else/where", b"")
    return f"{url}/out" if request.param == "address" else str(tmp_path / "out")


def test_a_run_is_there_with_every_byte_and_takes_the_place_of_an_earlier_one(place: str, tmp_path: Path) -> None:
    first, second = run(tmp_path / "1", stamp("1"), "a", "b"), run(tmp_path / "2", stamp("2"), "b", "c")
    Place(place).put(first, "shop")
    assert there(f"{place}/shop", tmp_path / "seen-first") == content(first)
    assert Place(place).kept("shop", stamp("1")) == FACEBOOK

    gone = Place(place).put(second, "shop")

    assert gone == {path for path in content(first) if path not in content(second)}
    assert there(f"{place}/shop", tmp_path / "seen-second") == content(second)
    assert Place(place).kept("shop", stamp("1")) is None
    assert Place(place).kept("shop", stamp("2")) == FACEBOOK
    assert [Place(place).holds(name) for name in ("shop", "sho", "other")] == [True, False, False]


def test_what_no_run_put_there_is_not_deleted(place: str, tmp_path: Path) -> None:
    mine = Path(place, "shop", "notes.txt")
    if place.startswith("memory"):
        fsspec.filesystem("memory").pipe_file(f"{place}/shop/notes.txt", b"mine")
    else:
        mine.parent.mkdir(parents=True)
        mine.write_bytes(b"mine")

    with pytest.raises(InputError, match=r"holds 'notes\.txt', which is not a run's"):
        Place(place).put(run(tmp_path / "1", stamp()), "shop")

    assert there(f"{place}/shop", tmp_path / "seen") == {"notes.txt": b"mine"}


def test_a_run_that_was_put_half_is_none(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(f"{url}/out")
    place.put(run(tmp_path / "1", stamp("1"), "a"), "shop")
    files = fsspec.filesystem("memory")
    put = type(files).put_file

    def full(self: object, local: str, remote: str, **options: object) -> None:
        if remote.endswith("/b"):
            raise OSError("no space left")
        put(self, local, remote, **options)

    monkeypatch.setattr(type(files), "put_file", full)
    with pytest.raises(StorageError, match=r"memory://.*/out: cannot be reached: no space left"):
        place.put(run(tmp_path / "2", stamp("2"), "a", "b", "c"), "shop")

    assert place.kept("shop", stamp("1")) is None
    assert place.kept("shop", stamp("2")) is None


@pytest.mark.parametrize("damage", [b"{}", b"not JSON", b'{"format": "optout-run-0"}'])
def test_what_another_version_put_there_counts_for_nothing(damage: bytes, url: str, tmp_path: Path) -> None:
    place = Place(f"{url}/out")
    place.put(run(tmp_path / "1", stamp()), "shop")
    fsspec.filesystem("memory").pipe_file(f"{place.url}/shop/{stamping.FILE}", damage)

    assert place.kept("shop", stamp()) is None


def test_a_report_that_is_not_the_runs_own_counts_for_nothing(url: str, tmp_path: Path) -> None:
    place = Place(f"{url}/out")
    place.put(run(tmp_path / "1", stamp()), "shop")
    other = msgspec.structs.replace(FACEBOOK, score=None)
    fsspec.filesystem("memory").pipe_file(f"{place.url}/shop/report.json", canonical.text(other))

    assert place.kept("shop", stamp()) is None


def test_a_flow_at_an_address_is_the_same_flow_elsewhere_with_what_it_is_compared_with(
    url: str, tmp_path: Path
) -> None:
    flows = tmp_path / "flows"
    flow(flows, "least", GOOD)
    shop = flow(flows, "shop", GOOD)
    told = (shop / "flow.toml").read_text(encoding="utf-8")
    told = told.replace("[flow]\n", '[flow]\ncounterfactual = "least"\n')
    (shop / "flow.toml").write_text(f'{told}\n[variants.b.flow]\ntitle = "Otherwise"\n', encoding="utf-8")
    fsspec.filesystem("memory").put(str(flows), f"{url}/flows", recursive=True)

    with brought([f"{url}/flows/", "shipped"]) as (named, places):
        assert named[1] == "shipped"
        here = load(Path(named[0], "shop@b"))
        source = Source.of(here, places)
        first = stamping.stamp([(here, "en")], "0" * 64, BROWSER)

    assert source == Source(f"{url}/flows/shop@b", f"{url}/flows/least")
    again = source.read(tmp_path / "elsewhere")
    assert (again.name, again.folder.parent) == ("shop@b", tmp_path / "elsewhere")
    assert stamping.stamp([(again, "en")], "0" * 64, BROWSER) == first
    assert (tmp_path / "elsewhere" / "least" / "flow.toml").is_file()


def test_a_shipped_flow_goes_by_its_id_and_any_other_by_its_path(tmp_path: Path) -> None:
    shipped = load("facebook-2025-privacy-centre@deadline")
    assert Source.of(shipped, {}) == Source("facebook-2025-privacy-centre@deadline")
    mine = load(flow(tmp_path, "mine", GOOD))
    assert Source.of(mine, {}) == Source(str(tmp_path / "mine"))
    assert Source.of(mine, {}).read(tmp_path / "nowhere") == mine


def test_an_address_with_nothing_or_of_no_known_kind_is_one_line(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError, match="nothing is there"):
        bring(f"{url}/nothing", tmp_path / "a")
    with pytest.raises(StorageError, match="nonsense://x: cannot be reached: Protocol not known: nonsense"):
        Place("nonsense://x").check()


def test_what_differs_between_two_workers_is_said_in_words() -> None:
    one = stamp()
    other = msgspec.structs.replace(one, browser=msgspec.structs.replace(BROWSER, version="2"))
    assert differing(one, one) == ""
    assert differing(one, other) == "another browser (a build 1, not a build 2)"
    assert differing(stamp("0.1"), stamp("0.2")) == "another optout (0.1, not 0.2)"
