"""What speaks of cookies and privacy, in the words that the languages share or have of their own."""

import re
from collections.abc import Iterable

_COOKIE = (
    r"cookie|süti|eväst|küpsi|slapuk|sīkdat|ciastecz|piškot|kolači|sušen|бисквит|μπισκότ|fianán|kakor|kapsl|vafrak"
    r"|galet[ae]"
)
"""What speaks of cookies; many of these words are said of biscuits, too."""

_PRIVACY = (
    r"consent|gdpr|rgpd|dsgvo|privac|confidential|datenschutz|tracking|einwillig|zustimm|toestemming|samtyck|suostumu"
    r"|nõusolek|персонал|απόρρητ|συγκατάθεσ|príobháid|privatezza|vie privée|vida privada|privatsph|privatliv|integritet"
    r"|yksityisyy|tietosuoj|privaatsus|privatum|privātum|prywatno|soukrom|súkrom|zasebnost|privatnost|adatvéd|adatkezel"
    r"|поверителн|лични данни|ιδιωτικ"
)

_STUDYING = re.compile(
    r"(?i)train|entra[iî]n|entren|addestr|trein|trén|tren(ow|uj|ir)|usposab|koulut|koolita|apmok|mokym|apmāc|taní|antren"
    r"|обуч|εκπαίδευ|ħarriġ|oiliúi"
)
_MACHINE = re.compile(
    r"(?i)inteli?[gġ]en[cț]|intelli[gġ]en|intell?ekt|интелект|νοημοσύν|intleacht|tekoäly|machine learning"
    r"|\b(AI|IA|KI)\b"
)
"""Together: machines that learn from what somebody wrote."""

ABOUT = re.compile(f"(?i){_COOKIE}|{_PRIVACY}")
"""What in a label or an address speaks of cookies and privacy."""

OPTIONAL = re.compile(
    r"(?i)analy|análi|anali[tz]|analít|analīz|analüüs|anailís|elemz|statyst|statisz|stats(?![a-z])|statist|esta[dt][ií]st|tilasto|štatist|στατιστ|статист|анализ|mess(?!ag|eng)|mesur|measur|misuraz"
    r"|medici|mediç|market|маркет|μάρκετ|advert|publici|pubblici|publicid|werb|reklam|реклам|mainos|mainon|annons"
    r"|riklam|reklām|reclame|oglas|oglaš|hirdet|inzer[ct]|rinkodar|turundus|markkinoin|marknadsf|markedsf|auglýs|fógra[ií]"
    r"|διαφημ|person[aä]|social|sozial|track|targeting|profil|performance"
)
"""What in the label of a switch names a purpose that nobody needs for a page to work, in what the languages share."""

_OTHERS = re.compile(
    r"(?i)partner|partenair|partener|\bsocios|parceir|партньор|συνεργάτ|kumppan|vendor|anbieter|fournisseur|fornitor"
    r"|proveedor|leverancier|fornecedor|dostawc|third.?part|\btierce|\btiers\b|dritt|\bterceros|\bterze\b|\bterzi\b|\bderden?\b"
    r"|terceir|trzeci|tredje.?part"
)
"""What in the label of a switch is of whom a page shares with."""

DATA = re.compile(
    r"(?i)\bdata\b|\bdaten|donn[ée]es|\bdat[io]s?\b|\bdados\b|gegevens|\bdan(e|ych|ymi)\b|údaj|\badat|\btieto|andme|duomen"
    r"|δεδομ|данни|\bdatele\b|podat|sonra|partner|partenair|partener|\bsocios|parceir|партньор|συνεργάτ|kumppan"
    r"|\bdevice|appareil|terminal|\bgerät|dispositiv|urządzen|apparaat|zařízen|zariaden|napravi|uređaj|eszköz|laittee"
    r"|seadme|įrengin|ierīc|устройств|συσκευ|\benhet"
)
"""What in a text speaks of data, who gets it, and where it lies; many another text does, too."""

_EVERYDAY = re.compile("(?i)profil|person|track")
"""Names of purposes that are those of much else that is kept."""

_BISCUITS = re.compile(f"(?i){_COOKIE}")
SURELY = re.compile(f"(?i){_PRIVACY}")
"""What speaks of consent, and of no biscuits."""

_QUESTION = re.compile(r"[^.!?;\n]*[?;\u037e]")
"""The semicolon is the Greek question mark."""


def questions(text: str) -> list[str]:
    """Return the questions that a text puts."""
    return [one.strip() for one in _QUESTION.findall(text)]


def nobody_needs(label: str) -> bool:
    """Return whether the label of a switch says that a page works without what it is of."""
    return bool(OPTIONAL.search(label) or _OTHERS.search(label))


_OPTED = re.compile(r"(?i)opt-?_?(ed)?-?_?out|unsubscri|do-?_?not-?_?(sell|share|track)|us-?_?privacy|ccpa")
"""Names in programs of what somebody has said no to."""


def names_consent(name: str) -> bool:
    """Return whether the name of something stored says that it keeps a choice; a person's profile is none."""
    return ABOUT.search(name) is not None or _OPTED.search(name) is not None or names_purpose(name)


def names_purpose(name: str) -> bool:
    """Return whether the name of something stored names a purpose that nobody needs; a person's profile is none."""
    return any(not _EVERYDAY.match(match.group()) for match in OPTIONAL.finditer(name))


def speaks_of_consent(texts: Iterable[str]) -> bool:
    """Return whether texts speak of consent, or of cookies and what they are for, or of machines that learn from data.

    Biscuits alone do not: there are shops and recipes.
    """
    text = "\n".join(texts)
    purposes = OPTIONAL.search(text) or DATA.search(text)
    return bool(SURELY.search(text) or (_BISCUITS.search(text) and purposes) or _learns(text))


def speaks_of_cookies(text: str) -> bool:
    """Return whether a text speaks of cookies and what they are for; a chat that names its privacy policy does not."""
    return bool(_BISCUITS.search(text) and (OPTIONAL.search(text) or DATA.search(text) or SURELY.search(text)))


def asks_to_learn(text: str) -> bool:
    """Return whether a question of a text is of machines that learn from data."""
    return any(map(_learns, questions(text)))


def _learns(text: str) -> bool:
    return bool(_MACHINE.search(text) and (_STUDYING.search(text) or DATA.search(text)))


def names_data(text: str) -> bool:
    """Return whether a text names data, who gets it, or what for."""
    return bool(DATA.search(text) or OPTIONAL.search(text))


def speaks_of_data(text: str) -> bool:
    """Return whether a text speaks in several words of data, who gets it and what for; one word alone says little."""
    words = {match.group().casefold() for pattern in (DATA, OPTIONAL) for match in pattern.finditer(text)}
    return len(words) > 1
