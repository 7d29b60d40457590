"""Exports of Factiva: every article ends with a line "Document LBA0000020200312eg3c00abc", with field codes before it or without."""

import re

from research.ingest.agency.layout import day_of, is_day_line, layouts, part
from research.ingest.item import Part

NAME = "Factiva"
END = re.compile(r"^[ \t|]*(?:AN[ \t|]+)?Document[ \t]+([A-Za-z]{1,9}\d{6,20}[a-z0-9]{0,20})[ \t|]*$", re.MULTILINE)
CODED = re.compile(r"^[ \t|]*(HD|TD|LP)(?:[ \t|]|$)", re.MULTILINE)
FIELD = re.compile(r"[ \t|]*([A-Z]{2,3})(?:[ \t|]+|$)")
LENGTH = re.compile(r"\d[\d,.]{0,9} words", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4})?")
RIGHTS = re.compile(r"(?:copyright|©|\(c\))", re.IGNORECASE)
HEAD_LINES = 14  # between the length and the running text


def split(text: str) -> list[Part]:
    """Return the articles of an export; [] if the text is none."""
    parts: list[Part] = []
    begin = 0
    for end in END.finditer(text):
        segment = text[begin : end.end()]
        coded = CODED.search(segment)
        parts.append(_coded(segment) if coded else _plain(segment))
        begin = end.end()
    return parts


def _coded(segment: str) -> Part:
    fields: dict[str, list[str]] = {}
    code = ""
    for line in segment.split("\n"):
        match = FIELD.match(line)
        if match and match.group(1) in layouts()["factiva"]["codes"]:
            code, line = match.group(1), line[match.end() :]
        fields.setdefault(code, []).append(line.strip(" \t|"))

    def said(name: str) -> str:
        return " ".join(line for line in fields.get(name, []) if line)

    body = [*fields.get("LP", []), "", *fields.get("TD", [])]
    return part(segment, body, said("HD"), said("SN"), day_of(said("PD")), byline=said("BY"), length=said("WC"), load_date="")


def _plain(segment: str) -> Part:
    lines = [line.strip(" \t|") for line in segment.split("\n")][:-1]
    filled = [number for number, line in enumerate(lines) if line]
    counted = next((number for number in filled if LENGTH.fullmatch(lines[number])), -1)
    if counted < 0:
        return part(segment, lines, "", "", "")
    over = [lines[number] for number in filled if number < counted][-4:]
    bylines = [line for line in over if line.lower().startswith("by ")] or over[1:][-1:]
    title = max((line for line in over if line not in bylines), key=len, default="")
    under = [number for number in filled if number > counted][:HEAD_LINES]
    dated = next((number for number in under if is_day_line(lines[number])), counted)
    named = [number for number in under if number > dated and not CLOCK.fullmatch(lines[number])]
    publisher = lines[named[0]] if named else ""
    rights = next((number for number in named if RIGHTS.match(lines[number])), -1)
    spoken = next((number for number in named if lines[number].lower() in layouts()["factiva"]["languages"]), -1)
    at = max(rights, spoken, named[0] if named else dated) + 1
    return part(segment, lines[at:], title, publisher, day_of(lines[dated]), byline=" ".join(bylines), length=lines[counted])
