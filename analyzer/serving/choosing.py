"""What is served under a name: a flow with all it says of its visitor, or a mock site alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analyzer import flows, shipped
from analyzer.errors import InputError
from analyzer.flows import Flow
from analyzer.mocks import MockSite, load_site, static_site


@dataclass(frozen=True)
class Chosen:
    """A site at the start of a visit: its title, where to begin, who visits, and what its other origins are."""

    site: MockSite
    title: str
    start: str
    persona: Mapping[str, str]
    channels: Mapping[str, str]


def choose(name: str, language: str | None, settings: Mapping[str, Any]) -> Chosen:
    """Return what is served as ``name``: a mock site's name, a flow's id or its folder.

    ``settings`` are laid over those of the flow as its refusal has them; ``language`` is the flow's first if not given.
    A site that is served without a flow is visited by the persona of the first shipped flow on it.

    Raises
    ------
    InputError
        If there is neither, or it does not understand the language or a setting.
    """
    if (shipped.sites_folder() / name / "site.py").is_file():
        return _site(name, language, settings)
    try:
        flow = flows.load(name)
    except InputError as error:
        sites = ", ".join(sorted(place.parent.name for place in shipped.sites_folder().glob("*/site.py")))
        raise InputError(f"{error}; mock sites are {sites}") from error
    return _flow(flow, language, settings)


def _site(name: str, language: str | None, settings: Mapping[str, Any]) -> Chosen:
    shown = [flow for flow in flows.discover(shipped.flows_folder()) if flow.site.name == name]
    persona = shown[0].persona if shown else {}
    spoken = language or (shown[0].languages[0] if shown else "en")
    site = load_site(name, language=spoken, settings=settings, persona=persona)
    channels = {origin: called for flow in reversed(shown) for origin, called in flow.site.channels.items()}
    return Chosen(site, f"the site {name!r}", f"{site.origins[0]}/", persona, channels)


def _flow(flow: Flow, language: str | None, settings: Mapping[str, Any]) -> Chosen:
    spoken = language or flow.languages[0]
    identity, shown = flow.identity(spoken), flow.site
    if shown.kind != "mock":
        raise InputError(f"{flow.name}: a {shown.kind} site is not served; a mock is")
    if shown.files is not None:
        if settings:
            raise InputError(f"{flow.name}: pages from files have no settings")
        site = static_site(shown.files, shown.origin)
    else:
        merged = {**shown.settings, **flow.routes["refuse"].settings, **settings}
        site = load_site(shown.name, language=spoken, settings=merged, persona=flow.persona)
    return Chosen(site, identity.title, identity.start, flow.persona, shown.channels)


def read_setting(given: str) -> tuple[str, Any]:
    """Return ``KEY=VALUE`` as a flow's file would have it: ``true`` and numbers as what they are, else text.

    Raises
    ------
    InputError
        If there is no key.
    """
    key, equals, value = given.partition("=")
    if not (key and equals):
        raise InputError(f"--set {given}: KEY=VALUE is wanted")
    return key, {"true": True, "false": False}.get(value, int(value) if value.isascii() and value.isdigit() else value)
