"""Flow folders: what is right is read whole, what is wrong is refused in one line that says where."""

import contextlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer import flows, shipped
from analyzer.errors import InputError
from analyzer.flows import document
from analyzer.flows.dating import check_printed
from analyzer.model import Goal, Published
from tests.tables import for_each

FLOW = """
[flow]
title = "Refusing"
service = "Shop"
right = "consent_refusal"
country = "FR"
languages = ["fr", "en"]
device = "desktop"
date = 2025-05-20
account = "none"
time_zone = "Europe/Paris"
start = "https://shop.test/"
first_link = { fr = "Choix", en = "Choices" }
[persona]
email = "a@mail.example"
[site]
kind = "mock"
files = "pages"
origin = "https://shop.test"
[site.channels]
"https://mail.example" = "mailbox"
[[waits]]
what = "an answer"
low_hours = 0
high_hours = 24
source = "somebody"
[provenance]
invented = ["all of it"]
[[provenance.sources]]
who = "a"
date = "2025"
language = "fr"
says = "b"
[[published]]
who = "a regulator"
date = "2023"
source = "complaint, paragraph 114"
route = "refuse"
what = "clicks"
value = 6
printed = "six clicks"
[[published]]
who = "a newspaper"
date = "2023-06-21"
source = "an article"
route = "accept"
what = "steps"
low = 2
printed = "2+"
taken = "two, the least that fits"
from_first_link = true
derived = true
[labels.fr]
refuse = "Refuser"
[labels.en]
refuse = "Refuse"
[routes.refuse]
script = "refuse.py"
[routes.refuse.reached]
text.fr = "Merci"
text.en = "Thanks"
[routes.accept]
silence = true
[routes.accept.reached]
cookie = "choice=all"
"""

SCRIPT = "def test_example(page) -> None:\n    page.goto('https://shop.test/')\n"


def write(folder: Path, text: str = FLOW, script: str = SCRIPT) -> Path:
    (folder / "pages").mkdir(parents=True)
    (folder / "flow.toml").write_text(text, encoding="utf-8")
    (folder / "refuse.py").write_text(script, encoding="utf-8")
    return folder


