"""A text as the tools of others write it: what a search of a redacted bundle for the original has to undo.

Written with the encoders of the standard library wherever it has one, and without those of the package, which is
tested against this. Each takes a text of ASCII with letters, a digit and signs in it.
"""

import base64
import binascii
import bz2
import gzip
import html
import html.entities
import json
import lzma
import quopri
import unicodedata
import zlib
from collections.abc import Callable
from email.header import Header
from urllib.parse import quote, quote_plus

Encoder = Callable[[str], bytes]


def _each(told: Callable[[str], str]) -> Encoder:
    return lambda text: "".join(map(told, text)).encode()


def _signs(told: Callable[[str], str]) -> Encoder:
    """Encode all but letters and digits."""
    return lambda text: "".join(one if one.isalnum() else told(one) for one in text).encode()


def _times(told: Callable[[str], str], count: int) -> Encoder:
    def again(text: str) -> bytes:
        for _ in range(count):
            text = told(text)
        return text.encode()

    return again


def _b64(data: bytes | str) -> str:
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def _url64(data: bytes | str) -> str:
    return base64.urlsafe_b64encode(data.encode() if isinstance(data, str) else data).decode().rstrip("=")


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _decimal(text: str) -> str:
    return "".join(f"&#{ord(one)};" for one in text)


def _hexadecimal(text: str) -> str:
    return "".join(f"&#x{ord(one):x};" for one in text)


def _json(text: str) -> str:
    return json.dumps({"mail": text, "quote": '"'})


def _unicode(text: str) -> str:
    return "".join(f"\\u{ord(one):04x}" for one in text)


def _jwt(text: str) -> str:
    head, claims = _url64('{"alg":"HS256","typ":"JWT"}'), _url64(json.dumps({"sub": "7", "email": text}))
    return f"{head}.{claims}.{_url64(bytes(range(40, 72)))}"


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def _deflated(data: bytes, window: int = -15) -> bytes:
    packing = zlib.compressobj(wbits=window)
    return packing.compress(data) + packing.flush()


def _quoted(text: str) -> str:
    return "".join(f"={byte:02X}" for byte in text.encode())


def _multipart(text: str) -> bytes:
    head = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Transfer-Encoding: base64'
    return f"--x1\r\n{head}\r\n\r\n{base64.encodebytes(f'Hello {text}, how are you?'.encode()).decode()}--x1--".encode()


def _utf7(text: str) -> bytes:
    return "".join(one if one.isalnum() else f"+{_url64(one.encode('utf-16-be'))}-" for one in text).encode()


_NAMES = {value: name for name, value in sorted(html.entities.html5.items()) if name.endswith(";")}

