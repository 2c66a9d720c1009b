"""What was accepted or refused follows from what was left behind; a label alone decides only where nothing else can."""

from dataclasses import replace

from analyzer.exploring.ended import Ending
from analyzer.exploring.outcome import judge
from analyzer.exploring.stored import Value, leaves
from analyzer.exploring.told import Told
from tests.tables import for_each

ALL = {"ads": True, "video": True, "cart": True}


def ending(number: int, intent: str | None, stored: object, *, on: int = 0, off: int = 0) -> Ending:
    read: dict[str, Value] = dict(leaves(stored, "cookie c")) if isinstance(stored, str) else {}
    if isinstance(stored, dict):
        read = {f"cookie c/{name}": value for name, value in stored.items()}
    return Ending(number, intent, read, {}, open=False, returns=None, on=on, off=off)


def outcomes(*endings: Ending) -> list[str]:
    verdicts = judge(endings)
    return [verdicts[one.number].outcome for one in endings]


def test_accepting_and_refusing_are_told_by_what_they_store() -> None:
    assert outcomes(
        ending(1, "accept", ALL), ending(2, "refuse", {"ads": False, "video": False, "cart": True})
    ) == ["accepted", "refused"]  # fmt: skip


def test_switches_that_stay_on_are_no_refusal_where_the_value_only_says_something_else_than_accepting() -> None:
    for accepted, saved in (("all", "analytics+marketing"), ("all", "custom"), ("analytics,marketing", "marketing")):
        assert outcomes(ending(1, "accept", accepted), ending(2, "save", saved, on=1, off=1)) == ["accepted", "partial"]
    assert outcomes(ending(1, "accept", "all"), ending(2, "save", "necessary", off=2)) == ["accepted", "refused"]
    assert outcomes(ending(1, "accept", ALL), ending(2, "save", dict.fromkeys(ALL, False), on=1))[1] == "refused"
    assert outcomes(ending(1, "accept", "all"), ending(2, "save", "custom"))[1] == "unknown"


def test_accept_with_all_switches_off_may_keep_what_refusing_does_and_one_on_the_first_layer_does_not() -> None:
    less = {"cookie closed": True}
    more = {"cookie ads": True, "cookie video": True} | less
    accepting, pressed = (replace(ending(1, "accept", None), stored=more), ending(2, "accept", None, off=2))
    at_first = replace(pressed, stored=less)
    assert outcomes(accepting, at_first) == ["accepted", "accepted"]
    assert outcomes(accepting, replace(at_first, all_off=True)) == ["accepted", "refused"]
    assert outcomes(accepting, replace(pressed, stored=more, all_off=True)) == ["accepted", "accepted"]


def test_accept_beside_switches_that_are_off_refuses_nothing_by_keeping_another_word() -> None:
    for first, second in (("all", "everything"), ("all", "custom"), ('{"level":"all"}', '{"level":"every"}')):
        beside = replace(ending(2, "accept", second, off=2), all_off=True)
        assert outcomes(ending(1, "accept", first), beside)[1] != "refused"


def test_what_was_saved_with_all_on_is_no_proof_of_itself() -> None:
    saved = ending(1, "save", "yes-yes", on=2), ending(2, "save", "no-no", off=2)
    assert judge(saved)[1].why == "only its switches say so: all were on"
    assert judge((*saved, ending(3, "accept", "yes-yes")))[1].why == "stored the same as accepting does"


def test_a_reject_that_stores_what_accept_stores_has_accepted() -> None:
    assert outcomes(ending(1, "accept", ALL), ending(2, "refuse", ALL)) == ["accepted", "accepted"]


