"""The floor: the same steps over a bare CDP socket, with real mouse events and nothing that waits but for loading."""

import json
from typing import Any

from peering.pages import ADDRESS, BOX, FIELD, NAMES
from websockets.sync.client import ClientConnection, connect

_PLACE = """name => {
  const named = [...document.querySelectorAll("a, button")].find(one => one.textContent === name)
    ?? [...document.querySelectorAll("label")].find(one => one.textContent.trim() === name).querySelector("input");
  named.scrollIntoViewIfNeeded();
  const box = named.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


class RawBrowser:
    """A browser, spoken to without any library that knows it."""

    def __init__(self, address: str) -> None:
        self._socket: ClientConnection = connect(address, max_size=None, compression=None)
        self._number = 0
        self._events: list[dict[str, Any]] = []

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def walk(self, start: str) -> None:
        """Walk the steps in a fresh context."""
        context = self._send("Target.createBrowserContext", {})["browserContextId"]
        made = {"url": "about:blank", "browserContextId": context, "width": 1280, "height": 800}
        target = self._send("Target.createTarget", made)["targetId"]
        session = self._send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self._send("Page.enable", {}, session)
        self._load(lambda: self._send("Page.navigate", {"url": start}, session))
        for name in NAMES[:4]:
            self._load(lambda name=name: self._press(name, session))
        self._press(FIELD, session)
        self._send("Input.insertText", {"text": ADDRESS}, session)
        self._load(lambda: self._press(NAMES[4], session))
        self._press(BOX, session)
        self._load(lambda: self._press(NAMES[5], session))
        self._send("Target.disposeBrowserContext", {"browserContextId": context})

    def _press(self, name: str, session: str) -> None:
        asked = {"expression": f"({_PLACE})({json.dumps(name)})", "returnByValue": True}
        x, y = self._send("Runtime.evaluate", asked, session)["result"]["value"]
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self._send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1},
                       session)  # fmt: skip

    def _load(self, action: Any) -> None:
        self._events.clear()
        action()
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._read()

    def _send(self, method: str, parameters: dict[str, Any], session: str | None = None) -> dict[str, Any]:
        self._number += 1
        number = self._number
        self._socket.send(
            json.dumps(
                {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
            )
        )
        while (answer := self._read()).get("id") != number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._socket.recv())
        if "method" in message:
            self._events.append(message)
        return message
