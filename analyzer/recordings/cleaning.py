"""What goes over the wire, without what a person typed and without what a session is known by.

A person's recording and a visit to a live service are cleaned here alike: the same value gives way to the same
placeholder in addresses, headers, forms and answers, so that the steps still fit their traffic.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

import msgspec

from analyzer.model import Exchange, Socket
from analyzer.pseudonyms import Pseudonyms, Verbatim
from analyzer.recordings.acts import Field
from analyzer.recordings.fieldnames import field_like
from analyzer.recordings.standins import StandIns, stand_in_file

_AS_SERVED = ("image/", "font/", "video/", "audio/", "application/wasm")
"""Media in which nobody writes values; they are kept as served."""
_KEPT_BACK = frozenset({"authorization", "cookie", "proxy-authorization"})
_UNNEEDED = frozenset({"nel", "report-to", "reporting-endpoints", "alt-svc", "expect-ct"})


def secrets_of(persona: Mapping[str, str]) -> tuple[tuple[str, Field], ...]:
    """Return the passwords among an invented person's values, by what the values are called, as if typed."""
    return tuple((value, password_field(name)) for name, value in persona.items() if field_like(name) == "password")


def password_field(name: str) -> Field:
    """Return a field for a password, by its name in a form."""
    return Field(kind="password", name=name, label="", complete="", longest=0)


def cleaned(one: Exchange, known: Pseudonyms, instead: StandIns) -> Exchange:
    """Return an exchange without what was typed; ``known`` replaces what ``instead`` replaces everywhere.

    Raises
    ------
    ValueError
        If replacing makes a value anew over and over again.
    """
    url, sent = where_typed_replaced(one.url.encode(), instead).decode(), where_typed_replaced(one.sent, instead)
    return msgspec.structs.replace(
        one,
        url=known.text(url),
        asked=tuple((name, known.text(value)) for name, value in one.asked if name.lower() not in _KEPT_BACK),
        sent=known.data(sent),
        answered=tuple(
            (name, known.text(value)) for name, value in one.answered if name.lower() not in _UNNEEDED
        ),
        body=one.body if _is_picture(one) else known.data(one.body),
    )  # fmt: skip


def where_typed_replaced(data: bytes, instead: StandIns) -> bytes:
    """Return an address, a form or a message without the values that are replaced only in their own fields."""
    for (names, value), placeholder in instead.where_typed.items():
        for name in names.split():
            data = _field_replaced(data, name, value, placeholder)
    return data


def secretless(one: Exchange, secrets: Verbatim) -> Exchange:
    """Return an exchange without session secrets, those of cookies that no script can read included."""
    return msgspec.structs.replace(
        one,
        url=secrets.text(one.url),
        asked=tuple((name, secrets.text(value)) for name, value in one.asked),
        sent=secrets.data(one.sent),
        answered=tuple((name, _cookie(name, secrets.text(value))) for name, value in one.answered),
        body=one.body if _is_picture(one) else secrets.data(one.body),
    )


def unspoken(one: Socket, *instead: Pseudonyms | Verbatim) -> Socket:
    """Return a WebSocket without what ``instead`` replaces, one after the other, in its address and its messages."""
    url, said = one.url, [message.data for message in one.messages]
    for each in instead:
        url, said = each.text(url), [each.data(data) for data in said]
    messages = (msgspec.structs.replace(message, data=data) for message, data in zip(one.messages, said, strict=True))
    return msgspec.structs.replace(one, url=url, messages=tuple(messages))


def _cookie(name: str, line: str) -> str:
    """Return a header without the value of a cookie that no script can read: it is the session's, however short."""
    if name.lower() != "set-cookie" or not re.search(r";\s*httponly", line, re.IGNORECASE) or "=optout-" in line:
        return line
    cookie, equals, rest = line.partition("=")
    value, semicolon, attributes = rest.partition(";")
    return f"{cookie}{equals}{'optout-token' if value else ''}{semicolon}{attributes}"


def _field_replaced(data: bytes, name: str, value: str, placeholder: str) -> bytes:
    """Replace a short value where it is what the field ``name`` says, in a query, a form or JSON."""
    for spell in (quote_plus, quote):
        said = re.escape(f"{spell(name)}={spell(value)}".encode())
        data = re.sub(rb"(?<![^?&])" + said + rb"(?![^&#])", f"{spell(name)}={placeholder}".encode(), data)
    in_json = re.escape(b'"%s"' % name.encode()) + rb'(\s*:\s*)"' + re.escape(value.encode()) + b'"'
    data = re.sub(in_json, lambda m: b'"%s"%s"%s"' % (name.encode(), m[1], placeholder.encode()), data)
    part = re.escape(b'name="%s"\r\n\r\n' % name.encode()) + re.escape(value.encode()) + rb"(?=\r\n)"
    return re.sub(part, lambda _: b'name="%s"\r\n\r\n%s' % (name.encode(), placeholder.encode()), data)


def files_replaced(sent: bytes, instead: StandIns) -> bytes:
    """Return a form with the content that stands in for files in place of the person's."""

    def content(match: re.Match[bytes]) -> bytes:
        name = match[2].decode(errors="replace")
        placeholder = instead.everywhere.get(name, "optout-file" if name else "")
        head = re.sub(rb'filename="[^"]*"', b'filename="%s"' % placeholder.encode(), match[1])
        return head + (stand_in_file(placeholder) if name else match[3])

    return _FILE.sub(content, sent)


_FILE = re.compile(
    rb'(Content-Disposition: form-data;[^\r\n]*filename="([^"]*)"\r\n(?:[^\r\n]+\r\n)*\r\n)(.*?)(?=\r\n--)', re.DOTALL
)


def _is_picture(one: Exchange) -> bool:
    """Return whether an answer is a picture or the like; what can be read as text is not, whatever it says it is."""
    media = next((value for name, value in one.answered if name.lower() == "content-type"), "").strip().lower()
    if not media.startswith(_AS_SERVED):
        return False
    try:
        one.body.decode()
    except UnicodeDecodeError:
        return True
    return False
