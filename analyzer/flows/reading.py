"""``flow.toml`` -> ``Flow``: every claim of the file is checked here, before any browser is started."""

import math
import re
import tomllib
import zoneinfo
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from analyzer.errors import InputError
from analyzer.flows.flow import Flow, RouteSpec, Site
from analyzer.flows.script import read_script
from analyzer.flows.tables import (
    FileTable,
    FlowTable,
    GoalTable,
    PerLanguage,
    ProvenanceTable,
    RouteTable,
    SiteTable,
    nearest,
    read,
)
from analyzer.model import FlowIdentity, Goal, Provenance, SiteIdentity, Source, Wait

FILE = "flow.toml"

_LARGEST = 1 << 18
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_RESERVED = (".test", ".example")


def read_flow(folder: Path, variant: str = "") -> Flow:
    """Return the flow that lives in ``folder``, or the ``variant`` its file describes.

    Raises
    ------
    InputError
        In one line that names file, table, key and remedy, whatever the file holds.
    """
    file = folder / FILE
    if not _NAME.fullmatch(folder.resolve().name):
        raise InputError(f"{folder}: a flow's id is its folder's name: small letters, digits and hyphens")
    return _Reader(file, _parsed(file), variant).flow()


def variants_of(folder: Path) -> tuple[str, ...]:
    """Return the names of the variants that the file in ``folder`` describes.

    Raises
    ------
    InputError
        If the file cannot be read as TOML.
    """
    variants = _parsed(folder / FILE).get("variants", {})
    return tuple(sorted(variants)) if isinstance(variants, dict) else ()


def _parsed(file: Path) -> dict[str, Any]:
    try:
        if not file.is_file():
            raise InputError(f"{file}: no such file")
        if file.stat().st_size > _LARGEST:
            raise InputError(f"{file}: larger than {_LARGEST} bytes: not a flow somebody wrote")
        return tomllib.loads(file.read_bytes().decode())
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: byte {error.start}: not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file}: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise InputError(f"{file}: nested too deeply") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: {getattr(error, 'strerror', None) or error}") from error


