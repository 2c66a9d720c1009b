"""How far an annex can be checked: what was sealed, who did what to it, what stands beside it, and how to verify it."""

import shlex
from dataclasses import dataclass
from datetime import datetime

from analyzer.reports.legible import legible

SIGNERS, CERTIFICATES, SIGNER = "allowed_signers", "ca.pem", "signer"
"""The files that the commands use, and by what name the first lists the key: the bundle names nobody."""


@dataclass(frozen=True)
class Act:
    """One line of the custody log: ``recorded``, ``sealed`` or ``redacted``, by which tool, and when.

    ``at`` is "" where the log names no time, ``previous`` the SHA-256 of the line before.
    """

    number: int
    done: str
    by: str
    at: str
    previous: str


@dataclass(frozen=True)
class Signature:
    """The signature beside a bundle, which was found to be of its bytes: the key's fingerprint, and the public key."""

    fingerprint: str
    public: str


@dataclass(frozen=True)
class TimeStamp:
    """The time stamp beside a bundle, which is about its bytes: the time it states and in whose name, "" where unsaid.

    Whether the authority is to be trusted was not looked at.
    """

    at: datetime
    authority: str


@dataclass(frozen=True)
class Sealed:
    """A bundle: the name of its file, its SHA-256, its custody log, and what stands beside it.

    All is empty where nothing was sealed.
    """

    file: str = ""
    sha256: str = ""
    acts: tuple[Act, ...] = ()
    signature: Signature | None = None
    time_stamp: TimeStamp | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """What has to lie in one folder for the commands to work."""
        marks = (("sig", self.signature), ("tsr", self.time_stamp))
        return (self.file, *(f"{self.file}.{end}" for end, mark in marks if mark))


def with_optout(sealed: Sealed) -> tuple[str, ...]:
    """Return the commands that check a bundle and all that stands beside it, as they are typed in its folder."""
    bundle = _typed(sealed.file)
    demanded = [f"--allowed-signers {SIGNERS}"] if sealed.signature else []
    demanded += [f"--ca {CERTIFICATES}"] if sealed.time_stamp else []
    listed = f"echo '{SIGNER} {sealed.signature.public}' \\\n  > {SIGNERS}" if sealed.signature else ""
    verify = " ".join(("optout verify", bundle, *demanded))
    return (*filter(None, (listed,)), f"sha256sum {bundle}", verify, f"optout score {bundle}")


def without_optout(sealed: Sealed) -> tuple[str, ...]:
    """Return the commands of other programs that check what stands beside a bundle, none where nothing does."""
    bundle, sig, tsr = (_typed(f"{sealed.file}{end}") for end in ("", ".sig", ".tsr"))
    signed = (
        f"ssh-keygen -Y verify -f {SIGNERS} -I {SIGNER} \\\n  -n optout-evidence -s {sig} < {bundle}"
        if sealed.signature
        else ""
    )
    stamped = f"openssl ts -verify -data {bundle} \\\n  -in {tsr} -CAfile {CERTIFICATES}" if sealed.time_stamp else ""
    return tuple(filter(None, (signed, stamped)))


def _typed(file: str) -> str:
    """Return the name of a file as it is typed: quoted where a shell would obey it, and never taken for an option."""
    name = legible(file)
    return shlex.quote(f"./{name}" if name.startswith("-") else name)
