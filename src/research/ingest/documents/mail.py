"""A mail (.eml, or a message of a mailbox) -> the article in it, by the standard library's email."""

import email
import email.policy
import email.utils
import re
from datetime import datetime
from email.message import EmailMessage

from research.ingest.blocks import Facts, one_line
from research.ingest.decode import decode, tidy
from research.ingest.item import Part
from research.ingest.lexicon import words
from research.ingest.limits import MAX_CELL_CHARS, MAX_HEADER_BYTES, MAX_MAIL_PARTS, MAX_MAIL_RULES, MAX_TITLE_CHARS
from research.ingest.refusal import RefusedError

FORWARDED = re.compile(r"(?:(?:fwd?|fw|re|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
HEAD_END = re.compile(rb"\r?\n\r?\n")
MIN_SHARE = 0.4  # of the words of the HTML form that the plain form must have to be the one that is read


def read_mail(data: bytes) -> Part:
    """Return the article in a mail: its subject as headline, its date unless it was forwarded, its plain or HTML form.

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
    attached: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > MAX_MAIL_PARTS:
            raise RefusedError("too_large", f"more than {MAX_MAIL_PARTS} parts: save the article alone, as text")
        if part.is_multipart():
            continue
        kind = {"text/plain": "text", "text/html": "html"}.get(part.get_content_type(), "")
        if kind and not part.get_filename() and kind not in bodies:
            bodies[kind] = _text(part)
        elif part.get_filename():
            attached.append(_header(part.get_filename()))
    if not any(body.strip() for body in bodies.values()):
        raise RefusedError("no_text", "the mail has no text of its own: save what is attached to it as files")
    kind = _better(bodies)
    subject = _header(message.get("Subject"))
    title = FORWARDED.sub("", subject, count=1) if FORWARDED.match(subject) else subject
    day = "" if title != subject else _day(_header(message.get("Date")))
    told = {"sender": _header(message.get("From")), "attached, not read": ", ".join(attached)[:MAX_CELL_CHARS]}
    facts = Facts(title[:MAX_TITLE_CHARS].strip(), dates=[day] if day else [])
    return Part(kind, bodies[kind], data, facts, told={name: value for name, value in told.items() if value})


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
