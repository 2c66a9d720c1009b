"""What lies behind a field for text is not seen, since nothing is typed on a page: an exploration says so."""

import json

import pytest

from tests.mazes.serving import serve
from tests.processes import optout
from tests.tables import for_each

PAGE = """<!doctype html><html lang=en><title>Privacy</title><main><h1>Your address</h1>HERE</main><script>
const done = () => { document.querySelector("main").innerHTML = "<p>Your address is no longer shared.</p>"; };
</script>"""


def page(content: str) -> str:
    return PAGE.replace("HERE", content)


def form(content: str) -> str:
    return page(f'<form onsubmit="done(); return false">{content}</form>')


REQUIRED = form("<label>Membership number <input required></label><button>Stop sharing</button>")
DISABLED = form("<label>Membership number <input></label><button disabled>Stop sharing</button>")
NO_FORM = page("""<div><label>Membership number <input id=number></label></div>
<div><button onclick="number.value && done()">Stop sharing</button></div>""")
SAYS_SO = page("""<form onsubmit="number.value ? done() : said.textContent = 'Fill it in.'; return false">
<label>Membership number <input id=number></label><p id=said></p><button>Stop sharing</button></form>""")
IN_A_BOX = page("""<div role=dialog style="position:fixed"><p>We share your data with partners.</p>
<form onsubmit="document.cookie = 'shared=0'; done(); return false"><label>Membership number <input required></label>
<button>Reject all</button></form></div>""")
WITHOUT_A_CONTROL = page("""<div><label>Membership number <input id=number></label>
<div tabindex=0 onclick="number.value && done()">Stop sharing</div></div>""")


def bounds(shown: str) -> list[str]:
    with serve({"index.html": shown.encode(), "favicon.ico": b""}) as address:
        done = optout("explore", address, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["truncated"] is bool(found["bounds"])
    return [str(one) for one in found["bounds"]]


@pytest.mark.browser
@for_each("shown", [REQUIRED, DISABLED, NO_FORM, SAYS_SO, IN_A_BOX, WITHOUT_A_CONTROL])
def test_a_button_that_waits_for_text_is_told_with_the_name_of_the_field(shown: str) -> None:
    assert bounds(shown) == ["“Membership number” asks for text, which explore never types"]


APART = page("""<form><label>Search <input type=search></label><button type=button>Find</button></form>
<section><p>Here is how.</p><button onclick="done()">Stop sharing</button></section>""")
PREFILLED = form("<label>Membership number <input required value=7></label><button>Stop sharing</button>")


@pytest.mark.browser
def test_a_field_that_keeps_nothing_back_is_not_told() -> None:
    assert bounds(PREFILLED) == []


@pytest.mark.browser
def test_of_two_forms_the_one_that_went_on_is_not_told_for_the_other() -> None:
    assert bounds(APART) == ["“Search” asks for text, which explore never types"]
