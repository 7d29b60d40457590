"""Which of several dates is that of publication."""

import pytest
from ingest_articles import BODY, MORE, read


def _published(text: str, kind: str = "text", **known: str) -> tuple[str | None, str]:
    row = read(text, kind, **known).row
    return row["published"], row["published_basis"]


def test_the_manifest_goes_before_the_text_and_may_be_partial():
    text = f"Rockets hit base\n\n8 November 2019\n\n{BODY}"
    assert _published(text) == ("2019-11-08", "text")
    assert _published(text, published="2019-11") == ("2019-11", "manifest")


def test_the_day_of_saving_above_the_headline_is_not_taken():
    page = f"• Friday, 22 November 2024\nlogo\n\nRockets hit base\n\n{{}}{BODY}"
    assert _published(page.format("City Media January 19, 2024 News\n\n")) == ("2024-01-19", "text")
    assert _published(page.format("")) == (None, "none")


def test_a_date_alone_above_the_headline_is_taken():
    assert _published(f"22 November 2024\n\nRockets hit base\n\n{BODY}") == ("2024-11-22", "text")


def test_a_date_after_the_day_of_saving_is_impossible():
    text = f"Rockets hit base\n\n22 November 2024\n\n{BODY}"
    assert _published(text, retrieved="2024-11-21") == (None, "none")
    assert _published(text, retrieved="2024-11-22") == ("2024-11-22", "text")
    assert _published(text, retrieved="2024-11-21", url="https://a.example/2024/10/03/x") == ("2024-10-03", "url")


def test_published_goes_before_updated_and_before_a_bare_date():
    text = f"Rockets hit base\n\nUpdated: 10 May 2021\nPublished: 9 May 2021\n11 May 2021\n\n{BODY}"
    assert _published(text) == ("2021-05-09", "text")
    assert _published(f"Rockets hit base\n\n{BODY}\n\n{MORE}\n\nUpdated : 2021-12-19 19:02") == ("2021-12-19", "text")


def test_dates_of_events_are_not_taken():
    assert _published(f"Rockets hit base\n\nOn January 3, 2020 a drone killed two people near the airport, officials said.\n\n{BODY}") == (
        None,
        "none",
    )
    days = "\n\n".join(f"{day} October 2023\n{BODY.replace('Three', str(day))}" for day in (17, 18, 26))
    found = read(f"Timeline: attacks on bases\n\n{days}")
    assert found.row["published"] is None
    assert "17 October 2023" in found.text


def test_machine_readable_dates_of_a_page():
    meta = '<meta property="article:published_time" content="2021-07-07T10:00:00Z">'
    data = '<script type="application/ld+json">{"@graph": [{"datePublished": "2021-07-08", "publisher": {"name": "The Site"}}]}</script>'
    page = (
        "<html><head><title>Rockets hit base</title>{}</head><body><article><h1>Rockets hit base</h1>{}<p>"
        + BODY
        + "</p></article></body></html>"
    )
    assert _published(page.format(meta + data, ""), "html") == ("2021-07-07", "text")
    assert _published(page.format(data, ""), "html") == ("2021-07-08", "text")
    assert read(page.format(data, ""), "html").row["publisher"] == "The Site"
    assert _published(page.format("", '<time datetime="2021-07-09">two days ago</time>'), "html") == ("2021-07-09", "text")
    assert _published(page.format("", "<div>October 2021 &middot; World</div>"), "html") == ("2021-10", "text")
    assert _published(page.format("", ""), "html") == (None, "none")


@pytest.mark.parametrize("name", ["2021-03-04-rockets.txt", "20210304.txt"])
def test_file_names_carry_no_date(tmp_path, name):
    from research.ingest import read_folder

    (tmp_path / name).write_text(f"Rockets hit base\n\n{BODY}\n", encoding="utf-8")
    assert read_folder(tmp_path).articles["published"].isna().all()
