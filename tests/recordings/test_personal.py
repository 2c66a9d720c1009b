import json
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from analyzer import canonical
from analyzer.recordings import devtools
from analyzer.recordings.personal import INVENTED, cleaned

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
