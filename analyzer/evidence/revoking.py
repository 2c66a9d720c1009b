"""Lists of revoked certificates, as an authority publishes them beside its certificates.

Source: RFC 3161, section 4.1 (which stamps of a revoked authority still hold), RFC 5280, section 5.3.1 (reasons).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, CertificateRevocationList, RevokedCertificate

_LIST = re.compile(rb"-----BEGIN X509 CRL-----.*?-----END X509 CRL-----", re.DOTALL)
_WITHOUT_HARM = frozenset({"unspecified", "affiliationChanged", "superseded", "cessationOfOperation"})
"""Reasons for which what was stamped before still holds; without one, nothing does."""


def refuse_revoked(pem: bytes, roots: Sequence["Certificate"], held: Iterable["Certificate"], at: datetime) -> None:
    """Refuse a stamp of the time ``at`` where a list in ``pem`` says that a certificate it holds was revoked by then.

    A list counts where one of the ``roots`` signed it, or a certificate that is ``held``.

    Raises
    ------
    ValueError
        If one was revoked.
    """
    known = tuple(held)
    for one in lists(pem):
        if not any(_signed_by(one, issuer) for issuer in (*roots, *known)):
            continue
        for certificate in known:
            revoked = one.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if certificate.issuer == one.issuer and revoked is not None and _by_then(revoked, at):
                raise ValueError(f"the authority's certificate was revoked on {revoked.revocation_date_utc:%Y-%m-%d}")


def lists(pem: bytes) -> list["CertificateRevocationList"]:
    """Return the lists in a file of certificates.

    Raises
    ------
    ValueError
        If one is damaged.
    """
    from cryptography import x509  # noqa: PLC0415 - most commands check no time stamp

    return [x509.load_pem_x509_crl(found) for found in _LIST.findall(pem)]


def _signed_by(one: "CertificateRevocationList", issuer: "Certificate") -> bool:
    try:
        return one.issuer == issuer.subject and one.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _by_then(revoked: "RevokedCertificate", at: datetime) -> bool:
    from cryptography import x509  # noqa: PLC0415 - as above

    try:
        reason = revoked.extensions.get_extension_for_class(x509.CRLReason).value.reason.value
    except x509.ExtensionNotFound:
        reason = ""
    return reason not in _WITHOUT_HARM or revoked.revocation_date_utc <= at