def test_a_reject_that_leaves_a_purpose_on_which_nobody_needs_is_no_refusal_and_says_which() -> None:
    given = {"analytics": True, "social": True, "cart": True}
    for intent in ("refuse", "refuse_partial"):
        told = judge([ending(1, "accept", given), ending(2, intent, {**given, "analytics": False})])[2]
        assert (told.outcome, told.kept) == ("partial", ("social",))
        assert told.why == "stored as given in part: social; and as not given: analytics"
    both = ending(1, "accept", given), ending(2, "refuse", {"analytics": False, "social": False, "cart": True})
    assert outcomes(*both) == ["accepted", "refused"]
    half = {**given, "analytics": False}
    saved = ending(3, "save", half, off=1)
    assert outcomes(ending(1, "accept", given), ending(2, "refuse", half), saved)[2] == "partial"


@for_each("name", ["tracking", "personalization", "profiling"])
def test_in_a_record_of_a_choice_what_is_elsewhere_an_everyday_word_names_a_purpose_that_nobody_needs(
    name: str,
) -> None:
    told = judge([ending(1, "accept", {name: True, "level": True}), ending(2, "refuse", {name: True, "level": False})])
    assert (told[2].outcome, told[2].kept) == ("partial", (name,))
    instead = ending(1, "accept", {"nonPersonalized": False}), ending(2, "refuse", {"nonPersonalized": True})
    assert outcomes(*instead) == ["accepted", "refused"]


def test_what_says_the_opposite_of_what_it_is_called_is_neither() -> None:
    swapped = ending(1, "accept", {"ads": False, "stats": False}), ending(2, "refuse", {"ads": True, "stats": True})
    assert outcomes(*swapped) == ["unknown", "unknown"]
    for name in ("noAds", "adsOptOut", "do_not_sell"):
        named = ending(1, "accept", {name: False}), ending(2, "refuse", {name: True})
        assert outcomes(*named) == ["accepted", "refused"]


def test_a_word_for_a_purpose_is_no_refusal_whatever_word_accepting_leaves() -> None:
    for accepted in ("all", "everything", "marketing"):
        told = judge([ending(1, "accept", accepted), ending(2, "refuse", "analytics")])[2]
        assert (told.outcome, told.kept) == ("partial", ("analytics",))
    for refused in ("bare", "no-analytics", "reject_marketing"):
        assert outcomes(ending(1, "accept", "everything"), ending(2, "refuse", refused)) == ["accepted", "refused"]


def test_settings_that_are_on_when_they_are_opened_again_go_before_a_label_or_a_comparison() -> None:
    for stored in (None, "x7k"):
        refused = replace(ending(2, "refuse", stored), kept=True, left_on=("Social media",))
        told = judge([replace(ending(1, "accept", stored and "d3f"), kept=True), refused])[2]
        assert (told.outcome, told.kept) == ("partial", ("Social media",))
    read = ending(1, "accept", ALL), replace(ending(2, "refuse", dict.fromkeys(ALL, False)), left_on=("Video",))
    assert outcomes(*read) == ["accepted", "refused"]


def test_bits_without_a_name_are_believed_to_be_needed_only_where_fewer_stay_than_go() -> None:
    for refused, outcome in (("10000", "refused"), ("11000", "refused"), ("11110", "partial"), ("11111", "accepted")):
        assert outcomes(ending(1, "accept", "11111"), ending(2, "refuse", refused)) == ["accepted", outcome]


def test_one_of_two_inverse_switches_is_half_a_refusal() -> None:
    kept = [ending(1, "save", {"blockAds": False, "blockMaps": False}, on=2)]
    kept.append(ending(2, "save", {"blockAds": True, "blockMaps": False}, on=1, off=1))
    assert outcomes(*kept) == ["accepted", "partial"]
    kept.append(ending(3, "save", {"blockAds": True, "blockMaps": True}, off=2))
    assert outcomes(*kept) == ["accepted", "partial", "refused"]