def refusal(folder: Path | str) -> str:
    """Return the one line with which ``folder`` is refused."""
    with pytest.raises(InputError) as caught:
        flows.load(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_flow_is_read_whole(tmp_path: Path) -> None:
    flow = flows.load(write(tmp_path / "shop-2025"))
    assert (flow.id, flow.variant, flow.name, flow.languages) == ("shop-2025", "", "shop-2025", ("fr", "en"))
    assert flow.labels == {"fr": {"refuse": "Refuser"}, "en": {"refuse": "Refuse"}}
    assert flow.site.files == (tmp_path / "shop-2025" / "pages").resolve()
    refuse, accept = flow.routes["refuse"], flow.routes["accept"]
    assert refuse.script == (tmp_path / "shop-2025" / "refuse.py").resolve()
    assert (refuse.goal("fr"), refuse.goal("en")) == (Goal(text="Merci"), Goal(text="Thanks"))
    assert (accept.script, accept.silence, accept.expect) == (None, True, "reached")
    identity = flow.identity("en")
    assert (identity.language, identity.date, identity.first_link) == ("en", "2025-05-20", "Choices")
    assert identity.site.origins == ("https://shop.test", "https://mail.example")
    assert identity.waits[0].high_hours == 24
    assert identity.provenance.invented == ("all of it",)


def test_what_others_printed_of_a_flow_is_read_with_their_words_and_bounds(tmp_path: Path) -> None:
    exact, bound = flows.load(write(tmp_path / "shop-2025")).published
    assert exact == Published(
        who="a regulator", date="2023", source="complaint, paragraph 114", route="refuse", what="clicks", low=6, high=6,
        printed="six clicks", taken="", from_first_link=False, derived=False,
    )  # fmt: skip
    assert (bound.low, bound.high, bound.printed, bound.taken) == (2, None, "2+", "two, the least that fits")
    assert (bound.from_first_link, bound.derived) == (True, True)


def test_an_upper_bound_alone_begins_at_nothing(tmp_path: Path) -> None:
    flow = flows.load(write(tmp_path / "shop-2025", FLOW.replace("low = 2\n", "high = 4\n")))
    assert (flow.published[1].low, flow.published[1].high) == (0, 4)


def test_what_was_printed_of_a_flow_was_not_printed_of_its_variant(tmp_path: Path) -> None:
    own = (
        '[[variants.told.published]]\nwho = "b"\ndate = "2024"\nsource = "c"\nroute = "refuse"\nwhat = "pages"\n'
        'value = 3\nprinted = "three"\ntaken = "the form and what follows"\n'
    )
    folder = write(tmp_path / "shop", FLOW + '[variants.plain]\nflow.title = "Other"\n' + own)
    assert flows.load(f"{folder}@plain").published == ()
    assert [row.who for row in flows.load(f"{folder}@told").published] == ["b"]
    assert len(flows.load(folder).published) == 2


def test_the_languages_differ_in_words_only(tmp_path: Path) -> None:
    flow = flows.load(write(tmp_path / "shop-2025"))
    french, english = flow.identity("fr"), flow.identity("en")
    assert (french.site, french.waits, french.provenance) == (english.site, english.waits, english.provenance)


def test_a_language_the_flow_does_not_speak_is_refused(tmp_path: Path) -> None:
    flow = flows.load(write(tmp_path / "shop-2025"))
    with pytest.raises(InputError, match="no language 'de'; there is fr, en"):
        flow.identity("de")
    with pytest.raises(InputError, match="route refuse: no language 'de'"):
        flow.routes["refuse"].goal("de")


@pytest.mark.lengthy
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("script =", "scrpt =", "[routes.refuse]: unknown key 'scrpt'; did you mean 'script'?"),
        ('title = "Refusing"', "title = 3", "[flow]: title: expected a text or a table of one a language, got int"),
        ("consent_refusal", "consent_refusl", "[flow]: right: 'consent_refusl' is none of objection,"),
        ('["fr", "en"]', '["fr", 3]', "[flow]: languages: item 2: expected a text, got int"),
        ('["fr", "en"]', "[]", "[flow]: languages: at least one"),
        ('["fr", "en"]', '["fr", "fr"]', "[flow]: languages: the same language twice"),
        ('["fr", "en"]', '["french"]', "[flow]: languages: 'french' is no language code"),
        ("2025-05-20", '"soon"', "[flow]: date: invalid date, as in 2025-05-20"),
        ("2025-05-20", "2025-05-20T10:00:00", "[flow]: date: a date without a time"),
        ("2025-05-20", "9999-12-31", "[flow]: date: the year 9999; from 1900 to 2199 is wanted"),
        ('date = "2025"', 'date = "9999-99-99"', "[[provenance.sources]] 1: date: '9999-99-99' is no date; as in"),
        ('date = "2025"', 'date = "2024-05; 2025-02-30"', "date: '2025-02-30' is no date"),
        ("Europe/Paris", "Europe/Pari", "[flow]: time_zone: no zone 'Europe/Pari'; did you mean 'Europe/Paris'?"),
        ('"FR"', '"France"', "[flow]: country: 'France'"),
        ('account = "none"', 'account = " "', "[flow]: account: empty"),
        ('"Refusing"', '" "', "[flow]: title: empty"),
        ('start = "https://shop.test/"', 'start = "shop"', "[flow]: start: 'shop' is no address"),
        ('device = "desktop"\n', "", "[flow]: missing key 'device'"),
        ('{ fr = "Choix", en = "Choices" }', '{ fr = "Choix" }', "[flow.first_link]: nothing for language 'en'"),
        (
            "[routes.accept]\n",
            '[routes.accept]\nscript = "refuse.py"\n',
            "[routes.accept]: either a script, or silence",
        ),
        ("silence = true", "silence = false", "[routes.accept]: either a script, or silence = true"),
        ('cookie = "choice=all"', "", "[routes.accept.reached]: no condition for language 'fr'"),
        ('cookie = "choice=all"', 'cookie = "all"', "[routes.accept.reached]: cookie: 'all' is not name=value"),
        ('text.en = "Thanks"', "", "[routes.refuse.reached.text]: nothing for language 'en'"),
        ('text.en = "Thanks"', 'text.de = "Danke"', "the flow has no language 'de'"),
        ('"refuse.py"', '"refse.py"', "no file 'refse.py' in the flow folder; did you mean 'refuse.py'?"),
        ('"refuse.py"', '"../refuse.py"', "script: '../refuse.py' is not inside the flow folder"),
        ('"refuse.py"', '"flow.toml"', "neither a .py script nor a .json recording"),
        ('"refuse.py"', '"refuse.py"\nevaluate = true', "evaluate: only a recording brings expressions along"),
        ("routes.accept", "routes.Accept", "[routes.Accept]: a route's name is small letters"),
        ("routes.refuse", "routes.reject", "[routes]: missing table 'refuse'"),
        ('refuse = "Refuse"', 'refse = "Refuse"', "[labels.fr]: missing key 'refse', which another language has"),
        ("[labels.en]", "[labels.de]", "[labels.de]: the flow has no such language"),
        ("low_hours = 0", "low_hours = 25", "[[waits]] 1: 0 <= low_hours <= high_hours"),
        ("low_hours = 0", "low_hours = nan", "[[waits]] 1: 0 <= low_hours <= high_hours"),
        ("high_hours = 24", "high_hours = inf", "[[waits]] 1: 0 <= low_hours <= high_hours"),
        ('says = "b"', "", "[[provenance.sources]] 1: missing key 'says'"),
        (
            'kind = "mock"',
            'kind = "tape"',
            "[site]: files: only a mock site has one; a tape site is where the start is",
        ),
        ('kind = "mock"', 'kind = "live"', "[site]: files: only a mock site has one"),
        ('files = "pages"', 'files = "page"', "[site]: files: no folder 'page'"),
        ('files = "pages"', 'files = "/etc"', "[site]: files: '/etc' is not inside the flow folder"),
        ('files = "pages"', 'name = "facebok"', "[site]: files and origin belong together"),
        ('files = "pages"\norigin = "https://shop.test"', 'name = "facebok"', "did you mean 'facebook'?"),
        ('files = "pages"', 'files = "pages"\nname = "facebook"', "[site]: a mock has either a name, or files"),
        ('origin = "https://shop.test"', 'origin = "https://b.test"', "is not where the flow starts"),
        ("https://shop.test", "https://shop.com", "a mock lives at https:// and a name below .test or .example"),
        ('"https://mail.example"', '"mail"', "[site.channels]: 'mail' is no origin"),
        ("[site.channels]", "[site.settings]", "[site]: settings: pages from files have no settings"),
        (
            "silence = true",
            "silence = true\nsettings.member = false",
            "[routes.accept]: settings: only a mock that is known by name has some",
        ),
        ("[persona]", "[person]", "flow.toml: unknown key 'person'; did you mean 'persona'?"),
        ('what = "clicks"', 'what = "click"', "[[published]] 1: what: 'click' is none of clicks, keystrokes,"),
        ('printed = "six clicks"\n', "", "[[published]] 1: missing key 'printed'"),
        ('who = "a regulator"', 'who = " "', "[[published]] 1: who: empty"),
        ('route = "refuse"', 'route = "refus"', "[[published]] 1: route: no route 'refus'; did you mean 'refuse'?"),
        ("value = 6\n", "", "[[published]] 1: either value, or low, high or both"),
        ("value = 6", "value = 6\nlow = 6", "[[published]] 1: either value, or low, high or both"),
        ("value = 6", "value = -6", "[[published]] 1: 0 <= low <= high is wanted"),
        ("low = 2", "low = 2\nhigh = 1", "[[published]] 2: 0 <= low <= high is wanted"),
        ('taken = "two, the least that fits"\n', "", "[[published]] 2: taken: missing; say which number within '2+'"),
        (
            'what = "clicks"',
            'what = "options"',
            "[[published]] 1: taken: missing; say which options were counted: sources do not define the word",
        ),
        ('first_link = { fr = "Choix", en = "Choices" }\n', "", "[[published]] 2: from_first_link: the flow names no"),
        ("[[published]]", "[[publishd]]", "unknown key 'publishd'; did you mean 'published'?"),
        ("[[waits]]", "[waits]", "flow.toml: waits: expected a list, got a table"),
        ("[flow]", "[flow", "Expected ']'"),
    ],
)
def test_every_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in FLOW
    line = refusal(write(tmp_path / "shop-2025", FLOW.replace(old, new)))
    assert said in line
    assert line.startswith(str(tmp_path / "shop-2025" / "flow.toml"))


