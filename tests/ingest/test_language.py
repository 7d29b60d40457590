"""Other languages are kept, marked, and not coded by the rules for English."""

import pytest
from ingest_articles import BODY, MORE, read

from research.build import Job, code_folder
from research.ingest.language import detect
from research.tables import read as read_table

TEXTS = {
    "en": f"{BODY} {MORE}",
    "es": "Tres cohetes cayeron el lunes cerca de la base aérea, dijeron las autoridades, y nadie resultó herido en el ataque.",
    "de": "Drei Raketen schlugen am Montag nahe der Luftwaffenbasis ein, wie die Behörden mitteilten; niemand wurde verletzt. "
    "Wer hinter dem Angriff steht, war auch am Dienstag noch nicht bekannt.",
    "fr": "Trois roquettes sont tombées lundi près de la base aérienne, ont indiqué les autorités, et personne n'a été blessé.",
    "tr": "Üç roket pazartesi günü hava üssünün yakınına düştü ve kimse yaralanmadı. Yetkililer saldırıyı kimin yaptığını henüz "
    "bilmediklerini söyledi ve kapsamlı bir soruşturma başlattı.",
    "ar": "سقطت ثلاثة صواريخ قرب القاعدة الجوية يوم الاثنين وقال مسؤولون إن أحدا لم يصب بأذى في الهجوم على جنود التحالف الدولي في العراق.",
    "fa": "سه موشک روز دوشنبه در نزدیکی پایگاه هوایی فرود آمد و مقامات گفتند کسی در این حمله به سربازان ائتلاف زخمی نشده است.",
    "ru": "Три ракеты упали в понедельник рядом с авиабазой, сообщили власти, при нападении на солдат коалиции никто не пострадал.",
    "zh": "周一，三枚火箭弹落在空军基地附近，官员们表示，在针对联军士兵的袭击中没有人受伤，目前还没有任何组织宣称对此次袭击负责。",
    "he": "שלוש רקטות נפלו ביום שני סמוך לבסיס חיל האוויר, אמרו גורמים רשמיים, ואיש לא נפגע במתקפה על חיילי הקואליציה בעיראק.",
}
TERSE = (
    "Rockets: 3. Wounded: 2 soldiers, 1 contractor. Place: Taji base, north Baghdad. Claim: none so far. Source: military spokesman "
    "statement, Friday morning."
)


@pytest.mark.parametrize("code", TEXTS)
def test_language(code):
    assert detect(f"{TEXTS[code]} {TEXTS[code]}") == code


@pytest.mark.parametrize("text", ["", "Rockets hit base", "Tres cohetes", "حمص", "123 456 " * 20])
def test_too_short_to_tell(text):
    assert detect(text) == ""


def test_few_function_words_are_still_english():
    assert detect(TERSE) == "en"


def test_the_language_is_a_cell():
    assert read(f"{TEXTS['de']} {TEXTS['de']}").row["language"] == "de"


def test_other_languages_are_kept_and_not_coded(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    text = "Rockets struck Balad Air Base north of Baghdad on Sunday, the Iraqi military said, and two soldiers were wounded in the attack."
    (raw / "en.txt").write_text(text, "utf-8")
    for code in ("de", "ar"):
        (raw / f"{code}.txt").write_text(f"{TEXTS[code]}\n\n{TEXTS[code]} Balad rockets attack.", "utf-8")
    code_folder(Job(raw, tmp_path / "out"))
    articles = read_table(tmp_path / "out", "articles").set_index("file")
    assert dict(articles["language"]) == {"en.txt": "en", "de.txt": "de", "ar.txt": "ar"}
    told = read_table(tmp_path / "out", "reports")["article_id"]
    assert set(told) == {articles.loc["en.txt", "article_id"]}
    assert set(read_table(tmp_path / "out", "sentences")["article_id"]) == {articles.loc["en.txt", "article_id"]}
