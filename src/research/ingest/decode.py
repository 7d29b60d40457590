"""Raw bytes -> text, or the reason why they are none."""

import re
import unicodedata

from research.ingest.limits import MAX_CONTROL_SHARE
from research.ingest.refusal import RefusedError

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# English news without UTF-8 are nearly always in cp1252; others are tried where that reads as nonsense.
USUAL = ["cp1252"]
CODE_PAGES = ["cp1251", "cp1256", "cp1250", "cp1254", "cp1255", "cp1253", "mac_roman", "gb18030", "shift_jis", "big5", "euc_kr"]
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
# Zero-width, bidirectional and other invisible characters, soft hyphens, lone surrogates, non-characters.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def decode(data: bytes, charset: str = "") -> str:
    """Return the text of `data`: by its byte order mark, else UTF-8, else what server or page declare, else the likeliest code page.

    Raises:
        RefusedError: `binary` or `undecodable`.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding))
    if b"\x00" in data:
        return _checked(_strict(data, _unmarked_utf16(data)))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_other(data, charset))


def decode_line(line: bytes) -> str:
    """Return a line of a file whose lines may be in different encodings: UTF-8, else cp1252.

    Raises:
        RefusedError: it holds NUL bytes.
    """
    if b"\x00" in line:
        raise RefusedError("binary", "a line holds NUL bytes: save the file as CSV in UTF-8")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def tidy(text: str) -> str:
    """Return `text` in Unicode NFC with single line feeds and without invisible characters."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", LINE_ENDS.sub("\n", text)))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise RefusedError("undecodable", f"the bytes are not the {encoding} that they begin as: save the file as UTF-8") from None


def _unmarked_utf16(data: bytes) -> str:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise RefusedError("binary", "the file holds NUL bytes and is no text: save the article as .txt, .md or .html")


def _other(data: bytes, charset: str) -> str:
    declared = DECLARED.search(data[:4096])
    for name in (charset, declared.group(1).decode("ascii") if declared else ""):
        try:
            if name:
                return data.decode(name)
        except (LookupError, ValueError):  # no such encoding, or not this one
            continue
    from charset_normalizer import from_bytes

    best = None
    for pages in (USUAL, CODE_PAGES):
        best = best or from_bytes(data, cp_isolation=pages, preemptive_behaviour=False).best()
    if best is None:
        raise RefusedError("undecodable", "the encoding of the file cannot be told: save it as UTF-8")
    return str(best)


def _checked(text: str) -> str:
    if len(CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise RefusedError("binary", "the file holds control characters and is no text: save the article as .txt, .md or .html")
    return text
