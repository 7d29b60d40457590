"""Recorded answers of a language model: one file for each question, named by the question's checksum, so that a build replays offline.

A file holds the question as it was put and the answer as it came, as canonical JSON: sorted keys, no blanks, one line. Neither the
address nor the key of the service nor a time is in it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from research.coders.protocol import CoderError
from research.coders.request import ANSWERS
from research.fingerprint import write_text

MOST_BYTES = 8 << 20  # of one file: far above the question and the longest answer that is taken
FIELDS = ("content", "finish_reason", "format", "model")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered: its words, why it stopped, the form in which it was asked to answer, the name it gives itself."""

    content: str
    finish_reason: str = ""
    format: str = ""
    model: str = ""


def canonical(value: Any) -> str:
    """Return a value as JSON that is the same for the same value, whatever the order of its keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def checksum(question: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a question in hex digits: the name of its file."""
    return hashlib.sha256(canonical(question).encode("utf-8", "surrogatepass")).hexdigest()


class Answers:
    """A folder of recorded answers."""

    def __init__(self, folder: Path = ANSWERS) -> None:
        self.folder = Path(folder)

    def file(self, question: Mapping[str, Any]) -> Path:
        """Return the file in which the answer to a question is kept."""
        return self.folder / f"{checksum(question)}.json"

    def read(self, question: Mapping[str, Any]) -> Answer | None:
        """Return the recorded answer to a question, None if there is none.

        Raises:
            CoderError: the file is not what was recorded.
        """
        path = self.file(question)
        try:
            if path.stat().st_size > MOST_BYTES:
                raise CoderError(_broken(path, f"it is larger than {MOST_BYTES >> 20} MiB"))
            found = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError):
            raise CoderError(_broken(path, "it is no JSON")) from None
        if not isinstance(found, dict) or found.get("request") != question:
            raise CoderError(_broken(path, "its request is not the one that its name stands for"))
        answer = found.get("answer")
        if not isinstance(answer, dict) or set(answer) != set(FIELDS) or not all(isinstance(text, str) for text in answer.values()):
            raise CoderError(_broken(path, f"its answer has not just {', '.join(FIELDS)}"))
        return Answer(**answer)

    def write(self, question: Mapping[str, Any], answer: Answer) -> None:
        """Keep an answer beside its question: the whole file, or none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_text(self.file(question), canonical({"answer": asdict(answer), "request": question}) + "\n")


def _broken(path: Path, what: str) -> str:
    return f"{path.parent.name}/{path.name}: {what}: put the recorded file back, or remove it and ask again"