def test_a_label_that_was_seen_to_accept_is_not_believed_where_nothing_else_tells() -> None:
    accepting, lying = ending(1, "accept", ALL), replace(ending(2, "refuse", ALL), label="Reject anyway")
    unread = Ending(3, "refuse", {}, {}, open=False, returns=False, kept=True, label="Reject")
    assert outcomes(accepting, lying, unread) == ["accepted", "accepted", "refused"]
    same = replace(unread, label=lying.label)
    assert outcomes(accepting, lying, same) == ["accepted", "accepted", "unknown"]
    assert outcomes(accepting, lying, replace(same, on=1, off=1)) == ["accepted", "accepted", "unknown"]
    assert outcomes(accepting, lying, replace(same, off=2)) == ["accepted", "accepted", "refused"]


def test_an_entry_has_the_name_of_its_purpose_and_what_else_stands_in_it_is_none() -> None:
    written = (
        '{"analytics":{"status":"SAID","of":["analytics"]},"ads":{"status":"SAID"},"essential":{"status":"granted"}}'
    )
    accepted, saved = (written.replace("SAID", said) for said in ("granted", "denied"))
    assert outcomes(ending(1, "accept", accepted), ending(2, "save", saved, off=2)) == ["accepted", "refused"]


def test_what_stores_yes_where_a_refusal_stores_no_accepts_whatever_it_is_called() -> None:
    yes, no = {"ads": True, "security_storage": True}, {"ads": False, "security_storage": True}
    assert outcomes(ending(1, None, yes), ending(2, "refuse", no)) == ["accepted", "refused"]
    assert outcomes(ending(1, None, no | {"maps": True}), ending(2, "refuse", no | {"maps": False}))[0] != "accepted"


def test_ok_is_a_yes_where_the_only_other_control_leads_elsewhere_and_keeps_nothing() -> None:
    acknowledging = ending(1, "acknowledge", {"notice": True})
    assert outcomes(acknowledging, Ending(2, None, {}, {}, open=False, returns=None)) == ["accepted", "undecided"]
    assert outcomes(acknowledging, ending(2, None, {"notice": False}))[0] == "unknown"


def test_refusing_a_part_is_no_refusal() -> None:
    some = ending(2, "save", {"ads": False, "video": True, "cart": True}, on=2, off=1)
    assert outcomes(ending(1, "accept", ALL), some) == ["accepted", "partial"]
    lying = ending(3, "refuse", ALL)
    assert outcomes(ending(1, "accept", ALL), some, lying) == ["accepted", "partial", "accepted"]


def test_what_cannot_be_switched_off_makes_a_saved_selection_no_refusal_but_a_refusal_by_name_is_believed() -> None:
    left = {"ads": False, "video": False, "cart": True}
    accepting = ending(1, "accept", ALL)
    assert outcomes(accepting, ending(2, "save", left, on=0, off=2)) == ["accepted", "partial"]
    assert outcomes(accepting, ending(2, "refuse", left)) == ["accepted", "refused"]


def test_what_makes_a_page_work_may_stay_on_in_a_refusal_where_it_never_moves() -> None:
    given = {"analytics_storage": True, "functionality_storage": True, "security_storage": True}
    saved = ending(2, "save", given | {"analytics_storage": False}, off=1)
    assert outcomes(ending(1, "accept", given), saved) == ["accepted", "refused"]
    moving = ending(3, "save", dict.fromkeys(given, False), off=2)
    assert outcomes(ending(1, "accept", given), saved, moving) == ["accepted", "partial", "refused"]


@for_each("left_on", ["ecosystem_partners", "liveScore", "functional_media", "functionalAds", "coreVendors"])
def test_a_purpose_that_only_sounds_like_what_makes_a_page_work_makes_no_refusal(left_on: str) -> None:
    given = {"ads": True, left_on: True}
    saved = ending(2, "save", given | {"ads": False}, off=1)
    assert outcomes(ending(1, "accept", given), saved) == ["accepted", "partial"]


def test_switches_that_nothing_listens_to_accept_nothing() -> None:
    denied = {"ads": False, "video": False}
    off, on = ending(1, "save", denied, off=2), ending(2, "save", denied, on=2)
    assert outcomes(off, on) == ["refused", "refused"]
    assert outcomes(off, ending(2, "save", {"ads": True, "video": True}, on=2)) == ["refused", "accepted"]


