"""Where totals contradict each other: a time within another, or a part of a whole, cannot have more attacks than that other."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from research.analysis.reconciliation_totals import TOGETHER, apart

QUARTER = 0.25  # of the longer time: times to one day that differ by no more are about the same
TENTH = 0.1  # two figures for one day that differ by more than this part of the larger are listed, whatever their wording allows
FIRM, LOOSE = "exclude each other", "differ"
COLUMNS = (
    "row", "what", "firmness", "a_id", "a_source", "a_since", "a_day", "a_country", "a", "a_qualifier",
    "b_id", "b_source", "b_since", "b_day", "b_country", "b", "b_qualifier", "difference", "why",
)  # fmt: skip
FALLS, SAME, PART, INNER, SPLIT = "later total lower", "same days", "part above whole", "shorter time higher", "split"
ORDER = (SPLIT, FALLS, SAME, PART, INNER)
WHY = {
    FALLS: "a total that counts from the same day on cannot fall",
    SAME: "two figures for the same days",
    PART: "one country has more than all together",
    INNER: "a time within a longer one has more than that one",
}


def contradictions(totals: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of totals that cannot both be right, or hardly, the firm ones of published series first.

    Columns: row (numbers the pairs from 1), what (one of ORDER), firmness, then id, source, since, day, country, count (`a`, `b`) and
    qualifier of the two, difference (a - b), why.

    A total whose days and country lie within those of another must not exceed it. The two exclude each other where the least that the
    wording of the one allows is more than the most that the other's does (reconciliation_totals.band). Two that count to the same day, from
    about the same (QUARTER), by different counters, `differ` where more than a TENTH lies between them, even if their wording leaves room.
    A split has as `b` the total, as `a` the sum of the countries that are named with it.

    Totals that say the same of the same days are one. A contradiction need not be an error: definitions may differ, a day may be one off.
    """
    said = ["since", "day", "country", "count", "qualifier"]
    first = totals.sort_values(["origin", "total_id"], ascending=[False, True], kind="stable")  # published before articles
    each = first.drop_duplicates(said).reset_index(drop=True)
    rows = [_row(each.iloc[i], each.iloc[j], firm) for i, j, firm in _pairs(each)] + list(_splits(totals))
    table = pd.DataFrame(rows, columns=[*COLUMNS[1:], "articles"])
    rank = table["what"].map(ORDER.index)
    keys = ["articles", "firmness", "rank", "a_day", "b_day", "a_id", "b_id"]
    table = table.assign(rank=rank).sort_values(keys, ascending=[True, False, *[True] * 5])
    table.insert(0, "row", [str(number) for number in range(1, len(table) + 1)])
    return table[list(COLUMNS)].reset_index(drop=True)


def _pairs(each: pd.DataFrame) -> Iterator[tuple[int, int, bool]]:
    """Yield i, j, firm: total i lies within total j and has more."""
    since, day, country = (each[name].to_numpy(dtype=str) for name in ("since", "day", "country"))
    source, count = each["source"].fillna("").to_numpy(dtype=str), each["count"].to_numpy(dtype=int)
    low, high = each["low"].to_numpy(dtype=float), each["high"].fillna(np.iinfo("int64").max).to_numpy(dtype=float)
    for i in range(len(each)):
        place = (country == country[i]) | (country == TOGETHER)
        firm = place & (since <= since[i]) & (day >= day[i]) & (low[i] > high)
        yield from ((i, int(j), True) for j in np.flatnonzero(firm))
        gap = (count[i] - count) > TENTH * count[i]
        loose = (country == country[i]) & (day == day[i]) & (source != source[i]) & (source != "") & (source[i] != "") & gap & ~firm
        yield from ((i, int(j), False) for j in np.flatnonzero(loose) if _about_same(since[i], since[j], day[i]))


def _about_same(one: str, other: str, day: str) -> bool:
    return apart(one, other) <= QUARTER * (apart(min(one, other), day) + 1)


def _row(a: pd.Series, b: pd.Series, firm: bool) -> dict[str, Any]:
    what = PART if a["country"] != b["country"] else SAME if a["day"] == b["day"] else FALLS if a["since"] == b["since"] else INNER
    if what == SAME and a["since"] > b["since"]:
        what = INNER
    why = [WHY[what]] if firm else ["different figures to the same day, though the wording leaves room for both"]
    if _known(a["source"]) and _known(b["source"]) and a["source"] != b["source"]:
        why.append("two counters")
    if _known(a["definition"]) and _known(b["definition"]) and a["definition"] != b["definition"]:
        why.append(f"the definitions differ: {a['definition']}; {b['definition']}")
    return _two(a, b) | {"what": what, "firmness": FIRM if firm else LOOSE, "why": "; ".join(why), "articles": _articles(a, b)}


def _splits(totals: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield rows for totals whose split by country, of the same text or series, does not add up."""
    teller = totals["series"].fillna(totals["total_id"].str.split("-").str[0])
    for _, part in totals.groupby([teller, "since", "day"]):
        named = part[part["country"] != TOGETHER].drop_duplicates("country")
        for _, whole in part[part["country"] == TOGETHER].head(1).iterrows() if len(named) > 1 else ():
            low, high, open_ = int(named["low"].sum()), int(named["high"].sum()), bool(named["high"].isna().any())
            above = not pd.isna(whole["high"]) and low > whole["high"]
            below = not open_ and high < whole["low"]
            if above or below:
                text = "the countries make up more than the total" if above else "the countries make up less: another may be in the total"
                countries = " and ".join(named["country"])
                summed = named.iloc[0].copy()
                summed["country"], summed["count"] = countries, int(named["count"].sum())
                yield _two(summed, whole) | {"what": SPLIT, "firmness": FIRM, "why": text, "articles": _articles(whole, whole)}


def _two(a: pd.Series, b: pd.Series) -> dict[str, Any]:
    row: dict[str, Any] = {"difference": int(a["count"]) - int(b["count"])}
    for side, total in (("a", a), ("b", b)):
        source = total["source"] if _known(total["source"]) else total["reported_by"]
        row |= {f"{side}_id": total["total_id"], f"{side}_source": source, side: int(total["count"])}
        row |= {f"{side}_{name}": total[name] for name in ("since", "day", "country", "qualifier")}
    return row


def _articles(a: pd.Series, b: pd.Series) -> int:
    return int(a["origin"] == "article") + int(b["origin"] == "article")


def _known(value: Any) -> bool:
    return not pd.isna(value) and bool(value)
