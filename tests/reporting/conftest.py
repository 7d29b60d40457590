import pytest
from reporting_corpus import corpus

from research.analysis.selection import select


@pytest.fixture
def choose():
    """Return the function that makes a selection of incidents, of the claims on them, and of parameters."""

    def chosen(incidents, claims=(), articles=(), rejected=(), **parameters):
        return select(corpus(incidents, claims, articles, rejected), parameters)

    return chosen
