"""A bundle as a run's folder: checked first, then unpacked where nothing else is, and gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analyzer.errors import InputError, StorageError
from analyzer.evidence import bag
from analyzer.evidence.verifying import Checked, checked


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[Checked, Path]]:
    """Check a bundle and unpack its payload into a temporary folder that lasts as long as the block.

    Nothing of a bundle that does not hold is written.

    Raises
    ------
    InputError
        If it is not a bundle.
    TamperedError
        If it was changed since it was sealed.
    StorageError
        If it cannot be unpacked here.
    """
    with checked(path) as found, tempfile.TemporaryDirectory(prefix="optout-") as place:
        folder = Path(place)
        try:
            for name in found.bundle.members:
                if name.startswith(bag.PAYLOAD):
                    file = folder / name.removeprefix(bag.PAYLOAD)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    with file.open("xb") as out:
                        out.writelines(found.bundle.chunks(name))
        except OSError as error:
            raise StorageError(f"{path}: cannot be unpacked: {error.strerror}") from error
        try:
            yield found, folder
        except InputError as error:
            # The folder is gone when somebody reads this; the bundle is what they gave.
            raise InputError(str(error).replace(f"{folder}/", f"{path}: {bag.PAYLOAD}")) from error
