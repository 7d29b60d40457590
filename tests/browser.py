"""Headless Chromium over its DevTools protocol: open a page, see its requests and messages, run JavaScript, click, take pictures."""

import base64
import itertools
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any, Self

import websocket

STARTS = 3
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--remote-debugging-port=0",
)  # fmt: skip


def find() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class BrowserError(RuntimeError):
    """Chromium did not start, or JavaScript that ran in it failed."""


class Browser:
    """One Chromium of our own, with an empty profile; use it in a `with` statement."""

    def __init__(self, program: str | None = None) -> None:
        self.program = program or find()

    def __enter__(self) -> Self:
        if not self.program:
            raise BrowserError("no Chromium on this machine")
        for _ in range(STARTS):  # on a crowded machine it now and then ends before it has begun
            self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            self.process = subprocess.Popen(
                [self.program, *FLAGS, f"--user-data-dir={self.profile.name}", "about:blank"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            port = self._port()
            if port:
                self.port = port
                return self
            self.close()
        raise BrowserError("Chromium did not start")

    def _port(self, patience: float = 30.0) -> int:
        """Return the port on which it listens, 0 if it ended or stayed silent."""
        file, end = Path(self.profile.name, "DevToolsActivePort"), time.monotonic() + patience
        while time.monotonic() < end and self.process.poll() is None:
            if file.exists() and file.read_text().count("\n"):
                return int(file.read_text().split("\n")[0])
            time.sleep(0.05)
        return 0

    def close(self) -> None:
        """End the Chromium that this object started."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.profile.cleanup()

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(
        self, target: Path | str, width: int = 1280, height: int = 900, dark: bool = False, scripts: bool = True, wait: str = ""
    ) -> "Page":
        """Return `target` (a file or an address) opened in a tab of its own, loaded; `wait` is a condition in JavaScript to wait for."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/json/new?about:blank", method="PUT")
        with urllib.request.urlopen(request, timeout=10) as answer:
            address = json.load(answer)["webSocketDebuggerUrl"]
        page = Page(websocket.create_connection(address, timeout=60, suppress_origin=True))
        page.resize(width, height, dark)
        if not scripts:
            page.call("Emulation.setScriptExecutionDisabled", value=True)
        page.load(target.resolve().as_uri() if isinstance(target, Path) else target)
        if wait:
            page.wait_for(wait)
        return page


class Page:
    """One tab. `requests` are the addresses it asked for, `messages` what it logged: errors, warnings, violations of its policy."""

    def __init__(self, connection: websocket.WebSocket) -> None:
        self.connection = connection
        self.numbers = itertools.count(1)
        self.requests: list[str] = []
        self.messages: list[str] = []
        self.loaded = False
        for domain in ("Network", "Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return what Chromium answers to a method of the protocol."""
        number = next(self.numbers)
        self.connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.connection.recv())
            if message.get("id") == number:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error']}")
                return message["result"]
            self._note(message)

    def _note(self, event: dict[str, Any]) -> None:
        details, name = event.get("params", {}), event.get("method")
        if name == "Network.requestWillBeSent":
            self.requests.append(details["request"]["url"])
        elif name == "Network.webSocketCreated":
            self.requests.append(details["url"])
        elif name == "Log.entryAdded":
            self.messages.append(details["entry"]["text"])
        elif name == "Runtime.exceptionThrown":
            thrown = details["exceptionDetails"]
            self.messages.append(thrown.get("exception", {}).get("description", thrown["text"]))
        elif name == "Runtime.consoleAPICalled" and details["type"] in ("error", "warning"):
            self.messages.append(" ".join(str(part.get("value", part.get("description"))) for part in details["args"]))
        elif name == "Page.loadEventFired":
            self.loaded = True
        elif name == "Page.javascriptDialogOpening":
            self.messages.append(f"dialog: {details['message']}")
            self.connection.send(
                json.dumps({"id": next(self.numbers), "method": "Page.handleJavaScriptDialog", "params": {"accept": True}})
            )

    def resize(self, width: int, height: int = 900, dark: bool = False, scale: float = 1.0) -> None:
        """Set the size of the window in CSS pixels, and the theme that the reader prefers."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def load(self, address: str) -> None:
        """Go to `address` and wait until it is loaded."""
        self.loaded = False
        self.call("Page.navigate", url=address)
        while not self.loaded:
            self._note(json.loads(self.connection.recv()))

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression; a promise is awaited."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def wait_for(self, condition: str, patience: float = 20.0) -> None:
        """Wait until a JavaScript expression is true."""
        end = time.monotonic() + patience
        while not self.evaluate(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise BrowserError(f"waited {patience:g} s for {condition}; messages: {self.messages}")
            time.sleep(0.05)

    def click(self, selector: str, scroll: bool = True) -> None:
        """Click, with the mouse, the middle of the first element that fits a CSS selector, scrolled into sight unless it is there."""
        into_sight = "e.scrollIntoView({block: 'center'});" if scroll else ""
        box = self.evaluate(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); {into_sight}"
            "const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def press(self, key: str, code: int = 0, text: str = "") -> None:
        """Press a key, such as Tab (code 9) or Enter (code 13, text "\\r")."""
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, text=text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def write(self, text: str) -> None:
        """Type `text` into the element that has the focus."""
        self.call("Input.insertText", text=text)

    def screenshot(self, path: Path, whole: bool = False) -> Path:
        """Save a PNG of the window, or of the whole page, and return its path."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))
        return path

    def pdf(self, path: Path) -> Path:
        """Save the page as it prints, and return the path."""
        path.write_bytes(base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"]))
        return path

    def close(self) -> None:
        """Close the tab."""
        self.call("Page.close")
        self.connection.close()
