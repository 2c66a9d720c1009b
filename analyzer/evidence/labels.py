"""Whether a bundle describes itself as its own run does: its description, its text for readers, its environment.

Whoever writes a manifest anew can write these anew, and call the mock of a service the service.
"""

from pathlib import Path

from analyzer.evidence import bag, sealing
from analyzer.evidence.derivation import Derivation
from analyzer.evidence.faults import Fault
from analyzer.evidence.names import visible
from analyzer.evidence.reading import Bundle

_NOT_SO = "does not say what the run in the bundle says"


def describe_again(bundle: Bundle, folder: Path) -> Derivation:
    """Describe the run in ``folder`` again, and compare with what ``bundle``, from which it was unpacked, says of it.

    The text for readers is the same in all bundles of a version: that of another version cannot be checked.

    Raises
    ------
    InputError
        If the run is not whole enough to be described.
    """
    sizes = {
        name.removeprefix(bag.PAYLOAD): member.size
        for name, member in bundle.members.items()
        if name.startswith(bag.PAYLOAD)
    }
    by = bag.read_info(bundle.read(bag.INFO)).get(bag.AGENT, "")
    expected = sealing.labels(folder, sizes, by)
    differing = [name for name, data in expected.items() if bundle.read(name) != data]
    other = by != sealing.agent() and bag.README in differing
    unchecked = (
        [f"{bag.README}: of {visible(by)}, not of this version; NOT checked: it may say anything"] if other else []
    )
    faults = [Fault(name, _NOT_SO) for name in differing if not (other and name == bag.README)]
    return Derivation((), tuple(faults), tuple(unchecked))
