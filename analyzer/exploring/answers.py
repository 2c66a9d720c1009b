"""What a field asks for, told by its type, what it lets the browser fill in, and its label."""

import re
from collections.abc import Mapping

from analyzer.counting import is_text_field
from analyzer.model import Control
from analyzer.wording.lexicon import base

CODE = "code"
"""What a field asks for that a code from a message goes into."""

WORDS = "words"
"""What a field asks for that wants a person's own words."""

_TYPES = {"email": "email", "tel": "phone", "password": "password"}

_AUTOFILL = {
    "email": "email", "tel": "phone", "current-password": "password", "new-password": "password", "username": "email",
    "name": "name", "given-name": "first_name", "family-name": "last_name", "street-address": "address",
    "address-line1": "address", "address-level2": "city", "address-level1": "state", "postal-code": "zip",
    "country": "country", "country-name": "country", "bday": "born", "one-time-code": CODE,
}  # fmt: skip
"""Names of HTML, Living Standard, section "Autofill", beside what this project calls the same."""

_LABELS = {
    "email": r"e-?mails?|courriel|correo|adres e-?mail",
    "password": r"password|passcode|mot de passe|passwort|kennwort|contraseña|senha|wachtwoord"
    r"|palavra-passe|hasło|parola",
    "zip": r"zip|post(al)? ?code|code postal|postleitzahl|plz|código postal|cap|kod pocztowy|cep",
    CODE: r"code|código|codice|codigo|kod|κωδικός|kód|koodi|bestätigungscode|sicherheitscode",
    "phone": r"(tele)?phone|mobile|téléphone|portable|telefon(nummer)?|handynummer|teléfono"
    r"|telefono|telefone|celular|telefoon",
    "first_name": r"first name|given name|prénom|vorname|nombre de pila|voornaam|imię|primeiro nome|nome proprio",
    "last_name": r"last name|family name|surname|nom de famille|nachname|apellidos?|cognome|achternaam|nazwisko"
    r"|sobrenome|apelido",
    "username": r"user ?name|nom d.utilisateur|benutzername|nombre de usuario|nome utente|gebruikersnaam",
    "country": r"country|pays|land|país|paese|kraj|residence|résidence|residencia|residência|residenza|wohnsitz",
    "state": r"state|province|bundesland|provincia|estado",
    "city": r"city|town|ville|stadt|ort|ciudad|città|cidade|plaats|miasto",
    "address": r"(street )?address|adresse|anschrift|straße|dirección|indirizzo|endereço|adres|adresse postale",
    "born": r"date of birth|birthday|date de naissance|geburtsdatum|fecha de nacimiento|data di nascita|geboortedatum",
    "name": r"(full )?name|nom( complet)?|nombre|nome|naam",
}  # fmt: skip
_READ = {kind: re.compile(rf"(?<!\w)({words})(?!\w)", re.IGNORECASE) for kind, words in _LABELS.items()}

_MESSAGES = re.compile(r"(?<![\w.,/-])(?!(?:19|20)\d\d(?!\d))\d{4,8}(?![\w/-]|[.,]\d)")

_OBJECTING = {
    "de": "Ich widerspreche der Verwendung meiner Daten.",
    "en": "I object to the use of my data.",
    "es": "Me opongo al uso de mis datos.",
    "fr": "Je m'oppose à l'utilisation de mes données.",
    "it": "Mi oppongo all'uso dei miei dati.",
    "nl": "Ik maak bezwaar tegen het gebruik van mijn gegevens.",
    "pl": "Sprzeciwiam się wykorzystaniu moich danych.",
    "pt": "Oponho-me à utilização dos meus dados.",
}