def test_a_choice_that_cannot_be_read_is_told_by_its_label_where_the_dialog_stays_away() -> None:
    unread = Ending(1, "refuse", {}, {}, open=False, returns=False, kept=True)
    assert judge([unread])[1].by_label
    assert outcomes(unread) == ["refused"]


def test_accept_selected_with_nothing_selected_refuses() -> None:
    none = ending(2, "save", {"ads": False, "video": False}, on=0, off=2)
    assert outcomes(ending(1, "accept", {"ads": True, "video": True}), none) == ["accepted", "refused"]


def test_what_a_list_does_not_name_was_not_chosen() -> None:
    accepted, refused = '{"on":["necessary","ads"]}', '{"on":["necessary"]}'
    assert outcomes(ending(1, "accept", accepted), ending(2, "refuse", refused)) == ["accepted", "refused"]


def test_a_name_that_says_no_is_read_the_other_way() -> None:
    out, within = {"optout": True}, {"optout": False}
    assert outcomes(ending(1, "accept", within), ending(2, "refuse", out)) == ["accepted", "refused"]


def test_what_can_not_be_read_is_told_by_comparing_or_said_to_rest_on_the_label() -> None:
    closed = ending(3, "dismiss", "zzqx")
    verdicts = judge([ending(1, "accept", "abcx"), ending(2, "refuse", "zzqx"), closed])
    assert verdicts[3].outcome == "refused"
    assert not verdicts[3].by_label
    assert judge([ending(2, "refuse", "zzqx")])[2].by_label
    assert outcomes(ending(1, "accept", "abcx"), ending(2, "dismiss", "other")) == ["accepted", "unknown"]


def test_a_dialog_that_comes_back_has_decided_nothing() -> None:
    back = Ending(1, "refuse", {"cookie c": False}, {}, open=False, returns=True)
    assert outcomes(back) == ["undecided"]


def test_a_refusal_stored_word_for_word_holds_although_the_page_goes_on_asking_and_a_cross_does_not() -> None:
    def left(number: int, intent: str, *, ads: bool, on: int = 0) -> Ending:
        stored = {"cookie c/ads": ads, "cookie c/statistics": ads}
        return Ending(number, intent, stored, {}, open=False, returns=not ads, on=on, off=2 - on)

    accepted, saved = left(1, "accept", ads=True), left(2, "save", ads=False)
    closed, left_on = left(3, "dismiss", ads=False), left(4, "save", ads=False, on=1)
    said = judge([accepted, saved, closed, left_on])

    assert [said[number].outcome for number in (1, 2, 3, 4)] == ["accepted", "refused", "undecided", "undecided"]
    assert "comes back" in said[2].why


def test_closing_what_stores_only_that_it_was_seen_decides_nothing() -> None:
    assert outcomes(ending(1, None, {"dismissed": True})) == ["unknown"]


def test_what_another_control_called_accept_leads_to_as_well_is_what_accepting_leaves() -> None:
    lying = ending(1, "refuse", {"ads": True, "later": False})
    assert outcomes(lying) == ["partial"]
    assert outcomes(replace(lying, also=frozenset({"accept"}))) == ["accepted"]


def test_a_purpose_that_cannot_be_switched_off_makes_all_off_no_refusal() -> None:
    saved = replace(ending(1, "save", None, off=2), returns=False)
    assert outcomes(saved) == ["refused"]
    assert outcomes(replace(saved, locked=("Statistics",))) == ["partial"]
    left = {"g0": True, "g1": False}
    refusing = ending(2, "refuse", left)
    accepting = ending(1, "accept", {"g0": True, "g1": True})
    assert outcomes(accepting, refusing) == ["accepted", "refused"]
    assert outcomes(accepting, replace(refusing, locked=("Statistics",))) == ["accepted", "partial"]