ENCODERS: dict[str, Encoder] = {
    # characters
    "plain": str.encode,
    "capitals": lambda t: t.upper().encode(),
    "full width": lambda t: _wide(t).encode(),
    "full width in JSON": lambda t: json.dumps(_wide(t)).encode(),
    "mathematical letters": _each(lambda c: chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c),
    "circled letters": _each(lambda c: chr(0x24D0 + ord(c) - 97) if "a" <= c <= "z" else c),
    "zero width between": lambda t: "\u200b".join(t).encode(),
    "joiners between": lambda t: "\u200d".join(t).encode(),
    "soft hyphens as entities": lambda t: "&shy;".join(t).encode(),
    "word joiners in JSON": lambda t: "\\u2060".join(t).encode(),
    "variation selectors": lambda t: "\ufe0f".join(t).encode(),
    "direction marks": lambda t: f"\u202a{t[:3]}\u202c{t[3:]}".encode(),
    "bidi isolates between": lambda t: "\u2068".join(t).encode(),
    "UTF-16 with a mark": lambda t: f"Hello {t}!".encode("utf-16"),
    "UTF-16 LE without": lambda t: f"Hello {t}!".encode("utf-16-le"),
    "UTF-16 BE without": lambda t: f"Hello {t}!".encode("utf-16-be"),
    "UTF-32 with a mark": lambda t: f"Hello {t}!".encode("utf-32"),
    "UTF-32 LE without": lambda t: f"Hello {t}!".encode("utf-32-le"),
    "UTF-32 BE without": lambda t: f"Hello {t}!".encode("utf-32-be"),
    "UTF-16 within bytes": lambda t: b"\x00\x01bin\xff" + t.encode("utf-16-le") + b"\xff\x00",
    "UTF-7": _utf7,
    # addresses
    "percent": lambda t: quote(t, safe="").encode(),
    "percent of all": lambda t: _percent(t).encode(),
    "percent twice": _times(lambda t: quote(t, safe=""), 2),
    "percent three times": _times(lambda t: quote(t, safe=""), 3),
    "percent five times": _times(lambda t: quote(t, safe=""), 5),
    "percent of all, twice": _times(_percent, 2),
    "percent of all, small, twice": _times(lambda t: _percent(t).lower(), 2),
    "form": lambda t: quote_plus(f"mail={t}&b=c").encode(),
    "percent of entities": lambda t: quote(_decimal(t), safe="").encode(),
    "percent of JSON": lambda t: quote(_json(t), safe="").encode(),
    "percent of JSON in JSON": lambda t: quote(_json(_json(t)), safe="").encode(),
    "percent of unicode escapes": lambda t: quote(_unicode(t), safe="").encode(),
    "old escape()": _each(lambda c: f"%u{ord(c):04x}"),
    "an address in an address in an address": lambda t: quote(
        "https://a.test/?n=" + quote("https://b.test/?m=" + quote(t, safe=""), safe=""), safe=""
    ).encode(),
    # HTML
    "entities": lambda t: _decimal(t).encode(),
    "hexadecimal entities": lambda t: _hexadecimal(t).encode(),
    "entities without an end": lambda t: "".join(f"&#{ord(c)}" for c in t).encode(),
    "entities with zeros": _each(lambda c: f"&#x0000{ord(c):X};"),
    "named entities": _each(lambda c: "&" + _NAMES[c] if c in _NAMES else c),
    "entities twice": _times(lambda t: html.escape(_decimal(t)), 1),
    "entities three times": lambda t: html.escape(html.escape(_decimal(t))).encode(),
    "entities of entities": lambda t: _decimal(_decimal(t)).encode(),
    "entities of percent": lambda t: _decimal(_percent(t)).encode(),
    "entities in JSON": lambda t: json.dumps(_decimal(t)).replace("&", "\\u0026").encode(),
    "tags between": lambda t: "".join(f"<span>{c}</span>" for c in t).encode(),
    "tags between in JSON": lambda t: json.dumps("".join(f"<b class='a'>{c}</b>" for c in t)).encode(),
    "escaped tags in JSON": lambda t: json.dumps("".join(f"<i>{c}</i>" for c in t)).replace("<", "\\u003c").encode(),
    "comments between": lambda t: "<!-- -->".join(t).encode(),
    "srcdoc": lambda t: f'<iframe srcdoc="{html.escape(_decimal(t))}"></iframe>'.encode(),
    "srcdoc in srcdoc": lambda t: html.escape(f'<iframe srcdoc="{html.escape(_decimal(t))}">').encode(),
    "a mailto in an attribute": lambda t: f'<a href="mailto:{_hexadecimal(_percent(t))}">'.encode(),
    # scripts and JSON
    "JSON": lambda t: _json(t).encode(),
    "unicode escapes": lambda t: _unicode(t).encode(),
    "unicode escapes in capitals": _each(lambda c: f"\\u{ord(c):04X}"),
    "unicode escapes in JSON": lambda t: _json(_unicode(t)).encode(),
    "unicode escapes four deep": lambda t: _json(_json(_json(_unicode(t)))).encode(),
    "code points": _each(lambda c: f"\\u{{{ord(c):x}}}"),
    "hexadecimal escapes": _each(lambda c: f"\\x{ord(c):02x}"),
    "hexadecimal escapes in JSON": lambda t: json.dumps("".join(f"\\x{ord(c):02X}" for c in t)).encode(),
    "octal escapes": _each(lambda c: f"\\{ord(c):o}"),
    "octal escapes of three": _each(lambda c: f"\\{ord(c):03o}"),
    "octal escapes in JSON": lambda t: json.dumps("".join(f"\\{ord(c):03o}" for c in t)).encode(),
    "octal escapes of the signs": _signs(lambda c: f"\\{ord(c):03o}"),
    "a backslash before each sign": _signs(lambda c: f"\\{c}"),
    "a script in HTML in JSON": lambda t: json.dumps(f'<a onclick="f(\'{html.escape(_unicode(t))}\')">').encode(),
    "JSON in JSON": _times(_json, 2),
    "JSON three deep": _times(_json, 3),
    "JSON five deep": _times(_json, 5),
    "JSON in JSON of entities": lambda t: _json(_json(_hexadecimal(t))).encode(),
    "joined strings": lambda t: ("'" + t[:4] + "'+'" + t[4:] + "'").encode(),
    "joined strings with spaces": lambda t: ('"' + t[:4] + '" + "' + t[4:] + '"').encode(),
    "character codes": lambda t: f"String.fromCharCode({','.join(str(ord(c)) for c in t)})".encode(),
    "an array of bytes": lambda t: json.dumps(list(t.encode())).encode(),
    "an array of letters": lambda t: json.dumps(list(t)).encode(),
    # style sheets
    "CSS": _each(lambda c: f"\\{ord(c):x} "),
    "CSS of six digits": _each(lambda c: f"\\{ord(c):06X}"),
    "CSS of the signs": _signs(lambda c: f"\\{ord(c):x} "),
    "CSS of the sign, short": lambda t: t.replace("@", "\\40 ").replace(".", "\\2e ").encode(),
    "CSS in content": lambda t: f"""a::after{{content:"{t.replace('@', chr(92) + '000040')}"}}""".encode(),
    "CSS in JSON": lambda t: json.dumps("".join(f"\\{ord(c):x} " for c in t)).encode(),
    "CSS in an attribute": lambda t: html.escape(f'content:"{"".join(f"{chr(92)}{ord(c):x} " for c in t)}"').encode(),
    # mail
    "quoted-printable": lambda t: quopri.encodestring(t.encode(), quotetabs=True),
    "quoted-printable of all": lambda t: _quoted(t).encode(),
    "quoted-printable in small letters": lambda t: _quoted(t).lower().encode(),
    "quoted-printable, broken": lambda t: f"{_quoted(t[:5])}=\r\n{_quoted(t[5:])}".encode(),
    "quoted-printable in JSON": lambda t: json.dumps(f"{_quoted(t[:5])}=\r\n{_quoted(t[5:])}").encode(),
    "an encoded word": lambda t: f"=?utf-8?B?{_b64(t)}?=".encode(),
    "an encoded word in Q": lambda t: f"=?utf-8?Q?{_quoted(t)}?=".encode(),
    "encoded words": lambda t: f"=?utf-8?B?{_b64(t[:5])}?= =?utf-8?B?{_b64(t[5:])}?=".encode(),
    "encoded words in Q": lambda t: f"=?UTF-8?Q?{_quoted(t[:5])}?=\r\n =?UTF-8?q?{t[5:]}?=".encode(),
    "a header of mail": lambda t: Header(f"Zoé {t}", "utf-8").encode().encode(),
    "RFC 2231": lambda t: f"filename*0*=utf-8''{_percent(t)}".encode(),
    "a part in base64": _multipart,
    # base64 and its like
    "base64": lambda t: _b64(t).encode(),
    "base64 at another place": lambda t: _b64(f"x{t}").encode(),
    "base64 at a third place": lambda t: _b64(f"xy{t}yz").encode(),
    "base64 without padding": lambda t: _b64(t).rstrip("=").encode(),
    "base64 for addresses": lambda t: base64.urlsafe_b64encode(f"???{t}???".encode()),
    "base64 for addresses without padding": lambda t: _url64(f"{t}>>>???").encode(),
    "base64 in longer data": lambda t: f"data:;base64,{_b64('<p>Hello</p>' * 40 + t + '<p>you</p>' * 40)}".encode(),
    "base64 in bytes": lambda t: _b64(b"\x89PNG\x00\xff\xfe" * 7 + t.encode() + bytes(range(128, 256))).encode(),
    "base64 for addresses in bytes": lambda t: _url64(b"\xfb\xff" * 7 + t.encode() + bytes(range(128, 255))).encode(),
    "base64 of capitals in bytes": lambda t: _b64(b"\x00\xff\xfe" * 7 + t.upper().encode() + b"\xff\xee\x00").encode(),
    "base64 behind letters": lambda t: f"id{_b64(t)}".encode(),
    "base64 behind a path": lambda t: f"/api/v1/{_b64(t)}/x".encode(),
    "base64 behind longer letters": lambda t: f"token{_b64(f'user {t} is here')}".encode(),
    "base64 in lines": lambda t: base64.encodebytes(b"." * 50 + t.encode() * 3 + b"." * 60),
    "base64 in lines in JSON": lambda t: json.dumps(base64.encodebytes(f"{t * 9}".encode()).decode()).encode(),
    "base64 twice": _times(_b64, 2),
    "base64 three times": _times(_b64, 3),
    "base64 four times": _times(_b64, 4),
    "base64 for addresses three times": _times(_url64, 3),
    "base64 of percent": lambda t: _b64(_percent(t)).encode(),
    "base64 of unicode escapes": lambda t: _b64(json.dumps({"a": _unicode(t)})).encode(),
    "base64 of UTF-16": lambda t: _b64(t.encode("utf-16-le")).encode(),
    "base64 of gzip": lambda t: _b64(gzip.compress(t.encode(), mtime=0)).encode(),
    "base64 of raw deflate": lambda t: _b64(_deflated(t.encode() * 2)).encode(),
    "base64 of hexadecimal": lambda t: _b64(t.encode().hex()).encode(),
    "base64 with escaped signs": lambda t: quote(_b64(f"???>>>{t}~~~~"), safe="").encode(),
    "base64 with twice escaped signs": lambda t: quote(quote(_b64(f"???>>>{t}~~~~"), safe=""), safe="").encode(),
    "base64 in entities": lambda t: _decimal(_b64(t)).encode(),
    "base64 in unicode escapes": lambda t: _b64(f"??>{t}").replace("+", "\\u002b").replace("=", "\\u003d").encode(),
    "hexadecimal": lambda t: t.encode().hex().encode(),
    "hexadecimal in capitals": lambda t: t.encode().hex().upper().encode(),
    "hexadecimal with 0x": lambda t: b"0x" + t.encode().hex().encode(),
    "hexadecimal with spaces": lambda t: t.encode().hex(" ").encode(),
    "hexadecimal with colons": lambda t: t.encode().hex(":").encode(),
    "hexadecimal twice": _times(lambda t: t.encode().hex(), 2),
    "hexadecimal in bytes": lambda t: (b"\xff\x00\x01" + t.encode() + b"\xfe\x80").hex().encode(),
    "hexadecimal behind letters": lambda t: b"id" + t.encode().hex().encode(),
    "base32": lambda t: base64.b32encode(t.encode()),
    "base32 in small letters": lambda t: base64.b32encode(t.encode()).lower().rstrip(b"="),
    "a token of JSON": lambda t: _jwt(t).encode(),
    "a token of JSON in an address": lambda t: f"https://a.test/?t={quote(_jwt(t))}&b=1".encode(),
    "a token of JSON in JSON in JSON": lambda t: _json(_json(_jwt(t))).encode(),
    "a token of JSON in a token of JSON": lambda t: _jwt(_jwt(t)).encode(),
    # packed
    "gzip": lambda t: gzip.compress(f"Hello {t}".encode(), mtime=0),
    "gzip twice": lambda t: gzip.compress(gzip.compress(f"Hello {t}".encode(), mtime=0), mtime=0),
    "gzip of UTF-16": lambda t: gzip.compress(f"Hello {t}".encode("utf-16"), mtime=0),
    "gzip behind bytes": lambda t: b"\x00\x00\x00\x10" + gzip.compress(f"Hello {t}".encode(), mtime=0),
    "zlib": lambda t: zlib.compress(f"Hello {t}".encode()),
    "zlib of another level": lambda t: zlib.compress(f"Hello {t}".encode(), 1),
    "zlib with a small window": lambda t: _deflated(f"Hello {t}".encode(), 12),
    "raw deflate": lambda t: _deflated(f"Hello {t}, and hello again {t}".encode()),
    "bzip2": lambda t: bz2.compress(f"Hello {t}".encode()),
    "xz": lambda t: lzma.compress(f"Hello {t}".encode()),
    "uuencode": lambda t: b"begin 644 a\n" + binascii.b2a_uu(t.encode()) + b"`\nend\n",
    "ascii85": lambda t: b"<~" + base64.a85encode(t.encode()) + b"~>",
    "NFKD": lambda t: unicodedata.normalize("NFKD", t).encode(),
}  # fmt: skip
"""How a text is written: each in a way that some browser, server, mail program or script undoes by itself."""

LEFT = frozenset({"UTF-7", "uuencode", "an array of letters"})
"""What nothing on the web writes by itself, and is not undone."""
