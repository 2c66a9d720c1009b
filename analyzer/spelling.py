"""How one character is spelled by everything that passes text on: bytes, addresses, HTML, JSON, scripts.

Each function returns a regular expression over bytes. Every alternative begins with a plain byte, since the engine then
skips what cannot begin a match.
"""

import html.entities
import re
import unicodedata

_NAMES: dict[str, list[str]] = {}
for _name, _characters in html.entities.html5.items():
    if _name.endswith(";"):
        _NAMES.setdefault(_characters, []).append(_name)
_JSON_ESCAPES = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f"}


def any_case(character: str) -> bytes:
    """Return a pattern for a character in every letter case, composition and spelling."""
    if character == "\n":
        return rb"(?:\r\n|" + b"|".join((spellings("\r") + spellings("\n"), *_each("\n"), *_each("\r"))) + b")"
    written = dict.fromkeys((character, character.lower(), character.upper(), character.title()))
    composed = dict.fromkeys(form for one in written for form in (one, unicodedata.normalize("NFD", one)))
    alternatives = dict.fromkeys(way for one in sorted(composed, key=len, reverse=True) for way in _ways(one))
    return b"(?:" + b"|".join(alternatives) + b")"


def _ways(text: str) -> list[bytes]:
    return list(_each(text)) if len(text) == 1 else [b"".join(spellings(one) for one in text)]


def spellings(character: str) -> bytes:
    """Return a pattern for a character as it is, in every spelling."""
    return b"(?:" + b"|".join(_each(character)) + b")"


def _each(character: str) -> tuple[bytes, ...]:
    """Return a pattern for each spelling of one character."""
    number = ord(character)
    raw = [character.encode("utf-8", "surrogatepass")]
    if number > 127:  # noqa: PLR2004 - beyond ASCII
        raw += [old] if (old := character.encode("cp1252", "ignore")) else []
    ways = [re.escape(one) for one in raw]
    ways += [b"".join(b"%%(?:25){0,2}(?i:%02x)" % byte for byte in one) for one in raw]
    ways += [b"&(?:amp;)?#0*%d;?" % number, b"&(?:amp;)?#[xX]0*(?i:%x);?" % number]
    ways += [rb"\\{1,4}u0026#0*%d;?" % number, rb"\\{1,4}u0026#[xX]0*(?i:%x);?" % number]
    ways += [b"&(?:amp;)?" + re.escape(name.encode()) for name in _NAMES.get(character, ())]
    if not character.isalnum() or not character.isascii():
        ways += [b"".join(b"=(?i:%02x)" % byte for byte in one) for one in raw]  # as mail has it (RFC 2045, 6.7)
    units = character.encode("utf-16-be", "surrogatepass")
    ways.append(b"".join(rb"\\\\{0,3}u(?i:%02x%02x)" % (units[n], units[n + 1]) for n in range(0, len(units), 2)))
    if number > 127:  # noqa: PLR2004 - as above
        ways.append(
            b"".join(b"%%(?:25)?5[Cc]u(?i:%02x%02x)" % (units[n], units[n + 1]) for n in range(0, len(units), 2))
        )
    ways.append(rb"\\\\{0,3}u\{0*(?i:%x)\}" % number)
    if number < 256:  # noqa: PLR2004 - what \x can say
        ways.append(rb"\\\\{0,3}x(?i:%02x)" % number)
    if character in _JSON_ESCAPES:
        ways.append(rb"\\\\{0,3}" + _JSON_ESCAPES[character].encode())
    elif character in "\"'/\\`":
        ways.append(rb"\\\\{0,6}" + re.escape(raw[0]))
        ways.append(rb"(?:%%(?:25)?5[Cc]){1,6}%%(?:25)?(?i:%02x)" % number)
    if character == " ":
        ways += [rb"\+", b"%(?:25)?2[bB]"]
    return tuple(ways)
