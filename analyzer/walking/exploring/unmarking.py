"""The second look: the same browser without the marks by which pages know one that a program drives.

Four marks are taken away, and no other: ``navigator.webdriver`` (W3C WebDriver, section 4), the word ``Headless`` in
the user agent and in the brands of the client hints (User-Agent Client Hints, WICG), and that a browser without window
names no plugins (HTML, Living Standard, "PDF viewing support", names those of any other) and has no ``chrome``.
Everything else is left as it is: who asks keeps their name, their version and their system.
"""

import contextlib
import platform
import sys
from typing import Any

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

_WORD = "Headless"
_UNDRIVEN = """
(() => {
  const tell = (name, value) =>
    Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true, enumerable: true });
  tell("webdriver", false);
  window.chrome ??= {};
  if (navigator.plugins.length) return;
  const named = (kind, members) => Object.create(kind.prototype, Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, { value, enumerable: !isNaN(name) }])));
  const plugins = ["PDF Viewer", "Chrome PDF Viewer", "Chromium PDF Viewer", "Microsoft Edge PDF Viewer",
    "WebKit built-in PDF"].map(name => named(Plugin,
    { name, filename: "internal-pdf-viewer", description: "Portable Document Format", length: 2 }));
  tell("plugins", named(PluginArray, { ...plugins, length: plugins.length, item: place => plugins[place] ?? null,
    namedItem: name => plugins.find(one => one.name === name) ?? null, refresh: () => undefined }));
  tell("pdfViewerEnabled", true);
})()
"""


def agent(known: str) -> str:
    """Return the user agent ``known`` without the mark."""
    return known.replace(_WORD, "")


def unmark(context: BrowserContext, told: str, version: str) -> None:
    """Take the marks from every page of ``context`` that is opened from now on; ``told`` is its user agent."""
    context.add_init_script(_UNDRIVEN)

    def hint(page: Page) -> None:
        with contextlib.suppress(PlaywrightError):  # a page that has closed again asks for nothing
            override = {"userAgent": told, "userAgentMetadata": _hints(version)}
            context.new_cdp_session(page).send("Emulation.setUserAgentOverride", override)

    context.on("page", hint)


def _hints(version: str) -> dict[str, Any]:
    major = version.partition(".")[0]
    brands = (("Not:A-Brand", "8", "8.0.0.0"), ("Chromium", major, version))
    return {
        "brands": [{"brand": name, "version": short} for name, short, _ in brands],
        "fullVersionList": [{"brand": name, "version": whole} for name, _, whole in brands],
        "platform": "macOS" if sys.platform == "darwin" else "Linux",
        "platformVersion": "",
        "architecture": "arm" if platform.machine().startswith(("arm", "aarch")) else "x86",
        "model": "",
        "mobile": False,
        "bitness": "64",
        "wow64": False,
    }