def test_a_mock_without_any_provenance_is_refused(tmp_path: Path) -> None:
    begin, end = FLOW.index("[provenance]"), FLOW.index("[labels.fr]")
    assert "what is invented" in refusal(write(tmp_path / "shop", FLOW[:begin] + FLOW[end:]))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "byte 0: not UTF-8"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"a." * 20_000 + b"b = 1", "dots on one line"),
        (b"# " + b"x" * (1 << 19), "larger than"),
        (b"", "missing key 'flow'"),
        (b"flow = 1\nsite = {}\nroutes = {}", "flow: expected a table, got int"),
        (b"a = 1979-99-99", ""),
        (b"a = " + b"9" * 5000, ""),
    ],
    ids=["encoding", "nesting", "dotted", "huge", "empty", "no-table", "date", "number"],
)
def test_a_hostile_file_is_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    folder = write(tmp_path / "shop")
    (folder / "flow.toml").write_bytes(content)
    line = refusal(folder)
    assert said in line
    assert len(line) < 1000


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_escape_as_anything_but_one_line(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "shop"
    folder.mkdir(exist_ok=True)
    (folder / "flow.toml").write_bytes(content)
    refusal(folder)


KEYS = st.sampled_from(
    ["flow", "site", "routes", "persona", "labels", "waits", "provenance", "published", "variants", "refuse", "fr"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(tomllib.loads(FLOW))), VALUES, min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_shape_of_tables_escapes_as_another_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object]
) -> None:
    folder = tmp_path / "shop"
    if not folder.exists():
        write(folder)
    monkeypatch.setattr(document, "_tables", lambda *_: {**ORIGINAL, **changes})
    with contextlib.suppress(InputError):
        flows.load(folder)


