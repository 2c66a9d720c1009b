"""Random routes through a small site, for properties of whatever judges walks."""

from hypothesis import strategies as st

from analyzer.model import Walk
from tests import walks
from tests.walks import MAILBOX, Act, Sketch

PLACES = ("Home", "Settings", "Privacy", "Form", "Mailbox")
CONTENT = {
    "Home": ("Welcome to the place where everybody shares things", walks.link("Settings"), walks.button("Post 7")),
    "Settings": ("Here you can change what you like", walks.button("Privacy"), walks.checkbox("Personal offers")),
    "Privacy": ("You have the right to object to this", walks.link("object", inline=True), walks.button("Close")),
    "Form": (
        "Tell us why", walks.textbox("E-mail", required=True, filled=True), walks.textbox("Reason", in_viewport=False),
        walks.select("Country"), walks.button("Send"),
    ),
    "Mailbox": ("Your code is 123 456", walks.link("Open the message")),
}  # fmt: skip


def place(name: str) -> Sketch:
    """One of the pages of the small site."""
    return walks.page(name, *CONTENT[name], url=f"{MAILBOX}/inbox" if name == "Mailbox" else "")


def _move(name: str) -> tuple[Act | Sketch, ...]:
    return (walks.goto(name), place(name))


def _deed(name: str) -> tuple[Act | Sketch, ...]:
    match name:
        case "Home":
            opened = walks.dialog("Post", "Nothing to see", walks.button("Like"))
            return (walks.click("Post 7"), opened, walks.click("Like"), walks.closed())
        case "Settings":
            return (walks.check("Personal offers"), walks.check("Personal offers", to=False))
        case "Privacy":
            return (
                walks.click("object"),
                walks.alert("Are you sure?"),
                walks.answer(accepted=False),
                walks.again("Privacy"),
            )
        case "Form":
            return (walks.click("Reason"), walks.fill("Reason", 12), walks.choose("Country", "France"), walks.scroll())
        case _:
            return (walks.click("Open the message", times=2), walks.press("Enter"))


@st.composite
def routes(draw: st.DrawFn, route: str = "refuse", most: int = 6) -> Walk:
    """A walk of up to ``most`` pages with something done on some of them, reaching its goal or not."""
    visits = draw(st.lists(st.tuples(st.sampled_from(PLACES), st.booleans()), min_size=1, max_size=most))
    parts: list[Act | Sketch] = []
    for name, busy in visits:
        parts += _move(name)[not parts :]
        parts += _deed(name) if busy else ()
    outcome = draw(st.sampled_from(["reached", "uncertain", "dead_end", "incomplete"]))
    return walks.walk_of(*parts, route=route, outcome=outcome)
