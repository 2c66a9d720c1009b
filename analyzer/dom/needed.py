"""The words by which forms say that a field is needed, and those by which they say that it is not.

Words of forms in French, English, German, Dutch, Spanish, Italian, Portuguese and Polish. A mere mention is not enough
in a label ("Documents required by law"): the word stands in brackets, is set apart by punctuation, or the sentence
speaks of the field.
"""

import re

_NEED = (
    r"(?:obligatoires?|requise?s?|required|mandatory|compulsory|pflichtfeld|pflichtangabe|erforderlich|verplicht"
    r"|obligatori[ao]s?|requerid[ao]s?|obbligatori[ao]|richiest[ao]|obrigat[óo]ri[ao]s?|wymagan[aey])"
)
_NOT = r"\b(?:non|not|pas|isn.t|nicht|niet|no|nem|não|nie)[\s-]+(?:\w+[\s-]+)?"
_DASHES = "-\u2013\u2014"
_ASTERISK = re.compile("[*\u2217\uff0a\u2731\u2732\ufe61]")
_DENIED = re.compile(rf"{_NOT}{_NEED}\b", re.IGNORECASE)
_NEEDED = re.compile(rf"\b{_NEED}\b", re.IGNORECASE)
_STATED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[(\[][^()\[\]]{{0,40}}\b{_NEED}\b[^()\[\]]{{0,40}}[)\]]",
        rf"\b(?:champ|field|feld|campo|veld|pole)s?\b[^.!?]{{0,30}}\b{_NEED}\b|\b{_NEED}\s+(?:field|campo)s?\b",
        rf"(?:^|[{_DASHES}:,;.|])\s*{_NEED}\s*[.:!]?\s*$|^{_NEED}\s*[{_DASHES}:|]",
    )
)


def has_asterisk(label: str) -> bool:
    """Return whether the label carries the sign that forms explain as "required"."""
    return _ASTERISK.search(label) is not None


def without_asterisk(label: str) -> str:
    """Return what the field is called without that sign."""
    return _ASTERISK.sub("", label).strip(" :")


def stated(words: str) -> str:
    """Return the part of a label or hint that says that the field is needed, verbatim, or ""."""
    affirmed = _DENIED.sub("", words)
    found = next((match for pattern in _STATED if (match := pattern.search(affirmed))), None)
    return found[0].strip(f" :,;.|{_DASHES}") if found else ""


def is_claimed(message: str) -> bool:
    """Return whether an error message says that something is needed."""
    return _NEEDED.search(_DENIED.sub("", message)) is not None
