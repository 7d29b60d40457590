"""An OpenAI-compatible service on loopback that answers as a test says, and keeps what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Stub:
    """`replies` are taken one after the other, the last one again and again: text (a model's words), or a function of the handler."""

    def __init__(self) -> None:
        self.replies: list[Any] = ["{}"]
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.address = ""

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length", 0))
        self.asked.append(json.loads(handler.rfile.read(length)))
        self.headers.append(dict(handler.headers) | {"path": handler.path})
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if callable(reply):
            reply(handler)
        else:
            send(handler, 200, completion(reply))


def completion(content: Any, reason: str = "stop") -> str:
    message = {"role": "assistant", "content": content}
    return json.dumps({"model": "stub-1", "choices": [{"index": 0, "message": message, "finish_reason": reason}]})


def send(handler: BaseHTTPRequestHandler, status: int, body: str, **headers: str) -> None:
    data = body.encode()
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def status(code: int, body: str = "no", **headers: str) -> Any:
    return lambda handler: send(handler, code, body, **headers)


@contextmanager
def running() -> Iterator[Stub]:
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):  # the client gave up, as the test wants
                stub.reply(self)

        do_GET = do_POST

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    stub.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
