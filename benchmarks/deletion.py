"""Account deletions from the labelled notes in deletion.toml: a flow folder each, all on one parametrised mock site."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("deletion.toml")

GRADES = ("easy", "medium", "hard", "impossible")
"""The places of the scale, the easiest first; `limited` is none of them."""

_PLACES = {"www": "https://www.account.test", "mail": "https://mail.example", "desk": "https://desk.example"}
_TYPED = {
    "text": "Robin Alder", "email": "robin@mail.example", "tel": "+353 20 910 0199", "password": "orchard-lane-12",
    "long": "Please delete my account and all that belongs to it.",
}  # fmt: skip
_ENDS = {
    "deleted": ("reached", "Your account has been deleted."),
    "asked": ("uncertain", "We have received your message."),
}


@dataclass(frozen=True)
class Service:
    """One labelled note, and the procedure that was built from it."""

    name: str
    grade: str
    note: str
    ends: str
    steps: tuple[Mapping[str, Any], ...]

    @property
    def id(self) -> str:
        """The name of its flow folder."""
        return "deletion-" + re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @property
    def dead_end(self) -> bool:
        """Whether nothing leads to the goal."""
        return self.ends == "nothing"


def services() -> tuple[Service, ...]:
    """Return every service of the table, in its order."""
    return tuple(
        Service(one["name"], one["grade"], one["note"], one["ends"], tuple(one["steps"]))
        for one in tomllib.loads(TABLE.read_text(encoding="utf-8"))["service"]
    )


def left_out() -> tuple[Mapping[str, str], ...]:
    """Return what was drawn and not built, with the reason."""
    return tuple(tomllib.loads(TABLE.read_text(encoding="utf-8"))["left_out"])


def write(service: Service, folder: Path) -> Path:
    """Write the service's flow below ``folder`` and return its own folder."""
    place = folder / service.id
    place.mkdir(parents=True)
    (place / "flow.toml").write_text("\n".join(_flow(service)) + "\n", encoding="utf-8")
    (place / "refuse.py").write_text("\n".join(_script(service)) + "\n", encoding="utf-8")
    return place


def _flow(service: Service) -> Iterator[str]:
    expected, said = _ENDS.get(service.ends, ("dead_end", service.steps[-1].get("says", "")))
    reached = said if expected == "reached" else _ENDS["deleted"][1]
    yield from (
        "[flow]", 'title = "Deleting an account, built from a note"', 'service = "Account"', 'right = "erasure"',
        'country = "IE"', 'languages = ["en"]', 'device = "desktop"', "date = 2026-08-01",
        'account = "logged in"', 'time_zone = "Europe/Dublin"', f'start = "{_PLACES["www"]}/"',
        "[site]", 'kind = "mock"', 'name = "deletion"',
        "[site.settings]", f"ends = {json.dumps(service.ends)}",
        f"steps = [{', '.join(_inline(step) for step in service.steps)}]",
        "[site.channels]", '"https://mail.example" = "mailbox"', '"https://desk.example" = "support desk"',
        "[routes.refuse]", 'script = "refuse.py"', f"reached.text = {json.dumps(reached)}",
    )  # fmt: skip
    if expected != "reached":
        yield from (f'expect = "{expected}"', f"ended.text = {json.dumps(said)}")
    yield from (
        "[routes.accept]", "silence = true", f'reached.url = "{_PLACES["www"]}/"',
        "[provenance]", 'invented = ["All pages, words and hosts; the note names the steps."]',
        "[[provenance.sources]]", 'who = "JustDeleteMe (jdm-contrib/jdm), grade and note by volunteers"',
        'date = "2026-08"', 'language = "en"', f"says = {json.dumps(service.note)}",
    )  # fmt: skip


def _inline(step: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{key} = {json.dumps(value)}" for key, value in step.items()) + " }"


def _script(service: Service) -> Iterator[str]:
    yield from ('"""The steps that the note names."""', "", "", "def refuse(page):")
    yield f'    page.goto("{_PLACES["www"]}/")'
    at = "www"
    for number, step in enumerate(service.steps):
        here = step.get("at", "www")
        if here == "mail" != at:
            yield f'    page.goto("{_PLACES["mail"]}/step/{number}")'
        at = here
        for described in step.get("fields", ()):
            kind, _, label = described.partition(":")
            if kind == "choose":
                yield f"    page.get_by_label({label!r}, exact=True).select_option(index=1)"
            else:
                yield f"    page.get_by_label({label!r}, exact=True).fill({_TYPED[kind]!r})"
        if "send" in step:
            yield f"    page.get_by_role('button', name={step['send']!r}, exact=True).click()"
        if "link" in step:
            yield f"    page.get_by_role('link', name={step['link']!r}, exact=True).click()"
        if "mail" in step:
            yield f'    page.goto("{_PLACES["mail"]}/")'
            yield f"    page.get_by_role('link', name={step['mail']!r}, exact=True).click()"
            yield f"    page.get_by_role('link', name={step['follow']!r}, exact=True).click()"
