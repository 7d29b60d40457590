"""One incident as JupyterLab shows it: its values, and each report that tells it with its article, sentences and the words that count."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from research import tables as processed
from research.paths import PROCESSED, RAW, ROOT
from research.reporting.page.evidence import Incident, incidents
from research.reporting.page.frames import rows_of
from research.reporting.page.tellings import Quoted, Telling
from research.reporting.page.words import word
from research.reporting.parameters import nearest

# Red, green, blue of each kind of evidence. Half-seen over the page, they leave its own ink readable, light or dark.
TINTS = {
    "when": "214,150,0", "where": "40,150,70", "weapon": "220,90,40", "target": "150,70,190", "outcome": "128,128,128",
    "casualties": "200,50,120", "claim": "0,130,200",
}  # fmt: skip
SOFT = "opacity:.75;font-size:.88em"


class NoIncident(LookupError):
    """There is no such incident; the message names the nearest."""


@dataclass(frozen=True, slots=True)
class Told:
    """An incident and the reports that tell it; print() gives it as text."""

    found: Incident

    def __repr__(self) -> str:
        lines = [_heading(self.found), _values(self.found)]
        for telling in self.found.tellings:
            lines += ["", f"{_publisher(telling)}: {telling.article.get('title') or telling.article.get('file', '')}"]
            quoted = ([telling.headline] if telling.headline else []) + telling.sentences
            lines += [f"  {sentence.number:>3} {sentence.text}" for sentence in quoted]
            lines += [f"      {label}: {text}" for _, label, text in telling.values] + [f"      Claim: {text}" for text in telling.claims]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return render(self.found)


def incident(incident_id: str, tables: Mapping[str, pd.DataFrame] | Path = PROCESSED) -> Told:
    """Return the incident with that id, or with an id that begins so, and what its articles say.

    `tables` are processed tables by name, such as those of a selection, or a folder of them.

    Raises:
        NoIncident: none or several have such an id.
    """
    found = processed.read_all(tables) if isinstance(tables, Path) else tables
    ids = found["incidents"]["incident_id"]
    wanted = ids[ids == incident_id] if (ids == incident_id).any() else ids[ids.str.startswith(incident_id)]
    if len(wanted) != 1:
        mend = f"{nearest(incident_id, ids)}" if wanted.empty else f"; which of {', '.join(wanted)}?"
        raise NoIncident(f'there is no one incident "{incident_id}"{mend}')
    return Told(incidents(rows_of(_behind(found, str(wanted.iloc[0]))))[0])


def _behind(tables: Mapping[str, pd.DataFrame], incident_id: str) -> dict[str, pd.DataFrame]:
    """Return the rows of the tables that belong to one incident and to the articles that tell it."""
    own = {name: tables[name][tables[name]["incident_id"] == incident_id] for name in ("incidents", "incident_reports")}
    reports = tables["reports"][tables["reports"]["report_id"].isin(own["incident_reports"]["report_id"])]
    of_articles = ("articles", "texts", "sentences", "claims", "assertions")
    rows = {name: tables[name][tables[name]["article_id"].isin(reports["article_id"])] for name in of_articles}
    return own | rows | {"reports": reports}


def render(found: Incident) -> str:
    """Return an incident as a `div` that needs no style sheet, script or network."""
    parts = [
        '<div style="line-height:1.5;max-width:64em;overflow-wrap:anywhere">',
        f'<p style="margin:0"><b style="font-size:1.15em">{escape(_heading(found))}</b><br>'
        f'<span style="{SOFT}">{escape(str(found.row["incident_id"]))}</span></p>',
        f'<p style="margin:.3em 0">{escape(_values(found))}</p>',
    ]
    for label, values in found.differences:
        said = "; ".join(f"<b>{escape(value)}</b> {escape(names)}" for value, names in values)
        parts.append(f'<p style="margin:0;{SOFT}">Reports differ on {escape(label)}: {said}</p>')
    return "\n".join([*parts, *(_telling(telling) for telling in found.tellings), "</div>"])


def _heading(found: Incident) -> str:
    return ", ".join(part for part in (found.place or "place not said", found.within, found.date or "no date") if part)


def _values(found: Incident) -> str:
    numbers = [f"{name} {text}" for name, text in (("killed", found.killed), ("wounded", found.wounded)) if text]
    status = found.row["claim_status"]
    claim = "neither claimed nor attributed" if status == "neither" else f"{word('claim_status', status)} {found.claim}".strip()
    parts = [found.weapon, found.target, found.side, word("outcome", found.row["outcome"]), *numbers, claim]
    return " · ".join(part for part in parts if part)


def _publisher(telling: Telling) -> str:
    return f"{telling.article.get('publisher') or 'publisher not known'}, {telling.published or 'date not known'}"


def _telling(telling: Telling) -> str:
    title = _sentence(telling.headline) if telling.headline else escape(telling.article.get("title") or "(without a headline)")
    quoted = [f'<p style="margin:.2em 0">{_sentence(s, f"{s.number} ")}</p>' for s in telling.sentences]
    said = [(kind, label, text) for kind, label, text in telling.values] + [("claim", "Claim", text) for text in telling.claims]
    values = " &nbsp; ".join(f'<span style="{_tint(kind)}">{escape(label)}</span> {escape(text)}' for kind, label, text in said)
    return (
        '<div style="border-left:3px solid rgba(128,128,128,.4);padding-left:.8em;margin:.8em 0">'
        f'<p style="margin:0"><b>{title}</b><br><span style="{SOFT}">{escape(_publisher(telling))}{_links(telling)}</span></p>'
        f'{"".join(quoted)}<p style="margin:.3em 0;font-size:.9em">{values}</p></div>'
    )


def _links(telling: Telling) -> str:
    """Return links to the article: its raw file, which JupyterLab opens beside a notebook of notebooks/, and its address."""
    file, address = telling.article.get("file") or "", telling.article.get("url") or ""
    links = [(f"../{(RAW / file).relative_to(ROOT).as_posix()}", file)] if file and (RAW / file).is_file() else []
    links += [(address, "source")] if address.lower().startswith(("https://", "http://")) else []
    return "".join(f' · <a href="{escape(target)}">{escape(name)}</a>' for target, name in links)


def _sentence(sentence: Quoted, number: str = "") -> str:
    body = "".join(
        f'<span style="{_tint(part.kinds[0])}" title="{escape("; ".join(part.labels))}">{escape(part.text)}</span>'
        if part.kinds
        else escape(part.text)
        for part in sentence.stretches
    )
    whole = "".join(f' <span style="{_tint(kind)};font-size:.8em" title="{escape(label)}">{kind}</span>' for kind, label in sentence.whole)
    before = f'<span style="{SOFT}">{number}</span>' if number else ""
    return before + body + whole


def _tint(kind: str) -> str:
    return f"background:rgba({TINTS.get(kind, TINTS['outcome'])},.22);border-bottom:2px solid rgb({TINTS.get(kind, TINTS['outcome'])})"