def _overlaid(table: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Lay ``changes`` over ``table``: tables key by key, anything else whole."""
    merged = dict(table)
    for key, value in changes.items():
        old = merged.get(key)
        merged[key] = _overlaid(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


class _Reader:
    """One file being read; ``place`` begins every message about it."""

    def __init__(self, file: Path, parsed: dict[str, Any], variant: str) -> None:
        self.file = file
        self.folder = file.parent
        self.variant = variant
        plain = read(FileTable, parsed, self.place(""))
        for name in plain.variants:
            if not _NAME.fullmatch(name):
                self.fail(f"variants.{name}", "a variant's name is small letters, digits and hyphens")
        if variant and variant not in plain.variants:
            raise InputError(f"{file}: no variant {variant!r}{nearest(variant, plain.variants)}")
        changes = plain.variants.get(variant, {})
        self.whole = read(FileTable, _overlaid(parsed, changes), self.place("")) if variant else plain
        self.head = read(FlowTable, self.whole.flow, self.place("flow"))

    def place(self, table: str) -> str:
        return f"{self.file}: [{table}]: " if table else f"{self.file}: "

    def fail(self, table: str, message: str) -> None:
        raise InputError(f"{self.place(table)}{message}")

    def flow(self) -> Flow:
        self.check_head()
        site = self.site()
        routes = {name: self.route(name, table) for name, table in self.whole.routes.items()}
        if "refuse" not in routes:
            self.fail("routes", "missing table 'refuse': a flow is about refusing")
        return Flow(
            id=self.folder.resolve().name,
            variant=self.variant,
            folder=self.folder,
            languages=tuple(self.head.languages),
            counterfactual=self.head.counterfactual,
            time_zone=self.head.time_zone,
            persona=self.whole.persona,
            labels=self.labels(),
            site=site,
            routes=routes,
            identities=self.identities(site),
        )

    def check_head(self) -> None:
        head = self.head
        if not head.languages:
            self.fail("flow", "languages: at least one is wanted, the default first")
        for language in head.languages:
            if not _LANGUAGE.fullmatch(language):
                self.fail("flow", f"languages: {language!r} is no language code such as 'fr' or 'pt-BR'")
        if len(set(head.languages)) < len(head.languages):
            self.fail("flow", "languages: the same language twice")
        if not _COUNTRY.fullmatch(head.country):
            self.fail("flow", f"country: {head.country!r} is no code of two capital letters such as 'FR', or 'EU'")
        for key in ("service", "account"):
            if not getattr(head, key).strip():
                self.fail("flow", f"{key}: empty")
        known = zoneinfo.available_timezones()
        if known and head.time_zone not in known:
            self.fail("flow", f"time_zone: no zone {head.time_zone!r}{nearest(head.time_zone, known)}")
        if head.counterfactual and not _NAME.fullmatch(head.counterfactual):
            self.fail("flow", f"counterfactual: {head.counterfactual!r} is no id of a flow")
        if self.origin_of(head.start) is None:
            self.fail("flow", f"start: {head.start!r} is no address such as 'https://shop.test/'")

    def site(self) -> Site:
        table = read(SiteTable, self.whole.site, self.place("site"))
        start = self.origin_of(self.head.start) or ""
        for origin, name in table.channels.items():
            if self.origin_of(origin) != origin:
                self.fail("site.channels", f"{origin!r} is no origin such as 'https://mail.example'")
            if not name.strip():
                self.fail("site.channels", f"{origin!r}: the channel's name is empty")
        origins = tuple(dict.fromkeys((start, *table.channels)))
        files = self.pages(table, start)
        if table.kind == "mock":
            for origin in origins:
                if not origin.startswith("https://") or not origin.endswith(_RESERVED):
                    self.fail("site", f"{origin}: a mock lives at https:// and a name below .test or .example")
        elif table.settings:
            self.fail("site", "settings: only a mock has settings")
        return Site(
            kind=table.kind,
            name=table.name or table.files or (urlsplit(start).hostname or ""),
            files=files,
            origin=table.origin,
            origins=origins,
            settings=table.settings,
            channels=table.channels,
        )

    def pages(self, table: SiteTable, start: str) -> Path | None:
        if table.kind == "live":
            given = [key for key in ("name", "files", "origin") if getattr(table, key)]
            if given:
                self.fail("site", f"{given[0]}: only a mock has one; a live site is where the start is")
            return None
        if bool(table.name) == bool(table.files):
            self.fail("site", "a mock has either a name, or files and origin")
        if bool(table.files) != bool(table.origin):
            self.fail("site", "files and origin belong together: the pages, and the address they are served at")
        if table.name and not _NAME.fullmatch(table.name):
            self.fail("site", f"name: {table.name!r} is no name of a mock site")
        if not table.files:
            return None
        if table.origin != start:
            self.fail("site", f"origin: {table.origin!r} is not where the flow starts, {start!r}")
        if table.settings:
            self.fail("site", "settings: pages from files have no settings")
        pages = self.inside(table.files, "site", "files")
        if not pages.is_dir():
            self.fail("site", f"files: no folder {table.files!r} in the flow folder")
        return pages

    def route(self, name: str, table: dict[str, Any]) -> RouteSpec:
        here = f"routes.{name}"
        if not _NAME.fullmatch(name):
            self.fail(here, "a route's name is small letters, digits and hyphens")
        route = read(RouteTable, table, self.place(here))
        if route.silence == bool(route.script):
            self.fail(here, "either a script, or silence = true")
        script = self.inside(route.script, here, "script") if route.script else None
        if script is not None:
            if not script.is_file():
                present = [file.name for file in self.folder.iterdir() if file.suffix in {".py", ".json"}]
                self.fail(here, f"script: no file {route.script!r} in the flow folder{nearest(route.script, present)}")
            if script.suffix not in {".py", ".json"}:
                self.fail(here, f"script: {route.script!r} is neither a .py script nor a .json recording")
            if script.suffix == ".py":
                read_script(script)
        goal = read(GoalTable, route.reached, self.place(f"{here}.reached"))
        goals = {language: self.goal(goal, language, f"{here}.reached") for language in self.head.languages}
        return RouteSpec(name=name, script=script, silence=route.silence, expect=route.expect, goals=goals)

    def goal(self, table: GoalTable, language: str, here: str) -> Goal:
        conditions = {
            key: self.spoken(getattr(table, key), language, here, key) for key in ("url", "text", "cookie", "storage")
        }
        if not any(conditions.values()):
            self.fail(here, f"no condition for language {language!r}: give url, text, cookie or storage")
        for key in ("cookie", "storage"):
            if conditions[key] and "=" not in conditions[key]:
                self.fail(here, f"{key}: {conditions[key]!r} is not name=value")
        return Goal(**conditions)

    def labels(self) -> dict[str, dict[str, str]]:
        labels = self.whole.labels
        if not labels:
            return {language: {} for language in self.head.languages}
        wanted = set().union(*labels.values())
        for language in labels:
            if language not in self.head.languages:
                self.fail(
                    f"labels.{language}", f"the flow has no such language{nearest(language, self.head.languages)}"
                )
        for language in self.head.languages:
            missing = sorted(wanted - labels.get(language, {}).keys())
            if missing:
                self.fail(f"labels.{language}", f"missing key {missing[0]!r}, which another language has")
        return labels

    def identities(self, site: Site) -> dict[str, FlowIdentity]:
        waits = tuple(self.wait(number, table) for number, table in enumerate(self.whole.waits, start=1))
        provenance = self.provenance()
        return {
            language: FlowIdentity(
                id=self.folder.resolve().name,
                variant=self.variant,
                title=self.spoken(self.head.title, language, "flow", "title", empty=False),
                service=self.head.service,
                right=self.head.right,
                country=self.head.country,
                language=language,
                device=self.head.device,
                date=self.head.date.isoformat(),
                account=self.head.account,
                start=self.head.start,
                first_link=self.spoken(self.head.first_link, language, "flow", "first_link"),
                site=SiteIdentity(kind=site.kind, name=site.name, origins=site.origins, channels=dict(site.channels)),
                waits=waits,
                provenance=provenance,
            )
            for language in self.head.languages
        }

    def wait(self, number: int, table: dict[str, Any]) -> Wait:
        place = f"{self.file}: [[waits]] {number}: "
        wait = read(Wait, table, place)
        if not (math.isfinite(wait.high_hours) and 0 <= wait.low_hours <= wait.high_hours):
            raise InputError(f"{place}0 <= low_hours <= high_hours is wanted")
        return wait

    def provenance(self) -> Provenance:
        table = read(ProvenanceTable, self.whole.provenance, self.place("provenance"))
        sources = tuple(
            read(Source, source, f"{self.file}: [[provenance.sources]] {number}: ")
            for number, source in enumerate(table.sources, start=1)
        )
        if self.whole.site["kind"] == "mock" and not sources and not table.invented:
            self.fail("provenance", "a mock says who described the procedure (sources), or what is invented")
        return Provenance(sources=sources, invented=tuple(table.invented))

    def spoken(self, text: PerLanguage, language: str, table: str, key: str, *, empty: bool = True) -> str:
        if isinstance(text, dict):
            for given in text:
                if given not in self.head.languages:
                    self.fail(f"{table}.{key}", f"the flow has no language {given!r}")
            if language not in text:
                self.fail(f"{table}.{key}", f"nothing for language {language!r}")
            text = text[language]
        if not empty and not text.strip():
            self.fail(table, f"{key}: empty")
        return text

    def inside(self, name: str, table: str, key: str) -> Path:
        """Return the path of ``name`` in the flow folder, which nothing may leave, by links neither."""
        try:
            path = (self.folder / name).resolve()
            within = path.is_relative_to(self.folder.resolve())
        except (OSError, ValueError, RuntimeError):
            within = False
        if not within:
            self.fail(table, f"{key}: {name!r} is not inside the flow folder")
        return path

    @staticmethod
    def origin_of(address: str) -> str | None:
        try:
            parts = urlsplit(address)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return None
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
            return None
        return f"{parts.scheme}://{parts.hostname}{port}"