_SOUGHT = {
    "objection": {
        "de": "Widerspruch Formular", "en": "objection form", "es": "formulario de oposición",
        "fr": "formulaire d'opposition", "it": "modulo di opposizione", "nl": "bezwaar formulier",
        "pl": "formularz sprzeciwu", "pt": "formulário de oposição",
    },
    "withdrawal": {
        "de": "Einwilligung widerrufen", "en": "withdraw consent", "es": "retirar el consentimiento",
        "fr": "retirer mon consentement", "it": "revocare il consenso", "nl": "toestemming intrekken",
        "pl": "wycofać zgodę", "pt": "retirar o consentimento",
    },
    "refusal": {
        "de": "Einwilligung ablehnen", "en": "refuse consent", "es": "rechazar el consentimiento",
        "fr": "refuser le consentement", "it": "rifiutare il consenso", "nl": "toestemming weigeren",
        "pl": "odmówić zgody", "pt": "recusar o consentimento",
    },
    "erasure": {
        "de": "Konto löschen", "en": "delete account", "es": "eliminar la cuenta", "fr": "supprimer mon compte",
        "it": "eliminare l'account", "nl": "account verwijderen", "pl": "usunąć konto", "pt": "eliminar a conta",
    },
    "cancellation": {
        "de": "Abo kündigen", "en": "cancel subscription", "es": "cancelar la suscripción",
        "fr": "résilier mon abonnement", "it": "disdire l'abbonamento", "nl": "abonnement opzeggen",
        "pl": "anulować subskrypcję", "pt": "cancelar a assinatura",
    },
    "ccpa_opt_out": {"en": "do not sell or share", "es": "no vender ni compartir"},
}  # fmt: skip
"""What somebody types into a search who wants a right, by the topic that names it."""


def sought(topics: tuple[str, ...], language: str) -> str:
    """Return what is typed into a search by who wants what ``topics`` name, "" where nothing is known to be wanted."""
    return next((_SOUGHT[one][base(language)] for one in topics if base(language) in _SOUGHT.get(one, {})), "")


def asked(control: Control, autofill: str = "") -> str:
    """Return what a field asks for: a key of a persona, ``CODE`` or ``WORDS``, "" where it cannot be told.

    ``autofill`` is the field's attribute ``autocomplete``: what its maker says it takes goes before its label. A text
    of several lines that names nothing wants a person's own words.
    """
    tokens = autofill.lower().split()
    if tokens and tokens[-1] in _AUTOFILL:
        return _AUTOFILL[tokens[-1]]
    if control.kind in _TYPES:
        return _TYPES[control.kind]
    if control.tag == "textarea":
        return WORDS
    label = control.name or control.text
    named = next((kind for kind, words in _READ.items() if words.search(label)), "")
    return named or (WORDS if is_text_field(control) else "")


def answer(kind: str, persona: Mapping[str, str], language: str) -> str | None:
    """Return what an invented person types where ``kind`` is asked for; null where she has nothing to say.

    A name is put together from its parts, and parted where only the whole is known.
    """
    if kind == WORDS:
        return _OBJECTING.get(base(language), _OBJECTING["en"])
    if kind == "name" and "name" not in persona and "first_name" in persona:
        return f"{persona['first_name']} {persona.get('last_name', '')}".strip()
    if kind in {"first_name", "last_name"} and kind not in persona and "name" in persona:
        first, _, last = persona["name"].partition(" ")
        return first if kind == "first_name" else last
    return persona.get(kind)


def code_in(text: str) -> str:
    """Return the code that a message holds, "" where it holds none.

    A code is four to eight digits that stand alone and are no year.
    """
    found = _MESSAGES.search(text)
    return found[0] if found else ""


def option_for(kind: str, options: tuple[str, ...], known: tuple[str, ...]) -> int | None:
    """Return the place of the option of a native list that says what is known of a person, null where none does.

    Where a list asks for something that nobody knows of her, the first that is no mere heading is as good as another;
    a country or a state that is not hers is not.
    """
    folded = [one.strip().casefold() for one in options]
    for value in known:
        if value and value.casefold() in folded:
            return folded.index(value.casefold())
    if kind in {"country", "state", "born"} or len(options) < 2:  # noqa: PLR2004 - a heading and an answer
        return None
    return 1
