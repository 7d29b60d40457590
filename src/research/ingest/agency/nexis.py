"""Exports of Nexis Uni and LexisNexis: one article ends where "End of Document" stands, or begins where "3 of 12 DOCUMENTS" does."""

import re

from research.ingest.agency.layout import day_of, is_day_line, label_of, layouts, part
from research.ingest.item import Part

NAME = "Nexis Uni"
END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
START = re.compile(r"^[ \t]*\d{1,6} of \d{1,6} DOCUMENTS?[ \t]*$", re.MULTILINE)
OLD = re.compile(r"^[ \t]*LOAD-DATE:", re.MULTILINE)
BODY = "body"
EDITION = re.compile(r"\bedition\b", re.IGNORECASE)
RIGHTS = re.compile(r"(?:copyright|©|\(c\)|all rights reserved)", re.IGNORECASE)
MIN_REST_WORDS = 20  # behind the last end: an article that was cut off
HEAD_LINES = 60  # of one article before its running text, the cover page of the export apart


def split(text: str) -> list[Part]:
    """Return the articles of an export; [] if the text is none."""
    if END.search(text):
        *segments, rest = END.split(text)
        whole = [f"{segment.strip()}\nEnd of Document" for segment in segments if segment.strip()]
        return [_new(segment) for segment in whole] + ([_new(rest)] if len(rest.split()) >= MIN_REST_WORDS else [])
    if START.search(text):
        return [_old(segment) for segment in START.split(text)[1:] if segment.strip()]
    return [_old(text)] if OLD.search(text) and "LENGTH:" in text else []


def _new(segment: str) -> Part:
    lines = [line.strip() for line in segment.split("\n")]
    at = next((number for number, line in enumerate(lines) if line.lower() == BODY), -1)
    head = [number for number in range(max(at, 0)) if lines[number]][-HEAD_LINES:]
    dated = next((n for n in range(len(head) - 1, -1, -1) if is_day_line(lines[head[n]]) and not label_of(lines[head[n]])[0]), -1)
    if dated < 2:  # without the three lines that are over every article
        body, tail = _cut([line for line in lines[at + 1 :] if not END.fullmatch(line)])
        return _part(segment, body, tail, "", "", "")
    title, publisher, day = (lines[number] for number in head[dated - 2 : dated + 1])
    fields = dict(label_of(lines[number]) for number in head[dated + 1 :])
    body, tail = _cut([line for line in lines[at + 1 :] if not END.fullmatch(line)])
    # The first article has the cover page of the export before it, which is no part of it.
    return _part("\n".join(lines[head[dated - 2] :]), body, tail | fields, title, publisher, day)


def _old(segment: str) -> Part:
    lines = [line.strip() for line in segment.strip().split("\n")]
    filled = [number for number, line in enumerate(lines) if line]
    dated = next((number for number in filled[:8] if is_day_line(lines[number])), filled[0])
    before = layouts()["nexis"]["before_body"]
    fields: dict[str, str] = {}
    title, at = "", dated + 1
    for number in [n for n in filled if n > dated][:HEAD_LINES]:
        label, value = label_of(lines[number])
        if label in before:
            fields[label] = value
        elif not fields and not title and not EDITION.search(lines[number]) and not RIGHTS.match(lines[number]):
            title = lines[number]
        elif fields and (lines[number - 1] == "" or label):
            break
        at = number + 1
    body, tail = _cut(lines[at:])
    publisher = next((lines[number] for number in filled if number < dated and not RIGHTS.match(lines[number])), "")
    return _part(segment, body, tail | fields, fields.get("headline", title), publisher, lines[dated])


def _cut(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the running text, and the fields behind it."""
    after, alone = layouts()["nexis"]["after_body"], layouts()["nexis"]["alone"]
    # What follows the body is found from its end: a paragraph may begin as a label does.
    end = next((number for number, line in enumerate(lines) if label_of(line)[0] == "load-date" or line.lower() in alone), len(lines))
    while end > 0 and (not lines[end - 1] or label_of(lines[end - 1])[0] in after):
        end -= 1
    return lines[:end], dict(label_of(line) for line in lines[end:] if label_of(line)[0] in after)


def _part(segment: str, body: list[str], fields: dict[str, str], title: str, publisher: str, dated: str) -> Part:
    told = {name: fields.get(name, "") for name in ("byline", "dateline", "length")}
    return part(segment, body, title, publisher, day_of(dated), **told, load_date=day_of(fields.get("load-date", "")))
