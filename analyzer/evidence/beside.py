"""What stands beside a bundle, a signature and a time stamp, examined as far as somebody demands it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from analyzer.errors import InputError, TamperedError
from analyzer.evidence import signing, stamps
from analyzer.evidence.signing import Signer
from analyzer.evidence.stamps import Stated

_LARGEST = 1 << 20

_SIGNERS = "--allowed-signers takes a list that you make: a line 'name ssh-ed25519 KEY' for each who may have signed"
_AUTHORITY = "--ca takes the certificates, in PEM, which the time-stamp authority publishes"
_GET_IT = "get it from whoever sealed the bundle, beside which it belongs"

T = TypeVar("T")

State = Literal["none", "not looked at", "holds", "refused"]
"""``none`` and ``not looked at`` are those of what nobody demanded, ``refused`` that of what was, and does not hold."""


@dataclass(frozen=True)
class Demanded:
    """Who may have signed, and the certificates that vouch for a time stamp; null where nothing is demanded."""

    signers: tuple[Signer, ...] | None = None
    ca: bytes | None = None

    @classmethod
    def read(cls, allowed_signers: Path | None, ca: Path | None) -> "Demanded":
        """Read both files.

        Raises
        ------
        InputError
            If one cannot be read, or holds nothing that could be demanded.
        """
        for file, holds in ((allowed_signers, _SIGNERS), (ca, _AUTHORITY)):
            if file is not None and not file.exists():
                raise InputError(f"{file}: no such file; {holds}")
        signers = None if allowed_signers is None else signing.allowed(allowed_signers)
        return cls(signers, None if ca is None else stamps.read_ca(ca))


@dataclass(frozen=True)
class Mark:
    """What was found of a signature or a time stamp: its state, and that in words.

    Of a signature that holds, ``listed_for`` names whom its key is listed for (names or patterns of names) and ``key``
    is the key's fingerprint; of a time stamp that holds, ``at`` is its time. All are "" otherwise.
    """

    state: State
    told: str
    listed_for: str = ""
    key: str = ""
    at: str = ""


@dataclass(frozen=True)
class Beside:
    """What was found of both."""

    signature: Mark
    time_stamp: Mark

    @property
    def refused(self) -> tuple[Mark, ...]:
        """What was demanded and does not hold."""
        return tuple(mark for mark in (self.signature, self.time_stamp) if mark.state == "refused")


@dataclass(frozen=True)
class Standing:
    """What stands beside a bundle and is about its bytes, null where nothing does; nobody has said whom to trust."""

    signature: Signer | None
    time_stamp: Stated | None


def standing(bundle: Path) -> Standing:
    """Return the key that signed ``bundle`` and what its time stamp states, without looking at whose they are.

    Raises
    ------
    TamperedError
        If a signature or a time stamp stands there that is not one of these bytes.
    """
    sig, tsr = (bundle.with_name(f"{bundle.name}.{end}") for end in ("sig", "tsr"))
    return Standing(_fitting(bundle, sig, signing.maker), _fitting(bundle, tsr, stamps.stated))


def _fitting(bundle: Path, file: Path, read: Callable[[Path, bytes], T]) -> T | None:
    if not file.is_file():
        return None
    try:
        return read(bundle, _content(file))
    except ValueError as error:
        raise TamperedError(f"{file}: {error}; seal the run anew, or take the file away") from error


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST)
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error


def examine(bundle: Path, demanded: Demanded) -> Beside:
    """Return what stands beside ``bundle``, against what is demanded."""
    sig, tsr = (bundle.with_name(f"{bundle.name}.{end}") for end in ("sig", "tsr"))
    signers, ca = demanded.signers, demanded.ca

    def signed(data: bytes) -> Mark:
        signer = signing.check(bundle, data, signers or ())
        told = f"holds: key listed for {signer.principals} (fingerprint {signer.fingerprint})"
        return Mark("holds", told, listed_for=signer.principals, key=signer.fingerprint)

    def stamped(data: bytes) -> Mark:
        try:
            at = stamps.verified(bundle, data, ca or b"").isoformat(sep=" ")
        except ValueError as error:
            raise ValueError(f"does not hold: {error}") from error
        return Mark("holds", f"holds: {at}", at=at)

    return Beside(
        _unasked(sig, "--allowed-signers FILE") if signers is None else _mark(sig, "not signed", signed),
        _unasked(tsr, "--ca FILE") if ca is None else _mark(tsr, "not stamped", stamped),
    )


def _unasked(file: Path, option: str) -> Mark:
    if file.is_file():
        return Mark("not looked at", f"{file.name} is there and was not looked at: {option}")
    return Mark("none", "none is there")


def _mark(file: Path, absent: str, check: Callable[[bytes], Mark]) -> Mark:
    """Return what ``check`` finds of the bytes of ``file``, or why it is refused."""
    if not file.is_file():
        return Mark("refused", f"{absent}: {file.name} is missing; {_GET_IT}")
    try:
        return check(_content(file))
    except ValueError as error:
        return Mark("refused", f"{file.name}: {error}")
