"""What is somebody's is gone from every file, in every spelling, and the walk still hangs together."""

import base64
import gzip
import io
import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from PIL import Image

from analyzer import storage
from analyzer.errors import InputError
from analyzer.evidence.painting import painted
from analyzer.evidence.redacting import Region, redact
from analyzer.evidence.somebodys import emails, is_token, somebodys
from analyzer.model import Box, Exchange, Goal, Input, Inputs, Message, Socket, Walk
from analyzer.recordings import har
from tests.encodings import ENCODERS, LEFT
from tests.tables import for_each, sample
from tests.walks import button, click, fill, page, textbox, walk_of

START = datetime(2025, 5, 20, 9, tzinfo=UTC)
EMAIL, CODE, TOKEN, SESSION = "jean.dupont@mail.example", "482913", "k3J9xQ2mPz7LwT5vB8nR", "a91f33c0de77ab4402ff91"
EVERYTHING = (EMAIL, CODE, TOKEN, SESSION)


def exchange(**changes: object) -> Exchange:
    plain = Exchange(
        at=0, method="GET", url="https://shop.test/", asked=(), sent=b"", status=200, answered=(), body=b"<p>Home</p>"
    )
    return replace(plain, **changes)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of one walk in which somebody typed an address and a code, with a picture and a page of each screen."""
    drawn = walk_of(
        page("Form", "Tell us", textbox("E-mail"), textbox("Code"), button("Send")),
        fill("E-mail", len(EMAIL)), fill("Code", 6), click("Send"),
        page("Done", f"We wrote to {EMAIL}.", button("Close")),
        goal=Goal(cookie="choice=*"),
    )  # fmt: skip
    folder = tmp_path / "run" / "walks" / "refuse"
    shot = io.BytesIO()
    Image.new("RGB", (1280, 800), "white").save(shot, "PNG")
    dom = f"<p>We wrote to {EMAIL.replace('@', '&#64;')}</p><input type=hidden name=t value='{TOKEN}'>".encode()
    screens = tuple(
        replace(
            screen,
            screenshot=storage.write_exhibit(folder, f"screens/{screen.number:03d}.png", shot.getvalue()),
            dom=storage.write_exhibit(folder, f"screens/{screen.number:03d}.html", dom),
        )
        for screen in drawn.screens
    )
    storage.write_walk(replace(drawn, screens=screens), folder)
    typed = (Input(number=2, text=EMAIL), Input(number=3, text=CODE))
    storage.write_inputs(Inputs(format=1, inputs=typed), folder)
    posted = f"mail=jean.dupont%40mail.example&code={CODE}&t={TOKEN}".encode()
    told = [
        exchange(
            asked=(("cookie", f"session={SESSION}; choice=no"), ("accept", "*/*")),
            answered=(("set-cookie", f"session={SESSION}; HttpOnly"), ("set-cookie", "choice=no; Path=/")),
        ),
        exchange(method="POST", url="https://shop.test/send", sent=posted, body=dom),
        exchange(url=f"https://shop.test/done?t={TOKEN}", body=base64.b64encode(f"mail:{EMAIL}".encode())),
    ]
    (folder / storage.TRAFFIC_FILE).write_bytes(har.write(told, creator="optout", version="1", start=START))
    return tmp_path / "run"


def everywhere(folder: Path) -> bytes:
    """All that is written below a folder, bodies of traffic decoded."""
    found = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    for file in folder.rglob(storage.TRAFFIC_FILE):
        found += b"".join(one.sent + one.body for one in har.read(file))
    return found


@pytest.mark.lengthy
def test_a_search_for_the_originals_finds_nothing(run: Path, tmp_path: Path) -> None:
    before = everywhere(run)
    assert all(value.encode() in before for value in EVERYTHING)
    removed = redact(run, tmp_path / "new")
    after = everywhere(tmp_path / "new")
    for value in (*EVERYTHING, "jean.dupont%40mail.example", "jean.dupont&#64;mail.example", "jean.dupont"):
        assert value.encode() not in after, value
    assert base64.b64encode(f"mail:{EMAIL}".encode()) not in after
    assert removed.values == {"code": 1, "cookie": 1, "email": 1, "token": 1}


@pytest.mark.lengthy
@pytest.mark.sampled(24)
def test_a_search_finds_nothing_however_others_wrote_it(
    run: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = run / "walks" / "refuse" / storage.TRAFFIC_FILE
    encoders = sample([one for one in ENCODERS.items() if one[0] not in LEFT], request)
    told = {(name, one): encode(one) for name, encode in encoders for one in (EMAIL, TOKEN)}
    around = {(*name, "in a text"): b"{" + data + b" }" for name, data in told.items() if data.isascii()}
    bodies = [*told.values(), *around.values()]
    traffic = [*har.read(file), *(exchange(url=f"https://shop.test/{n}", body=one) for n, one in enumerate(bodies))]
    file.write_bytes(har.write(traffic, creator="optout", version="1", start=START))

    redact(run, tmp_path / "new")

    after = har.read(tmp_path / "new" / "walks" / "refuse" / storage.TRAFFIC_FILE)[-len(bodies) :]
    names = [*told, *around]
    assert not [name for name, one, new in zip(names, bodies, after, strict=True) if new.body == one]
    for name, one, new in zip(names, bodies, after, strict=True):
        assert reads_as_json(new.body) or not reads_as_json(one), name


def reads_as_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def test_a_name_goes_in_its_parts_too_and_a_text_of_ones_own_goes_whole(tmp_path: Path) -> None:
    drawn = walk_of(
        page("Form", "Hello Camille, tell us why", textbox("Full name"), textbox("Reason"), textbox("Search")),
        fill("Full name", 15), fill("Reason", 30), fill("Search", 6),
        page("Done", "Thank you, Ms Roussel", button("Close")),
    )  # fmt: skip
    folder = tmp_path / "run" / "walks" / "refuse"
    storage.write_walk(drawn, folder)
    typed = ("Camille Roussel", "it troubles my sleep very much", "object")
    inputs = tuple(Input(number=number, text=text) for number, text in enumerate(typed, start=2))
    storage.write_inputs(Inputs(format=1, inputs=inputs), folder)

    removed = redact(tmp_path / "run", tmp_path / "new", ["Nobody Here"])

    after = everywhere(tmp_path / "new")
    assert not [one for one in (b"Camille", b"Roussel", b"troubles") if one in after]
    assert b"object" in after
    assert removed.values == {"name": 3, "typed": 1}
    assert removed.absent == (1,)


@pytest.mark.lengthy
def test_the_walk_still_hangs_together_and_counts_the_same(run: Path, tmp_path: Path) -> None:
    redact(run, tmp_path / "new")
    folder = tmp_path / "new" / "walks" / "refuse"
    before, after = storage.read_walk(run / "walks" / "refuse").walk, storage.read_walk(folder).walk
    assert [step.action for step in after.transitions] == [step.action for step in before.transitions]
    assert [len(block.text.split()) for screen in after.screens for block in screen.blocks] == [
        len(block.text.split()) for screen in before.screens for block in screen.blocks
    ]
    typed = storage.read_inputs(folder)
    sent = next(one.sent for one in har.read(folder / storage.TRAFFIC_FILE) if one.method == "POST").decode()
    assert typed[2].text.replace("@", "%40") in sent
    assert f"code={typed[3].text}" in sent
    assert emails(typed[2].text.encode())
    assert typed[3].text.isdigit()


@pytest.mark.lengthy
def test_the_choice_that_the_goal_looks_at_stays_and_no_other_cookie(run: Path, tmp_path: Path) -> None:
    redact(run, tmp_path / "new")
    first = har.read(tmp_path / "new" / "walks" / "refuse" / storage.TRAFFIC_FILE)[0]
    assert first.asked == (("accept", "*/*"),)
    assert first.answered == (("set-cookie", "session=redacted; HttpOnly"), ("set-cookie", "choice=no; Path=/"))


@pytest.mark.lengthy
def test_screenshots_are_black_where_a_value_stood_and_where_a_person_chose(run: Path, tmp_path: Path) -> None:
    where = Box(x=700, y=700, width=10, height=10)
    last = storage.read_walk(run / "walks" / "refuse").walk.screens[-1]
    removed = redact(run, tmp_path / "new", regions=[Region("walks/refuse", last.number, where)])
    with Image.open(tmp_path / "new" / "walks" / "refuse" / last.screenshot.file) as picture:
        shown = picture.convert("RGB")
    told = next(one.box for one in last.blocks if EMAIL in one.text)
    assert shown.getpixel((told.x + 1, told.y + 1)) == shown.getpixel((705, 705)) == (0, 0, 0)
    assert shown.getpixel((1270, 790)) == (255, 255, 255)
    assert removed.places >= 2


@pytest.mark.lengthy
def test_an_address_that_only_a_socket_told_is_removed(run: Path, tmp_path: Path) -> None:
    file = run / "walks" / "refuse" / storage.TRAFFIC_FILE
    told = Message(sent=False, text=True, data=b'{"from": "other.person@mail.example"}')
    sockets = [Socket(at=0, url="wss://shop.test/live", messages=(told,))]
    file.write_bytes(har.write(har.read(file), creator="optout", version="1", start=START, sockets=sockets))
    redact(run, tmp_path / "new")
    new = har.load(tmp_path / "new" / "walks" / "refuse" / storage.TRAFFIC_FILE).traffic
    assert len(new.sockets) == 1
    assert b"other.person" not in new.sockets[0].messages[0].data


@pytest.mark.lengthy
def test_what_a_person_names_is_removed_too(run: Path, tmp_path: Path) -> None:
    redact(run, tmp_path / "new", chosen=["We wrote"])
    assert b"We wrote" not in everywhere(tmp_path / "new")


@pytest.mark.parametrize(
    ("chosen", "regions", "why"),
    [
        (["abc"], [], "fewer than 4 characters"),
        ([], [Region("walks/accept", 1, Box(x=0, y=0, width=1, height=1))], "no walk 'walks/accept'"),
        ([], [Region("walks/refuse", 9, Box(x=0, y=0, width=1, height=1))], "no screen 9"),
    ],
)
def test_what_cannot_be_removed_is_refused(
    run: Path, tmp_path: Path, chosen: list[str], regions: list[Region], why: str
) -> None:
    with pytest.raises(InputError, match=why):
        redact(run, tmp_path / "new", chosen, regions)


def test_a_screenshot_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="no picture"):
        painted(b"GIF89a", [Box(x=0, y=0, width=1, height=1)], 1)


@for_each("value", ["k3J9xQ2mPz7LwT5vB8nR", "0f8fad5b-d9cb-469f-a165-70867728950e"])
def test_what_a_machine_drew_is_a_token(value: str) -> None:
    assert is_token(value)


@for_each("value", ["yes", "privacy-centre-objection", "Tout refuser 2025 maintenant", "1" * 16, "en"])
def test_words_and_choices_are_none(value: str) -> None:
    assert not is_token(value)


def test_typed_search_words_are_nobodys() -> None:
    drawn: Walk = walk_of(page("Help", "Search", textbox("Search")), fill("Search", 9), page("Found", "It"))
    assert somebodys(drawn, {2: Input(number=2, text="objection")}, ()) == {}


@pytest.mark.lengthy
def test_a_value_that_the_record_is_written_with_is_refused_in_one_line(run: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a word that the record itself is written with"):
        redact(run, tmp_path / "new", ["page"])


def test_what_a_person_is_called_goes_in_every_spelling(tmp_path: Path) -> None:
    typed = ("Zoë Li", "zoe.martin92@mail.example", "06 39 98 01 23")
    drawn = walk_of(
        page("Form", "Tell us", textbox("Full name"), textbox("E-mail"), textbox("Phone"), button("Send")),
        fill("Full name", 6), fill("E-mail", 25), fill("Phone", 14), click("Send"),
        page("Done", "Hi ZOE (zoe martin92). We call +33 6.39.98.01.23. Zoéline, like Lili, is another.", button("Ok")),
    )  # fmt: skip
    folder = tmp_path / "run" / "walks" / "refuse"
    storage.write_walk(drawn, folder)
    inputs = tuple(Input(number=number, text=text) for number, text in enumerate(typed, start=2))
    storage.write_inputs(Inputs(format=1, inputs=inputs), folder)
    body = gzip.compress("Zoë<br>Li".encode())
    (folder / storage.TRAFFIC_FILE).write_bytes(
        har.write([exchange(body=body), exchange(body=b"\x1f\x8bdamaged")], creator="optout", version="1", start=START)
    )

    redact(tmp_path / "run", tmp_path / "new")

    shown = storage.read_walk(tmp_path / "new" / "walks" / "refuse").walk.screens[-1].blocks[-1].text
    assert not [word for word in ("ZOE", "martin92", "39", "Li,") if word in shown.replace("Lili,", "")]
    assert shown.endswith("Zoéline, like Lili, is another.")
    first, second = har.read(tmp_path / "new" / "walks" / "refuse" / storage.TRAFFIC_FILE)
    assert b"Zo" not in gzip.decompress(first.body)
    assert second.body == b"\x1f\x8bdamaged"


@pytest.mark.lengthy
def test_redacting_takes_the_memory_of_the_largest_body_and_not_of_the_traffic(tmp_path: Path) -> None:
    peak_of(tmp_path / "first", 1, 1000)  # what is remembered from one run to the next
    few, many = (peak_of(tmp_path / str(count), count, LARGE) for count in (1, 2))
    assert many < few + LARGE // 2


@pytest.mark.lengthy
@for_each("told", ["<input type=hidden value=", "a@", "&#64;", "%40", "x" * 3000 + "@ ", "<input "])
def test_a_body_that_looks_like_fields_and_addresses_without_end_is_read_once(told: str) -> None:
    walk = walk_of(page("Home", button("Stop")))
    endless = exchange(body=(told * (1 + 300_000 // len(told))).encode())
    assert somebodys(walk, {}, [endless]) == {}


@for_each("padding", [2030, 2047, 4001, 4002, 4014, 4015, 4095, 8190])
def test_no_address_is_lost_behind_a_long_escaped_text(padding: int) -> None:
    said = {"from": "ada@lovelace.test", "text": "x" * padding, "to": "carol.jones@mail.example"}
    assert emails(f"variables={quote(json.dumps(said))}".encode()) >= {said["from"], said["to"]}


@for_each(
    "told",
    ["ada@lovelace.test", "ada%40lovelace.test", "ada&#x40;lovelace&period;test", "é&percnt;40;ada%40Lovelace.test."],
)
def test_an_address_is_known_however_it_is_escaped(told: str) -> None:
    assert {one.lower() for one in emails(f'{{"x":"{told}"}}'.encode())} >= {"ada@lovelace.test"}


def test_an_address_that_only_a_token_or_a_packed_body_holds_is_known() -> None:
    claims = json.dumps({"sub": "7", "email": "ada@lovelace.test"}).encode()
    token = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in (b'{"alg":"none"}', claims, b"signature"))
    for told in (
        b'{"access_token": "' + token + b'"}', gzip.compress(claims), claims.hex().encode(),
        b"<b>ada</b><wbr>@lovelace.test",
    ):  # fmt: skip
        assert "ada@lovelace.test" in emails(told)


LARGE = 400_000


def peak_of(folder: Path, count: int, size: int) -> int:
    """Bytes that redacting a walk with so many bodies of a size takes at once."""
    drawn = walk_of(page("Home", button("Stop")), route="refuse")
    storage.write_walk(drawn, folder / "run")
    storage.write_inputs(Inputs(format=1, inputs=()), folder / "run")
    large = (exchange(url=f"https://shop.test/{n}", body=b"%d lorem ipsum " % n * (size // 14)) for n in range(count))
    told = har.written(large, creator="optout", version="1", start=START)
    storage.write_chunks(folder / "run" / storage.TRAFFIC_FILE, told)
    tracemalloc.start()
    try:
        redact(folder / "run", folder / "new", ["Somebody Else"])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