def test_an_entry_that_is_missing_was_not_given_where_each_purpose_has_one_of_its_own() -> None:
    def entries(*names: str) -> dict[str, Value]:
        return dict.fromkeys((f"cookie {name}" for name in ("x_consent_given", *names)), True)

    accepting = Ending(
        1, "accept", entries("x_statistics_consent", "x_marketing_consent"), {}, open=False, returns=None
    )
    saved = Ending(2, "save", entries(), {}, open=False, returns=None, off=2)
    some = Ending(3, "save", entries("x_statistics_consent"), {}, open=False, returns=None, on=1, off=1)
    assert outcomes(accepting, saved)[1] == "refused"
    assert outcomes(accepting, saved, some)[1:] == ["refused", "partial"]
    assert outcomes(accepting, replace(saved, intent="acknowledge", off=0))[1] == "accepted"


def test_a_control_without_a_known_word_says_yes_where_it_keeps_another_answer_than_refusing_and_none_else_does() -> (
    None
):
    refusing, other = ending(1, "refuse", "diet"), ending(2, None, "yum")
    said = judge([refusing, other])
    assert (said[2].outcome, said[2].by_label) == ("accepted", True)
    assert outcomes(refusing, ending(2, None, {"seen": "yum"})) == ["refused", "unknown"]
    assert outcomes(refusing, other, ending(3, "accept", "all"))[1] == "unknown"


def test_a_dialog_that_only_goes_away_takes_that_for_a_yes() -> None:
    for intent in ("acknowledge", "next", "dismiss"):
        assert outcomes(ending(1, intent, {"seen": "hide"})) == ["accepted"]
    assert outcomes(ending(1, "info", {"seen": "hide"})) == ["unknown"]


def test_a_cross_beside_another_answer_that_nothing_tells_is_not_taken_for_a_yes() -> None:
    assert outcomes(ending(1, None, "first"), ending(2, "dismiss", "second")) == ["unknown", "unknown"]
    assert outcomes(ending(1, None, "ja"), ending(2, "dismiss", "nein")) == ["accepted", "refused"]


def test_what_was_sent_tells_where_all_that_is_stored_is_that_a_choice_was_made() -> None:
    def sending(number: int, intent: str, stored: str, *, given: bool) -> Ending:
        return replace(ending(number, intent, stored), sent={"sent/ads": given, "sent/video": given})

    both = sending(1, "accept", "seen=1", given=True), sending(2, "refuse", "seen=1", given=False)
    assert outcomes(*both) == ["accepted", "refused"]
    assert judge(both)[2].why == "sent as not given: ads, video"
    purpose = '{"marketing": true}'
    both = sending(1, "accept", purpose, given=True), sending(2, "refuse", purpose, given=False)
    assert outcomes(*both) == ["accepted", "accepted"]


def test_what_a_page_says_is_quoted_as_it_stands() -> None:
    said = Told("refused", "Your choice was stored.")
    sent = replace(ending(1, "refuse", None), sent={"sent/id": "x"}, told=said)
    assert judge([sent])[1].why == "only the page says so: Your choice was stored."


def test_a_level_that_only_its_name_orders_is_said_to_be_one() -> None:
    paths = frozenset({"cookie c"})
    kept = [replace(ending(1, "save", "full"), levels=paths), replace(ending(2, "save", "basic"), levels=paths)]
    kept = [replace(one, intent=intent) for one, intent in zip(kept, ("accept", "refuse"), strict=True)]
    assert judge(kept)[2].why == "stored as not given: cookie c; by the name of a level alone"


def test_a_record_of_a_database_is_called_by_its_store_and_its_key() -> None:
    paths = 'database cmp/choice/"ads"', "database cmp/choice/1"
    kept = [
        replace(ending(number, intent, None), stored=dict.fromkeys(paths, intent == "accept"))
        for number, intent in enumerate(("accept", "refuse"))
    ]
    assert judge(kept)[1].why == "stored as not given: choice 1, choice ads"


