"""How the reports speak English: numbers, plurals, lists, and the names of what the vocabulary's tags mean."""

from collections.abc import Mapping
from types import MappingProxyType

from analyzer.model import FlowIdentity, Seconds
from analyzer.references import EEA
from analyzer.saying import Said, number, say, say_many
from analyzer.tongues import language

OUTCOMES = {
    "reached": say("reached"),
    "dead_end": say("dead end"),
    "uncertain": say("open: others decide"),
    "stopped_before_commit": say("stopped before the last step"),
    "incomplete": say("incomplete"),
}
"""How a route ended."""

ANSWERS = {
    "measured": say("measured"),
    "not_applicable": say("not applicable"),
    "cannot_tell": say("cannot tell"),
    "error": say("error"),
}
"""How a measure answered."""

RIGHTS = {
    "objection": say("right to object (GDPR Art. 21(1))"),
    "direct_marketing_objection": say("right to object to direct marketing (GDPR Art. 21(2))"),
    "consent_withdrawal": say("withdrawal of consent (GDPR Art. 7(3))"),
    "consent_refusal": say("refusal of consent (GDPR Art. 4(11))"),
    "erasure": say("right to erasure (GDPR Art. 17)"),
    "cancellation": say("cancellation of a contract"),
    "ccpa_opt_out": say("opt-out (CCPA)"),
}
"""The right exercised, with its place in the law."""

QUANTITIES: Mapping[str, Said] = MappingProxyType({
    "clicks": say("Clicks"),
    "screens": say("Screens"),
    "page_loads": say("Page loads"),
    "scrolls": say("Scrolls"),
    "required_fields": say("Required fields"),
    "required_text_fields": say("Required text fields"),
    "optional_fields": say("Optional fields shown"),
    "keystrokes": say("Keystrokes"),
    "context_switches": say("Switches to another channel"),
    "words": say("Words to read"),
    "seconds": say("Estimated time (s)"),
})  # fmt: skip
"""What each quantity of a route is called, in the order in which people read them: as its measure is, or shorter."""

_ANALOGOUS = {
    "objection": say("right to object (by analogy with GDPR Art. 21(1))"),
    "direct_marketing_objection": say("right to object to direct marketing (by analogy with GDPR Art. 21(2))"),
    "consent_withdrawal": say("withdrawal of consent (by analogy with GDPR Art. 7(3))"),
    "consent_refusal": say("refusal of consent (by analogy with GDPR Art. 4(11))"),
    "erasure": say("right to erasure (by analogy with GDPR Art. 17)"),
}
"""The same where the GDPR is not the law."""

COUNTRIES = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "CH": "Switzerland", "CY": "Cyprus",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "EU": "the European Union",
    "FI": "Finland", "FR": "France",
    "GB": "the United Kingdom", "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IS": "Iceland",
    "IT": "Italy", "LI": "Liechtenstein", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta",
    "NL": "the Netherlands", "NO": "Norway", "PL": "Poland", "PT": "Portugal", "RO": "Romania", "SE": "Sweden",
    "SI": "Slovenia", "SK": "Slovakia", "US": "the United States",
}  # fmt: skip
"""Countries where flows were described, by their ISO 3166-1 codes; EU, which it reserves, is one of them here."""

VERBS = {
    "open": say("open"),
    "history": say("browser button"),
    "click": say("click"),
    "fill": say("type"),
    "press": say("press"),
    "choose": say("choose"),
    "check": say("tick"),
    "upload": say("attach"),
    "hover": say("hover"),
    "drag": say("drag"),
    "focus": say("focus"),
    "scroll": say("scroll"),
    "answer": say("answer"),
    "wait": say("wait"),
}
"""What a person does, by the tag of the action."""

ROLES = (
    say("button"), say("checkbox"), say("combobox"), say("dialog"), say("heading"), say("image"), say("img"),
    say("label"), say("link"), say("list"), say("listbox"), say("listitem"), say("menu"), say("menuitem"),
    say("menuitemcheckbox"), say("menuitemradio"), say("option"), say("radio"), say("searchbox"), say("slider"),
    say("spinbutton"), say("switch"), say("tab"), say("textbox"), say("treeitem"),
)  # fmt: skip
"""What a control is to a person, by the roles of WAI-ARIA; another stays as the page's code calls it."""

SITES = {"mock": say("mock"), "tape": say("tape"), "live": say("live")}
"""Where a flow is walked."""

DEVICES = {"desktop": say("desktop"), "phone": say("phone")}
"""On what a flow was met."""

