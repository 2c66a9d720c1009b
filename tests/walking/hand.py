"""A person's hand on a page: input sent over the protocol, which the browser takes for a real mouse and keyboard."""

import json
import time
from typing import Any

from playwright.sync_api import Browser, Locator, Page

CODES = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowDown": 40, " ": 32}


class Hand:
    """Presses and types on one page; no call of Playwright's that acts is made."""

    def __init__(self, page: Page) -> None:
        self.send = page.context.new_cdp_session(page).send

    def click(self, on: Locator, times: int = 1, button: str = "left") -> None:
        on.wait_for()
        box = on.bounding_box()
        assert box is not None
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "button": button}
        for number in range(1, times + 1):
            self._mouse("mousePressed", clickCount=number, **at)
            self._mouse("mouseReleased", clickCount=number, **at)

    def wheel(self, down: int) -> None:
        self._mouse("mouseWheel", x=100, y=100, deltaX=0, deltaY=down)

    def write(self, text: str) -> None:
        for letter in text:
            self.send("Input.insertText", {"text": letter})

    def press(self, key: str) -> None:
        told = {"key": key, "code": key, "windowsVirtualKeyCode": CODES[key]}
        text = {"Enter": "\r", " ": " "}.get(key)
        self.send("Input.dispatchKeyEvent", {"type": "keyDown", **told, **({"text": text} if text else {})})
        self.send("Input.dispatchKeyEvent", {"type": "keyUp", **told})

    def _mouse(self, kind: str, **told: Any) -> None:
        self.send("Input.dispatchMouseEvent", {"type": kind, **told})


class FromOutside:
    """A hand on the window of another process, which has a port of its own; elements are named by CSS."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._session = browser.new_browser_cdp_session()
        self._answers: dict[int, dict[str, Any]] = {}
        self._session.on("Target.receivedMessageFromTarget", self._received)
        page = self._until(lambda: self._target(address))
        self._id = self._session.send("Target.attachToTarget", {"targetId": page, "flatten": False})["sessionId"]

    def click(self, css: str) -> None:
        found = f"(() => {{ const b = document.querySelector({css!r})?.getBoundingClientRect(); return b &&"
        box = self.wait(f"{found} [b.x + b.width / 2, b.y + b.height / 2] }})()")
        for kind in ("mousePressed", "mouseReleased"):
            told = {"type": kind, "x": box[0], "y": box[1], "button": "left", "clickCount": 1}
            self.send("Input.dispatchMouseEvent", told)

    def write(self, text: str) -> None:
        self.send("Input.insertText", {"text": text})

    def enter(self) -> None:
        told = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        self.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "\r", **told})
        self.send("Input.dispatchKeyEvent", {"type": "keyUp", **told})

    def wait(self, expression: str) -> Any:
        """Return what the expression is once it is something."""
        told = {"expression": expression, "returnByValue": True}
        return self._until(lambda: self.send("Runtime.evaluate", told)["result"].get("value"))

    def send(self, method: str, told: dict[str, Any]) -> dict[str, Any]:
        number = len(self._answers) + 1
        self._answers[number] = {}
        message = json.dumps({"id": number, "method": method, "params": told})
        self._session.send("Target.sendMessageToTarget", {"sessionId": self._id, "message": message})
        self._until(lambda: self._answers[number])
        return dict(self._answers[number].get("result", {"result": {}}))

    def _received(self, told: dict[str, Any]) -> None:
        message = json.loads(told["message"])
        if "id" in message:
            self._answers[message["id"]] = message

    def _target(self, address: str) -> str | None:
        targets = self._session.send("Target.getTargets")["targetInfos"]
        pages = (one["targetId"] for one in targets if one["type"] == "page" and one["url"].startswith(address))
        return next(pages, None)

    def _until(self, look: Any) -> Any:
        end = time.monotonic() + 40
        while time.monotonic() < end:
            if found := look():
                return found
            self._session.send("Target.getTargets")  # lets what has arrived be heard
        raise AssertionError("the window does not get there")
