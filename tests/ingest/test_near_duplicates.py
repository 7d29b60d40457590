"""Near-duplicates: reprints and excerpts are found, other accounts of the same event are not."""

import random

from ingest_articles import read

from research.ingest import read_folder
from research.ingest.duplicates import find_duplicates

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "bdfgklmnprst"]


def _text(seed: int, count: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def _changed(words: list[str], seed: int, changes: int) -> list[str]:
    source = random.Random(seed)
    changed = list(words)
    for place in source.sample(range(len(words)), changes):
        changed[place] = "changed"
    return changed


def _find(*texts: list[str]) -> list[int | None]:
    return find_duplicates([" ".join(words) for words in texts])


def test_reprints_are_found_and_others_are_not():
    base = _text(1)
    assert _find(base, _text(2), _changed(base, 3, 5), _changed(base, 4, 60)) == [None, None, 0, None]


def test_an_excerpt_repeats_a_longer_article_but_an_extended_one_does_not():
    base = _text(1, 400)
    assert _find(base, base[100:200]) == [None, 0]
    assert _find(base[:100], base) == [None, None]


def test_a_notice_under_all_articles_makes_no_duplicates():
    notice = _text(99, 30)
    assert set(_find(*[_text(seed) + notice for seed in range(50)])) == {None}


def test_many_reprints_point_to_the_first():
    base = _text(1)
    assert _find(*[_changed(base, seed, 3) for seed in range(200)]) == [None] + [0] * 199


def test_short_texts_are_not_compared():
    assert _find(_text(1, 20), _text(1, 20)) == [None, None]
    assert find_duplicates([]) == []
    assert find_duplicates(["", "a"]) == [None, None]


def test_the_earlier_one_is_the_original(tmp_path):
    body = " ".join(_text(1)).capitalize() + "."
    (tmp_path / "a.txt").write_text(f"Late headline\n\n10 May 2021\n\n{body}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Early headline\n\n9 May 2021\n\n{body}\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"Undated headline\n\n{body}\n", encoding="utf-8")
    rows = read_folder(tmp_path).articles.set_index("file")
    assert rows["duplicate_of"].isna().to_dict() == {"a.txt": False, "b.txt": True, "c.txt": False}
    assert set(rows["duplicate_of"].dropna()) == {rows.loc["b.txt", "article_id"]}


def test_other_words_for_the_same_event():
    one = read(
        "Rockets hit base\n\nAt least three Katyusha rockets "
        "struck the base north of the capital on Monday night, the military said, and no one was hurt."
    )
    two = read(
        "Base comes under fire\n\nThe military "
        "reported that a base to the north of the capital was shelled with three rockets late on Monday without casualties."
    )
    assert find_duplicates([one.text, two.text]) == [None, None]
