"""Inputs read outside the main thread, as workers of a Dask cluster do, have an end too."""

import contextlib
import threading
import time

import pytest

from research.ingest.article import articles_of
from research.ingest.documents import rtf
from research.ingest.guard import guard
from research.ingest.item import Item
from research.ingest.overtime import TooSlow, watched


def in_thread(work):
    """Return what `work` returns in a thread of its own, or what it raises."""
    found = []

    def run():
        try:
            found.append(work())
        except BaseException as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert found, "it never ends"
    return found[0]


def spin(patience=30.0):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with contextlib.suppress(Exception):  # as libraries do that swallow what they do not know
            sum(range(1000))
    return "went on"


def test_a_thread_that_works_too_long_is_stopped():
    def work():
        with guard(seconds=0.2):
            return spin()

    assert isinstance(in_thread(work), TooSlow)


def test_what_waits_uses_no_time():
    def work():
        with watched(0.1):
            time.sleep(0.8)
        return "done"

    assert in_thread(work) == "done"


def test_nothing_is_raised_afterwards_and_the_inner_of_two_does_nothing():
    def work():
        for _ in range(50):
            with watched(5.0), watched(0.0):
                sum(range(1000))
        return spin(0.7)

    assert in_thread(work) == "went on"


def test_a_slow_input_is_refused_in_a_thread(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rtf, "words", lambda data: spin())
    monkeypatch.setattr(guard.__wrapped__, "__defaults__", (0.2, 10**9))
    found = in_thread(lambda: articles_of(Item("a.rtf", "rtf", b"{\\rtf1 x}"), b"{\\rtf1 x}"))
    assert [one.reason for one in found] == ["too_slow"]
