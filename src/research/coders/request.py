"""Which coder is asked for, as the command line says it. Nothing of the coders themselves is imported here."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from research import fingerprint
from research.paths import ROOT

RULES, MODEL, HUMAN = "rules", "language-model", "human:"
MODEL_NAME = "OPENAI_MODEL"  # of the environment
ANSWERS = ROOT / "data" / "answers"  # recorded answers of language models


@dataclass(frozen=True, slots=True)
class Request:
    """Which coder: `coder` is rules, language-model or human:FOLDER; the others are for the language model only.

    `ask`: ask for what is not recorded in the folder `answers`. `model` and `address` stand for those of the environment.
    """

    coder: str = RULES
    ask: bool = False
    model: str = ""
    address: str = ""
    answers: Path = ANSWERS

    @property
    def is_rules(self) -> bool:
        """Tell whether the rules are asked for, which nothing but the articles and the codebook decides."""
        return self.coder == RULES

    @property
    def named_model(self) -> str:
        """Return the name of the language model, from the environment where the request has none."""
        return self.model or os.environ.get(MODEL_NAME, "")

    @property
    def codings(self) -> Path | None:
        """Return the folder of a person's codings, or its reports.csv; None for the other coders."""
        return Path(self.coder.removeprefix(HUMAN)) if self.coder.startswith(HUMAN) else None

    def problem(self) -> str:
        """Return what is wrong with the request, with its mend; empty if nothing is."""
        if self.coder not in (RULES, MODEL) and not (self.coder.startswith(HUMAN) and len(self.coder) > len(HUMAN)):
            return f'there is no coder "{self.coder}": use {RULES}, {MODEL} or {HUMAN}FOLDER'
        if self.coder != MODEL and (self.ask or self.model or self.address):
            return f"--ask, --model and --address are for the coder {MODEL}: add --coder {MODEL}, or leave them out"
        return ""

    def fingerprint(self) -> dict[str, Any]:
        """Return checksums of what the coder reads besides articles and codebook, as one more kind of input; {} for the rules."""
        if self.is_rules:
            return {}
        folder = self.codings or self.answers
        folder = folder if folder.is_dir() else folder.parent
        files = fingerprint.of_files(folder.glob("*.csv" if self.codings else "*.json"), folder)
        return {"coder": {"name": self.coder, "model": self.named_model, "code": fingerprint.code("coders"), **files}}


BY_RULES = Request()
