"""What is told of a bundle that was just made: the files, and what to tell whoever will check them."""

from collections.abc import Iterator
from pathlib import Path

from analyzer.evidence import signing
from analyzer.evidence.sealing import BUNDLE, SIGNATURE, TIME_STAMP


def files(bundle: Path) -> Iterator[Path]:
    """Yield the bundle and what stands beside it."""
    for end in ("", SIGNATURE.removeprefix(BUNDLE), TIME_STAMP.removeprefix(BUNDLE)):
        if (file := bundle.with_name(bundle.name + end)).is_file():
            yield file


def to_tell(sha256: str, key: Path | None) -> Iterator[tuple[str, str]]:
    """Yield the fingerprint of the key that signed, where one did, and the hash of the bundle; each with its name."""
    if key is not None:
        yield "key", signing.fingerprint(signing.public_of(signing.load(key)))
    yield "SHA-256", sha256
