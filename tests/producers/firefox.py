"""Record a visit to the shop in Firefox's own Network monitor: ``python -m tests.producers.firefox FIREFOX FOLDER``.

Firefox is driven over Marionette, its own protocol, in which scripts may speak to its own windows: one opens the
toolbox on the visited tab and asks the Network monitor for the HAR behind its entry "Save All As HAR".
"""

import gzip
import json
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.producers import shop
from tests.producers.visit import LOOK

PORT = 2828
PREFERENCES = {
    "network.dns.localDomains": "shop.test,news.test",
    "devtools.netmonitor.persistlog": True,
    "devtools.cache.disabled": False,
    "marionette.port": PORT,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "services.settings.server": "data:,",
}
TOOLBOX = """
const {require} = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
const {gDevTools} = require("devtools/client/framework/devtools");
return gDevTools.showToolboxForTab(gBrowser.selectedTab, {toolId: "netmonitor"}).then(() => "open");
"""
EXPORT = """
const {require} = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
const {gDevTools} = require("devtools/client/framework/devtools");
const toolbox = await gDevTools.getToolboxForTab(gBrowser.selectedTab);
const har = await toolbox.getHARFromNetMonitor();
return JSON.stringify({log: har}, null, 2);
"""
UNTIL = "return document.body && document.body.innerText.includes(arguments[0])"
CLICK = "document.querySelector(arguments[0]).click()"
FILL = "document.querySelector(arguments[0]).value = arguments[1]"


class Marionette:
    """One connection: commands go out as ``[0, id, name, parameters]``, answers come as ``[1, id, error, result]``."""

    def __init__(self) -> None:
        while True:
            try:
                self._line = socket.create_connection(("127.0.0.1", PORT)).makefile("rwb")
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        self._heard()
        self._number = 0

    def __call__(self, name: str, **parameters: Any) -> Any:
        self._number += 1
        said = json.dumps([0, self._number, f"{name}", parameters]).encode()
        self._line.write(b"%d:%s" % (len(said), said))
        self._line.flush()
        _, _, error, result = self._heard()
        if error:
            raise RuntimeError(f"{name}: {error}")
        return result["value"] if result and "value" in result else result

    def _heard(self) -> Any:
        length = b""
        while (sign := self._line.read(1)) != b":":
            length += sign
        return json.loads(self._line.read(int(length)))

    def run(self, script: str, *arguments: Any) -> Any:
        return self("WebDriver:ExecuteScript", script=script, args=list(arguments))

    def until(self, text: str) -> None:
        while not self.run(UNTIL, text):
            time.sleep(0.05)


def main(firefox: str, folder: Path) -> None:
    """Write ``firefox.har.gz`` into ``folder``."""
    with shop.serving(), tempfile.TemporaryDirectory() as profile:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
        Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
        command = (firefox, "--headless", "--marionette", "--remote-allow-system-access", "--profile", profile)
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
            driven = Marionette()
            told = driven("WebDriver:NewSession", acceptInsecureCerts=True)
            driven("WebDriver:Navigate", url=f"{shop.SHOP}/missing")
            driven("Marionette:SetContext", value="chrome")
            driven("WebDriver:ExecuteAsyncScript", script=awaited(TOOLBOX), args=[])
            driven("Marionette:SetContext", value="content")
            visit(driven)
            driven("Marionette:SetContext", value="chrome")
            har = driven("WebDriver:ExecuteAsyncScript", script=awaited(EXPORT), args=[])
            (folder / "firefox.har.gz").write_bytes(gzip.compress(har.encode(), mtime=0))
            print(told["capabilities"]["browserVersion"])
            driven("Marionette:Quit", flags=["eForceQuit"])
            running.wait()


def awaited(script: str) -> str:
    """Return a script for Marionette that answers when ``script`` has."""
    return f"const done = arguments[0]; (async () => {{ {script} }})().then(done, error => done(String(error)));"


def visit(driven: Marionette) -> None:
    """Do what ``visit.visit`` does."""
    driven("WebDriver:Navigate", url=f"{shop.SHOP}/")
    driven.until("all was asked")
    time.sleep(LOOK)
    driven.run(CLICK, "#again")
    driven.until("asked 2 times")
    driven.run(FILL, "input[name=why]", shop.WHY)
    time.sleep(LOOK)
    driven.run(CLICK, "form button")
    driven.until(shop.DONE)
    time.sleep(LOOK)
    driven.run(CLICK, "a")
    driven.until("all was asked")
    time.sleep(LOOK)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