BEARINGS = {"direct": say("direct"), "by analogy": say("by analogy")}
"""Whether a text binds the procedure at hand, or one like it."""
_SECONDS = frozenset({"s", "seconds"})
_ONE: Mapping[str, str] = {
    say("choices"): "choice", say("clicks"): "click", say("controls"): "control", say("fields"): "field",
    say("hours"): "hour", say("keys"): "key", say("loads"): "load", say("options"): "option",
    say("passages"): "passage", say("screens"): "screen", say("scrolls"): "scroll", say("seconds"): "second",
    say("switches"): "switch", say("times"): "time", say("words"): "word", say("paragraph"): "paragraph",
}  # fmt: skip
"""The units of measures, and in English their singular; what is not here has no plural."""

_MANY: Mapping[str, str] = {"paragraph": "paragraphs"}
"""In English the plural of a unit that stands in the singular where no value is beside it."""

ROUTES = {"refuse": say("Refuse"), "accept": say("Accept")}
"""Column heads of the two routes every flow has; another route is called by its own name."""


def nearest(value: float) -> int:
    """Return a number rounded to the nearest whole, halves upwards."""
    return int(value + 0.5)


def whole(value: float) -> str:
    """Return ``nearest`` as people write it."""
    return f"{nearest(value):,}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return ``1 click``, ``5 clicks``; ``plural`` where the noun does more than take an s."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def measured(value: float, unit: str) -> str:
    """Return a measured value as its table shows it: seconds are estimates, so that decimals would say too much."""
    return whole(value) if unit in _SECONDS else number(value)


def unit(name: str, value: float | None = None) -> str:
    """Return the name of a unit beside a value: ``click`` beside 1, ``clicks`` beside any other and beside none."""
    if name in _SECONDS:
        name = "seconds"
    if value is None:
        return name
    return _ONE.get(name, name) if value == 1 else _MANY.get(name, name)


def points(value: float) -> str:
    """Return points on the scale from 0 to 100, with one decimal."""
    return f"{value:.1f}"


def ranged(seconds: Seconds) -> str:
    """Return ``60 (40 to 95)``, in whole seconds; one number where there is no range."""
    if seconds.low == seconds.high:
        return whole(seconds.estimate)
    low, estimate, high = (nearest(each) for each in (seconds.low, seconds.estimate, seconds.high))
    return say("{estimate:,} ({low:,} to {high:,})", estimate=estimate, low=low, high=high)


def duration(seconds: Seconds) -> Said:
    """Return ``60 seconds (40 to 95)``, in minutes where even the low end is more than two."""
    minute, many = 60, 120
    spent = (seconds.low, seconds.estimate, seconds.high)
    if seconds.low <= many:
        low, estimate, high = map(nearest, spent)
        return say_many(
            "{count:,} second ({low:,} to {high:,})", "{count:,} seconds ({low:,} to {high:,})",
            count=estimate, low=low, high=high,
        )  # fmt: skip
    low, estimate, high = (nearest(each / minute) for each in spent)
    return say("{estimate:,} minutes ({low:,} to {high:,})", estimate=estimate, low=low, high=high)


def clicks(many: int) -> Said:
    """Return ``1 click``, ``5 clicks``."""
    return say_many("{count:,} click", "{count:,} clicks", count=many)


def country(code: str) -> str:
    """Return the English name of a country, or its code where the name is not known."""
    return COUNTRIES.get(code.upper(), code)


def route(name: str) -> str:
    """Return the column head of a route."""
    return ROUTES.get(name, name)


CARDS = {"refuse": "", "accept": "A"}
"""What begins the number of a card, so that no two cards of a report share one."""


def card(route: str, number: int) -> Said:
    """Return ``card 3``, ``card A3`` for accepting, and another route by its name."""
    if route in CARDS:
        return say("card {number}", number=CARDS[route] + str(number))
    return say("card {number} of {route}", number=number, route=route)


def right_in(exercised: str, where: str) -> Said:
    """Return the right exercised, with its place in the law; outside of Europe the GDPR is an analogy."""
    return RIGHTS[exercised] if where in EEA else _ANALOGOUS.get(exercised, RIGHTS[exercised])


def setting(flow: FlowIdentity) -> str:
    """Return where, when and how a flow was met: country, language, device, date and account."""
    account = say("account: {account}", account=flow.account) if flow.account else ""
    parts = [country(flow.country), language(flow.language), flow.device, as_of(flow.date), account]
    return ", ".join(part for part in parts if part)


def as_of(date: str) -> Said:
    """Return ``as of 2025-05-20``."""
    return say("as of {date}", date=date)
