"""Which rows stand behind the numbers of a measure, looked up by its name."""

from collections.abc import Callable, Mapping

from research.reporting.behind import claims, coverage, reconciliation, sources, tempo
from research.reporting.behind.context import Context
from research.reporting.behind.kinds import Row, Rows, ids
from research.reporting.traces import IDS

Finder = Callable[[Context, Row], Rows]
FINDERS: Mapping[str, Finder] = {**tempo.FINDERS, **coverage.FINDERS, **claims.FINDERS, **reconciliation.FINDERS, **sources.FINDERS}


def rows_behind(measure: str, context: Context | None, row: Row) -> Rows:
    """Return the rows behind each column of a row of `measure`, a result table or the data of a chart.

    Of a table that the package does not know, such as one of a notebook of your own, or without a context, it is the incidents of the
    column `incident_ids`.
    """
    finder = FINDERS.get(measure)
    if finder and context:
        return finder(context, row)
    return {"*": ids("incidents", str(row.get(IDS) or "").split())}