ORIGINAL = tomllib.loads(FLOW)


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "shop")
    outside = tmp_path / "outside.py"
    outside.write_text(SCRIPT, encoding="utf-8")
    (folder / "refuse.py").unlink()
    (folder / "refuse.py").symlink_to(outside)
    assert "is not inside the flow folder" in refusal(folder)
    (folder / "refuse.py").unlink()
    (folder / "refuse.py").symlink_to(folder / "refuse.py")
    assert "refuse.py" in refusal(folder)


@pytest.mark.parametrize("name", ["Shop", "shop 1", "shop@x", "läden", "-shop"])
def test_an_id_is_small_letters_digits_and_hyphens(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / name)
    with pytest.raises(InputError):
        flows.load(folder)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("x = 1", "no function whose first parameter is page"),
        ("def _hidden(page): ...", "no function whose first parameter is page"),
        ("def a(page): ...\ndef b(page): ...", "2 functions whose first parameter is page: a (line 1), b (line 2)"),
        ("async def a(page): ...", "line 1: a is async"),
        ("def a(page):\n    yield", "line 1: a yields"),
        (
            "def a(page, label): ...",
            "line 1: a: nobody fills in 'label'; a script may ask for labels, language, persona",
        ),
        ("def a(page, *rest): ...", "without * and **"),
        ("def a(page:", "refuse.py: line 1:"),
        ("\0", "refuse.py"),
    ],
)
def test_a_script_is_checked_without_running_it(tmp_path: Path, script: str, said: str) -> None:
    line = refusal(write(tmp_path / "shop", script=script))
    assert said in line
    assert "refuse.py" in line


