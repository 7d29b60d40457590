from collections.abc import Iterator

import pytest

from research import codebook
from research.codebook import Codebook
from research.coders.answers import Answers
from research.coders.language_model import LanguageModelCoder
from research.coders.request import MODEL_NAME
from research.coders.service import ADDRESS, KEY, Service

from . import stub as stubs


@pytest.fixture(autouse=True)
def nobody_set_anything(monkeypatch):
    for name in (ADDRESS, KEY, MODEL_NAME, "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def book() -> Codebook:
    return codebook.load()


@pytest.fixture
def stub() -> Iterator[stubs.Stub]:
    with stubs.running() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def service(stub, waits) -> Service:
    return Service(stub.address, sleep=waits.append)


@pytest.fixture
def coder(tmp_path, book, service) -> LanguageModelCoder:
    """A coder that asks the stub and keeps its answers in answers/."""
    return LanguageModelCoder("stub", book, Answers(tmp_path / "answers"), service)


@pytest.fixture
def replaying(tmp_path, book) -> LanguageModelCoder:
    """A coder that has the same answers and asks nobody."""
    return LanguageModelCoder("stub", book, Answers(tmp_path / "answers"))
