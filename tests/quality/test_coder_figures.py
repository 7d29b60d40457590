"""How right the coder is on hand-coded articles: figures below which no change may bring it."""

import csv
from pathlib import Path

import pytest

from research import codebook
from research.build import Job, code_folder
from research.quality.gold import score

CODED = Path(__file__).resolve().parents[1] / "coding"
FLOORS = {
    "articles": {"incident_f1": 0.92, "strict_f1": 0.80, "claim3_f1": 0.80, "tally_f1": 0.88, "link_b3": 0.97},
    "counterparts": {"incident_f1": 0.87, "strict_f1": 0.80, "claim3_f1": 0.80, "tally_f1": 0.79, "link_b3": 0.95},
    "fresh": {"incident_f1": 0.92, "strict_f1": 0.86, "claim3_f1": 0.88, "tally_f1": 0.86, "link_b3": 0.97},
    "plain": {"incident_f1": 0.90, "strict_f1": 0.72, "claim3_f1": 0.69, "tally_f1": 0.88, "link_b3": 0.95},
    "wider": {"incident_f1": 0.84, "strict_f1": 0.65, "claim3_f1": 0.60, "tally_f1": 0.75, "link_b3": 0.97},
}


@pytest.mark.parametrize("name", FLOORS)
def test_the_coder_is_as_right_as_it_was(name, tmp_path):
    code_folder(Job(CODED / name, tmp_path), jobs=1, say=lambda line: None)
    figures = score(tmp_path, [CODED / name / "gold.jsonl"])
    assert figures["articles_read"] == figures["articles"]
    low = {figure: round(figures[figure], 3) for figure, floor in FLOORS[name].items() if figures[figure] < floor}
    assert not low
    groups = {row["group_id"] for row in csv.DictReader((tmp_path / "claims.csv").open(encoding="utf-8"))} - {""}
    assert groups <= set(codebook.load().groups)
