"""Signatures beside a bundle: Ed25519 in the format of ``ssh-keygen -Y sign``, over the whole bytes of the zip.

An SSH key is what people have, and ``ssh-keygen -Y verify -n optout-evidence`` checks the signature without this tool.

Sources: PROTOCOL.sshsig of OpenSSH (blob, armour, what is signed); ssh-keygen(1), ALLOWED SIGNERS; RFC 8709 (Ed25519 in
SSH).
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer import storage
from analyzer.errors import InputError
from analyzer.evidence import wire

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAMESPACE = "optout-evidence"
KEY_TYPE = b"ssh-ed25519"

_MAGIC, _VERSION, _HASH = b"SSHSIG", b"\0\0\0\1", "sha512"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_WIDTH = 70
_MAKE = "make one with: ssh-keygen -t ed25519 -N '' -f FILE"
_NONE = "no SSH signature, or a damaged one; get it again from whoever sealed the bundle (optout seal --key makes it)"
_LARGEST = 1 << 20

_WORDS = re.compile(r'(?:[^\s"]|"[^"]*")+')
_OPTIONS = re.compile(r'(?:[^,"]|"[^"]*")+')


@dataclass(frozen=True)
class Signer:
    """Somebody whose signature is accepted: a line of an allowed-signers file; ``key`` is the public key's blob."""

    principals: str
    key: bytes

    @property
    def fingerprint(self) -> str:
        """What ``ssh-keygen -l`` prints of the key."""
        return fingerprint(self.key)

    @property
    def public(self) -> str:
        """The public key as it is written in a file of allowed signers: ``ssh-ed25519`` and its base64."""
        return f"{KEY_TYPE.decode()} {base64.b64encode(self.key).decode()}"


def fingerprint(key: bytes) -> str:
    """Return the fingerprint of a public key's blob, as ``ssh-keygen -l`` prints it: ``SHA256:`` and 43 characters."""
    return f"SHA256:{base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip('=')}"


def load(file: Path) -> "Ed25519PrivateKey":
    """Return the private key in ``file``, in OpenSSH's format.

    Raises
    ------
    InputError
        If it cannot be read, is encrypted, or is no Ed25519 key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - most commands sign nothing
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key  # noqa: PLC0415

    data = storage.read_file(file, _LARGEST)
    try:
        key = load_ssh_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        if "password" in str(error).lower():
            raise InputError(f"{file}: the key has a passphrase; {_MAKE}") from error
        raise InputError(f"{file}: is not a private key of OpenSSH; {_MAKE}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(f"{file}: is not an Ed25519 key; {_MAKE}")
    return key


def public_of(key: "Ed25519PrivateKey") -> bytes:
    """Return the blob of the public key that belongs to a private one."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415

    return wire.string(KEY_TYPE) + wire.string(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def signature(file: Path, key: "Ed25519PrivateKey") -> bytes:
    """Return the armoured signature over the bytes of ``file``; the same key and bytes give the same signature."""
    public = public_of(key)
    signed = wire.string(KEY_TYPE) + wire.string(key.sign(_signed(file, _HASH)))
    parts = (public, NAMESPACE.encode(), b"", _HASH.encode(), signed)
    blob = _MAGIC + _VERSION + b"".join(map(wire.string, parts))
    text = base64.b64encode(blob).decode()
    lines = (text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH))
    return "\n".join((_BEGIN, *lines, _END, "")).encode()


