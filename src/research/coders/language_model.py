"""A language model behind an OpenAI-compatible address as a coder. It replays recorded answers; it asks only where it is told to.

The model gets one article and a schema for its answer, at temperature 0 and with a fixed seed. Every answer is kept beside its question
(research.coders.answers), so that a build needs neither network nor model. What it says is taken only where the words that it quotes stand
in the article; offsets are worked out here.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from research import fingerprint
from research.codebook import Codebook
from research.coders.answer_rows import AnswerRows
from research.coders.answers import Answers
from research.coders.parsing import parsed
from research.coders.protocol import Article, Coded, CoderError, NotCoded, Refused
from research.coders.question import question
from research.coders.request import MODEL_NAME
from research.coders.service import Service


@dataclass
class LanguageModelCoder:
    """Codes as a language model answers.

    Attributes:
        model: its name, as the service knows it; answers are recorded for one model.
        codebook: turns the names that it quotes into ids.
        answers: the recorded ones.
        service: whom to ask what is not recorded; None: nobody.
        refused: the values that it gave and that were not taken, of the articles coded so far.
    """

    model: str
    codebook: Codebook
    answers: Answers
    service: Service | None = None
    refused: list[Refused] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.model:
            raise CoderError(f"which language model? Give its name by --model or in {MODEL_NAME}; recorded answers are looked up by it")

    @property
    def name(self) -> str:
        """Return "language-model" with the model's name."""
        return f"language-model {self.model}"

    @cached_property
    def version(self) -> str:
        """Return a checksum of what turns articles into questions, answers into rows, and of the recorded answers."""
        code = fingerprint.code("coders", "coding/names", "coding/text.py")
        kept = fingerprint.folder(self.answers.folder) if self.answers.folder.is_dir() else {}
        return fingerprint.of_value([self.model, code, fingerprint.folder(self.codebook.folder), kept])[:16]

    def code(self, article: Article) -> Coded:
        """Return the rows of the answer to one article.

        Raises:
            NotCoded: no answer is recorded and nobody is to be asked, or the answer cannot be used.
            CoderError: the service does not answer, or a recorded file is broken.
        """
        asked = question(article, self.model)
        answer = self.answers.read(asked)
        if answer is None:
            if self.service is None:
                raise NotCoded("no_answer", f"no answer of {self.model} is recorded: ask for it by --ask, or code with another coder")
            answer = self.service.ask(asked)
            self.answers.write(asked, answer)
        try:
            found = parsed(answer.content)
        except NotCoded as error:
            stopped = f"; the model stopped for: {answer.finish_reason}" if answer.finish_reason not in ("", "stop") else ""
            name = f"{self.answers.folder.name}/{self.answers.file(asked).name}"
            raise NotCoded(error.reason, f"{error.detail}{stopped}: remove {name} to ask again") from None
        rows = AnswerRows(article, self.codebook)
        coded = rows.take(found)
        self.refused += rows.refused
        return coded

    def notes(self) -> list[str]:
        """Return what is to be said of the values that were refused: a line for each column, the most frequent first."""
        reasons = Counter((refused.column, refused.reason) for refused in self.refused)
        lines = [f"{column}: {count} refused: {reason}" for (column, reason), count in sorted(reasons.items(), key=lambda i: (-i[1], i[0]))]
        return [f"{self.name}: {line}" for line in lines]


def of_environment(codebook: Codebook, answers: Answers, ask: bool, model: str = "", address: str = "") -> LanguageModelCoder:
    """Return the coder that command line and environment name; with `ask`, what is not recorded is asked for.

    Raises:
        CoderError: no model is named; or, with `ask`, no usable address.
    """
    service = Service.of_environment(address) if ask else None
    return LanguageModelCoder(model or os.environ.get(MODEL_NAME, ""), codebook, answers, service)
