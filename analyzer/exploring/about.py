"""What speaks of cookies and privacy, in the words that the languages share or have of their own."""

import re

ABOUT = re.compile(
    r"(?i)cookie|consent|gdpr|rgpd|dsgvo|privacy|privac|confidential|datenschutz|tracking|einwillig|zustimm|süti|eväst"
    r"|küpsi|slapuk|sīkdat|ciastecz|piškot|kolači|sušen|бисквит|персонал|απόρρητ|príobháid|fianán|privatezza"
    r"|kakor|kapsl|vafrak|galet[ae]"
)
"""What in a label or an address speaks of cookies and privacy."""

DATA = re.compile(
    r"(?i)\bdata\b|\bdaten|donn[ée]es|\bdat[io]s?\b|\bdados\b|gegevens|\bdan(e|ych|ymi)\b|údaj|\badat|\btieto|andme|duomen"
    r"|δεδομ|данни|\bdatele\b|podat|sonra|partner"
)
"""What in a text speaks of data and who gets it; many another text does, too."""

_QUESTION = re.compile(r"[^.!?;\n]*[?;\u037e]")
"""The semicolon is the Greek question mark."""


def questions(text: str) -> list[str]:
    """Return the questions that a text puts."""
    return [one.strip() for one in _QUESTION.findall(text)]
