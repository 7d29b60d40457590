"""Exports of ProQuest: articles between rules of underscores, each a headline, "Full text: ..." and fields behind it."""

import re

from research.ingest.agency.layout import day_of, label_of, layouts, part
from research.ingest.item import Part

NAME = "ProQuest"
RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)
START = re.compile(r"^[ \t]*Document \d{1,6} of \d{1,6}[ \t]*$", re.MULTILINE)
KNOWN = re.compile(r"^[ \t]*(?:ProQuest document ID|ProQuest document link|Document URL):", re.MULTILINE | re.IGNORECASE)
WHOLE = re.compile(r"^[ \t]*Full ?text\s?:", re.MULTILINE | re.IGNORECASE)


def split(text: str) -> list[Part]:
    """Return the articles of an export; [] if the text is none."""
    if not (KNOWN.search(text) and WHOLE.search(text)):
        return []
    cut = START if START.search(text) else RULE
    segments = [RULE.sub("", segment) for segment in cut.split(text)]
    return [_part(segment) for segment in segments if WHOLE.search(segment)]


def _part(segment: str) -> Part:
    labels = layouts()["proquest"]
    before, after = labels["before_body"] | labels["after_body"], labels["after_body"]
    fields: dict[str, str] = {}
    body: list[str] = []
    heading = label = ""
    for line in (line.strip() for line in segment.split("\n")):
        named, value = label_of(line)
        if named in labels["body"]:
            label, line = "full text", value
        elif named in (after if label == "full text" else before):
            label = named
            fields.setdefault(named, value)
            continue
        if label == "full text":
            body.append(line)
        elif not label and not heading and line and not line.startswith("http"):
            heading = line
    publisher = fields.get("publication title", "").split(";")[0]
    told = {"byline": fields.get("author", ""), "load_date": fields.get("last updated", "")}
    return part(segment, body, fields.get("title") or heading, publisher, day_of(fields.get("publication date", "")), **told)
