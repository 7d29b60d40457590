"""Bytes become text, or a refusal."""

import pytest
from ingest_articles import BODY, refuse

from research.ingest.decode import decode, tidy
from research.ingest.refusal import RefusedError

TEXT = f"Kata’ib fighters – “three rockets” – near the café. {BODY}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"])
def test_encodings(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_short_western_text():
    assert decode("naïve".encode("cp1252")) == "naïve"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"PK\x03\x04\x00\x00" + BODY.encode(), "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)) * 20, "undecodable"),
        (b"\xff\xfea\x00\x00\xd8b\x00", "undecodable"),
        (b"\x01\x02\x03\x04" * 50, "binary"),
        (b"a" * 10_000_001, "too_large"),
        (b"a b\n" * 300_000, "too_large"),
        (b"Just a headline", "no_text"),
    ],
)
def test_refusals(data, reason):
    refusal = refuse(data)
    assert refusal.reason == reason
    assert refusal.detail


def test_line_ends_and_signs():
    assert tidy("a\r\nb\rc\u2028d\u0085e\ufffef\ud800") == "a\nb\nc\nd\ne" + "f"
    with pytest.raises(RefusedError):
        decode(b"abcd\x00efgh")
