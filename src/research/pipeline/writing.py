"""The coded articles of a build -> its tables, and the incidents that their reports tell; what an earlier build made is used again."""

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from functools import partial
from typing import Any, NamedTuple

from research import shelf, tables
from research.codebook import Codebook
from research.ingest.folder import rejected_rows
from research.linking.block import Block
from research.linking.incidents import Incidents
from research.linking.link import grouped
from research.linking.memory import Memory, key_of
from research.linking.places import Atlas
from research.linking.told import Told
from research.pipeline import incident_units, units
from research.pipeline.engines import Engine
from research.pipeline.formatting import OF_ARTICLES, Bench, Piece, as_csv, as_parquet
from research.pipeline.output import CsvTable, Output
from research.pipeline.overlay import Overlay
from research.pipeline.progress import Progress
from research.pipeline.store import Articles
from research.pipeline.units import in_batches
from research.pipeline.workshop import Workshop

Say = Callable[[str], None]


class Tools(NamedTuple):
    """What a build writes tables with: worker processes, a memory, the codebook and its folder, and whom to tell."""

    engine: Engine
    memory: Memory
    book: Codebook
    say: Say


def write_articles(articles: Articles, overlay: Overlay, workshop: Workshop, tools: Tools, out: Output) -> list[bytes]:
    """Write the tables whose rows belong to one article each, and what belongs to none; return the keys of what is to be linked."""
    bench = Bench(out.folder / shelf.FOLDER, tools.book.folder)
    keys = _write_csv(articles, bench, tools, out)
    _write_parquet(articles, bench, tools, out)
    rejected = sorted(rejected_rows(workshop.refusals), key=lambda row: row["file"])
    out.frame("rejected", tables.frame("rejected", rejected))
    out.frame("corrections", overlay.corrections)
    return keys


def _write_csv(articles: Articles, bench: Bench, tools: Tools, out: Output) -> list[bytes]:
    every = units.by_id(articles)
    files = {name: out.csv(name, [unit.mark for unit in every]) for name in OF_ARTICLES}
    keys = {unit.mark: key_of("block", unit.mark) for unit in every}
    changed = [
        unit for unit in every if tools.memory.get(keys[unit.mark]) is None or not all(file.has(unit.mark) for file in files.values())
    ]
    new = {unit.mark for unit in changed}
    progress = Progress("writing CSV", sum(map(len, changed)), tools.say)
    with closing(_run(as_csv, (units.place(unit, articles) for unit in changed), bench, tools)) as made:
        for unit in every:
            if unit.mark not in new:
                for file in files.values():
                    file.keep(unit.mark)
                continue
            pieces, block = next(made)
            tools.memory.put(keys[unit.mark], block)
            for name, file in files.items():
                file.add(unit.mark, pieces[name])
            progress.add(len(unit))
    return list(keys.values())


def _write_parquet(articles: Articles, bench: Bench, tools: Tools, out: Output) -> None:
    changed = [unit for unit in units.by_year(articles) if not out.parquet(f"articles/{unit.name}", unit.mark)]
    progress = Progress("writing Parquet", sum(map(len, changed)), tools.say)
    batches = list(in_batches(changed, len))
    made = _run(as_parquet, ([(unit.name, units.place(unit, articles)) for unit in batch] for batch in batches), bench, tools)
    for batch, found in zip(batches, made, strict=True):
        for unit in batch:
            out.parquet(f"articles/{unit.name}", unit.mark, {name: {unit.name: piece} for name, piece in found[unit.name].items()})
            progress.add(len(unit))


def _run(work: Callable[..., Any], batches: Iterator[Any], bench: Bench, tools: Tools) -> Generator[Any, None, None]:
    for _, found in tools.engine.run(partial(work, bench), batches):
        yield found


def write_incidents(keys: list[bytes], overlay: Overlay, rule: str, workshop: Workshop, tools: Tools, out: Output) -> None:
    """Link the reports, and write which tells which incident, and the incidents.

    Raises:
        DecisionError: two decisions contradict each other.
    """
    blocks = (Block.from_bytes(tools.memory.get(key) or b"") for key in keys)
    told = Told(blocks, tools.book, Atlas(tools.book), tools.memory, str(out.folder / shelf.FOLDER))
    try:
        group_of = grouped(told, overlay.decisions, lambda step, total: Progress(step, total, tools.say).add)
        about = incident_units.Articles(workshop, told)
        every = incident_units.units(told, group_of, about, rule)
        progress = Progress("writing incidents", sum(len(unit.incidents) for unit in every), tools.say)
        marks = [unit.mark for unit in every]
        rows, links = out.csv("incidents", marks), out.csv("incident_reports", [_all(marks)])
        incidents = Incidents(rule, tools.book)
        parts = []
        for batch in in_batches(every, lambda unit: len(unit.incidents)):
            new = [unit for unit in batch if not _stands(unit, rows, tools, out)]
            made = dict(zip((unit.name for unit in new), incident_units.make(new, told, incidents, about), strict=True))
            for unit in batch:
                if unit.name in made:
                    _take_in(unit, made[unit.name], rows, tools, out)
                else:
                    rows.keep(unit.mark)
                sizes, _, lines = (tools.memory.get(_links_of(unit)) or b"").partition(b"\n")
                parts.append((unit.reports(), json.loads(sizes), lines))
                progress.add(len(unit.incidents))
        if not links.stays:
            links.add(_all(marks), Piece(len(told), b"".join(incident_units.joined(iter(parts), len(told)))))
    finally:
        told.close()


def _stands(unit: incident_units.Unit, rows: CsvTable, tools: Tools, out: Output) -> bool:
    """Tell whether a unit need not be made again."""
    kept = rows.has(unit.mark) and tools.memory.get(_links_of(unit)) is not None
    return kept and out.parquet(f"incidents/{unit.name}", unit.mark)


def _take_in(unit: incident_units.Unit, made: incident_units.Made, rows: CsvTable, tools: Tools, out: Output) -> None:
    out.parquet(f"incidents/{unit.name}", unit.mark, made.parquet)
    rows.add(unit.mark, made.incidents)
    tools.memory.put(_links_of(unit), json.dumps([len(line) for line in made.links]).encode() + b"\n" + b"".join(made.links))


def _links_of(unit: incident_units.Unit) -> bytes:
    return key_of("links", unit.mark)


def _all(marks: list[str]) -> str:
    return key_of("all", marks).hex()
