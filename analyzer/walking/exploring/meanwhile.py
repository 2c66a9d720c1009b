"""What is asked and told while a search goes on: how far it is, whether to stop, and what it has seen so far."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from analyzer.model.exploration import Exploration

UNFINISHED = "what was left when this was interrupted"
"""What a search names that did not come to its end because nobody waited for it."""

EVERY, SHARE = 5.0, 20
"""What was seen so far is kept after so many seconds, and never so often that it takes more than this share of them."""


def _never() -> bool:
    return False


@dataclass
class Meanwhile:
    """``told`` is told in words what goes on, ``stopped`` asked whether to end now, ``keep`` given what was seen."""

    told: Callable[[str], None] = lambda _: None
    stopped: Callable[[], bool] = _never
    keep: Callable[[Exploration], None] | None = None
    _next: float = field(default_factory=lambda: time.monotonic() + EVERY)

    def watched(self, so_far: Callable[[], Exploration]) -> Callable[[], bool]:
        """Return what a search asks at each step: whether to end; ``so_far`` tells what it has seen, now and then."""

        def stops() -> bool:
            began = time.monotonic()
            if self.keep is not None and began >= self._next:
                self.keep(so_far())
                ended = time.monotonic()
                self._next = ended + max(EVERY, SHARE * (ended - began))
            return self.stopped()

        return stops
