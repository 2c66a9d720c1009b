"""A service does without the code that it sends by mail."""

import re
from collections.abc import Iterator
from math import inf
from random import Random
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from analyzer import counting
from analyzer.mocks import Request, Response
from tests.mutations import scripting
from tests.mutations.expecting import ANY, DOWN, Expected, Shift, by
from tests.mutations.kinds.mutant import Mutant
from tests.mutations.mocks import Answering, Change
from tests.mutations.subject import Subject


def code_dropped(subject: Subject, _: Random) -> Iterator[Mutant]:
    """Leave out the page that wants the code, and so the way to the mailbox."""
    walk = subject.walk
    coded = [act for act in subject.acts if act.tag.get("autocomplete") == "one-time-code"]
    script = scripting.dropped(subject.script, coded[0].key, following=1) if len(coded) == 1 else None
    if script is None or len(walk.flow.site.channels) != 1:
        return
    (act,), (mailbox,) = coded, walk.flow.site.channels
    first = next(step.number for step in walk.transitions if _url(subject, step.target) == act.url)
    last = act.step.number + 1
    left_out = [step for step in walk.transitions if first < step.number <= last]
    shown = sum(first <= step <= last for step, _ in counting.newly_shown(walk))
    loads = sum(many for step, _, many in counting.page_loads(walk) if first <= step <= last)
    gone = {step.target for step in walk.transitions if first <= step.number < last}
    yield Mutant(
        told=f"no code is sent: the page with “{act.label}” and the mail are left out",
        change=_uncoded(act.url, mailbox),
        script=script,
        expected=Expected(
            counts={
                "clicks": by(-sum(counting.clicks_of(step, walk) for step in left_out)),
                "keystrokes": by(-sum(counting.keystrokes_of(step, walk) for step in left_out)),
                "scrolls": by(-sum(counting.scrolls_of(step, walk) for step in left_out)),
                "screens": by(1 - shown),
                "page_loads": by(1 - loads),
                "required_fields": by(-1),
                "required_text_fields": by(-1),
                "context_switches": by(-1),
                "words": by(subject.words(without=gone) - subject.words()),
            },
            measures={
                "confusing_wording": DOWN,
                "options_per_screen": DOWN,
                "asked_again": DOWN,
                "prominence": ANY,
                "estimated_time": Shift(-inf, -0.01),
            },
            score=-1,
        ),
    )


def _url(subject: Subject, number: int) -> str:
    return counting.screen_of(subject.walk, number).url.partition("#")[0]


def _uncoded(url: str, mailbox: str) -> Change:
    """Read the mail and answer the page that wants the code in the person's place."""

    def change(answer: Answering) -> Answering:
        def page(request: Request, address: str) -> BeautifulSoup:
            return BeautifulSoup(answer(Request("GET", address, request.headers, b"", request.at)).body, "html.parser")

        def answered(request: Request) -> Response:
            response = answer(request)
            location = urljoin(request.url, dict(response.headers).get("Location", ""))
            if request.method != "POST" or location != url:
                return response
            token = page(request, url).select_one("input[name=token]")
            newest = page(request, f"{mailbox}/").select('a[href*="-code-"]')[0]
            mail = page(request, urljoin(mailbox, str(newest["href"]))).select_one("main")
            code = re.search(r"\b\d{6}\b", mail.get_text(" ")) if mail else None
            if token is None or code is None:
                return response
            body = f"token={token['value']}&code={code[0]}".encode()
            return answer(Request("POST", url, request.headers, body, request.at))

        return answered

    return change
