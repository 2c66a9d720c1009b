"""What only reads although it is sent by POST."""

import json

from analyzer.model import Reads
from analyzer.walking.reading import only_reads
from tests.tables import for_each

ADDRESS = "https://shop.test/graphql"
ANY, NAMED = Reads(address=f"{ADDRESS}*"), Reads(address=ADDRESS, names=("Settings", "Me"))
QUESTION = {"operationName": "Settings", "query": "query Settings { me { mutation } }"}
CHANGE = {"operationName": "Settings", "query": "fragment F on X { y }\nmutation Settings { object }"}
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@for_each(
    ("declared", "url", "kind", "said", "reads"),
    [
        (ANY, f"{ADDRESS}?v=1", JSON, QUESTION, True), (ANY, ADDRESS, JSON, CHANGE, False),
        (ANY, "https://other.test/graphql", JSON, QUESTION, False), (NAMED, ADDRESS, JSON, QUESTION, True),
        (NAMED, ADDRESS, JSON, {"operationName": "Object"}, False), (NAMED, ADDRESS, JSON, {}, False),
        (NAMED, ADDRESS, JSON, [QUESTION, {"operationName": "Me"}], True), (NAMED, ADDRESS, JSON, [], False),
        (NAMED, ADDRESS, JSON, [QUESTION, {"operationName": "Object"}], False),
        (NAMED, ADDRESS, FORM, "doc_id=1&name=Settings", True), (NAMED, ADDRESS, FORM, "doc_id=1&name=Object", False),
        (NAMED, ADDRESS, FORM, "query=mutation+%7Bx%7D&name=Settings", False), (NAMED, ADDRESS, "", "[" * 9999, False),
        (Reads(address="*", names=("Me",)), "http://[", JSON, QUESTION, False),
    ],
)  # fmt: skip
def test_only_what_is_declared_and_does_not_say_that_it_changes_something_reads(
    declared: Reads,
    url: str,
    kind: str,
    said: object,
    reads: bool,  # noqa: FBT001 - a column of the table
) -> None:
    body = (said if isinstance(said, str) else json.dumps(said)).encode()
    assert only_reads([declared], url, kind, body) == reads