def test_what_codegen_prints_is_a_script(tmp_path: Path) -> None:
    printed = (
        "import re\nfrom playwright.sync_api import Page, expect\n\n\n"
        'def test_example(page: Page) -> None:\n    page.goto("https://shop.test/")\n'
    )
    file = tmp_path / "refuse.py"
    file.write_text(printed, encoding="utf-8")
    assert flows.read_script(file) == flows.Script(function="test_example", parameters=())


def test_a_script_says_what_it_asks_for(tmp_path: Path) -> None:
    file = tmp_path / "refuse.py"
    file.write_text("def helper(x): ...\ndef go(page, labels, *, persona): ...\n", encoding="utf-8")
    assert flows.read_script(file) == flows.Script(function="go", parameters=("labels", "persona"))


def test_discovering_finds_every_flow_below_sorted_and_none_inside_another(tmp_path: Path) -> None:
    write(tmp_path / "b" / "two")
    write(tmp_path / "a" / "three")
    write(tmp_path / "b" / "two" / "pages" / "inner")
    (tmp_path / "cycle").symlink_to(tmp_path)
    assert [flow.id for flow in flows.discover(tmp_path)] == ["three", "two"]
    assert [flow.id for flow in flows.discover(tmp_path / "b" / "two")] == ["two"]
    assert flows.discover(tmp_path / "a" / "three" / "pages") == ()


def test_two_folders_of_one_id_are_refused_naming_both(tmp_path: Path) -> None:
    write(tmp_path / "a" / "shop")
    write(tmp_path / "b" / "shop")
    with pytest.raises(InputError) as caught:
        flows.discover(tmp_path)
    assert str(tmp_path / "a" / "shop") in str(caught.value)
    assert str(tmp_path / "b" / "shop") in str(caught.value)


@for_each(
    ("word", "suggestion"),
    [
        ("facebook-2099", "did you mean facebook-2025-email, facebook-2025-brazil or facebook-2025-by-topic?"),
        ("by-topic", "did you mean facebook-2025-by-topic?"),
        ("flows/meta/facebook-2025-brasil", "did you mean facebook-2025-brazil"),
        ("zzz", "folder; `optout flows` lists all"),
    ],
)
def test_an_unknown_flow_is_answered_with_ids_that_are_close_and_where_all_are(word: str, suggestion: str) -> None:
    said = refusal(word)
    assert suggestion in said
    assert said.endswith("`optout flows` lists all")


def names(*words: str) -> list[str]:
    return [flow.name for flow in flows.matching(words)]


@pytest.mark.lengthy
def test_flows_are_narrowed_by_words_and_looked_for_where_ids_and_folders_say(tmp_path: Path) -> None:
    every = names()
    assert every == sorted(every)
    assert names("meta") == [name for name in every if flows.load(name).folder.parent.name == "meta"]
    assert set(names("meta", "WhatsApp")) < set(names("meta"))
    assert names("honda-cookies-2025", "symmetric-notification") == ["honda-cookies-2025", "symmetric-notification"]
    assert "facebook-2025-brazil@unlinked" in names("facebook-2025-brazil")
    assert names("facebook-2025-brazil@unlinked") == ["facebook-2025-brazil@unlinked"]
    folder = write(tmp_path / "shop")
    assert names(str(tmp_path)) == names(str(folder)) == ["shop"]
    with pytest.raises(InputError, match="no flow matches 'whatsap form'"):
        names("whatsap", "form", str(tmp_path))


