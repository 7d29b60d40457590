"""A mail (.eml, or a message of a mailbox) -> the article in it and what is attached, by the standard library's email."""

import email
import email.policy
import email.utils
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage

from research.ingest.blocks import Facts, one_line
from research.ingest.decode import decode, tidy
from research.ingest.item import Part
from research.ingest.kinds import kind_of
from research.ingest.lexicon import words
from research.ingest.limits import MAX_CELL_CHARS, MAX_HEADER_BYTES, MAX_MAIL_PARTS, MAX_MAIL_RULES, MAX_NAME_CHARS, MAX_TITLE_CHARS
from research.ingest.listing import visible_name
from research.ingest.refusal import RefusedError

FORWARDED = re.compile(r"(?:(?:fwd?|fw|re|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
MAIL = "message/rfc822"
HEAD_END = re.compile(rb"\r?\n\r?\n")
MIN_SHARE = 0.4  # of the words of the HTML form that the plain form must have to be the one that is read


def read_mail(data: bytes) -> Part:
    """Return the article in a mail: its subject as headline, its date unless it was forwarded, its plain or HTML form.

    What is attached and may hold an article comes with it; pictures and the like are named in `told`. A mail may have no text but that.

    Raises:
        RefusedError: it has too many parts, or no text.
    """
    head = HEAD_END.split(data[: MAX_HEADER_BYTES + 1], maxsplit=1)[0]
    if len(head) > MAX_HEADER_BYTES:
        raise RefusedError("too_large", f"its head has more than {MAX_HEADER_BYTES} bytes: save the article alone, as text")
    if data.count(b"\n--") > MAX_MAIL_RULES:
        raise RefusedError("too_large", f"more than {MAX_MAIL_PARTS} parts: save the article alone, as text")
    message = email.message_from_bytes(data, policy=email.policy.default.clone(refold_source="none"))
    bodies: dict[str, str] = {}
    attached: list[tuple[str, bytes]] = []
    others: list[str] = []
    for number, part in enumerate(_parts(message)):
        if number > MAX_MAIL_PARTS:
            raise RefusedError("too_large", f"more than {MAX_MAIL_PARTS} parts: save the article alone, as text")
        kind = {"text/plain": "text", "text/html": "html"}.get(part.get_content_type(), "")
        name = _name(part)
        if kind and not name and kind not in bodies:
            bodies[kind] = _text(part)
        elif kind_of(name) and (inner := _content(part)):
            attached.append((name, inner))
        elif name:
            others.append(name)
    if not any(body.strip() for body in bodies.values()) and not attached:
        raise RefusedError("no_text", "the mail has no text of its own, nor an article attached: save the article as a file")
    kind = _better(bodies) if bodies else "text"
    subject = _header(message.get("Subject"))
    title = FORWARDED.sub("", subject, count=1) if FORWARDED.match(subject) else subject
    day = "" if title != subject else _day(_header(message.get("Date")))
    told = {"sender": _header(message.get("From")), "attached, not read": ", ".join(others)[:MAX_CELL_CHARS]}
    facts = Facts(title[:MAX_TITLE_CHARS].strip(), dates=[day] if day else [])
    told = {name: value for name, value in told.items() if value}
    return Part(kind, bodies.get(kind, ""), data, facts, told=told, attached=tuple(_told_apart(attached)))


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts of a mail that hold something; of a mail attached to it the whole."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and (part is message or part.get_content_type() != MAIL):
            waiting += reversed(part.get_payload())  # type: ignore[arg-type]
        else:
            yield part


def _name(part: EmailMessage) -> str:
    """Return the name under which a part is attached, without folders; of a mail without one, a name of ours; empty for other parts."""
    name = visible_name(_header(part.get_filename()).replace("\\", "/")).rpartition("/")[2][-MAX_NAME_CHARS:]
    return name or ("message.eml" if part.get_content_type() == MAIL else "")


def _content(part: EmailMessage) -> bytes:
    """Return the bytes of what is attached; nothing where they cannot be had."""
    if part.get_content_type() != MAIL:
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
    try:
        return bytes(part.get_payload(0).as_bytes())  # type: ignore[union-attr]
    except (AttributeError, IndexError, LookupError, TypeError, ValueError):
        return b""


def _told_apart(attached: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    seen: Counter[str] = Counter()
    for name, data in attached:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}", data


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    return decode(payload, str(part.get_content_charset() or "")) if isinstance(payload, bytes) and payload.strip() else ""


def _better(bodies: dict[str, str]) -> str:
    plain, page = bodies.get("text", ""), bodies.get("html", "")
    if not page.strip() or not plain.strip():
        return "text" if plain.strip() else "html"
    return "text" if len(words(plain)) >= MIN_SHARE * len(words(re.sub(r"<[^<>]{0,5000}>", " ", page))) else "html"


def _header(value: object) -> str:
    return one_line(tidy(str(value)))[:MAX_CELL_CHARS] if value else ""


def _day(value: str) -> str:
    try:
        found: datetime | None = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = None
    return found.date().isoformat() if found and found.year >= 1990 else ""
