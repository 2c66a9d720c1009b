"""What nothing marks as a control is pressed where its words, or a script that listens, say that it is one."""

import msgspec

from analyzer.exploring.bare import Bare, pressable
from analyzer.exploring.meaning import meaning_in
from tests.tables import for_each

WORDS = Bare(
    key=1, box=7, text="We use cookies.", path="1.0", words="Accept all", tag="div", listens=False, drawn="",
    x=0, y=0, width=90, height=30,
)  # fmt: skip


def bare(path: str, words: str, *, box: int = 7, listens: bool = False) -> Bare:
    return msgspec.structs.replace(WORDS, path=path, words=words, box=box, listens=listens)


@for_each(
    "found, expected",
    [
        ([bare("1.0", "Accept all"), bare("1.1", "Reject all")], ["Accept all", "Reject all"]),
        ([bare("1.0", "Our partners"), bare("1.1", "Your choice has been saved.")], []),
        ([bare("1.0", "Our partners", listens=True)], ["Our partners"]),
        ([bare("1.0", "Our partners", box=0, listens=True), bare("1.1", "Settings", box=0)], []),
        ([bare("1.0.0", "Reject all", box=0), bare("1.0.1", "Settings", box=0)], ["Reject all", "Settings"]),
        ([bare("1.0", "You may also reject all of them."), bare("1.0.0", "reject all")], ["reject all"]),
        ([bare("1.0", "Accept all", listens=True), bare("1.0.0", "Accept")], ["Accept all"]),
        ([bare("1.0", "Accept Reject", listens=True), bare("1.0.0", "Accept"), bare("1.0.1", "Reject")],
         ["Accept", "Reject"]),
        ([bare("1.0", "Decline")], []),
        ([bare("1.0", "We use cookies. Do you accept them?")], []),
    ],
)  # fmt: skip
def test_words_are_pressed_that_say_what_pressing_does_and_the_innermost_that_say_it(
    found: list[Bare], expected: list[str]
) -> None:
    named = {(7, "Decline")}
    assert [one.words for one in pressable(found, meaning_in("en"), named)] == expected
