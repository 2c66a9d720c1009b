"""How the reports speak English: numbers, plurals, lists, and the names of what the vocabulary's tags mean."""

from collections.abc import Sequence

from analyzer.model import FlowIdentity, Seconds
from analyzer.references import EEA

OUTCOMES = {
    "reached": "reached",
    "dead_end": "dead end",
    "uncertain": "open: others decide",
    "stopped_before_commit": "stopped before the last step",
    "incomplete": "incomplete",
}
"""How a route ended."""

ANSWERS = {
    "measured": "measured",
    "not_applicable": "not applicable",
    "cannot_tell": "cannot tell",
    "error": "error",
}
"""How a measure answered."""

RIGHTS = {
    "objection": "right to object (GDPR Art. 21(1))",
    "direct_marketing_objection": "right to object to direct marketing (GDPR Art. 21(2))",
    "consent_withdrawal": "withdrawal of consent (GDPR Art. 7(3))",
    "consent_refusal": "refusal of consent (GDPR Art. 4(11))",
    "erasure": "right to erasure (GDPR Art. 17)",
    "cancellation": "cancellation of a contract",
    "ccpa_opt_out": "opt-out (CCPA)",
}
"""The right exercised, with its place in the law."""

LANGUAGES = {
    "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "ga": "Irish", "hr": "Croatian", "hu": "Hungarian",
    "it": "Italian", "lt": "Lithuanian", "lv": "Latvian", "mt": "Maltese", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "sk": "Slovak", "sl": "Slovenian", "sv": "Swedish",
}  # fmt: skip
"""The languages of the European Union by their ISO 639-1 codes."""

COUNTRIES = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "CH": "Switzerland", "CY": "Cyprus",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FR": "France",
    "GB": "the United Kingdom", "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IS": "Iceland",
    "IT": "Italy", "LI": "Liechtenstein", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta",
    "NL": "the Netherlands", "NO": "Norway", "PL": "Poland", "PT": "Portugal", "RO": "Romania", "SE": "Sweden",
    "SI": "Slovenia", "SK": "Slovakia", "US": "the United States",
}  # fmt: skip
"""Countries where flows were described, by their ISO 3166-1 codes."""

VERBS = {
    "open": "open",
    "history": "browser button",
    "click": "click",
    "fill": "type",
    "press": "press",
    "choose": "choose",
    "check": "tick",
    "upload": "attach",
    "hover": "hover",
    "drag": "drag",
    "focus": "focus",
    "scroll": "scroll",
    "answer": "answer",
    "wait": "wait",
}
"""What a person does, by the tag of the action."""

_SECONDS = frozenset({"s", "seconds"})
_ONE = {
    "choices": "choice", "clicks": "click", "controls": "control", "fields": "field", "hours": "hour", "keys": "key",
    "loads": "load", "options": "option", "passages": "passage", "screens": "screen", "scrolls": "scroll",
    "seconds": "second", "switches": "switch", "times": "time", "words": "word",
}  # fmt: skip
"""The units of measures in the singular; what is not here has no plural."""

ROUTES = {"refuse": "Refuse", "accept": "Accept"}
"""Column heads of the two routes every flow has; another route is called by its own name."""


def number(value: float) -> str:
    """Return a number as people write it: no decimals where there are none, commas between thousands."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def whole(value: float) -> str:
    """Return a number rounded to the nearest whole, halves upwards."""
    return f"{int(value + 0.5):,}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return ``1 click``, ``5 clicks``; ``plural`` where the noun does more than take an s."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def measured(value: float, unit: str) -> str:
    """Return a measured value as its table shows it: seconds are estimates, so that decimals would say too much."""
    return whole(value) if unit in _SECONDS else number(value)


def unit(name: str, value: float | None) -> str:
    """Return the name of a unit beside a value: ``click`` beside 1, ``clicks`` beside any other and beside none."""
    if name in _SECONDS:
        name = "seconds"
    return _ONE.get(name, name) if value == 1 else name


def hours(low: float, high: float) -> str:
    """Return ``24 hours``, ``1 to 5 hours``."""
    if low == high:
        return f"{number(low)} {unit('hours', low)}"
    return f"{number(low)} to {number(high)} hours"


def listed(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``; "" for nothing."""
    if len(parts) < 2:  # noqa: PLR2004 - a list of one needs no "and"
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def points(value: float) -> str:
    """Return points on the scale from 0 to 100, with one decimal."""
    return f"{value:.1f}"


def ranged(seconds: Seconds) -> str:
    """Return ``60 (40 to 95)``, in whole seconds; one number where there is no range."""
    if seconds.low == seconds.high:
        return whole(seconds.estimate)
    return f"{whole(seconds.estimate)} ({whole(seconds.low)} to {whole(seconds.high)})"


def duration(seconds: Seconds) -> str:
    """Return ``60 seconds (40 to 95)``, in minutes where even the low end is more than two."""
    minute, many = 60, 120
    if seconds.low <= many:
        unit = "second" if whole(seconds.estimate) == "1" else "seconds"
        return f"{whole(seconds.estimate)} {unit} ({whole(seconds.low)} to {whole(seconds.high)})"
    low, estimate, high = (whole(each / minute) for each in (seconds.low, seconds.estimate, seconds.high))
    return f"{estimate} minutes ({low} to {high})"


def language(codes: str) -> str:
    """Return the English names of one or several languages, or their codes where a name is not known."""
    each = [code.strip().partition("-")[0].lower() for code in codes.replace(";", ",").split(",")]
    if all(code in LANGUAGES for code in each):
        return listed([LANGUAGES[code] for code in dict.fromkeys(each)])
    return codes or "an unknown language"


def country(code: str) -> str:
    """Return the English name of a country, or its code where the name is not known."""
    return COUNTRIES.get(code.upper(), code)


def route(name: str) -> str:
    """Return the column head of a route."""
    return ROUTES.get(name, name)


CARDS = {"refuse": "", "accept": "A"}
"""What begins the number of a card, so that no two cards of a report share one."""


def card(route: str, number: int) -> str:
    """Return ``card 3``, ``card A3`` for accepting, and another route by its name."""
    return f"card {CARDS[route]}{number}" if route in CARDS else f"card {number} of {route}"


def right_in(exercised: str, where: str) -> str:
    """Return the right exercised, with its place in the law; outside of Europe the GDPR is an analogy."""
    said = RIGHTS[exercised]
    return said if where in EEA else said.replace("(GDPR", "(by analogy with GDPR")


def setting(flow: FlowIdentity) -> str:
    """Return where, when and how a flow was met: country, language, device, date and account."""
    parts = [country(flow.country), language(flow.language), flow.device, f"as of {flow.date}", flow.account]
    return ", ".join(part for part in parts if part)
