"""Between a body's bytes and the text that a HAR holds of it, by the charset its content type or the page names."""

import codecs
import re
from email.message import Message

_KNOWN = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp125\d|cp1006|koi8-[rut]|mac-\w+|shift_jis\w*|cp932|euc_\w+|gb2312|gbk|gb18030|big5\w*|tis-620"
)
"""Python's names of the encodings that the web uses (WHATWG, "Encoding", section 4) and that keep no state."""

_AS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gbk", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""What browsers read where one of these is named (WHATWG, "Encoding", section 4.2)."""
_TEXT = re.compile(
    r"text/|application/(?:[\w.-]+\+)?(?:json|xml)\b|(?:application|text)/(?:x-)?(?:java|ecma)script\b|image/svg"
)
_JSON = re.compile(r"[^;]*\bjson\b")
_META = re.compile(r"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CONTINUED = re.compile(r"\*(?=[\d*]*\s*=)")
"""What marks a parameter in parts (RFC 2231, section 3): browsers know none, and parsers fail at some."""
_LONGEST = 1000
_PRESCAN = 1024
"""Characters of a page in which browsers look for a charset before they read it (WHATWG, "HTML", section 13.2.3.2)."""


def is_text(kind: str) -> bool:
    """Return whether what has content type ``kind`` is text in some charset, JSON included."""
    return _TEXT.match(kind.strip().lower()) is not None


def served(text: str, kind: str) -> tuple[bytes, str]:
    """Return bytes, and the content type with which a browser reads them as ``text``.

    A HAR holds text, not the bytes it came in. A charset in a header goes before all that a page says of itself, so
    that one is put there where none is and it matters: the page's own where that can spell the text, because forms
    and addresses are spelt in it too, else UTF-8.
    """
    if not is_text(kind):
        return encoded(text, kind), kind
    named = _named(kind)
    if not named and (text.isascii() or _JSON.match(kind.lower())):
        return text.encode(), kind
    declared = named or _declared(text, kind)
    codec = _codec(declared)
    try:
        if codec:
            return text.encode(_AS_READ.get(codec, codec)), kind if named else _with_charset(kind, declared)
    except UnicodeEncodeError:
        pass  # Not the charset it was read in.
    return text.encode(), _with_charset(kind, "utf-8")


def encoded(text: str, kind: str) -> bytes:
    """Return the bytes that ``text`` was decoded from, as far as content type ``kind`` tells; else UTF-8."""
    try:
        return text.encode(_charset(kind))
    except UnicodeEncodeError:
        return text.encode()


def decoded(body: bytes, kind: str) -> str | None:
    """Return ``body`` as text from which ``encoded`` gives the same bytes, or None where it is not such a text."""
    try:
        text = body.decode(_charset(kind))
    except UnicodeDecodeError:
        return None
    return text if encoded(text, kind) == body else None


def _charset(kind: str) -> str:
    return _codec(_named(kind)) or "utf-8"


def _named(kind: str) -> str:
    """Return the charset that a content type names, "" if none."""
    return str(media(kind).get_param("charset", "")).strip()


def _declared(text: str, kind: str) -> str:
    found = _META.search(_COMMENT.sub("", text[:_PRESCAN])) if "html" in kind.lower() else None
    return found[1] if found else ""


def _codec(name: str) -> str:
    """Return Python's name of a charset, "" if the web has none of that name."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return codec if _KNOWN.fullmatch(codec) else ""


def _with_charset(kind: str, charset: str) -> str:
    told = media(kind)
    others = [f"{name}={value}" for name, value in (told.get_params() or [])[1:] if name.lower() != "charset"]
    return "; ".join([told.get_content_type(), *others, f"charset={charset}"])


def media(kind: str) -> Message:
    """Return a content type taken apart, as far as one is ever long; taking it apart takes the square of its length."""
    told = Message()
    kind = _CONTINUED.sub("", kind[:_LONGEST])
    told["content-type"] = "".join(c if c.isprintable() else " " for c in kind) or "application/octet-stream"
    return told
