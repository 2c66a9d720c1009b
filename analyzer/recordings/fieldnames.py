"""What a field asks for, by its names and its label, however written: ``newPassword``, ``txt_pw``.

The words are those that forms use in the languages the project reads, and those of password managers.
"""

import re
from collections.abc import Mapping

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,24}")
_NUMBER = re.compile(r"\+?[\d ().\-/]{8,40}")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?|\d{1,2}[./]\d{1,2}[./]\d{1,4}")
_LEAST_DIGITS = 8

_WORDS: Mapping[str, str] = {
    "password": r"pass|pw|pwd|psw|passwd|pin|nip|otp|totp|tan|mfa|2fa|cvv|cvc|mdp|clave|secret|geheim(nis|zahl|nummer)?"
    r"|has[lł]o|heslo|l[oö]sen|parola|senha|one.?time.?(code|password)",
    "email": r"e.?mail|courriel",
    "phone": r"phone|telephone|tel|t[eé]l[eé]phone|mobile|handy|telefon",
    "name": r"name|nom|pr[eé]nom|vorname|nachname|surname|nombre|apellidos?|cognome|naam|imi[eę]|nazwisko"
    r"|(first|last|full|user|family|given).?name|login|user|userid|identifiant|benutzer(name)?|usuario|utente|gebruiker",
    "other": r"country|pays|land|pa[ií]s|paese|kraj|language|langue|sprache|idioma|lingua|taal|j[eę]zyk|search|suche"
    r"|recherche|b[uú]squeda|query|q|message|nachricht|mensaje|messaggio|reason|motif|grund|motivo|subject|betreff|sujet"
    r"|asunto|oggetto|comments?|commentaire|kommentar|comentario|day|month|year|jour|mois|ann[eé]e|tag|monat|jahr",
}  # fmt: skip
_ANYWHERE = re.compile(
    r"passwor[dt]|passphrase|passcode|passkey|kennwort|mot.?de.?passe|contrase|wachtwoord|palavra.?passe|l[oö]senord"
    r"|adgangskode|salasana|jelsz[oó]|парол|密码|密碼|パスワード|비밀번호"
)
"""Words for a password that are no part of another."""
_SURELY = re.compile(
    r"(?<![^\W\d_])(?:pw|pwd|psw|passwd|otp|totp|2fa|cvv|cvc|mdp|geheim(zahl|nummer)|has[lł]o|heslo|l[oö]sen|senha"
    r"|one.?time.?(code|password)|(login|user|account|input|txt|new|old|my|current|confirm|repeat)[ _-]?pass"
    r"|(?<![\w\s-])pass(?![\s-]*\w))(?![^\W\d_])"
)
"""Words that mean nothing else. A pass may be one for boarding, NIP is a tax number in Poland, and tan a colour."""
_FIELDS = {kind: re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])") for kind, words in _WORDS.items()}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_in(field: str, value: str) -> str | None:
    """Return which kind of personal data ``value`` is, typed into a field that is described by these words, or None."""
    if _asks(field, "password"):
        return "password"
    if _EMAIL.fullmatch(value.strip()) or _asks(field, "email"):
        return "email"
    digits = sum(character.isdigit() for character in value)
    if _DATE.fullmatch(value):
        return None
    if (_NUMBER.fullmatch(value) and digits >= _LEAST_DIGITS) or (_asks(field, "phone") and digits):
        return "phone"
    return "name" if _asks(field, "name") else None


def field_like(words: str) -> str | None:
    """Return the kind of personal data that the names and the label of a field ask for, or None."""
    return next((kind for kind in ("password", "email", "phone", "name") if _asks(words, kind)), None)


def is_surely_secret(words: str) -> bool:
    """Return whether the names of a field can only be those of one for a password or a code.

    Where they may mean something else, too, the page says what the field is for.
    """
    small = _CAMEL.sub(" ", words).lower()
    return bool(_SURELY.search(small) or _ANYWHERE.search(small))


def asks_for_something_else(words: str) -> bool:
    """Return whether the names of a field say that what is typed there is nobody's: a country, a search, a reason."""
    return _asks(words, "other")


def _asks(field: str, kind: str) -> bool:
    words = _CAMEL.sub(" ", field).lower()
    return bool(_FIELDS[kind].search(words) or (kind == "password" and _ANYWHERE.search(words)))