def test_a_missing_folder_is_no_empty_result(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        flows.discover(tmp_path / "absent")


def test_a_flow_is_found_by_folder_file_or_shipped_id(tmp_path: Path) -> None:
    folder = write(tmp_path / "shop")
    assert flows.load(folder).id == flows.load(str(folder)).id == flows.load(folder / "flow.toml").id == "shop"
    assert flows.load("symmetric-notification").id == "symmetric-notification"
    assert "did you mean symmetric-notification? `optout flows` lists all" in refusal("symetric-notification")
    assert "not a flow folder" in refusal(str(tmp_path))
    assert "no such folder" in refusal("./\0")
    assert "no such folder" in refusal(str(tmp_path / "none"))


def test_a_variant_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    changes = '[variants.code-by-mail]\nflow.title = "With a code"\nroutes.refuse.expect = "uncertain"\n'
    folder = write(tmp_path / "shop", FLOW + changes)
    plain, other = flows.load(folder), flows.load(f"{folder}@code-by-mail")
    assert [flow.name for flow in flows.discover(tmp_path)] == ["shop", "shop@code-by-mail"]
    assert (plain.routes["refuse"].expect, other.routes["refuse"].expect) == ("reached", "uncertain")
    assert (other.identity("fr").title, other.identity("fr").variant) == ("With a code", "code-by-mail")
    assert (plain.labels, plain.site) == (other.labels, other.site)
    assert "no variant 'code-by-mal'; did you mean 'code-by-mail'?" in refusal(f"{folder}@code-by-mal")


def test_the_counterfactual_is_sought_beside_the_flow_and_then_among_the_shipped(tmp_path: Path) -> None:
    with_one = FLOW.replace('account = "none"', 'account = "none"\ncounterfactual = "symmetric-notification"')
    flow = flows.load(write(tmp_path / "shop", with_one))
    found = flows.counterfactual_of(flow)
    assert found is not None
    assert found.folder.is_relative_to(shipped.flows_folder())
    write(tmp_path / "symmetric-notification")
    beside = flows.counterfactual_of(flow)
    assert beside is not None
    assert beside.folder == (tmp_path / "symmetric-notification").resolve()
    assert flows.counterfactual_of(beside) is None


def test_a_counterfactual_that_is_nowhere_is_said_with_the_file(tmp_path: Path) -> None:
    with_one = FLOW.replace('account = "none"', 'account = "none"\ncounterfactual = "nowhere"')
    flow = flows.load(write(tmp_path / "shop", with_one))
    with pytest.raises(InputError, match=r"flow\.toml: \[flow\]: counterfactual: no flow 'nowhere'"):
        flows.counterfactual_of(flow)


@pytest.mark.lengthy
def test_every_shipped_flow_is_valid_and_every_mock_names_its_sources() -> None:
    found = flows.discover(shipped.flows_folder())
    assert {"facebook-2025-privacy-centre", "symmetric-notification"} <= {flow.id for flow in found}
    for flow in found:
        provenance = flow.identity(flow.languages[0]).provenance
        assert flow.site.kind != "mock" or (provenance.sources and provenance.invented)


def test_a_broken_recording_is_named_when_its_flow_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "shop-2025", FLOW.replace('"refuse.py"', '"refuse.json"'))
    (folder / "refuse.json").write_text('{"title": "t", "steps": [{"type": "click", "nmae": 1}]}', encoding="utf-8")

    assert "refuse.json: step 1: click: unknown key 'nmae'" in refusal(folder)


@for_each("date", ["2025", "2025-05", "2024-02-29; 2025", "2023-2024", "unknown", "May 2025", "20.05.2025", "summer"])
def test_dates_are_kept_as_sources_print_them(date: str) -> None:
    check_printed(date, "here")
