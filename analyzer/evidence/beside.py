"""What stands beside a bundle, a signature and a time stamp, examined as far as somebody demands it."""

from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import InputError
from analyzer.evidence import signing, stamps
from analyzer.evidence.faults import Fault
from analyzer.evidence.signing import Signer

_LARGEST = 1 << 20


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
        signers = None if allowed_signers is None else signing.allowed(allowed_signers)
        return cls(signers, None if ca is None else stamps.read_ca(ca))


@dataclass(frozen=True)
class Beside:
    """What was found of both, in words, and what of it does not hold.

    ``signer`` and ``existed`` are "" where nothing was demanded or nothing holds.
    """

    signature: str
    time_stamp: str
    signer: str = ""
    existed: str = ""
    faults: tuple[Fault, ...] = ()


def examine(bundle: Path, demanded: Demanded) -> Beside:
    """Return what stands beside ``bundle``, against what is demanded."""
    faults = []
    signature = time_stamp = signer = existed = ""
    sig, tsr = (bundle.with_name(f"{bundle.name}.{end}") for end in ("sig", "tsr"))
    if demanded.signers is None:
        signature = _unasked(sig, "--allowed-signers FILE")
    else:
        try:
            signer = signing.check(bundle, _read(sig), demanded.signers).principals
            signature = f"holds: {signer}"
        except ValueError as error:
            faults.append(Fault(str(sig), f"{error}"))
            signature = "does not hold"
    if demanded.ca is None:
        time_stamp = _unasked(tsr, "--ca FILE")
    else:
        try:
            existed = stamps.verified(bundle, _read(tsr), demanded.ca).isoformat(sep=" ")
            time_stamp = f"holds: {existed}"
        except ValueError as error:
            faults.append(Fault(str(tsr), f"{error}"))
            time_stamp = "does not hold"
    return Beside(signature, time_stamp, signer, existed, tuple(faults))


def _unasked(file: Path, option: str) -> str:
    return f"{file.name} is there and was not looked at: {option}" if file.is_file() else "none is there"


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise ValueError("missing, and demanded")
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST)
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error
