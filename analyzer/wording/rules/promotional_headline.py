"""A notice about people's rights is dressed as an announcement of a product.

What
----
"Learn how we'll use your information as we improve AI": the headline sells, and nobody reads on to the right beneath.

How it is found
---------------
In a short text: ``news`` alone (something new, planned or improved *for you*), or ``invitation`` (learn how, discover)
together with ``use`` (we use your information). A text that names the right or the choice itself (``right``) is not a
disguise and stays silent.

Why it is friction
------------------
The right is easy to miss, and the headline implies that there is nothing to decide (press on the notifications of 2024;
in 2025, 40 % of the users asked recalled the notice in the app, noyb and Gallup).

What it cannot see
------------------
Whether a right stands beneath: the finding shows the screen, and the reader has to look. Pictures.

Sources
-------
GDPR Art. 21(4): presented clearly and separately; EDPB Guidelines 03/2022 v2.0, "look over there".
"""

from collections.abc import Iterator

from analyzer.references import BROUGHT_TO_ATTENTION, LOOK_OVER_THERE, PLAIN_LANGUAGE, Hook
from analyzer.wording.rules.rule import Found, Reading

ID = "promotional_headline"
TITLE = "Promotional headline over a notice of rights"
HOOKS: tuple[Hook, ...] = (LOOK_OVER_THERE, BROUGHT_TO_ATTENTION, PLAIN_LANGUAGE)
AGAINST = "A headline may be short because the text beneath says the rest; an announcement is no deception in itself."

LONGEST_HEADLINE = 30
"""Words beyond which a text is no headline; a counting rule."""


def find(reading: Reading) -> Iterator[Found]:
    """Yield the headline from its first to its last selling word, the use of data included."""
    if len(reading.passage.words) > LONGEST_HEADLINE or reading.of("right"):
        return
    news = reading.of("news")
    invitations = reading.of("invitation")
    use = reading.of("use") if invitations else ()
    telling = (*news, *(invitations if use else ()), *use)
    if telling:
        words = " + ".join(reading.quote(hit) for hit in sorted(telling, key=lambda hit: hit.first))
        yield Found(min(hit.first for hit in telling), max(hit.last for hit in telling), f"sells: {words}")
