"""Between a body's bytes and the text that a HAR holds of it, by the charset its content type names."""

import codecs
import re
from email.message import Message

_KNOWN = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp125\d|cp1006|koi8-[rut]|mac-\w+|shift_jis\w*|cp932|euc_\w+|gb2312|gbk|gb18030|big5\w*|tis-620"
)
"""Python's names of the encodings that the web uses (WHATWG, "Encoding", section 4) and that keep no state."""


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
    media = Message()
    media["content-type"] = "".join(c if c.isprintable() else " " for c in kind) or "application/octet-stream"
    try:
        name = codecs.lookup(str(media.get_param("charset", "utf-8"))).name
    except (LookupError, ValueError):
        return "utf-8"
    return name if _KNOWN.fullmatch(name) else "utf-8"