def allowed(file: Path) -> tuple[Signer, ...]:
    """Return the signers of an allowed-signers file who may sign evidence with an Ed25519 key.

    Other key types, and lines whose options this tool does not judge (certificates, validity in time), are passed over.

    Raises
    ------
    InputError
        If the file cannot be read, a line is no line of such a file, or nobody is left.
    """
    signers: list[Signer] = []
    text = storage.read_file(file, _LARGEST).decode("utf-8-sig", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            signers += _signer(line, f"{file}: line {number}")
    if not signers:
        raise InputError(f"{file}: names nobody with an Ed25519 key for namespace {NAMESPACE}")
    return tuple(signers)


def check(file: Path, armoured: bytes, signers: tuple[Signer, ...]) -> Signer:
    """Return who signed the bytes of ``file``.

    Raises
    ------
    ValueError
        If the signature is none, is not of these bytes and this purpose, or nobody of ``signers`` made it; the text
        says which, in words that stand for themselves.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - most commands check no signature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    public, namespace, _, algorithm, signed = _parts(armoured)
    if namespace != NAMESPACE.encode():
        raise ValueError(f"signed for another purpose than {NAMESPACE} (fingerprint {fingerprint(public)})")
    if algorithm not in {b"sha512", b"sha256"}:
        raise ValueError(f"signed with a hash that is not allowed (fingerprint {fingerprint(public)})")
    signer = next((one for one in signers if one.key == public), None)
    if signer is None:
        raise ValueError(
            f"signed with a key that is not in the list (fingerprint {fingerprint(public)}); have whoever sealed it "
            "read theirs to you over the telephone: if it is this one, add its line to the list"
        )
    try:
        (kind, raw), (same, sealed) = wire.strings(public), wire.strings(signed)
        if kind != KEY_TYPE or same != KEY_TYPE:
            raise ValueError(f"no Ed25519 signature (fingerprint {fingerprint(public)})")
        Ed25519PublicKey.from_public_bytes(raw).verify(sealed, _signed(file, algorithm.decode()))
    except InvalidSignature as error:
        raise ValueError(f"a signature of other bytes (fingerprint {fingerprint(public)})") from error
    return signer


def maker(file: Path, armoured: bytes) -> Signer:
    """Return the key that signed the bytes of ``file``, whosever it is: the signature names no principal.

    Raises
    ------
    ValueError
        If the signature is none, or not of these bytes and this purpose.
    """
    return check(file, armoured, (Signer("", _parts(armoured)[0]),))


def _signed(file: Path, algorithm: str) -> bytes:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, algorithm).digest()
    return _MAGIC + b"".join(map(wire.string, (NAMESPACE.encode(), b"", algorithm.encode(), digest)))


def _parts(armoured: bytes) -> tuple[bytes, ...]:
    """Return public key, namespace, reserved, hash algorithm and signature of an armoured signature."""
    lines = armoured[:_LARGEST].decode(errors="replace").strip().splitlines()
    if len(lines) < 3 or lines[0].strip() != _BEGIN or lines[-1].strip() != _END:  # noqa: PLR2004 - begin, text, end
        raise ValueError(_NONE)
    try:
        blob = base64.b64decode("".join(line.strip() for line in lines[1:-1]), validate=True)
        parts = wire.strings(blob.removeprefix(_MAGIC + _VERSION))
    except (binascii.Error, ValueError) as error:
        raise ValueError(_NONE) from error
    if not blob.startswith(_MAGIC + _VERSION) or len(parts) != 5:  # noqa: PLR2004 - as the docstring lists
        raise ValueError(_NONE)
    return parts


def _signer(line: str, place: str) -> Iterator[Signer]:
    """Yield the signer of one line: ``principals [options] keytype base64-key [comment]``."""
    if line.count('"') % 2:
        raise InputError(f"{place}: a quotation is not closed")
    words = _WORDS.findall(line)
    at = next((number for number, word in enumerate(words) if number and _is_key_type(word)), None)
    if at is None or at + 1 >= len(words):
        raise InputError(f"{place}: 'name ssh-ed25519 KEY' is expected")
    if words[at].encode() != KEY_TYPE or not _for_evidence(words[1:at]):
        return
    try:
        key = base64.b64decode(words[at + 1], validate=True)
        kind, _ = wire.strings(key)
    except (binascii.Error, ValueError) as error:
        raise InputError(f"{place}: the key is damaged") from error
    if kind == KEY_TYPE:
        yield Signer(words[0].strip('"'), key)


def _is_key_type(word: str) -> bool:
    return word.startswith(("ssh-", "ecdsa-", "sk-"))


def _for_evidence(options: list[str]) -> bool:
    """Return whether the options of a line allow to sign evidence, as far as they are understood."""
    for option in _OPTIONS.findall(",".join(options)):
        name, _, value = option.partition("=")
        quoted = len(value) > 1 and value[0] == value[-1] == '"'
        if name.lower() != "namespaces" or not quoted or not _matches(value[1:-1].split(",")):
            return False
    return True


def _matches(patterns: list[str]) -> bool:
    """Return whether a list of patterns allows our namespace, as OpenSSH reads it (ssh_config(5), PATTERNS).

    A pattern after ``!`` that fits refuses, whatever else fits; ``*`` and ``?`` alone are special.
    """
    fitting = [pattern for pattern in patterns if _fits(pattern.removeprefix("!"))]
    return bool(fitting) and not any(pattern.startswith("!") for pattern in fitting)


def _fits(pattern: str) -> bool:
    literal = "".join(".*" if sign == "*" else "." if sign == "?" else re.escape(sign) for sign in pattern)
    return re.fullmatch(literal, NAMESPACE) is not None
