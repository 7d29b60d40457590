"""A language model behind an OpenAI-compatible address: one question over HTTP, with patience, and without giving the key away.

Address, model and key come from the environment or the command line; the key from the environment only. It is sent to that address and
nowhere else, and stands in no message and no file. Redirects are not followed, for they would carry it to another machine.
"""

import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from research.coders.answers import Answer
from research.coders.protocol import CoderError, NotCoded
from research.coders.request import MODEL_NAME

ADDRESS, KEY = "OPENAI_BASE_URL", "OPENAI_API_KEY"
TRIES = 5
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds between tries; each wait is twice the one before
PATIENCE = 180.0  # seconds for one try
MOST_BYTES = 2 << 20  # of one response
TOLD = 300  # characters of a service's own words in a message
LOOPBACK = ("localhost", "127.0.0.1", "::1")
FORMATS = ("json_schema", "json_object", "text")  # asked for in this order; a service that lacks one refuses it
ODD = (400, 413, 415, 422)  # there is something in the request that the service does not take
PASSING = (408, 409, 425, 429, 500, 502, 503, 504, 529)
MENDS = {
    401: f"set {KEY} to a key that the service takes",
    403: f"set {KEY} to a key that may use this model",
    404: f"see whether address ({ADDRESS}) and model ({MODEL_NAME}) are right",
}


class _Passing(Exception):
    """What may be over at the next try; `wait` is how many seconds the service asks for."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Service:
    """One address. `patience` is in seconds; `sleep` waits between tries."""

    address: str
    key: str = field(default="", repr=False)
    patience: float = PATIENCE
    tries: int = TRIES
    sleep: Callable[[float], None] = time.sleep
    _format: str = field(default=FORMATS[0], init=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise CoderError(f"the address of the language model is no http or https address: set {ADDRESS}, say http://127.0.0.1:8080/v1")
        if parts.username or parts.password:
            raise CoderError(f"the address of the language model holds a password: take it out, and set {KEY}")
        if self.key and (not self.key.isascii() or not self.key.isprintable()):
            raise CoderError(f"{KEY} holds characters that no key has: set it again, without blanks and line ends")
        if self.key and parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise CoderError(f"{KEY} would travel unencrypted to {parts.hostname}: give an https address, or unset the key")
        self._open = urllib.request.build_opener(_NoRedirects).open

    @classmethod
    def of_environment(cls, address: str = "") -> "Service":
        """Return the service that the environment names; `address` stands for that of the environment if it is given.

        Raises:
            CoderError: no address is set, or it cannot be used.
        """
        found = address or os.environ.get(ADDRESS, "")
        if not found:
            raise CoderError(f"no language model to ask: set {ADDRESS}, say http://127.0.0.1:8080/v1, or leave --ask out")
        return cls(found, os.environ.get(KEY, "").strip())

    def ask(self, question: Mapping[str, Any]) -> Answer:
        """Return the answer to a question, the body of a request to chat/completions.

        Raises:
            CoderError: the service refuses, or does not answer as it should within all tries.
            NotCoded: it refuses this question, perhaps because the article is too long for the model.
        """
        wait = FIRST_WAIT
        for left in range(self.tries - 1, -1, -1):
            try:
                return self._formatted(question)
            except _Passing as error:
                if not left:
                    kept = "what was answered so far is kept; try again later"
                    raise CoderError(self._plain(f"{error}, {self.tries} times: {kept}")) from None
                self.sleep(min(error.wait if error.wait is not None else wait, LONGEST_WAIT))
                wait *= 2
        raise CoderError("a language model is to be asked at least once")

    def _formatted(self, question: Mapping[str, Any]) -> Answer:
        """Ask for the strictest form of answer that the service offers."""
        for form in FORMATS[FORMATS.index(self._format) :]:
            body = {name: value for name, value in question.items() if name != "response_format" or form == "json_schema"}
            if form == "json_object":
                body["response_format"] = {"type": form}
            answer = self._once(body, form)
            if answer is not None:
                self._format = form
                return answer
        raise CoderError("the language model refuses the request in every form")

    def _once(self, body: Mapping[str, Any], form: str) -> Answer | None:
        """Send one request; None where the service does not offer the form of answer."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "attack-tempo"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        data = json.dumps(body, ensure_ascii=True).encode("ascii")
        request = urllib.request.Request(self.address.rstrip("/") + "/chat/completions", data, headers)
        deadline = time.monotonic() + self.patience
        try:
            with self._open(request, timeout=self.patience) as response:
                return _answer(self._read(response, deadline), form, self._plain)
        except urllib.error.HTTPError as error:
            with error:
                self._refused(error.code, error.headers.get("Retry-After"), self._plain(_start(error)), form)
            return None
        except TimeoutError:
            raise _Passing(self._late()) from None
        except urllib.error.URLError as error:
            late = isinstance(error.reason, TimeoutError)
            raise _Passing(self._late() if late else f"the language model cannot be reached ({error.reason})") from None
        except (http.client.HTTPException, OSError) as error:
            raise _Passing(f"the connection to the language model broke ({type(error).__name__})") from None

    def _late(self) -> str:
        return f"the language model does not answer within {self.patience:g} seconds"

    def _read(self, response: Any, deadline: float) -> bytes:
        """Return the response's body, which may neither be endless nor drip."""
        parts, size = [], 0
        while part := response.read1(1 << 16):
            parts.append(part)
            size += len(part)
            if size > MOST_BYTES:
                raise CoderError(f"the language model's response is longer than {MOST_BYTES >> 20} MiB: this is no answer")
            if time.monotonic() > deadline:
                raise _Passing(self._late())
        return b"".join(parts)

    def _refused(self, status: int, wait: str | None, said: str, form: str) -> None:
        """Say what an HTTP status means; return where another form of answer may be taken."""
        if status in PASSING:
            raise _Passing(f"the language model answers with HTTP status {status}", _seconds(wait))
        if status in ODD and form != FORMATS[-1]:
            return
        words = f" ({said})" if said else ""
        if status in ODD:
            raise NotCoded("no_answer", f"the language model refuses the article with HTTP status {status}{words}")
        mend = MENDS.get(status, "see what the service says")
        raise CoderError(f"the language model refuses the request with HTTP status {status}: {mend}{words}")

    def _plain(self, text: str) -> str:
        """Return a text without the key, whoever put it there."""
        return text.replace(self.key, "[key]") if self.key else text


def _answer(body: bytes, form: str, plain: Callable[[str], str]) -> Answer:
    """Return the first choice of a response."""
    try:
        found = json.loads(body)
        choice = found["choices"][0]
        content = choice["message"].get("content")
        content = plain(content) if isinstance(content, str) else ""
        content.encode()  # a lone surrogate is no text
        model, reason = (value if isinstance(value, str) else "" for value in (found.get("model"), choice.get("finish_reason")))
        return Answer(content, plain(reason)[:TOLD], form, plain(model)[:TOLD])
    except (ValueError, RecursionError, KeyError, IndexError, TypeError, AttributeError):
        raise _Passing("the language model's response is not that of an OpenAI-compatible service") from None


def _start(error: urllib.error.HTTPError) -> str:
    """Return the first words of an error's body in one line."""
    try:
        return " ".join(error.read(1 << 12).decode("utf-8", "replace").split())[:TOLD]
    except (OSError, http.client.HTTPException):
        return ""


def _seconds(wait: str | None) -> float | None:
    """Return the seconds of a Retry-After header; a date is not looked at, for clocks differ."""
    return float(wait) if wait and wait.strip().isdigit() else None
