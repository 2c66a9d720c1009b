"""The person of a flow: what she answers when a field asks, and the code that comes into her mailbox."""

from analyzer.counting import is_text_field
from analyzer.counting.shown import AROUND
from analyzer.exploring.answers import CODE, answer, asked, option_for
from analyzer.exploring.looked import Looked, label
from analyzer.flows import Flow
from analyzer.model import Control
from analyzer.saying import quoted
from analyzer.walking.exploring.mailbox import newest_code
from analyzer.walking.exploring.visit import Visit

LETTERS_TAKE = 4
"""How often a mailbox is looked into for a code that has not come, some seconds of the page's clock apart."""

_REGION = "([language, country]) => new Intl.DisplayNames([language], { type: 'region' }).of(country)"


class Person:
    """Who goes through a flow in this country and language; ``mailbox`` is its address, "" where she has none."""

    def __init__(self, visit: Visit, flow: Flow, country: str, language: str) -> None:
        self.mailbox = next(iter(flow.site.channels), "")
        self._visit, self._persona = visit, flow.persona
        self._country, self._language = country, language

    def typed(self, looked: Looked, controls: list[Control]) -> tuple[dict[str, str], list[str]]:
        """Return what fields are answered with, by the keys of their controls, and which she must leave empty, why."""
        typed: dict[str, str] = {}
        missed = []
        for control in controls:
            if control.filled or control.region in AROUND or control.role == "searchbox":
                continue
            if control.kind == "file":
                typed[control.key] = "picture"
            elif control.tag == "select":
                place = self._option(looked, control)
                if place is not None:
                    typed[control.key] = str(place)
                elif control.required:
                    missed.append(f"{quoted(label(control))} has no option for this person")
            elif is_text_field(control):
                kind = asked(control, self._visit.hands.autofill(control))
                if kind == CODE or answer(kind, self._persona, self._language) is not None:
                    typed[control.key] = kind
                elif control.required:
                    missed.append(f"{quoted(label(control))} asks for what is not known of this person")
        return typed, missed

    def text(self, kind: str) -> str:
        """Return what she types where that is asked for, "" where she does not know."""
        return self._code() if kind == CODE else answer(kind, self._persona, self._language) or ""

    def _option(self, looked: Looked, control: Control) -> int | None:
        kind = asked(control, self._visit.hands.autofill(control))
        country = (self._named(),) if kind == "country" else ()
        return option_for(kind, looked.of(control).options, (*country, *self._persona.values()))

    def _named(self) -> str:
        """Return how her country is called in the language of the page."""
        if "country" in self._persona:
            return self._persona["country"]
        return str(self._visit.window.page.evaluate(_REGION, [self._language, self._country]))

    def _code(self) -> str:
        """Read the newest code in the mailbox, in a window of its own."""
        for _ in range(LETTERS_TAKE if self.mailbox else 0):
            if code := newest_code(self._visit.context, self.mailbox):
                return code
            self._visit.window.calm()
        return ""
