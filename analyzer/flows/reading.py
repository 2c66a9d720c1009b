"""``flow.toml`` -> ``Flow``: every claim of the file is checked here, before any browser is started."""

import math
import re
import zoneinfo
from pathlib import Path
from typing import Any

from analyzer.errors import InputError
from analyzer.flows.dating import check_day, check_printed
from analyzer.flows.document import FILE, NAME, Document, origin_of, parsed
from analyzer.flows.flow import Flow, Site
from analyzer.flows.published import published_of
from analyzer.flows.routes import routes_of
from analyzer.flows.site import site_of
from analyzer.flows.tables import ProvenanceTable, ScopeTable, nearest, read
from analyzer.model import FlowIdentity, Provenance, Scope, SiteIdentity, Source, Wait

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)


def read_flow(folder: Path, variant: str = "") -> Flow:
    """Return the flow that lives in ``folder``, or the ``variant`` its file describes.

    Raises
    ------
    InputError
        In one line that names file, table, key and remedy, whatever the file holds.
    """
    if not NAME.fullmatch(folder.resolve().name):
        raise InputError(f"{folder}: a flow's id is its folder's name: small letters, digits and hyphens")
    document = Document(folder / FILE, variant)
    _check_languages(document)
    _check_head(document)
    site = site_of(document)
    return Flow(
        id=folder.resolve().name,
        variant=variant,
        folder=folder,
        languages=tuple(document.head.languages),
        counterfactual=document.head.counterfactual,
        time_zone=document.head.time_zone,
        persona=document.tables.persona,
        labels=_labels(document),
        site=site,
        routes=routes_of(document),
        identities=_identities(document, site),
        published=published_of(document),
    )


def variants_of(folder: Path) -> tuple[str, ...]:
    """Return the names of the variants that the file in ``folder`` describes.

    Raises
    ------
    InputError
        If the file cannot be read as TOML.
    """
    variants = parsed(folder / FILE).get("variants", {})
    return tuple(sorted(variants)) if isinstance(variants, dict) else ()


def _check_languages(document: Document) -> None:
    languages = document.head.languages
    if not languages:
        document.fail("flow", "languages: at least one is wanted, the default first")
    for language in languages:
        if not _LANGUAGE.fullmatch(language):
            document.fail("flow", f"languages: {language!r} is no language code such as 'fr' or 'pt-BR'")
    if len(set(languages)) < len(languages):
        document.fail("flow", "languages: the same language twice")


def _check_head(document: Document) -> None:
    head = document.head
    if not _COUNTRY.fullmatch(head.country):
        document.fail("flow", f"country: {head.country!r} is no code of two capital letters such as 'FR', or 'EU'")
    for key in ("service", "account"):
        if not getattr(head, key).strip():
            document.fail("flow", f"{key}: empty")
    _check_time_zone(document)
    if head.counterfactual and not NAME.fullmatch(head.counterfactual):
        document.fail("flow", f"counterfactual: {head.counterfactual!r} is no id of a flow")
    if not origin_of(head.start):
        document.fail("flow", f"start: {head.start!r} is no address such as 'https://shop.test/'")


def _check_time_zone(document: Document) -> None:
    wanted = document.head.time_zone
    try:
        zoneinfo.ZoneInfo(wanted)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        zones = zoneinfo.available_timezones()
        # A machine without a time zone database knows none: there the browser is the judge.
        if zones:
            document.fail("flow", f"time_zone: no zone {wanted!r}{nearest(wanted, zones)}")


def _labels(document: Document) -> dict[str, dict[str, str]]:
    labels, languages = document.tables.labels, document.head.languages
    for language in labels:
        if language not in languages:
            document.fail(f"labels.{language}", f"the flow has no such language{nearest(language, languages)}")
    wanted = {key for table in labels.values() for key in table}
    for language in languages:
        missing = sorted(wanted - labels.get(language, {}).keys())
        if missing:
            document.fail(f"labels.{language}", f"missing key {missing[0]!r}, which another language has")
    return {language: labels.get(language, {}) for language in languages}


def _identities(document: Document, site: Site) -> dict[str, FlowIdentity]:
    head = document.head
    check_day(head.date, f"{document.place('flow')}date")
    waits = tuple(_wait(document, number, table) for number, table in enumerate(document.tables.waits, start=1))
    provenance = _provenance(document, site)
    identities = {}
    for language in head.languages:
        title = document.spoken(head.title, language, "flow", "title")
        if not title.strip():
            document.fail("flow", "title: empty")
        identities[language] = FlowIdentity(
            id=document.folder.resolve().name,
            variant=document.variant,
            title=title,
            service=head.service,
            right=head.right,
            country=head.country,
            language=language,
            device=head.device,
            date=head.date.isoformat(),
            account=head.account,
            start=head.start,
            first_link=document.spoken(head.first_link, language, "flow", "first_link"),
            site=SiteIdentity(kind=site.kind, name=site.name, origins=site.origins, channels=dict(site.channels)),
            waits=waits,
            scope=_scope(document, language),
            provenance=provenance,
        )
    return identities


def _wait(document: Document, number: int, table: dict[str, Any]) -> Wait:
    place = f"{document.file}: [[waits]] {number}: "
    wait = read(Wait, table, place)
    if not (math.isfinite(wait.high_hours) and 0 <= wait.low_hours <= wait.high_hours):
        raise InputError(f"{place}0 <= low_hours <= high_hours is wanted")
    return wait


def _scope(document: Document, language: str) -> tuple[Scope, ...]:
    scope = []
    for number, given in enumerate(document.tables.scope, start=1):
        table = read(ScopeTable, given, f"{document.file}: [[scope]] {number}: ")
        text = document.spoken(table.text, language, f"scope {number}", "text")
        if not table.what.strip() or not text.strip():
            document.fail(f"scope {number}", "what or text: empty")
        scope.append(Scope(what=table.what, used=table.used, text=text))
    return tuple(scope)


def _provenance(document: Document, site: Site) -> Provenance:
    table = read(ProvenanceTable, document.tables.provenance, document.place("provenance"))
    sources = tuple(_source(document, number, given) for number, given in enumerate(table.sources, start=1))
    if site.kind == "mock" and not sources and not table.invented:
        document.fail("provenance", "a mock says who described the procedure (sources), or what is invented")
    return Provenance(sources=sources, invented=tuple(table.invented))


def _source(document: Document, number: int, given: dict[str, Any]) -> Source:
    place = f"{document.file}: [[provenance.sources]] {number}: "
    source = read(Source, given, place)
    check_printed(source.date, f"{place}date")
    return source
