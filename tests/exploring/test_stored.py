"""What is stored is read whoever wrote it, and what changes by itself is left out."""

import json

from hypothesis import given
from hypothesis import strategies as st

from analyzer.exploring.stored import Stored, leaves
from analyzer.exploring.tcf import purposes
from tests.tables import for_each


@for_each(
    ("text", "read"),
    [
        ("%7B%22session%22%3Atrue%2C%22matomo%22%3Afalse%7D", {"k/session": True, "k/matomo": False}),
        ("{%22session%22:true%2C%22matomo%22:false}", {"k/session": True, "k/matomo": False}),
        ("!ads=true!stat=wait", {"k/ads": True, "k/stat": "wait"}),
        ('{"on":["must","ads"]}', {"k/on/[]": "list", "k/on/[must]": True, "k/on/[ads]": True}),
        ("gpc=0&groups=C0001%3A1%2CC0002%3A0", {"k/gpc": False, "k/groups/C0001": True, "k/groups/C0002": False}),
        ("analytics:1.ads:0", {"k/analytics": True, "k/ads": False}),
        ("eyJhbmFseXRpY3MiOmZhbHNlfQ==", {"k/analytics": False}),
        ("Y29uc2VudD1hY2NlcHRlZA==", {"k/consent": True}),
        ("cmVqZWN0OjE3OTU4NjU3MDgxMjM=", {"k": False}),
        ("YWRzOjE3OTU4NjU3MDgxMjM=", {}),
        ("q83vEjRWeJCrze8SNFZ4kA==", {}),
        ("accepted:1795865708123", {"k": True}),
        ("granted", {"k": True}),
        ("Y,n,N", {"k/0": True, "k/1": False, "k/2": False}),
        ('{"level":3,"visits":31}', {"k/level": "3"}),
        ("necessary,ads", {"k/[]": "list", "k/[necessary]": True, "k/[ads]": True}),
        ("dismiss", {"k": "dismiss"}),
        ("10110", {f"k/{place}": bit == "1" for place, bit in enumerate("10110")}),
        ("100", {}),
        ('{"at":"2026-11-23T17:03:03.652Z","id":"dd58428b-c615-4d6a-83a6-3ab0ed13b4c7","until":1811178183653}', {}),
    ],
)  # fmt: skip
def test_a_stored_choice_is_read_in_each_way_it_is_written(text: str, read: dict[str, bool | str]) -> None:
    assert dict(leaves(text, "k")) == read


def test_few_bits_are_a_choice_only_where_their_name_says_so() -> None:
    assert dict(leaves("10", "cookie consent")) == {"cookie consent/0": True, "cookie consent/1": False}
    assert dict(leaves("10", "cookie seen")) == {}


@given(st.dictionaries(st.from_regex(r"[a-z]{3,10}", fullmatch=True), st.booleans(), min_size=1, max_size=8))
def test_the_same_choice_in_two_writings_gives_the_same_leaves(choice: dict[str, bool]) -> None:
    written = {f"k/{name}": value for name, value in choice.items()}
    bars = "".join(f"!{name}={str(value).lower()}" for name, value in choice.items())

    assert dict(leaves(json.dumps(choice), "k")) == written
    assert dict(leaves(bars, "k")) == written


@given(st.text(max_size=300) | st.binary(max_size=200).map(bytes.hex))
def test_any_text_is_read_without_an_error(text: str) -> None:
    list(leaves(text, "k"))
    purposes(text)


def test_nesting_without_end_is_cut() -> None:
    endless = "[" * 5_000 + "]" * 5_000
    assert dict(leaves(endless, "k")) == {"k": endless}
    deep = json.dumps({"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": True}}}}}}}}}})
    assert dict(leaves(deep, "k")) == {f"k{'/a' * 7}": "..."}


def test_a_consent_string_tells_its_purposes() -> None:
    assert not any(purposes("CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA").values())
    some = purposes(
        "COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA.IFoEUQQgAIQwgIwQABAEAAAAOIAACAIAAAAQAIAgEAACEAAAAAgAQBAA"
    )
    assert [number for number, consented in some.items() if consented] == [1, 2, 3]
    within = dict(leaves('[null,["CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"]]', "k"))
    assert within["k/1/0/purpose 1"] is False


def test_only_what_changed_counts() -> None:
    before, after = Stored({"cookie a": "1", "cookie b": "x"}), Stored({"cookie a": "1", "cookie c": "no"}, ("{}",))
    assert after.since(before) == Stored({"cookie c": "no", "cookie b": ""}, ("{}",))


def test_what_only_begins_like_a_consent_string_is_none() -> None:
    assert not purposes("CAISNQgDEitib3FfaWRlbnRpdHlmcm9udGVuZHVpc2VydmVyXzIwMjYxMTE3LjA2X3AwGgJkZSACGgYIgJ6WyQY")