def test_levels_are_compared_and_not_read_as_yes_and_no() -> None:
    for accepted, refused in (("3", "1"), ("7", "1"), ("1", "2"), ('{"level":3}', '{"level":1}')):
        assert outcomes(ending(1, "accept", accepted), ending(2, "refuse", refused)) == ["accepted", "refused"]


def test_a_word_that_accepting_leaves_is_what_accepting_says_where_refusing_leaves_one_that_says_no() -> None:
    kept = ending(3, "save", "statistics", on=1, off=1)
    assert outcomes(ending(1, "accept", "marketing"), ending(2, "refuse", "necessary"), kept)[:2] == [
        "accepted",
        "refused",
    ]
    assert outcomes(ending(1, "accept", "marketing"), ending(2, "refuse", "necessary"), kept)[2] == "partial"


@for_each("must_be_on", ["1", "C0001", "service/0", "action"])
def test_what_tells_nothing_and_never_moves_is_what_must_be_on_as_long_as_more_moves(must_be_on: str) -> None:
    given = {must_be_on: True, "2": True, "3": True}
    saved = ending(2, "save", {must_be_on: True, "2": False, "3": False}, off=2)
    assert outcomes(ending(1, "accept", given), saved) == ["accepted", "refused"]


def test_a_switch_left_on_is_not_what_must_be_on() -> None:
    given = {"c1": True, "li1": True, "li2": True}
    saved = ending(2, "save", {"c1": False, "li1": False, "li2": True}, on=1, off=2)
    assert outcomes(ending(1, "accept", given), saved) == ["accepted", "partial"]


def test_a_list_of_what_was_refused_is_no_list_of_what_was_accepted() -> None:
    accepted = '{"purposes":{"enabled":["cookies","ads"]}}'
    for denied in ("disabled", "rejected"):
        saved = ending(2, "save", f'{{"purposes":{{"{denied}":["cookies","ads"]}}}}', off=2)
        assert outcomes(ending(1, "accept", accepted), saved) == ["accepted", "refused"]
    some = ending(2, "save", '{"ok":["cookies"],"later":["ads"]}', on=1, off=1)
    assert outcomes(ending(1, "accept", accepted), some) == ["accepted", "partial"]


def test_the_same_as_refusing_leaves_refuses_by_whatever_control() -> None:
    left = {"ads": False, "cart": True}
    accepting, refusing = ending(1, "accept", {"ads": True, "cart": True}), ending(2, "refuse", left)
    assert outcomes(accepting, refusing, ending(3, "save", left, off=1)) == ["accepted", "refused", "refused"]


def test_a_group_that_is_missing_was_not_given_by_who_chose() -> None:
    given, some = '{"on":{"must":["a"],"stats":["b"],"ads":["c"]}}', '{"on":{"must":["a"],"stats":["b"]}}'
    assert outcomes(ending(1, "accept", given), ending(2, "save", some, on=1, off=1)) == ["accepted", "partial"]


def test_what_was_sent_decides_where_the_same_is_stored_whatever_was_pressed() -> None:
    seen: dict[str, Value] = {"local seen": True}
    accepting = Ending(1, "accept", seen, {"sent/ads": True}, open=False, returns=False)
    refusing = Ending(2, "refuse", seen, {"sent/ads": False}, open=False, returns=False)
    assert outcomes(accepting, refusing) == ["accepted", "refused"]
    assert outcomes(replace(accepting, sent={}), replace(refusing, sent={})) == ["accepted", "accepted"]


@for_each("name", ["v", "rev", "version"])
def test_the_version_of_a_record_is_no_consent(name: str) -> None:
    accepted = ending(1, "accept", {name: True, "c": "7"})
    saved = ending(2, "save", {name: True, "c": "0"}, on=0, off=3)
    assert outcomes(accepted, saved) == ["accepted", "refused"]
