"""What is asked for on the command line -> a coder."""

import pandas as pd

from research.codebook import Codebook
from research.coders.protocol import Coder, CoderError
from research.coders.request import MODEL, Request


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

        return of_environment(codebook, Answers(request.answers), request.ask, request.named_model, request.address)
    if request.codings:
        from research.coders.human import HumanCoder

        return HumanCoder(request.codings, articles, codebook)
    from research.coders.rules import RuleCoder

    return RuleCoder(codebook)
