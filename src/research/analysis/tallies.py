"""Running totals that officials and others published, listed with their period and source."""

from collections.abc import Mapping

import pandas as pd

from research.analysis.parameters import Parameters

Tables = Mapping[str, pd.DataFrame]


def totals(tables: Tables, parameters: Parameters | Mapping[str, object] | None = None, unit: str = "") -> pd.DataFrame:
    """Return the running totals that touch the window, ordered by unit, period_end, period_start, country and source.

    Columns: unit, country (empty: all together), period_start, period_end, qualifier, count, source, publisher, published, file, quote,
    tally_id. Totals without a period are kept, at the end of their unit. With `countries` given, totals of other countries are left
    out; those for all together are kept.
    """
    chosen = Parameters.of(parameters)
    articles = tables["articles"].set_index("article_id")[["publisher", "published", "file"]]
    table = tables["tallies"].join(articles, on="article_id")
    first, last = table["period_start"].fillna(table["period_end"]), table["period_end"].fillna(table["period_start"])
    inside = pd.Series(True, index=table.index)
    if chosen.start:
        inside &= last.isna() | (last >= chosen.start)
    if chosen.end:
        inside &= first.isna() | (first <= chosen.end)
    if chosen.countries:
        inside &= table["country"].isna() | table["country"].isin(chosen.countries)
    if unit:
        inside &= table["unit"] == unit
    keys = ["unit", "period_end", "period_start", "country", "source", "tally_id"]
    columns = ["unit", "country", "period_start", "period_end", "qualifier", "count", "source", "publisher", "published", "file", "quote"]
    return table[inside].sort_values(keys, na_position="last")[[*columns, "tally_id"]].reset_index(drop=True)
