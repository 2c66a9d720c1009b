"""Time stamps beside a bundle: an authority signs that the zip's SHA-256 existed at a time.

``openssl ts -verify`` checks one without this tool. The request names a hash and nothing else of the bundle.

Source: RFC 3161, Internet X.509 PKI Time-Stamp Protocol: 2.4.1 (request), 2.4.2 (response), 3.4 (over HTTP).
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from analyzer import storage
from analyzer.errors import InputError
from analyzer.evidence import der, revoking

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

_VERSION = bytes.fromhex("020101")
_IMPRINT = bytes.fromhex("3031300d0609608648016503040201 05000420")
"""A SHA-256, in DER, up to its 32 bytes."""
_CERTIFICATE_PLEASE = bytes.fromhex("0101ff")
_HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""What an authority may have stamped (FIPS 180-4), by the names of ASN.1; of those before these, anybody makes two."""

_REFUSALS = {
    "expired": "the authority's certificate had expired at the time it states",
    "not yet valid": "the authority's certificate was not valid yet at the time it states",
    "issuer": "none of the certificates given vouches for the authority that signed it",
    "self-signed": "none of the certificates given vouches for the authority that signed it",
    "self signed": "none of the certificates given vouches for the authority that signed it",
    "eku": "the certificate that signed it is none for time stamps",
    "purpose": "the certificate that signed it is none for time stamps",
    "signer certificate not found": "it holds no certificate of who signed it",
    "certificates neither": "it holds no certificate of who signed it",
    "no leaf": "it holds no certificate of who signed it",
}
"""Words of OpenSSL's and the library's messages, and what they mean; the first that occurs says it."""

_PATIENCE = 30.0
_LARGEST = 1 << 20
_QUERY = {"Content-Type": "application/timestamp-query"}


def check(address: str) -> None:
    """Refuse what is not the address of an authority.

    Raises
    ------
    InputError
        If it is not an http or https address.
    """
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise InputError(f"{address}: no address of a time-stamp authority, such as https://tsa.example/")


def fetch(file: Path, address: str) -> bytes:
    """Return the authority's response about the bytes of ``file``, after checking that it is about them.

    Whom the authority is trusted by is not looked at here: ``verify --ca`` does that.

    Raises
    ------
    InputError
        If the authority cannot be reached, refuses, or answers about something else.
    """
    from http.client import HTTPException  # noqa: PLC0415 - most commands ask nobody for a time stamp
    from urllib.request import Request, urlopen  # noqa: PLC0415

    check(address)
    digest, nonce = _digest(file, "sha256"), b"\1" + secrets.token_bytes(7)
    body = _VERSION + _IMPRINT + digest + b"\2\x08" + nonce + _CERTIFICATE_PLEASE
    request = Request(address, bytes((0x30, len(body))) + body, _QUERY)  # noqa: S310 - checked above
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - the same
            data: bytes = answer.read(_LARGEST)
    except (OSError, ValueError, HTTPException) as error:
        why = getattr(error, "reason", None) or error
        raise InputError(f"{address}: no time stamp: {' '.join(str(why).split())}; nothing was changed") from error
    try:
        _response(data, file, int.from_bytes(nonce))
    except ValueError as error:
        raise InputError(f"{address}: no time stamp: {error}; nothing was changed") from error
    return data


def verified(file: Path, response: bytes, ca: bytes) -> datetime:
    """Return when the bytes of ``file`` existed according to a response that the certificates in ``ca`` vouch for.

    Raises
    ------
    ValueError
        If the response does not hold.
    """
    import rfc3161_client  # noqa: PLC0415 - most commands check no time stamp
    from cryptography import x509  # noqa: PLC0415

    stamp, roots = _response(response, file), x509.load_pem_x509_certificates(ca)
    verifier = rfc3161_client.VerifierBuilder(roots=roots).build()
    try:
        verifier.verify(stamp, stamp.tst_info.message_imprint.message)
    except (rfc3161_client.VerificationError, ValueError) as error:
        raise ValueError(_refusal(str(error))) from error
    revoking.refuse_revoked(ca, roots, _certificates(stamp), stamp.tst_info.gen_time)
    return stamp.tst_info.gen_time


@dataclass(frozen=True)
class Stated:
    """What a time stamp says: when, in UTC, and in whose name (RFC 4514), "" where it holds no certificate for stamps.

    Nobody has looked yet whether a certificate that is trusted vouches for it.
    """

    at: datetime
    authority: str


def stated(file: Path, response: bytes) -> Stated:
    """Return what a response about the bytes of ``file`` states, whoever vouches for it.

    Raises
    ------
    ValueError
        If it is no time stamp, or one of other bytes.
    """
    stamp = _response(response, file)
    return Stated(stamp.tst_info.gen_time, _authority(stamp))


def _authority(stamp: "TimeStampResponse") -> str:
    from cryptography import x509  # noqa: PLC0415 - most commands check no time stamp
    from cryptography.x509.oid import ExtendedKeyUsageOID  # noqa: PLC0415

    for certificate in _certificates(stamp):
        try:
            uses = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
            continue
        if ExtendedKeyUsageOID.TIME_STAMPING in uses:
            return certificate.subject.rfc4514_string()
    return ""


def _certificates(stamp: "TimeStampResponse") -> Iterator["Certificate"]:
    from cryptography import x509  # noqa: PLC0415 - as above

    for held in sorted(stamp.signed_data.certificates):
        with suppress(ValueError):
            yield x509.load_der_x509_certificate(held)


def _refusal(said: str) -> str:
    """Return in our words why a verification failed; the library passes on those of OpenSSL's source."""
    known = (why for words, why in _REFUSALS.items() if words in said.lower())
    return next(known, "its signature does not hold")


def read_ca(file: Path) -> bytes:
    """Return the bytes of a file of certificates.

    Raises
    ------
    InputError
        If it cannot be read, or holds no certificate.
    """
    from cryptography import x509  # noqa: PLC0415 - most commands check no time stamp

    data = storage.read_file(file, _LARGEST)
    try:
        x509.load_pem_x509_certificates(data)
    except ValueError as error:
        raise InputError(f"{file}: holds no certificate in PEM") from error
    try:
        revoking.lists(data)
    except ValueError as error:
        raise InputError(f"{file}: holds a damaged list of revoked certificates") from error
    return data


def _response(data: bytes, file: Path, nonce: int | None = None) -> "TimeStampResponse":
    """Return a response, to the request with this nonce if given, that ``file`` existed, whoever signed it."""
    import rfc3161_client  # noqa: PLC0415 - most commands check no time stamp

    try:
        response = rfc3161_client.decode_timestamp_response(der.certificates_sorted(data))
    except ValueError as error:
        raise ValueError("it does not answer with a time stamp") from error
    if response.status != rfc3161_client.tsp.PKIStatus.GRANTED:
        raise ValueError(f"it refuses: status {response.status} {' '.join(response.status_string)}".rstrip())
    imprint = response.tst_info.message_imprint
    name = _HASHES.get(imprint.hash_algorithm.dotted_string)
    if name is None:
        raise ValueError("its time stamp is of a hash that proves nothing; SHA-256, SHA-384 or SHA-512 is wanted")
    if imprint.message != _digest(file, name):
        raise ValueError("its time stamp is of other bytes")
    if nonce is not None and response.tst_info.nonce != nonce:
        raise ValueError("its time stamp is not the answer to this request")
    return response


def _digest(file: Path, name: str) -> bytes:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, name).digest()
