"""Record a visit to the shop in Chrome's own Network panel: ``python -m tests.producers.chrome CHROMIUM FOLDER``.

The panel is the one that Chrome carries (``devtools://``), opened on the visited page in a window of its own. It builds
the HAR by the code behind its button "Export HAR", without and with sensitive data.
"""

import gzip
import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.producers import shop
from tests.producers.visit import visit

INSPECTING = 9417
"""The port at which the panel reaches the page."""
FLAGS = (
    "--headless=new", "--no-sandbox", f"--remote-debugging-port={INSPECTING}", "--remote-allow-origins=*",
    "--host-resolver-rules=MAP *.test 127.0.0.1",
)  # fmt: skip
MODULES = """const [common, har, logs, sdk] = await Promise.all(
    ["core/common/common.js", "models/har/har.js", "models/logs/logs.js", "core/sdk/sdk.js"].map(
      module => import(`devtools://devtools/bundled/${module}`)));"""
READY = """(async () => { MODULES
  while (document.querySelectorAll("*").length < 50 || !sdk.TargetManager.TargetManager.instance().primaryPageTarget())
    await new Promise(done => setTimeout(done, 50));
  common.Settings.Settings.instance().moduleSetting("network-log.preserve-log").set(true);
})()""".replace("MODULES", MODULES)
EXPORT = """(async () => { MODULES
  const parts = [], stream = {write: async part => { parts.push(part) }, close: async () => {}};
  const requests = logs.NetworkLog.NetworkLog.instance().requests();
  await har.Writer.Writer.write(stream, requests, {sanitize: SANITIZE}, new common.Progress.Progress());
  return parts.join("");
})()""".replace("MODULES", MODULES)


def main(chromium: str, folder: Path) -> None:
    """Write ``chrome.har.gz`` (sanitized) and ``chrome-sensitive.har.gz`` into ``folder``."""
    with shop.serving(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=False, args=[*FLAGS])
        page = browser.new_page(ignore_https_errors=True)
        page.goto(f"{shop.SHOP}/missing")
        evaluate = panel(browser.new_browser_cdp_session(), page)
        evaluate(READY)
        visit(page)
        for name, sanitized in (("chrome", "true"), ("chrome-sensitive", "false")):
            told = evaluate(EXPORT.replace("SANITIZE", sanitized)).encode()
            (folder / f"{name}.har.gz").write_bytes(gzip.compress(told, mtime=0))
        print(browser.version)
        browser.close()


def panel(cdp: CDPSession, page: Page) -> Callable[[str], Any]:
    """Open the panel on ``page``; return what evaluates an expression in it."""
    target = next(one for one in cdp.send("Target.getTargets")["targetInfos"] if one["url"] == page.url)
    socket = f"ws=127.0.0.1:{INSPECTING}/devtools/page/{target['targetId']}"
    opened = {"url": f"devtools://devtools/bundled/devtools_app.html?{socket}&panel=network", "newWindow": True}
    made = cdp.send("Target.createTarget", opened)["targetId"]
    session = cdp.send("Target.attachToTarget", {"targetId": made, "flatten": False})["sessionId"]
    answers: dict[int, Any] = {}
    numbers = itertools.count(1)

    def heard(event: dict[str, str]) -> None:
        message = json.loads(event["message"])
        answers[message.get("id")] = message

    cdp.on("Target.receivedMessageFromTarget", heard)

    def evaluate(expression: str) -> Any:
        number = next(numbers)
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        message = json.dumps({"id": number, "method": "Runtime.evaluate", "params": asked})
        cdp.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})
        while number not in answers:
            page.wait_for_timeout(50)
        result = answers[number]["result"]
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    return evaluate


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
