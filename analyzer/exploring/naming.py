"""What the name of something stored tells: whether a yes there says no, whether anybody needs what it is of.

A path names a leaf of a stored value, as ``stored`` reads it: ``cookie consent/purposes/analytics``.
"""

import re
from collections.abc import Iterable, Mapping

from analyzer.exploring.about import OPTIONAL, names_purpose
from analyzer.exploring.stored import Value

_INVERSE = re.compile(
    r"(?i)reject|refus|den(y|ied)|opt-?_?out|declin|object|withdr|disagree|block|disallow|disabl|do[_-]?not|unsubscri"
    r"|opposi|oposi[cç]|rifiut|rechaz|recus|widerspr|ablehn|abgelehn|bezwaar|weiger|a[fv]vis|sprzeciw|odmow|odrzu|odm[ií]"
    r"|odbij|zavrn|elutas|refuz"
    r"|(?<![a-z])non?[_-]?(ads?(?![a-z])|advert|track|analy|market|cookie|consent|person|target|sell|shar)"
)
_AFFIRMS = re.compile(r"(?i)accept|allow|agree|grant|consent")
"""What in a name says yes: one that says no, too, is that of a tool or of a question."""

_NEUTRAL = re.compile(
    r"(?i)dismiss|clos|shown?$|seen|hid(e|den)|display|popup|banner|notice|modal|visit|answer|interact|decided|done|ready"
    r"|necessary|essential|strict|required|technical|session|version|revision|lang|loaded|init|test|debug|gpc|dnt"
    r"|complet|explicit|first_?party|^action$|^(v|ver|rev)$"
)
"""Names in programs of what is no purpose: that a dialog was seen, what is always on, how the page stands."""

_GENERAL = re.compile(r"(?i)consent|cookie|gdpr|rgpd")
_PURPOSE = re.compile(rf"{OPTIONAL.pattern}|prefer|function|media|video|map|chat|third")
"""Names of a choice as a whole, unless they name a purpose, too."""

_IN_A_STORE = 2
"""Parts of a path, after the database's own, that lead to a record that is a leaf itself: its store and its key."""

_QUOTES = "\"'"

_SAYS = re.compile(r"(?i)status|state|value|granted|given|allowed|accepted|enabled|consented|selected|checked")
"""Names of what says yes or no of the entry it stands in, which has the name of the purpose."""

_CODE = re.compile(r"[a-z]{0,2}\d+", re.IGNORECASE)
"""Names that tell nothing: ``3``, ``C0001``."""

_TCF = re.compile(r"purpose \d+")
"""A purpose of the advertising industry's consent string: none of them must be on."""

_WORD = re.compile(r"[\w+-]+")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_BASIC = re.compile(r"(?i)function|funktion|fonction|funcion|funzion|securit|(?:system|basic|core)$")
_BEYOND = re.compile(r"(?i)media|video|map|chat|third|partner|vendor|ads?(?![a-z])")
"""How a part of a name begins that is of what makes a page work, unless the name tells of something beyond that."""

_OTHERS = re.compile(r"(?i)ads?|advertising|third|partners?|vendors?")
"""What a part of a name is that tells of what others want."""


def table_of(path: str) -> str:
    """Return in which list or table of one value a leaf stands, "" where it is the value itself."""
    return path.rpartition("/")[0]


def name_of(path: str) -> str:
    """Return what a leaf is called, or the entry that it says yes or no of."""
    table, _, last = path.rpartition("/")
    if path.startswith("database ") and path.count("/") == _IN_A_STORE:
        # The key of a record alone is often a number.
        return f"{table.rpartition('/')[2]} {last.strip(_QUOTES)}"
    named = table.rpartition("/")[2] if _SAYS.fullmatch(last) and "/" in table else last
    return named.strip("[]") or path


def is_inverse(path: str) -> bool:
    """Return whether a yes there says no: by its own name, or by that of the list which names it."""
    table, _, last = path.rpartition("/")
    listed = last.startswith("[") and _INVERSE.search(name_of(table)) is not None
    return listed != (_INVERSE.search(name_of(path)) is not None)


def is_code(path: str) -> bool:
    """Return whether nothing in a name, or in that of the numbered entry it belongs to, tells what it is of."""
    table, _, last = path.rpartition("/")
    return any(_CODE.fullmatch(name_of(one)) for one in (last, table)) and not OPTIONAL.search(last)


def is_of_a_purpose(path: str) -> bool:
    """Return whether a name is of one purpose, needed or not."""
    return _PURPOSE.search(name_of(path)) is not None


def affirms(path: str) -> bool:
    """Return whether a name says yes."""
    return _AFFIRMS.search(name_of(path)) is not None


def is_answer(path: str) -> bool:
    """Return whether a leaf says yes or no of the entry it stands in."""
    return _SAYS.fullmatch(path.rpartition("/")[2]) is not None


def is_general(path: str) -> bool:
    """Return whether a name is of the choice as a whole: it says that one was made where it is alike in all endings."""
    return _GENERAL.search(name_of(path)) is not None and not is_of_a_purpose(path)


def is_basic(path: str) -> bool:
    """Return whether a name is of what makes a page work: where others move and it does not, nobody asks about it."""
    name = name_of(path)
    beyond = OPTIONAL.search(name) or _BEYOND.search(name)
    return not beyond and any(_BASIC.match(part) for part in _PART.findall(name))


def is_needless(path: str) -> bool:
    """Return whether the name of a purpose says that nobody needs it: in a record of a choice tracking is one, too."""
    name = name_of(path)
    return (
        OPTIONAL.search(name) is not None
        or _TCF.fullmatch(name) is not None
        or any(_OTHERS.fullmatch(part) for part in _PART.findall(name))
    )


def is_neutral(path: str) -> bool:
    """Return whether a name is of no purpose: that a dialog was seen, what is always on, how the page stands."""
    return _NEUTRAL.search(name_of(path)) is not None


def purposes_in(values: Iterable[Value]) -> tuple[str, ...]:
    """Return the words that were stored which name a purpose that nobody needs, and do not deny it."""
    words = (value for value in values if isinstance(value, str) and _WORD.fullmatch(value))
    return tuple(sorted(word for word in words if names_purpose(word) and not _INVERSE.search(word)))


def needless(given: Mapping[str, bool]) -> frozenset[str]:
    """Return what stays given and cannot be taken for what must be on: ``given`` says of each purpose if it stays.

    Its name says that nobody needs it; or it has none, and more without a name stays than goes.
    """
    stays = [path for path, is_given in given.items() if is_given]
    codes = [path for path in stays if is_code(path)]
    many = len(codes) > max(len(given) - len(stays), 1)
    return frozenset(path for path in stays if is_needless(path) or (many and path in codes))
