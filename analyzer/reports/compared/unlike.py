"""In what procedures that stand beside each other differ besides their date: a difference may come from that."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from analyzer.model import Procedure, Setting
from analyzer.reports.compared.naming import Naming
from analyzer.reports.english import country, right_in
from analyzer.saying import Said, say
from analyzer.tongues import language

_KINDS = {"mock": say("a mock"), "tape": say("a recording"), "live": say("the live service")}

_NAMED: Mapping[Setting, Callable[[Procedure, str], Said]] = {
    "service": lambda one, numbers: say("at {service} ({numbers})", service=one.flow.service, numbers=numbers),
    "right": lambda one, numbers: say(
        "in {numbers} the {right:said}", right=right_in(one.flow.right, one.flow.country), numbers=numbers
    ),
    "country": lambda one, numbers: say(
        "in {place:country} ({numbers})", place=country(one.flow.country), numbers=numbers
    ),
    "language": lambda one, numbers: say(
        "{codes:tongues} ({numbers})", codes=language(one.flow.language), numbers=numbers
    ),
    "device": lambda one, numbers: say("on a {device:english} ({numbers})", device=one.flow.device, numbers=numbers),
    "site": lambda one, numbers: say(
        "walked on {kind:said} ({numbers})", kind=_KINDS[one.flow.site.kind], numbers=numbers
    ),
}

_DIFFER: Mapping[Setting, Callable[[Sequence[Said]], Said]] = {
    "service": lambda named: say("Their services differ: {named:apart}.", named=named),
    "right": lambda named: say("Their rights differ: {named:apart}.", named=named),
    "country": lambda named: say("Their countries differ: {named:apart}.", named=named),
    "language": lambda named: say("Their languages differ: {named:apart}.", named=named),
    "device": lambda named: say("Their devices differ: {named:apart}.", named=named),
    "site": lambda named: say("Where they were walked differs: {named:apart}.", named=named),
}


def warning(settings: Sequence[Setting], numbers: Iterable[int], naming: Naming) -> tuple[Said, ...]:
    """Return a warning in sentences, with the numbers of the procedures; nothing where all settings are the same."""
    if not settings:
        return ()
    every = [naming.procedures[number] for number in numbers]
    return (
        say("Warning: more than the date differs, and a part of a difference may come from that."),
        *(_DIFFER[setting](_grouped(setting, every)) for setting in settings),
    )


def _grouped(setting: Setting, every: Sequence[Procedure]) -> list[Said]:
    groups: dict[Said, list[Procedure]] = {}
    for one in every:
        groups.setdefault(_NAMED[setting](one, ""), []).append(one)
    return [_NAMED[setting](group[0], ", ".join(str(one.number) for one in group)) for group in groups.values()]
