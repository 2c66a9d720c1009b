"""``[site]`` -> ``Site``: where a flow is walked."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from analyzer import shipped
from analyzer.flows.document import NAME, Document, origin_of
from analyzer.flows.flow import Site
from analyzer.flows.tables import ReadsTable, RulesTable, SiteTable, nearest, read
from analyzer.model import Reads, TapeRules

_KEYS = (("mock", ("name", "files", "origin", "settings")), ("tape", ("file", "rules")), ("live", ("reads",)))
"""What only one kind of site has."""
_RESERVED = (".test", ".example")


def site_of(document: Document) -> Site:
    """Return the site of a flow.

    Raises
    ------
    InputError
        If the table contradicts itself, or a mock claims an address that is not reserved for such use.
    """
    table = read(SiteTable, document.tables.site, document.place("site"))
    start = origin_of(document.head.start)
    for origin, name in table.channels.items():
        if not origin or origin_of(origin) != origin:
            document.fail("site.channels", f"{origin!r} is no origin such as 'https://mail.example'")
        if not name.strip():
            document.fail("site.channels", f"{origin!r}: the channel's name is empty")
    origins = tuple(dict.fromkeys((start, *table.channels)))
    files = _pages(document, table, start) if table.kind == "mock" else None
    if table.kind == "mock":
        for origin in origins:
            if not origin.startswith("https://") or not origin.endswith(_RESERVED):
                document.fail("site", f"{origin}: a mock lives at https:// and a name below .test or .example")
    _check_keys(document, table)
    return Site(
        kind=table.kind,
        name=table.name or table.files or table.file or (urlsplit(start).hostname or ""),
        files=files,
        origin=table.origin,
        origins=origins,
        settings=table.settings,
        channels=table.channels,
        tape=_tape(document, table, start) if table.kind == "tape" else None,
        rules=_rules(document, table),
        reads=tuple(_reads(document, one) for one in table.reads),
    )


def _tape(document: Document, table: SiteTable, start: str) -> Path:
    """Return the file of the recorded traffic, which must be readable and know where the flow starts."""
    from analyzer.recordings import har  # noqa: PLC0415 - few flows are walked on a tape

    if not table.file:
        document.fail("site", "file: a tape is a file of recorded traffic in the flow folder, such as 'traffic.har'")
    file = document.inside(table.file, "site", "file")
    if not file.is_file():
        document.fail("site", f"file: no file {table.file!r} in the flow folder")
    if start not in {origin_of(one.url) for one in har.stored(file).heads}:
        document.fail("site", f"file: {table.file!r} holds nothing of {start}, where the flow starts")
    return file


def _rules(document: Document, table: SiteTable) -> TapeRules:
    rules = read(RulesTable, table.rules, document.place("site.rules"))
    return TapeRules(parameters=tuple(rules.parameters), keys=tuple(rules.keys), latest=tuple(rules.latest))


def _reads(document: Document, said: dict[str, Any]) -> Reads:
    table = read(ReadsTable, said, document.place("site.reads"))
    scheme, separator, rest = table.address.partition("://")
    origin = origin_of({"ws": "http", "wss": "https"}.get(scheme, scheme) + separator + rest)
    if not origin or set(origin) & set("*?["):
        why = "is no address such as 'https://shop.test/graphql*': scheme and host are written out"
        document.fail("site.reads", f"address: {table.address[:200]!r} {why}")
    if not all(name.strip() for name in table.names):
        document.fail("site.reads", "names: one is empty")
    return Reads(address=table.address, names=tuple(table.names))


def _check_keys(document: Document, table: SiteTable) -> None:
    """Refuse what belongs to another kind of site."""
    for kind, keys in (
        ("mock", ("name", "files", "origin", "settings")),
        ("tape", ("file", "rules")),
        ("live", ("reads",)),
    ):
        for key in keys if table.kind != kind else ():
            if getattr(table, key):
                document.fail("site", f"{key}: only a {kind} site has one; a {table.kind} site is where the start is")


def _pages(document: Document, table: SiteTable, start: str) -> Path | None:
    """Return the folder of a mock's own pages, null for a mock that is known by name."""
    if bool(table.name) == bool(table.files):
        document.fail("site", "a mock has either a name, or files and origin")
    if bool(table.files) != bool(table.origin):
        document.fail("site", "files and origin belong together: the pages, and the address they are served at")
    if not table.files:
        _check_shipped(document, table.name)
        return None
    if table.origin != start:
        document.fail("site", f"origin: {table.origin!r} is not where the flow starts, {start!r}")
    if table.settings:
        document.fail("site", "settings: pages from files have no settings")
    pages = document.inside(table.files, "site", "files")
    if not pages.is_dir():
        document.fail("site", f"files: no folder {table.files!r} in the flow folder")
    return pages


def _check_shipped(document: Document, name: str) -> None:
    folder = shipped.sites_folder()
    if not NAME.fullmatch(name) or not (folder / name / "site.py").is_file():
        known = [place.parent.name for place in folder.glob("*/site.py")]
        document.fail("site", f"name: no mock site {name!r}{nearest(name, known)}")
