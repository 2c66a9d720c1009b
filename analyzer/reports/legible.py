"""Text of strangers, made harmless to read: what cannot be seen is spelled out.

Pages may contain characters that reorder, hide or forge what stands beside them: terminal escapes, bidirectional
overrides, tag characters. A report quotes evidence, so such a character is neither obeyed nor dropped but named.
"""

import re

from markupsafe import Markup

_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls of ISO 6429, among them the terminal's escape
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides and isolates
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators, byte order mark and annotation marks
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # surrogates and noncharacters, which no file can carry
    "\U000e0000-\U000e0fff"  # tag characters and variation selectors supplement
    "]"
)


_OBEYED = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#\w])|^[-+#]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
"""What Markdown would obey: marks anywhere, and what begins a list or a heading at the start of a line."""


def literal(text: str) -> str:
    """Return text on one line for a Markdown file, with everything that Markdown would obey spelled literally."""
    return _OBEYED.sub(lambda found: f"\\{found[0]}", line(text))


def line(text: str) -> str:
    """Return ``text`` legible and on one line."""
    return " ".join(legible(text).split())


def legible(text: str) -> str:
    """Return ``text`` with every unseen character written as ``[U+202E]``; trusted markup is left as it is.

    The characters are those that Unicode Standard Annex 9 (bidirectional algorithm) and Unicode Technical Report 36
    (security considerations) warn of, except the joiners that several scripts need to be spelled rightly.
    """
    if isinstance(text, Markup) or (text.isascii() and text.isprintable()):
        return text
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\r\n", "\n").replace("\r", "\n"))
