"""Where the quick look says no, the thorough one would have found nothing."""

import random
import re
from collections.abc import Callable

from analyzer import spelling
from analyzer.packed import LAID_OUT, WIDE, Packing
from tests.tables import for_each

PACKINGS = (*LAID_OUT, *WIDE)
LOOKS = [
    *((name, getattr(spelling, name)) for name in ("CODE", "SHEET", "EYE")),
    *((f"packing {number}", packing) for number, packing in enumerate(PACKINGS)),
]
PIECES = (b"a\x00b\x00", b"\x00\x00", b"=4", b"=\r\n", b"\\4", b"&#64;", b"%40", b"<b>", b"' + '", b"\xc3\xa9",
          b"=?u?b?YQ==?=", b"61 62 63 64 65 66", b"97, 98,99,1,2,3", b"<~abcde~>", b"\\u0040", b"=40=41", b"\\\n",
          b"a\x00\x00\x00" * 3, b"\x00\x00\x00a" * 3)  # fmt: skip


@for_each("name, look", LOOKS)
def test_what_is_passed_over_at_a_glance_holds_nothing(name: str, look: "spelling.Spelling | Packing") -> None:
    dice = random.Random(name)
    written: re.Pattern[bytes] = look.written
    may_stand: Callable[[bytes], bool] = look.may_stand
    met = set[bool]()
    for _ in range(300):
        data = b"".join(dice.choice((dice.choice(PIECES), dice.randbytes(2), b"text ")) for _ in range(4))
        met.add(may_stand(data))
        assert may_stand(data) or written.search(data) is None, data
    assert True in met
