"""Every value has its sentence."""

from tests.coding.reader import coded

TEXT = (
    "At least three rockets hit Ain al-Asad air base in Iraq on Thursday and wounded two soldiers. No group has claimed the attack.\n\n"
    "Since October 17 there have been 40 attacks on U.S. forces in Iraq, officials said."
)
WITHOUT = {"report_id", "claim_id", "tally_id", "article_id", "sentence_no", "start", "end", "quote"}


def test_every_value_of_every_row_has_an_assertion():
    rows = coded(TEXT)
    asserted = {(row["row_id"], row["column"]): row["value"] for row in rows.assertions}
    for table, key in ((rows.reports, "report_id"), (rows.claims, "claim_id"), (rows.tallies, "tally_id")):
        assert table
        for row in table:
            for column, value in row.items():
                if column not in WITHOUT and value not in (None, "", "unknown", "none"):
                    assert asserted[row[key], column] == str(value)


def test_no_assertion_says_nothing():
    assert all(row["value"] not in ("None", "", "unknown") for row in coded(TEXT).assertions)


def test_the_words_of_an_assertion_stand_where_it_says():
    for row in coded(TEXT).assertions:
        assert TEXT[row["start"] : row["end"]] == row["quote"]
