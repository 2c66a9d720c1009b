import pytest
from hypothesis import given

from analyzer.comparing import version_stages
from analyzer.comparing.screens import MOST
from analyzer.model import FieldChange, Part, Stage, Walk
from tests.routes import routes
from tests.walks import (
    MAILBOX,
    Act,
    Sketch,
    button,
    click,
    fill,
    flow_with,
    gathered_of,
    heading,
    link,
    page,
    textbox,
    walk_of,
)

HOME = page("Home", "Everything that your friends share", link("Privacy"))
CENTRE = page("Privacy centre", "You may object to this", link("object"))
FORM = page("Object", "Tell us why", textbox("E-mail", required=True, filled=True), textbox("Reason"), button("Send"))
DONE = page("Done", "You have objected")
WAY = (HOME, click("Privacy"), CENTRE, click("object"), FORM, click("Send"), DONE)


def stages(before: tuple[Sketch | Act, ...], after: tuple[Sketch | Act, ...]) -> tuple[Stage, ...]:
    found, _ = version_stages(gathered_of(walk_of(*before)), gathered_of(walk_of(*after)))
    return found


def kinds(found: tuple[Stage, ...]) -> list[tuple[int | None, int | None]]:
    return [(stage.before, stage.after) for stage in found]


def sides(parts: tuple[Part, ...]) -> tuple[str, str]:
    before, after = (" ".join(part.text for part in parts if part.kind != other) for other in ("new", "gone"))
    return before, after


def turned(found: tuple[Stage, ...]) -> set[tuple[int | None, int | None, str, str]]:
    return {(stage.after, stage.before, stage.title_after, stage.title_before) for stage in found}


@pytest.mark.lengthy
@given(routes())
def test_a_route_beside_itself_shows_no_change(walk: Walk) -> None:
    found, notes = version_stages(gathered_of(walk), gathered_of(walk))
    assert notes == ()
    for stage in found:
        assert stage.before == stage.after
        assert (stage.fields, stage.wording, stage.offered) == ((), (), ())
        assert (stage.title_before, stage.done_before) == (stage.title_after, stage.done_after)


@given(routes(), routes())
def test_the_other_way_round_everything_added_is_removed(one: Walk, other: Walk) -> None:
    there, _ = version_stages(gathered_of(one), gathered_of(other))
    back, _ = version_stages(gathered_of(other), gathered_of(one))

    assert turned(there) == {(stage.before, stage.after, stage.title_before, stage.title_after) for stage in back}
    for stage in there:
        match = next(each for each in back if (each.before, each.after) == (stage.after, stage.before))
        assert {(field.label_after, field.label_before, field.after, field.before) for field in stage.fields} == {
            (field.label_before, field.label_after, field.before, field.after) for field in match.fields
        }
        assert {sides(parts) for parts in stage.offered} == {sides(parts)[::-1] for parts in match.offered}
        assert bool(stage.wording) == bool(match.wording)


