"""Accept and reject told apart in the writings that consent tools use, and no half refusal taken for a whole one."""

import base64
import json
from collections.abc import Collection

from analyzer.exploring.ended import Ending
from analyzer.exploring.outcome import judge
from analyzer.exploring.stored import leaves
from tests.tables import for_each

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
TENTHS = 16_800_000_000

COOKIEBOT = "{stamp:'%s==',necessary:true,preferences:%s,statistics:%s,marketing:%s,method:'explicit',ver:1,utc:%d}"
ONETRUST = "isGpcEnabled=0&version=6.1&groups=C0001%%3A1%%2CC0002%%3A%d%%2CC0003%%3A%d%%2CC0004%%3A%d"


def consent_string(given: Collection[int]) -> str:
    """Return a consent string of the advertising industry that consents to some purposes; see ``exploring.tcf``."""
    header = [(2, 6), (TENTHS, 36), (TENTHS, 36), (10, 12), (1, 12), (1, 6), (0, 12), (50, 12), (4, 6), (2, 2), (0, 12)]
    bits = "".join(f"{value:0{width}b}" for value, width in header)
    bits = (bits + "".join(str(int(number in given)) for number in range(1, 25))).ljust(264, "0")
    return "".join(DIGITS[int(bits[place : place + 6], 2)] for place in range(0, len(bits), 6))


def token(enabled: list[str], disabled: list[str]) -> str:
    """Return lists of purposes as JSON in base64."""
    return base64.b64encode(json.dumps({"purposes": {"enabled": enabled, "disabled": disabled}}).encode()).decode()


CASES = [
    ("consent", "all", "analytics", "partial"),
    ("consent", "all", "no-analytics", "refused"),
    ("gcs", "G111", "G110", "partial"),
    ("gcs", "G111", "G100", "refused"),
    ("usprivacy", "1YNN", "1YYN", "refused"),
    ("usprivacy", "1YYN", "1YNN", "unknown"),
    ("box", COOKIEBOT % ("a3bC9", "true", "true", "true", 1), COOKIEBOT % ("c3bC9", *["false"] * 3, 2), "refused"),
    ("box", COOKIEBOT % ("a3bC9", *["true"] * 3, 1), COOKIEBOT % ("c", "false", "false", "true", 2), "partial"),
    ("token", token(["ads", "stats"], []), token([], ["ads", "stats"]), "refused"),
    ("token", token(["ads", "stats"], []), token(["stats"], ["ads"]), "partial"),
    ("tcf", consent_string(range(1, 12)), consent_string(()), "refused"),
    ("tcf", consent_string(range(1, 12)), consent_string((2, 7)), "partial"),
    ("groups", ONETRUST % (1, 1, 1), ONETRUST % (0, 0, 0), "refused"),
    ("groups", ONETRUST % (1, 1, 1), ONETRUST % (1, 1, 0), "partial"),
    ("consent", '["analytics","ads"]', "[]", "refused"),
    ("consent", '{"level":["must","analytics","ads"]}', '{"level":["must","analytics"]}', "partial"),
    ("consent", '{"accepted":["ads","stats"],"rejected":[]}', '{"accepted":["stats"],"rejected":["ads"]}', "partial"),
    ("consent", '{"accepted":["ads","stats"],"rejected":[]}', '{"accepted":[],"rejected":["ads","stats"]}', "refused"),
    ("gtag", '{"ad_storage":"granted","analytics_storage":"granted"}',
     '{"ad_storage":"denied","analytics_storage":"granted"}', "partial"),
    ("box", '{"ads":"A","stats":"A"}', '{"ads":"A","stats":"D"}', "partial"),
    ("box", '{"ads":"A","stats":"A"}', '{"ads":"D","stats":"D"}', "refused"),
    ("consent", '{"given":"all"}', '{"given":"all","more":"x"}', "unknown"),
    ("consent", "[1,2,3,4]", "[1]", "refused"),
    ("consent", "[1,2,3,4]", "[1,2,3]", "partial"),
    ("consent", "[1,1,1]", "[1,0,0]", "refused"),
    ("consent", "[1]", "[0]", "refused"),
    ("consent", "[1,2]", "[]", "refused"),
    ("accept-decline", "accept", "decline", "refused"),
    ("consent", "1111", "0000", "refused"),
    ("consent", "1111", "1101", "partial"),
    ("consent", "yes|1699999999", "yes|1699999123", "accepted"),
    ("consent", "%7B%22analytics%22%3A1%2C%22ads%22%3A1%7D", "%7B%22analytics%22%3A0%2C%22ads%22%3A1%7D", "partial"),
    ("consent", "functional-1_analytics-1_ads-1", "functional-1_analytics-0_ads-1", "partial"),
    ("consent", "functional-1_analytics-1_ads-1", "functional-1_analytics-0_ads-0", "refused"),
    ("consent", '{"analize":true,"rinkodara":true}', '{"analize":true,"rinkodara":false}', "partial"),
]  # fmt: skip


@for_each(("name", "accepted", "rejected", "outcome"), CASES)
def test_a_reject_is_a_refusal_only_where_what_it_stores_says_so(
    name: str, accepted: str, rejected: str, outcome: str
) -> None:
    stored = [dict(leaves(text, f"cookie {name}")) for text in (accepted, rejected)]
    endings = [
        Ending(number, intent, one, {}, open=False, returns=False, kept=True)
        for number, (intent, one) in enumerate(zip(("accept", "refuse"), stored, strict=True))
    ]
    assert judge(endings)[1].outcome == outcome


def test_what_a_reject_leaves_given_and_may_be_needed_is_told_beside_what_it_denies() -> None:
    endings = [
        Ending(number, intent, {"cookie c/ads": given, "cookie c/maps": True}, {}, open=False, returns=False)
        for number, (intent, given) in enumerate((("accept", True), ("refuse", False)))
    ]
    assert judge(endings)[1].why == "stored as not given: ads; still given, and taken for needed: maps"
