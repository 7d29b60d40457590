"""A corpus of a few rows, of which each test of findings, charts and summaries takes the part that it is about."""

from research import tables

ARTICLE = {"published_basis": "manifest", "language": "en", "n_words": 100}
INCIDENT = {
    "date_prec": 1, "date_basis": "stated", "country": "Iraq", "where_prec": 1, "target_side": "us_coalition", "outcome": "hit",
    "n_attacks": 1, "is_background": False, "n_reports": 1, "competing": False, "aggregation": "representative",
}  # fmt: skip


def incident(number, day, weapon="rocket", target="military_base", place="camp-taji", publishers=1, status="neither", **more):
    row = {"incident_id": f"{day}-{place}-{number:04x}", "date_start": day, "date_end": day, "place_id": place, "weapon": weapon}
    return {**INCIDENT, **row, "target": target, "n_publishers": publishers, "claim_status": status, **more}


def report(row, article):
    kept = {name: value for name, value in row.items() if name in {c.name for c in tables.TABLES["reports"].columns}}
    return {**kept, "report_id": f"{article}r0", "article_id": article, "sentence_no": 0, "quote": "words"}


def claim(article, group, statement, by=None, number=0, report="r0"):
    row = {"claim_id": f"{article}c{number}", "article_id": article, "report_id": f"{article}{report}" if report else None}
    return {**row, "group_id": group, "statement": statement, "by": by, "sentence_no": 0, "start": 0, "end": 5, "quote": "words"}


def corpus(incidents, claims=(), articles=(), rejected=()):
    """Return all tables: each incident is told by one article of the same number, and there are further `articles`."""
    names = [f"{n:016x}" for n in range(len(incidents))]
    telling = [
        {**ARTICLE, "article_id": name, "publisher": f"Paper {n}", "published": row["date_start"]}
        for n, (name, row) in enumerate(zip(names, incidents, strict=True))
    ]
    rows = {
        "incidents": incidents,
        "reports": [report(row, name) for name, row in zip(names, incidents, strict=True)],
        "incident_reports": [
            {"incident_id": row["incident_id"], "report_id": f"{name}r0", "score": 1.0, "reasons": "founding"}
            for name, row in zip(names, incidents, strict=True)
        ],
        "claims": claims,
        "articles": [{"file": f"{row['article_id']}.txt", "sha256": row["article_id"], **row} for row in [*telling, *articles]],
        "rejected": rejected,
    }
    return {name: tables.frame(name, rows.get(name, ())) for name in tables.TABLES}