@given(routes(), routes())
def test_every_screen_stands_once_on_its_side_and_in_order(one: Walk, other: Walk) -> None:
    found, _ = version_stages(gathered_of(one), gathered_of(other))
    for side in ("before", "after"):
        numbers = [getattr(stage, side) for stage in found if getattr(stage, side)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_screen_that_was_put_in_is_added_and_the_others_are_kept() -> None:
    code = page("Enter the code", "We sent you a code", textbox("Code", required=True), button("Confirm"))
    longer = (*WAY[:5], click("Send"), code, fill("Code", 6), click("Confirm"), DONE)
    found = stages(WAY, longer)
    assert kinds(found) == [(1, 1), (2, 2), (3, 3), (None, 4), (4, 5)]
    assert found[3].fields == (FieldChange(label_before="", label_after="Code", before="absent", after="required"),)
    assert kinds(stages(longer, WAY))[3] == (4, None)


def test_a_field_that_became_required_and_one_that_is_gone_are_told() -> None:
    harder = page("Object", "Tell us why", textbox("Reason", required=True), button("Send"))
    way = (*WAY[:4], harder, fill("Reason", 40), click("Send"), DONE)
    changes = stages(WAY, way)[2].fields
    assert FieldChange(label_before="Reason", label_after="Reason", before="optional", after="required") in changes
    assert FieldChange(label_before="E-mail", label_after="", before="required", after="absent") in changes
    assert len(changes) == 2


def test_a_relabelled_field_is_one_field() -> None:
    other = page(
        "Object", "Tell us why", textbox("Your e-mail address", required=True, filled=True, kind="email"),
        textbox("Reason"), button("Send"),
    )  # fmt: skip
    form = page(
        "Object", "Tell us why", textbox("E-mail", required=True, filled=True, kind="email"), textbox("Reason"),
        button("Send"),
    )  # fmt: skip
    before, after = ((*WAY[:4], one, click("Send"), DONE) for one in (form, other))
    (change,) = stages(before, after)[2].fields
    assert (change.label_before, change.label_after) == ("E-mail", "Your e-mail address")
    assert (change.before, change.after) == ("required", "required")


def test_wording_and_what_is_offered_are_told_on_the_kept_screen() -> None:
    centre = page("Privacy centre", "You can object to this", link("object"), button("Close"))
    found = stages(WAY, (HOME, click("Privacy"), centre, *WAY[3:]))[1]
    assert [part.text for parts in found.wording for part in parts if part.kind == "new"] == ["can"]
    assert found.offered == ((Part(kind="new", text="Close"),),)


def test_a_control_with_another_label_is_one_control_reworded_wherever_it_stands() -> None:
    centre = page("Privacy centre", "You may object to this", button("Close"), button("Object here"), link("object"))
    other = page(
        "Privacy centre", "You may object to this", button("Object here and now"), link("object"), button("Help")
    )
    before, after = ((HOME, click("Privacy"), one, *WAY[3:]) for one in (centre, other))
    assert [sides(parts) for parts in stages(before, after)[1].offered] == [
        ("Close", ""),
        ("Object here", "Object here and now"),
        ("", "Help"),
    ]


def test_another_heading_does_not_make_another_screen_where_all_else_agrees() -> None:
    form = page(
        "Object to the use of your information", "Tell us why", textbox("E-mail", required=True, filled=True),
        textbox("Reason"), button("Send"),
    )  # fmt: skip
    found = stages(WAY, (*WAY[:4], form, click("Send"), DONE))[2]
    assert (found.before, found.after) == (3, 3)
    assert (found.title_before, found.title_after) == ("Object", "Object to the use of your information")


def test_screens_that_share_only_a_button_to_go_on_and_a_front_page_are_not_the_same() -> None:
    shop = page("Welcome", "Shoes and socks for everybody", button("OK"), url="https://shop.test/")
    bank = page("Your account", "Money that you lent us", button("OK"), url="https://bank.test/")
    assert kinds(stages((shop, click("OK"), DONE), (bank, click("OK"), DONE))) == [(1, None), (None, 1), (2, 2)]


def test_a_front_page_with_the_words_of_the_other_is_the_same_wherever_it_is_served() -> None:
    before = page("Home", "Everything that your friends share", button("OK"), url="https://here.test/")
    after = page("Home", "Everything that your friends share", button("OK"), url="https://there.test/")
    assert kinds(stages((before, click("OK"), DONE), (after, click("OK"), DONE))) == [(1, 1), (2, 2)]


def test_a_mailbox_is_never_the_same_screen_as_a_page_of_the_service() -> None:
    inbox = page("Privacy centre", "You may object to this", link("object"), url=f"{MAILBOX}/inbox")
    assert kinds(stages(WAY, (HOME, click("Privacy"), inbox, *WAY[3:])))[1:3] == [(2, None), (None, 2)]


def test_in_different_languages_fields_are_compared_by_kind_and_wording_is_not() -> None:
    french = page(
        "Refus", "Dites-nous pourquoi", textbox("Adresse", required=True, filled=True),
        textbox("Raison", required=True), button("Envoyer"), url="https://other.test/object",
    )  # fmt: skip
    after = walk_of(
        HOME, click("Privacy"), CENTRE, click("object"), french, fill("Raison", 9), click("Envoyer"), DONE,
        flow=flow_with(language="fr"),
    )  # fmt: skip
    found, notes = version_stages(gathered_of(walk_of(*WAY)), gathered_of(after))
    assert notes == ("The two are in different languages (en and fr): wording was not compared, fields by kind.",)
    form = found[2]
    assert (form.before, form.after, form.wording) == (3, 3, ())
    assert form.fields == (
        FieldChange(label_before="Reason", label_after="Raison", before="optional", after="required"),
    )


@pytest.mark.lengthy
def test_a_route_of_hundreds_of_screens_is_compared_in_part_and_says_so() -> None:
    parts: list[Sketch | Act] = [page("Screen 0", heading("Go", 2), link("on"))]
    for number in range(1, MOST + 50):
        parts += [click("on"), page(f"Screen {number}", heading("Go", 2), link("on"))]
    walk = gathered_of(walk_of(*parts))
    found, notes = version_stages(walk, walk)
    assert len(found) == MOST
    assert notes == (f"Only the first {MOST} screens of each were compared.",)


def test_of_two_fields_of_one_kind_the_one_with_more_words_in_common_is_the_same() -> None:
    two = page(
        "Object", "Tell us why", textbox("Anything else you want to add"),
        textbox("Explain how the processing affects you", required=True), button("Send"),
    )  # fmt: skip
    one = page("Object", "Tell us why", textbox("Tell us how this processing affects you"), button("Send"))
    before = (*WAY[:4], two, fill("Explain how the processing affects you", 40), click("Send"), DONE)
    after = (*WAY[:4], one, click("Send"), DONE)
    changes = {(field.label_before[:7], field.before, field.after) for field in stages(before, after)[2].fields}
    assert changes == {("Anythin", "optional", "absent"), ("Explain", "required", "optional")}


def test_in_different_languages_screens_without_a_shared_address_or_field_are_not_the_same() -> None:
    menu = page("Mitteilungen", "Drei neue", link("Alle"), url="https://other.test/notices")
    after = walk_of(menu, click("Alle"), DONE, flow=flow_with(language="de"))
    found, _ = version_stages(gathered_of(walk_of(HOME, click("Privacy"), DONE)), gathered_of(after))
    assert (1, None) in kinds(found)
    assert (None, 1) in kinds(found)
