"""What a refusal tells a person about the data it is about, and on which screen."""

from msgspec.structs import replace

from analyzer.model import Scope, Told, Walk
from analyzer.reports.telling import told
from tests.walks import button, click, flow_with, page, paragraph, walk_of

POSTS = Scope(what="public posts", used=True, text="public posts")
MAIL = Scope(what="private messages", used=False, text="Private  messages")
FAMILY = Scope(what="accounts of children", used=False, text="under 18")

WALK = walk_of(
    page("Home", "Welcome back", button("Settings")),
    click("Settings"),
    page("Privacy", paragraph("We use your PUBLIC posts, and never your private messages."), button("Object")),
    click("Object"),
    page("Form", paragraph("Public posts are used."), button("Send")),
)


def of(*scope: Scope, walk: Walk = WALK) -> tuple[Told, ...]:
    return told(replace(walk, flow=flow_with(scope=scope)))


def test_each_kind_of_data_is_told_where_a_screen_first_names_it() -> None:
    posts, mail = of(POSTS, MAIL)
    assert (posts.step, posts.screen, posts.used) == (2, 2, True)
    assert (mail.step, mail.screen, mail.used) == (2, 2, False)
    assert posts.quote == "We use your PUBLIC posts, and never your private messages."


def test_what_no_screen_names_is_told_never() -> None:
    (never,) = of(FAMILY)
    assert (never.step, never.screen, never.quote) == (None, None, "")


def test_a_flow_that_states_no_data_promises_nothing_about_it() -> None:
    assert of() == ()


def test_the_words_of_a_control_count_too() -> None:
    (told_by_button,) = of(Scope(what="settings", used=True, text="settings"))
    assert (told_by_button.screen, told_by_button.quote) == (1, "Settings")


def test_a_long_text_is_quoted_around_the_words_and_cut_between_words() -> None:
    long = walk_of(page("Notice", paragraph("before " * 60 + "public posts" + " after" * 60)))
    (cut,) = of(POSTS, walk=long)
    assert "public posts" in cut.quote
    assert cut.quote.startswith("… before")
    assert cut.quote.endswith("after …")
    assert len(cut.quote) < 200
