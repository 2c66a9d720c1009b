"""Record a visit to the shop through mitmproxy: ``python -m tests.producers.mitmproxy MITMDUMP CHROMIUM FOLDER``.

The browser asks the proxy, and the proxy the shop, which is at names that no name server knows.
"""

import gzip
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.producers import shop
from tests.producers.visit import visit

LISTENING = 8555
FLAGS = ("--no-sandbox", f"--proxy-server=http://127.0.0.1:{LISTENING}", "--proxy-bypass-list=<-loopback>")
HERE = """def server_connect(data):
    host, port = data.server.address
    if host.endswith(".test"):
        data.server.address = ("127.0.0.1", port)
"""
STARTING = 5
"""Seconds until the proxy listens."""


def main(mitmdump: str, chromium: str, folder: Path) -> None:
    """Write ``mitmproxy.har.gz`` into ``folder``."""
    with tempfile.TemporaryDirectory() as scratch, shop.serving(), sync_playwright() as playwright:
        har, names = Path(scratch, "mitmproxy.har"), Path(scratch, "names.py")
        names.write_text(HERE, encoding="utf-8")
        options = ("--listen-port", str(LISTENING), "--set", "ssl_insecure=true", "--set", f"hardump={har}")
        proxy = subprocess.Popen([mitmdump, "-q", *options, "-s", str(names)])
        time.sleep(STARTING)
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        visit(browser.new_page(ignore_https_errors=True))
        browser.close()
        proxy.terminate()
        proxy.wait()
        (folder / "mitmproxy.har.gz").write_bytes(gzip.compress(har.read_bytes(), mtime=0))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
