"""Scripts are watched from outside: nothing about Playwright changes, and nothing on the page is missed."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Mouse, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from analyzer.errors import WalkError
from analyzer.model import Answer, Check, Click, Drag, Focus, Hover, Open, Pause, Press
from analyzer.walking.browsers.browser import process_id
from analyzer.walking.watching.surface import SURFACE

pytestmark = pytest.mark.browser

Staged = Callable[..., AbstractContextManager[Any]]
HEAD = '<!doctype html><html lang="en"><meta charset="utf-8">'


def kinds(stage: Any) -> list[str]:
    return [type(transition.action).__name__ for transition in stage.transitions[1:]]


def page_of(body: str) -> dict[str, str]:
    return {"/": HEAD + body, "/next": HEAD + "<title>Next</title><h1>Next</h1>"}


def test_methods_are_back_in_place_even_after_an_error(staged: Staged) -> None:
    before = {name: dict(vars(owner)) for name, owner in (("Page", Page), ("Locator", Locator), ("Mouse", Mouse))}
    with pytest.raises(ZeroDivisionError), staged(page_of("<p>Here")):
        assert vars(Page)["click"] is not before["Page"]["click"]
        raise ZeroDivisionError
    assert {
        name: dict(vars(owner)) for name, owner in (("Page", Page), ("Locator", Locator), ("Mouse", Mouse))
    } == before


def test_objects_keep_playwrights_own_types_so_that_expect_takes_them(staged: Staged) -> None:
    with staged(page_of("<button>One</button>")) as stage:
        button = stage.page.get_by_role("button", name="One")
        assert type(button) is Locator
        assert type(stage.page) is Page
        expect(button).to_be_visible()
        expect(stage.page).to_have_url("https://shop.test/")
        assert kinds(stage) == []


def test_pages_of_other_contexts_are_left_alone(staged: Staged, browser: Browser) -> None:
    other = browser.new_context()
    page = other.new_page()
    with staged(page_of("<button>One</button>")) as stage:
        page.set_content("<button>Two</button>")
        page.get_by_role("button").click()
        assert kinds(stage) == []
        assert stage.recorder.diary.activations(()).counted == 0
    other.close()


@pytest.mark.parametrize(
    "go_around",
    [
        lambda page: page.request.get("https://shop.test/next"),
        lambda page: page.context.request.post("https://shop.test/next"),
        lambda page: page.context.browser.new_context(),
        lambda page: page.context.browser.browser_type.launch(),
        lambda page: page.context.close(),
        lambda page: page.clock.run_for(1000),
        lambda page: page.pause(),
    ],
)
def test_what_goes_around_the_watched_page_is_refused(staged: Staged, go_around: Callable[[Page], Any]) -> None:
    with staged(page_of("<p>Here")) as stage, pytest.raises(WalkError, match=r"is refused in a route"):
        go_around(stage.page)


def test_every_refused_method_is_replaced(staged: Staged) -> None:
    import playwright.sync_api._generated as generated  # noqa: PLC0415 - the module that holds the classes

    with staged(page_of("<p>Here")):
        for name, members in SURFACE.items():
            for member in members.refuses:
                assert hasattr(vars(getattr(generated, name))[member], "__wrapped__"), f"{name}.{member}"


def test_an_evaluated_click_is_not_invisible(staged: Staged) -> None:
    with staged(page_of("<button>Accept</button>")) as stage:
        stage.page.get_by_role("button").evaluate("element => element.click()")
        found = stage.recorder.diary.activations(())
        assert (found.seen, found.counted) == (0, 1)
        assert found.unexplained == ("an evaluated click on button 'Accept'",)


def test_an_evaluated_click_inside_an_action_is_not_invisible(staged: Staged) -> None:
    with staged(page_of("<button>Accept</button><button>Other</button>")) as stage:
        stage.page.evaluate("setTimeout(() => document.querySelector('button').click(), 100)")
        stage.page.get_by_role("button", name="Other").click()
        found = stage.recorder.diary.activations(())
        assert (found.seen, found.counted) == (1, 2)


@pytest.mark.parametrize(
    "later",
    [
        "setTimeout(() => CLICK, 50)",
        "() => { setTimeout(() => CLICK, 50) }",
        "setTimeout(() => setTimeout(() => CLICK, 20), 50)",
        "Promise.resolve().then(() => setTimeout(() => CLICK, 50))",
        "requestAnimationFrame(() => CLICK)",
        "document.body.onpointermove = () => CLICK",
        "void fetch('/next').then(() => CLICK)",
    ],
)
def test_what_an_evaluate_left_to_click_later_is_not_invisible(staged: Staged, later: str) -> None:
    with staged(page_of("<button>Accept</button><button>Other</button>")) as stage:
        stage.page.evaluate(later.replace("CLICK", "document.querySelector('button').click()"))
        stage.page.get_by_role("button", name="Other").click()
        assert "an evaluated click on button 'Accept'" in stage.recorder.diary.unexplained


@pytest.mark.parametrize(
    ("name", "bring"),
    {
        "Page.add_script_tag": lambda page: page.add_script_tag(content="0"),
        "Page.add_init_script": lambda page: page.add_init_script("0"),
        "Page.set_content": lambda page: page.set_content("<p>There"),
        "Frame.add_script_tag": lambda page: page.main_frame.add_script_tag(content="0"),
        "Frame.set_content": lambda page: page.main_frame.set_content("<p>There"),
        "BrowserContext.add_init_script": lambda page: page.context.add_init_script("0"),
    }.items(),
)
def test_what_a_script_brings_into_the_page_makes_the_counts_doubtful(
    staged: Staged, name: str, bring: Callable[[Page], Any]
) -> None:
    with staged(page_of("<p>Here")) as stage:
        bring(stage.page)
        bring(stage.page)
        found = stage.recorder.diary.activations(())
        assert found.unexplained == (f"{name}(): what it brings into the page may act unseen",)
        assert found.counted == 0


def test_an_answer_a_script_makes_up_makes_the_counts_doubtful(staged: Staged) -> None:
    with staged(page_of("<p>Here")) as stage:
        stage.page.route("**/next", lambda route: route.fulfill(body="<p>Made up"))
        stage.page.goto("https://shop.test/next")
        assert stage.recorder.diary.unexplained == ["Route.fulfill(): what it brings into the page may act unseen"]


def test_a_page_left_by_a_script_outside_of_any_action_is_noticed(staged: Staged) -> None:
    with staged(page_of("<p>Here")) as stage:
        stage.page.evaluate("location.href = '/next'")
        stage.page.wait_for_url("**/next")
        assert stage.recorder.tabs.strayed == ["https://shop.test/next"]


@pytest.mark.parametrize(
    "body",
    [
        "<button onclick='b.click()'>Go</button><a id=b href='/next'>Next</a>",
        "<button onclick=\"setTimeout(() => b.click(), 900)\">Go</button><a id=b href='/next'>Next</a>",
        "<button onclick=\"fetch('/next').then(() => b.click())\">Go</button><a id=b href='/next'>Next</a>",
    ],
    ids=["at once", "on a timer", "after an answer"],
)
def test_a_click_the_page_makes_itself_is_no_activation_of_the_person(staged: Staged, body: str) -> None:
    with staged(page_of(body)) as stage:
        stage.page.get_by_role("button", name="Go").click()
        found = stage.recorder.diary.activations(stage.recorder.tabs.strayed)
        assert (found.seen, found.counted, found.unexplained) == (1, 1, ())
        assert stage.recorder.diary.last.url == "https://shop.test/next"


def test_a_click_the_page_makes_while_a_field_is_filled_is_its_own(staged: Staged) -> None:
    body = "<input aria-label=Name oninput=\"document.querySelector('button').click()\"><button>Go</button>"
    with staged(page_of(body)) as stage:
        stage.page.get_by_label("Name").fill("x")
        assert stage.recorder.diary.activations(()).unexplained == ()


def test_a_label_passes_one_click_on_and_it_counts_once(staged: Staged) -> None:
    with staged(page_of("<label for=box>Tick me</label><input type=checkbox id=box>")) as stage:
        stage.page.get_by_text("Tick me").click()
        found = stage.recorder.diary.activations(())
        assert (found.seen, found.counted) == (1, 1)
        assert stage.page.locator("#box").is_checked()


def test_enter_in_a_form_is_a_key_and_no_click(staged: Staged) -> None:
    with staged(page_of("<form action='/next'><input name=q aria-label=Search><button>Send</button></form>")) as stage:
        stage.page.get_by_label("Search").press("Enter")
        found = stage.recorder.diary.activations(stage.recorder.tabs.strayed)
        assert (found.seen, found.counted, found.unexplained) == (0, 0, ())
        assert stage.recorder.diary.last.url.startswith("https://shop.test/next")


def test_a_press_on_what_vanishes_before_the_pointer_is_let_go_is_one_activation(staged: Staged) -> None:
    with staged(page_of("<button onpointerdown='this.remove()'>Gone</button>")) as stage:
        stage.page.get_by_role("button").click()
        found = stage.recorder.diary.activations(())
        assert (found.seen, found.counted) == (1, 1)
        assert stage.transitions[-1].action.on.name == "Gone"


def test_checking_what_is_checked_changes_nothing(staged: Staged) -> None:
    with staged(page_of("<label><input type=checkbox checked>On</label>")) as stage:
        stage.page.get_by_label("On").check()
        action = stage.transitions[-1].action
        assert isinstance(action, Check)
        assert (action.to, action.was, action.on.name) == (True, True, "On")
        assert stage.recorder.diary.seen == 0


def test_the_element_is_the_control_of_the_screen_before(staged: Staged) -> None:
    frame = "<iframe src='/inner' style='margin:100px'></iframe>"
    pages = {**page_of(f"<p>Above</p>{frame}"), "/inner": HEAD + "<button>Inside</button>"}
    with staged(pages) as stage:
        for button in (
            stage.page.frame_locator("iframe").get_by_role("button", name="Inside"),
            stage.page.frames[1].get_by_text("Inside"),
            stage.page.locator("iframe").content_frame.locator("button").first,
        ):
            before = stage.recorder.diary.last
            button.click()
            action = stage.transitions[-1].action
            (control,) = [control for control in before.controls if control.key == action.on.key]
            assert (action.on.name, action.on.frame, action.on.box) == ("Inside", 1, control.box)


@pytest.mark.parametrize(
    "find",
    [
        lambda page: page.get_by_role("button", name="Save"),
        lambda page: page.get_by_text("Save"),
        lambda page: page.get_by_test_id("save"),
        lambda page: page.get_by_title("Keep"),
        lambda page: page.locator("button").nth(1),
        lambda page: page.locator("button").filter(has_text="Save"),
        lambda page: page.locator("main").get_by_role("button").last,
        lambda page: page.locator("xpath=//button[2]"),
        lambda page: page.get_by_role("button").and_(page.get_by_title("Keep")),
        lambda page: page.get_by_role("button").all()[1],
        lambda page: page.query_selector("text=Save"),
    ],
)
def test_locators_of_every_kind_name_the_same_control(staged: Staged, find: Callable[[Page], Any]) -> None:
    with staged(page_of("<main><button>No</button><button data-testid=save title=Keep>Save</button></main>")) as stage:
        find(stage.page).click()
        assert [transition.action.on.name for transition in stage.transitions[1:]] == ["Save"]


def test_a_browser_dialog_is_a_screen_and_its_answer_a_transition(staged: Staged) -> None:
    with staged(page_of("<button onclick=\"document.title = prompt('Your reason?', '')\">Ask</button>")) as stage:
        stage.page.on("dialog", lambda dialog: dialog.accept("because"))
        stage.page.get_by_role("button").click()
        clicked, answered = stage.transitions[1:]
        shown = stage.recorder.diary.screens[clicked.target - 1]
        assert (shown.browser_dialog, shown.blocks[0].text) == ("prompt", "Your reason?")
        assert answered.source == shown.number
        assert answered.action == Answer(dialog="prompt", accepted=True, characters=7)
        assert stage.recorder.diary.last.title == "because"


def test_a_dialog_nobody_handles_is_dismissed_and_counts(staged: Staged) -> None:
    body = "<button onclick=\"if (!confirm('Leave?')) confirm('Really not?')\">Ask</button>"
    with staged(page_of(body)) as stage:
        stage.page.get_by_role("button").click()
        assert kinds(stage) == ["Click", "Answer", "Answer"]
        assert [transition.action.accepted for transition in stage.transitions[2:]] == [False, False]
        assert [(transition.source, transition.target) for transition in stage.transitions[1:]] == [
            (1, 2),
            (2, 3),
            (3, 4),
        ]
        assert [screen.number for screen in stage.recorder.diary.screens] == [1, 2, 3, 4]


def test_an_alert_while_a_page_loads_belongs_to_opening_it(staged: Staged) -> None:
    pages = {**page_of("<p>Here"), "/alert": HEAD + "<script>alert('Hello')</script><h1>After</h1>"}
    with staged(pages) as stage:
        stage.page.goto("https://shop.test/alert")
        assert kinds(stage) == ["Open", "Answer"]


def test_a_pop_up_is_a_page_of_its_own_and_the_way_back_is_seen(staged: Staged) -> None:
    with staged(page_of("<a href='/next' target=_blank>Terms</a><button>Agree</button>")) as stage:
        with stage.page.expect_popup() as opened:
            stage.page.get_by_role("link").click()
        assert opened.value.title() == "Next"
        assert (stage.recorder.diary.last.page, stage.recorder.diary.last.document) == (2, 2)
        opened.value.close()
        stage.page.get_by_role("button").click()
        assert kinds(stage) == ["Click", "Focus", "Click"]
        assert [screen.page for screen in stage.recorder.diary.screens] == [1, 2, 1, 1]
        assert [screen.document for screen in stage.recorder.diary.screens] == [1, 2, 1, 1]


def test_acting_on_a_covered_page_says_that_one_came_back_to_it(staged: Staged) -> None:
    with staged(page_of("<a href='/next' target=_blank>Terms</a><button>Agree</button>")) as stage:
        stage.page.get_by_role("link").click()
        stage.page.get_by_role("button").click()
        assert [type(transition.action) for transition in stage.transitions[1:]] == [Click, Focus, Click]


def test_a_new_page_is_seen_when_it_goes_somewhere(staged: Staged) -> None:
    with staged(page_of("<p>Here")) as stage:
        mail = stage.page.context.new_page()
        mail.goto("https://elsewhere.test/next")
        assert [transition.action for transition in stage.transitions[1:]] == [Open(url="https://elsewhere.test/next")]
        assert stage.recorder.diary.last.page == 2


def test_actions_in_handlers_count_and_the_page_is_looked_at_once(staged: Staged) -> None:
    pages = page_of("<a href='/survey' target=_blank>Terms</a>")
    pages["/survey"] = HEAD + "<button onclick='document.title = 1'>No thanks</button>"
    with staged(pages) as stage:
        stage.page.on("popup", lambda page: page.get_by_role("button").click())
        stage.page.get_by_role("link").click()
        assert [transition.action.on.name for transition in stage.transitions[1:]] == ["Terms", "No thanks"]
        assert len(stage.recorder.diary.screens) == 2
        assert stage.recorder.diary.activations(()).seen == stage.recorder.diary.activations(()).counted == 2


def test_an_overlay_closed_by_a_handler_comes_before_the_click_it_stood_in_the_way_of(staged: Staged) -> None:
    overlay = (
        "<div id=o style='position:fixed;inset:0;background:white'><button onclick='o.remove()'>Close</button></div>"
    )
    with staged(page_of(f"<button>Go</button>{overlay}")) as stage:
        close = stage.page.get_by_role("button", name="Close")
        stage.page.add_locator_handler(close, lambda found: found.click())
        stage.page.get_by_role("button", name="Go").click()
        assert [transition.action.on.name for transition in stage.transitions[1:]] == ["Close", "Go"]


def test_dragging_by_hand_is_one_drag(staged: Staged) -> None:
    body = "<input type=range aria-label=Amount style='width:300px'>"
    with staged(page_of(body)) as stage:
        stage.page.mouse.move(20, 20)
        stage.page.mouse.down()
        stage.page.mouse.move(150, 20)
        stage.page.mouse.up()
        assert kinds(stage) == ["Hover", "Drag"]
        assert isinstance(stage.transitions[-1].action, Drag)
        assert stage.recorder.diary.activations(()) == stage.recorder.diary.activations(())
        assert stage.recorder.diary.unexplained == []


def test_a_key_held_while_clicking_is_a_press_and_a_click(staged: Staged) -> None:
    with staged(page_of("<button>One</button>")) as stage:
        stage.page.keyboard.down("Shift")
        stage.page.get_by_role("button").click()
        stage.page.keyboard.up("Shift")
        assert kinds(stage) == ["Click", "Press"]
        assert stage.transitions[-1].action.keys == "Shift"


def test_a_key_never_let_go_is_still_a_press(staged: Staged) -> None:
    with staged(page_of("<p>Here")) as stage:
        stage.page.keyboard.down("Escape")
        stage.recorder.finish()
        (pressed,) = [transition.action for transition in stage.transitions[1:]]
        assert isinstance(pressed, Press)
        assert (pressed.keys, pressed.count) == ("Escape", 1)


def test_a_trial_click_is_a_look(staged: Staged) -> None:
    with staged(page_of("<button>One</button>")) as stage:
        stage.page.get_by_role("button").click(trial=True)
        assert kinds(stage) == []


def test_typed_values_are_nowhere_but_in_the_inputs_kept_apart(staged: Staged) -> None:
    with staged(page_of("<input aria-label=Secret><input aria-label=Other>")) as stage:
        stage.page.get_by_label("Secret").fill("hunter-2-hunter")
        stage.page.get_by_label("Other").press_sequentially("swordfish")
        diary = stage.recorder.diary
        text = repr((diary.screens, diary.transitions, diary.unexplained))
        text += "".join(file.read_text() for file in stage.folder.rglob("*.html"))
        assert "hunter" not in text
        assert "swordfish" not in text
        assert [one.text for one in diary.inputs] == ["hunter-2-hunter", "swordfish"]


def test_hovering_over_what_is_no_control_names_it_all_the_same(staged: Staged) -> None:
    with staged(page_of("<p id=tip>A tip</p>")) as stage:
        stage.page.locator("#tip").hover()
        action = stage.transitions[-1].action
        assert isinstance(action, Hover)
        assert action.on.tag == "p"


def test_waiting_moves_the_pages_clock_and_not_the_real_one(staged: Staged) -> None:
    body = "<p id=n>0</p><script>setInterval(() => n.textContent = +n.textContent + 1, 1000)</script>"
    with staged(page_of(body)) as stage:
        stage.page.wait_for_timeout(60_000)
        assert stage.transitions[-1].action == Pause(milliseconds=60_000)
        assert stage.recorder.diary.last.at == 65_000
        assert stage.page.locator("#n").inner_text() == "65"


def test_a_look_that_waits_lets_the_pages_clock_go_on_and_says_so(staged: Staged) -> None:
    body = "<p id=n>wait</p><script>setTimeout(() => n.textContent = 'ready', 12_000)</script>"
    with staged(page_of(body)) as stage:
        expect(stage.page.get_by_text("ready")).to_be_visible()
        assert kinds(stage) == ["Pause"]
        assert stage.transitions[-1].action.milliseconds % 5000 == 0
        assert "ready" in [block.text for block in stage.recorder.diary.last.blocks]


def test_a_slow_answer_does_not_move_the_pages_clock(staged: Staged) -> None:
    with staged(page_of("<a href='/next'>Go</a>"), takes=0.8) as stage:
        stage.page.get_by_role("link").click()
        stage.page.goto("https://shop.test/next")
        assert [screen.at for screen in stage.recorder.diary.screens] == [5_000, 10_000, 15_000]


def test_a_slow_browser_does_not_move_the_pages_clock(staged: Staged, browser: Browser) -> None:
    with staged(page_of("<button>Go</button>")) as stage:
        process = process_id(browser)
        os.kill(process, signal.SIGSTOP)
        goes_on = threading.Timer(2.5, os.kill, (process, signal.SIGCONT))
        goes_on.start()
        stage.page.get_by_role("button").click()
        goes_on.join()
        assert [screen.at for screen in stage.recorder.diary.screens] == [5_000, 10_000]


def test_a_page_that_never_stops_asking_does_not_stop_its_clock(staged: Staged) -> None:
    asks = "(async () => { for (;;) await fetch('/next'); })()"
    body = f"<p id=n>wait</p><script>setTimeout(() => n.textContent = 'ready', 14_000); {asks}</script>"
    with staged(page_of(body), patience=1.0) as stage:
        stage.page.get_by_text("ready").wait_for(timeout=15_000)
        assert kinds(stage) == ["Pause"]


def test_a_look_in_vain_leaves_no_trace_where_nothing_changed(staged: Staged) -> None:
    with staged(page_of("<p>Here")) as stage:
        with pytest.raises(PlaywrightTimeoutError):
            stage.page.get_by_text("Elsewhere").wait_for(timeout=100)
        assert kinds(stage) == []
        assert sorted(file.name for file in stage.folder.rglob("*.*")) == ["001.html", "001.png"]


def test_a_handler_that_was_taken_away_is_not_called(staged: Staged) -> None:
    heard: list[object] = []
    with staged(page_of("<p>Here")) as stage:
        stage.page.on("load", heard.append)
        stage.page.reload()
        stage.page.remove_listener("load", heard.append)
        stage.page.reload()
        assert heard == [stage.page]


def test_what_a_click_starts_is_over_before_the_page_is_looked_at(staged: Staged) -> None:
    steps = "fetch('/next').then(() => setTimeout(() => fetch('/next').then(() => document.title = 'Done'), 800)"
    body = f'<button onclick="setTimeout(() => {steps}), 700)">Go</button>'
    with staged(page_of(body)) as stage:
        stage.page.get_by_role("button").click()
        assert stage.recorder.diary.last.title == "Done"


def test_a_page_that_never_stops_asking_is_looked_at_all_the_same(staged: Staged) -> None:
    body = "<button onclick='(async () => { for (;;) await fetch(`/next`); })()'>Go</button>"
    with staged(page_of(body), patience=1.0) as stage:
        stage.page.get_by_role("button").click()
        assert kinds(stage) == ["Click"]


def test_a_failing_timer_of_the_page_does_not_end_the_walk(staged: Staged) -> None:
    with staged(page_of("<button onclick=\"setTimeout(() => { throw new Error('x') }, 10)\">Go</button>")) as stage:
        stage.page.get_by_role("button").click()
        assert kinds(stage) == ["Click"]


def test_a_dialog_answered_in_an_evaluate_is_kept_for_the_next_step(staged: Staged) -> None:
    def accept(dialog: Dialog) -> None:
        dialog.accept()

    with staged(page_of("<button>Go</button>")) as stage:
        stage.page.on("dialog", accept)
        assert stage.page.evaluate("confirm('Sure?')") is True
        stage.page.get_by_role("button").click()
        assert kinds(stage) == ["Answer", "Click"]


def test_a_dialog_after_the_last_action_is_answered_all_the_same(staged: Staged) -> None:
    with staged(page_of("<button>Go</button>")) as stage:
        stage.page.get_by_role("button").click()
        assert stage.page.evaluate("confirm('Sure?')") is False
        stage.recorder.finish()
        assert kinds(stage) == ["Click", "Answer"]
        assert stage.transitions[-1].action == Answer(dialog="confirm", accepted=False, characters=0)


def test_a_page_cannot_forge_what_is_not_a_report(staged: Staged) -> None:
    told = """['', '{}', 'null', '[]', '{"type": "click"}', 'x'.repeat(200000)]"""
    with staged(page_of(f"<script>for (const text of {told}) window.__optout_report?.(text)</script>")) as stage:
        assert stage.recorder.diary.activations(()).counted == 0
