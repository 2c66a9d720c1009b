"""Passwords that a walk was seen to type: what they were typed into says what they are, however the script spells them.

On a live service what a script makes up or asks the machine for is masked wherever it would be written. What stands in
the script is not: the script is sealed with the run. On recorded traffic nothing is masked, and only the flow's own
person has a password.
"""

import ast
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from analyzer import storage
from analyzer.errors import InputError, WalkError
from analyzer.flows.script import parsed
from analyzer.model import Input, Walk
from analyzer.pseudonyms import Pseudonyms
from analyzer.recordings.personal import INVENTED, is_mask
from analyzer.shapes import SHORTEST
from analyzer.walking.keeping import by_keys

Confided = Callable[[str], bool]
"""Says whether a password is one that may be typed."""

_SHORTEST = 4
"""Letters of the shortest part of a text in a script that is no text of its own."""
_GAPS = re.compile(r"\{[^{}]*\}|%[a-z]")
"""Where formatting puts something in."""
_LONGEST = 1000


def check(walk: Walk, inputs: Sequence[Input], held: Iterable[str], confided: Confided, script: Path | None) -> None:
    """Refuse a walk that typed a password which was not confided, or after which fields for passwords ``held`` one.

    Raises
    ------
    WalkError
        With the action and the remedy; the password is not repeated.
    """
    walk, inputs = by_keys(walk, inputs)
    said = {one.number: one.text for one in inputs}
    typed = [
        (f"action {one.number} types", said.get(one.number))
        for one in walk.transitions
        if getattr(getattr(one.action, "on", None), "kind", "") == "password"
    ]
    for what, text in (*typed, *(("it types", one) for one in held)):
        if text and not confided(text):
            raise WalkError(
                f"{script or f'route {walk.route}'}: {what} a password or a code that is not the persona's; "
                "nothing of the walk was kept; put it below [persona] in flow.toml, give the function the parameter "
                'persona, and type persona["password"]'
            )


def own(persona: Collection[str]) -> Confided:
    """Return what lets pass the passwords of a flow's person, whole or in part, and those that stand in for one."""
    known = {*persona, *INVENTED.values()}
    return lambda text: is_mask(text) or any(text in one for one in known)


def unspelled(script: Path | None, persona: Collection[str]) -> Confided:
    """Return what lets pass, besides these, what does not stand in the script: whole, in parts, or packed."""
    mine = own(persona)
    if script is None:
        return lambda _: True
    told, written = tuple(_texts(script)), storage.read_file(script)
    return lambda text: mine(text) or not (_spelled(text.lower()[:_LONGEST], told) or _packed(text, written))


def _packed(text: str, script: bytes) -> bool:
    """Return whether a text stands in the script in base64, hexadecimal, compressed, or however else it is found."""
    return len(text) >= SHORTEST and bool(Pseudonyms({text[:_LONGEST]: "-"}).found(script))


def _texts(script: Path) -> Iterator[str]:
    """Yield every text in a script, in small letters, and every letter that it has a number of."""
    if script.suffix.lower() != ".py":
        yield script.read_text(encoding="utf-8", errors="replace").lower()
        return
    try:
        tree = parsed(script)
    except (InputError, RecursionError):
        return
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(said)):
                yield from (part.lower() for part in (said, *_GAPS.split(said)))
            case ast.Constant(value=bytes(data)):
                yield data.decode(errors="replace").lower()
            case ast.Constant(value=int(number)) if not isinstance(number, bool) and 0 < number < 0x110000:  # noqa: PLR2004 - the last of Unicode
                yield chr(number).lower()
                yield str(number)


def _spelled(text: str, told: Sequence[str]) -> bool:
    """Return whether a text can be put together of others, forwards or backwards, each whole or a good part of it."""
    whole = {one for said in told for one in (said, said[::-1]) if 0 < len(one) <= _LONGEST}
    joined = "\0".join((*told, *(said[::-1] for said in told)))
    reached = {0}
    for end in range(1, len(text) + 1):
        for begin in sorted(reached):
            part = text[begin:end]
            if part in whole or (len(part) >= _SHORTEST and part in joined):
                reached.add(end)
                break
    return len(text) in reached
