"""A notice about people's data or rights is dressed as an announcement of a product.

What
----
"Learn how we'll use your information as we improve AI", "Smarter scheduling is here": the headline sells, and nobody
reads on to the use, or the right, beneath.

How it is found
---------------
The headline names neither a right nor a choice. It is found where it sells (slot ``sells`` of the topic ``headline``:
something new, better, for you; discover, meet, try), or where it names nothing of what the notice is about: no word of
``plain`` (data, cookies, privacy, terms, transfer, recording), although the body says something to the reader. A word
of thanks or greeting (``courtesy``), a single word, or a threat of loss sells nothing.

Why it is friction
------------------
The right is easy to miss, and the headline implies that there is nothing to decide (press on the notifications of 2024;
in 2025, 40 % of the users asked recalled the notice in the app, noyb and Gallup).

What it cannot see
------------------
Irony, and a proper name that stands for the matter. Pictures.

Sources
-------
GDPR Art. 21(4): presented clearly and separately; EDPB Guidelines 03/2022 v2.0, "look over there".
"""

from collections.abc import Iterator

from analyzer.references import BROUGHT_TO_ATTENTION, LOOK_OVER_THERE, PLAIN_LANGUAGE, Hook
from analyzer.saying import say
from analyzer.wording.lexicon import load
from analyzer.wording.normalising import read
from analyzer.wording.notices.notice import Lack, Notice

ID = "promotional_headline"
TITLE = "Promotional headline over a notice of rights"
HOOKS: tuple[Hook, ...] = (LOOK_OVER_THERE, BROUGHT_TO_ATTENTION, PLAIN_LANGUAGE)
AGAINST = "A headline may be short because the text beneath says the rest; an announcement is no deception in itself."

LONGEST_HEADLINE = 30
"""Words beyond which a text is no headline; a counting rule."""


def find(notice: Notice) -> Iterator[Lack]:
    """Yield the headline, with the words that sell."""
    passage = read(notice.headline)
    if not 0 < len(passage.words) <= LONGEST_HEADLINE or not read(notice.body).words or _names_it(notice):
        return
    hits = notice.hits("headline", passage)
    sells = [passage.quote(hit.first, hit.last) for hit in hits if hit.slot == "sells"]
    if sells:
        yield Lack(notice.headline.strip(), say("sells: {words}", words=" + ".join(dict.fromkeys(sells))))
    elif not hits and len(passage.words) > 1 and not load(notice.language).rules["loss_threat"].hits(passage):
        yield Lack(
            notice.headline.strip(), say("names neither the use, the right nor the choice that the notice is about")
        )


def _names_it(notice: Notice) -> bool:
    return bool(notice.ways(notice.headline) or notice.hits("choice", read(notice.headline)))
