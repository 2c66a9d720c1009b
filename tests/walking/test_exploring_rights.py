"""Pages on which somebody unsubscribes, cancels, objects or opts out are refused by what they keep, send and say."""

from typing import Any

import pytest

from tests.mazes.serving import serve
from tests.processes import optout
from tests.walking.test_exploring_whatever_keeps import explored as explored_in_english

UNSUBSCRIBE = """<!doctype html><html lang=de><title>Newsletter</title><main><h1>Newsletter abbestellen</h1>
<label><input type=radio name=w>Zu viele Mails</label><label><input type=radio name=w>Kein Interesse</label>
<button>Abbestellen</button></main><script>
document.querySelector("button").onclick = () => {
  SEND; document.querySelector("main").innerHTML = "<p>SAID</p>";
};
</script>"""

SENT = "fetch('/sent', { method: 'POST', body: 'email=x&status=ended' })"

CANCELLING = """<!doctype html><html lang=en><title>Your plan</title><main><h1>Your plan</h1>
<button>Cancel subscription</button></main><script>
const main = document.querySelector("main");
const ask = (text, label, then) => {
  main.innerHTML = `<p>${text}</p><button>${label}</button>`;
  main.querySelector("button").onclick = then;
};
const end = () => { localStorage.plan = "ended"; main.innerHTML = "<p>Your subscription has been cancelled.</p>" };
const sure = () => ask("Your subscription will be cancelled on Monday.", "Confirm cancellation", end);
main.querySelector("button").onclick = () => ask("Stay for half the price?", "No thanks, continue to cancel", sure);
</script>"""

OPTING_OUT = """<!doctype html><html lang=en><title>Do not sell my personal information</title>
<h1>Do not sell my personal information</h1>
<label><input type=checkbox>Opt me out of the sale of my personal information</label><button>Save</button><script>
const box = document.querySelector("input");
box.checked = localStorage.optout === "1";
document.querySelector("button").onclick = () => { localStorage.optout = Number(box.checked) };
</script>"""

DEAF = """<!doctype html><html lang=en><div id=box role=dialog style="position:fixed"><p>We use cookies.</p>
<label><input type=checkbox checked>Statistics</label><label><input type=checkbox checked>Advertising</label>
<button>Save settings</button><button>Accept all</button></div><script>
const { box } = window;
if (localStorage.length) box.remove();
for (const one of box.querySelectorAll("button")) one.onclick = () => {
  localStorage.kept = JSON.stringify({ statistics: true, advertising: true });
  box.remove();
};
</script>"""

NOTICE = """<!doctype html><html lang=en><title>Garden</title><p>Tulips.</p><div><p>We use cookies for ads.
By going on you consent.</p><a onclick="document.cookie = 'fine=true'; this.parentNode.remove()"
href="#">\u2715</a></div><script>if (document.cookie) document.querySelector("div").remove()</script>"""


def refused(page: str, language: str) -> Any:
    with serve({"index.html": page.encode()}) as address:
        done = optout("explore", address, "--lang", language)
    return done.stdout


@pytest.mark.browser
def test_who_unsubscribes_and_is_told_so_has_refused_if_anything_was_sent() -> None:
    said = "Sie wurden vom Newsletter abgemeldet."
    told = refused(UNSUBSCRIBE.replace("SEND", SENT).replace("SAID", said), "de")
    assert "refuse      1 click: “Abbestellen”" in told
    will = "Sie werden am Montag vom Newsletter abgemeldet, wenn Sie es bestätigen."
    assert "refuse      no way found" in refused(UNSUBSCRIBE.replace("SEND", "0").replace("SAID", will), "de")


@pytest.mark.browser
def test_a_subscription_is_cancelled_once_that_is_said_to_have_been_done_and_not_before() -> None:
    way = explored_in_english(CANCELLING)["refuse"]
    assert way["labels"] == ["Cancel subscription", "No thanks, continue to cancel", "Confirm cancellation"]


@pytest.mark.browser
def test_a_box_that_opts_out_refuses_where_its_name_tells_of_what() -> None:
    way = explored_in_english(OPTING_OUT)["refuse"]
    assert way["labels"] == ["Opt me out of the sale of my personal information", "Save"]


@pytest.mark.browser
def test_settings_that_keep_as_given_what_was_switched_off_are_a_finding() -> None:
    found = explored_in_english(DEAF)
    assert found["refuse"] is None
    deaf = "“Save settings” was pressed when every switch beside it was off, and what happened is: accepted"
    assert any(one.startswith(deaf) for one in found["findings"]), found["findings"]


@pytest.mark.browser
def test_a_notice_on_the_page_itself_is_accepted_by_the_cross_that_takes_it_away() -> None:
    found = explored_in_english(NOTICE)
    assert found["accept"]
    assert found["accept"]["clicks"] == 1
    assert found["refuse"] is None
