"""What is asked for on the command line -> a coder."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from research.codebook import Codebook
from research.coders.answers import FOLDER
from research.coders.protocol import Coder, CoderError

RULES, MODEL, HUMAN = "rules", "language-model", "human:"
USE = f"use {RULES}, {MODEL} or {HUMAN}FOLDER"


@dataclass(frozen=True, slots=True)
class Request:
    """Which coder: `coder` is rules, language-model or human:FOLDER; the others are for the language model only.

    `ask`: ask for what is not recorded in the folder `answers`. `model` and `address` stand for those of the environment.
    """

    coder: str = RULES
    ask: bool = False
    model: str = ""
    address: str = ""
    answers: Path = FOLDER

    def problem(self) -> str:
        """Return what is wrong with the request, with its mend; empty if nothing is."""
        if self.coder not in (RULES, MODEL) and not (self.coder.startswith(HUMAN) and len(self.coder) > len(HUMAN)):
            return f'there is no coder "{self.coder}": {USE}'
        if self.ask and self.coder != MODEL:
            return f"--ask is for the coder {MODEL}: add --coder {MODEL}, or leave --ask out"
        return ""

    @property
    def inputs(self) -> Path | None:
        """Return the file or folder that the coder reads besides the articles, None if there is none."""
        if self.coder == MODEL:
            return self.answers
        return Path(self.coder.removeprefix(HUMAN)) if self.coder.startswith(HUMAN) else None


def make(request: Request, articles: pd.DataFrame, codebook: Codebook) -> Coder:
    """Return the coder that a request asks for; `articles` is the table of what there is to code.

    Raises:
        CoderError: there is no such coder, or it cannot work.
    """
    if problem := request.problem():
        raise CoderError(problem)
    if request.coder == MODEL:
        from research.coders.answers import Answers
        from research.coders.language_model import of_environment

        return of_environment(codebook, Answers(request.answers), request.ask, request.model, request.address)
    if request.coder.startswith(HUMAN):
        from research.coders.human import HumanCoder

        return HumanCoder(Path(request.coder.removeprefix(HUMAN)), articles, codebook)
    from research.coders.rules import RuleCoder

    return RuleCoder(codebook)
