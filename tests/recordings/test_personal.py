import json
from typing import Any
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from analyzer import canonical
from analyzer.recordings import devtools
from analyzer.recordings.personal import INVENTED, cleaned
from tests.tables import for_each

WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=4, max_size=12)


@given(WORD, WORD, st.sampled_from(["#f", "aria/Adresse", "input[name=q]"]))
def test_no_typed_mail_address_remains_anywhere(user: str, domain: str, field: str) -> None:
    address = f"{user}@{domain}.org"
    steps = [
        {"type": "navigate", "url": f"https://shop.test/?to={quote(address, safe='')}"},
        {"type": "change", "value": address, "selectors": [field]},
        {"type": "hover", "selectors": [f"aria/Bonjour {address}", f"[title='{address}']"]},
    ]
    recording = devtools.parse(json.dumps({"title": f"by {address}", "steps": steps}).encode(), "x.json")

    clean = cleaned(recording, {})

    written = canonical.text(clean.recording.plain()).decode()
    assert address not in written
    assert quote(address, safe="") not in written
    assert clean.persona == {"email": INVENTED["email"]}


@given(st.text(max_size=40))
def test_the_title_and_steps_stay_a_recording_whatever_was_typed(value: str) -> None:
    steps = [
        {"type": "change", "value": value, "selectors": ["aria/Mot de passe"]},
        {"type": "click", "selectors": ["aria/Mot de passe"], "button": "primary", "target": "main"},
    ]
    data = json.dumps({"title": "t", "steps": steps}).encode()

    clean = cleaned(devtools.parse(data, "x.json"), {}).recording

    assert devtools.parse(canonical.text(clean.plain()), "x.json").steps == clean.steps


MAY_BE_PASSWORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "a field called pw": (("#pw", "hunter"),),
    "names written together": (("#loginPassword", "hunter"), ("[name=txt_pwd]", "secrets"), ("#userPass2", "sesame")),
    "another language": (("#kennwort", "sesam"), ("aria/Contraseña", "sesamo"), ("input.hasło", "sezam")),
    "codes": (("#PIN", "4829"), ("#otp-1", "482913"), ("aria/Code PIN", "4829")),
    "after who it is": (("aria/E-mail", "ada@lovelace.test"), ("#f2", "sunflower")),
    "after a login name": (("#login", "ada1815"), ("xpath///form/input[2]", "sunflower")),
    "hard to guess": (("#f3", "Tr0ub4dor&3"), ("#f4", "sunflower7"), ("aria/Your answer", "Tr0ub4dor&3")),
}


@for_each("name", MAY_BE_PASSWORDS)
def test_what_may_be_a_password_reaches_no_disk_whatever_says_so(name: str) -> None:
    typed = MAY_BE_PASSWORDS[name]
    steps = [{"type": "change", "value": value, "selectors": [field]} for field, value in typed]
    keys = [{"type": "click", "selectors": [typed[-1][0]], "offsetX": 1, "offsetY": 1}]
    keys += [{"type": "keyDown", "key": one} for one in typed[-1][1]]
    for recorded, held in ((steps, canonical.text), (steps[:-1] + keys, keys_of)):
        parsed = devtools.parse(json.dumps({"title": "t", "steps": recorded}).encode(), "x.json")
        written = held(cleaned(parsed, {}).recording.plain()).decode()
        assert not [value for _, value in typed if value in written], written


def keys_of(recording: Any) -> bytes:
    told = "".join(step["key"] if step["type"] == "keyDown" else " " for step in recording["steps"])
    return (told + json.dumps([step for step in recording["steps"] if step["type"] != "keyDown"])).encode()


@for_each(
    ("field", "value"),
    [
        ("aria/Search", "objection"), ("#q", "object2026"), ("#country", "France"), ("aria/Why?", "It troubles me!"),
        ("aria/Case number", "CAS-2024-991"), ("#when", "2026-05-01"), ("#compass", "north"), ("#spinner", "fast"),
        ("aria/Website", "https://a.test/?x=1&y=2"),
    ],
)  # fmt: skip
def test_what_is_no_password_is_kept_as_typed(field: str, value: str) -> None:
    steps = [{"type": "change", "value": value, "selectors": [field]}]
    recording = devtools.parse(json.dumps({"title": "t", "steps": steps}).encode(), "x.json")
    assert cleaned(recording, {}).recording == recording
