"""A purpose named so vaguely, or so kindly, that it could be any.

What
----
"Improve your experience", "develop and improve our products", "for a better service": purposes that do not say what is
done with which data.

How it is found
---------------
``phrases``: a verb of improving, personalising or enhancing joined to an experience, a service or products.

Why it is friction
------------------
Who cannot tell what is refused cannot weigh it. In about 400 consent banners 61 % had such purposes and 30 % positive
framing (Santos, Rossi et al., "Cookie Banners, What's the Purpose?", 2021). It does not by itself tell good banners
from bad ones, so it should weigh little.

What it cannot see
------------------
A precise purpose given right beside the vague one.

Sources
-------
EDPB Guidelines 03/2022 v2.0, "ambiguous wording or information"; GDPR Art. 12(1).
"""

from collections.abc import Iterator

from analyzer.references import AMBIGUOUS_WORDING, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.intents import REFUSING
from analyzer.wording.rules.rule import Found, Reading

ID = "vague_purpose"
TITLE = "Vague or flattering purpose"
HOOKS: tuple[Hook, ...] = (AMBIGUOUS_WORDING, PLAIN_LANGUAGE)
AGAINST = "A precise purpose may stand nearby; vague purposes are as frequent in fair notices as in unfair ones."


_DECLINING = REFUSING | {"cancel", "delete"}


def find(reading: Reading) -> Iterator[Found]:
    """Yield each vague purpose; what a control only declines is no purpose."""
    if reading.control in _DECLINING:
        return
    for hit in reading.telling("phrases"):
        yield Found(hit.first, hit.last, say("vague purpose: {words}", words=reading.quote(hit)))
