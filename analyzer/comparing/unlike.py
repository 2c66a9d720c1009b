"""In what procedures that are compared differ besides their date."""

from collections.abc import Iterable

from analyzer.model import FlowIdentity, Setting


def unlike(flows: Iterable[FlowIdentity]) -> tuple[Setting, ...]:
    """Return the settings in which not all flows are the same, in the order of ``Setting``."""
    every = list(flows)
    told: dict[Setting, set[str]] = {
        "service": {flow.service for flow in every},
        "right": {flow.right for flow in every},
        "country": {flow.country for flow in every},
        "language": {flow.language.partition("-")[0] for flow in every},
        "device": {flow.device for flow in every},
        "site": {flow.site.kind for flow in every},
    }
    return tuple(setting for setting, values in told.items() if len(values) > 1)
