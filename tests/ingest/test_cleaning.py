"""Cleaning: what is cut, what stays, and in what form."""

import pytest
from ingest_articles import BODY, MORE, paragraphs

TITLE = "Rockets hit base outside city"
FURNITURE = """\
Share on Facebook Share on Twitter Send by e-mail
Share | Tweet | Email | Print
Views   |   Comments   |   Tip jar
Comments (41)
A+ A-   Share   Comments (0)
<< Previous article    Next article >>
Home | World | Business | Imprint
Follow us: f t in
By our Baghdad desk
By Jane Doe
Editing by Jane Doe
Additional reporting by staff
Posted by admin | 0 comments
READ MORE: Who owns the base
Read More: Two questions to an expert
You may also like: More from the capital
Sign up for our newsletter
Get the latest updates in your inbox
Leave a Reply
Your email address will not be published.
Copyright 2021. All rights reserved.
(c) 2019. All rights reserved.
© 2024
Disclaimer: this text comes without warranty.
Tags: Iraq, drones
Region: Middle East
Theme: Intelligence
https://a.example/b.mp4
Source: agencies
(Agencies)
Do you value our work? Please consider a donation.
SUPPORT INDEPENDENT NEWS - DONATE
Advertisement
Sponsored Content
Get the day's top stories on our app. Download now!
Print this page
AK/51
editor@a.example
[video]
Back to top
(This story came from a syndicated feed; only the headline is ours.)
Listen to this article
We use cookies. Accept
Powered by a free theme
***
(
"""
ARTICLE = """\
BAGHDAD - A base was hit on Friday.
ERBIL (Radio 24) – Three missiles landed late on Friday.
No one was hurt.
Follow us on Telegram, the group said in a message to its supporters.
More than 20 rockets were fired.
By nightfall the fires were out.
UPDATE: Two more rockets hit the base, police say.
What happened?
Nobody claimed it.
9 - This is how many attacks there have been.
"We will share this with our allies," the minister said.
[Photo: A soldier on guard. File picture]
(Photo: representational image)
Photo: A soldier on guard
Oct. 18 - A drone is shot down.
Iraq, 27, Syria, 28
Sources: three rockets were found in a truck near the town.
In the U.S.
"""


@pytest.mark.parametrize("line", FURNITURE.splitlines())
def test_furniture_is_cut(line):
    assert paragraphs(f"{TITLE}\n\n{BODY}\n\n{MORE}\n\n{line}") == [TITLE, BODY, MORE]
    assert paragraphs(f"{TITLE}\n\n{BODY}\n\n{MORE}\n{line}") == [TITLE, BODY, MORE]


@pytest.mark.parametrize("line", ARTICLE.splitlines())
def test_the_article_itself_stays(line):
    assert line in paragraphs(f"{TITLE}\n\n{BODY}\n\n{line}\n\n{MORE}")


def test_title_comes_first_and_once():
    assert paragraphs(f"{TITLE}\n\n{TITLE}\n\n{TITLE}\n{BODY}") == [TITLE, BODY]
    assert paragraphs(f"{TITLE} | World - Site\n\n{BODY}", title=TITLE) == [TITLE, BODY]
    assert paragraphs(BODY, title=TITLE) == [TITLE, BODY]
    assert paragraphs(f"# {TITLE}\n\n{BODY}", "markdown") == [TITLE, BODY]
    assert paragraphs(BODY) == [BODY]


def test_a_lead_that_the_next_paragraph_repeats_is_cut():
    assert paragraphs(f"{TITLE}\n\n{BODY}\n\nCITY (Radio) – {BODY}\n\n{MORE}") == [TITLE, f"CITY (Radio) – {BODY}", MORE]


def test_wrapped_lines_are_joined_and_lists_are_not():
    text = (
        f"{TITLE}\n\nThree rockets hit a military base outside the city late on Friday, the\n"
        "military said, adding that nobody had been hurt in the\nattack and that Iran-\nbacked militias were to blame for it. It was the "
        "third attack on that\nbase in a week, officials said.\n\n"
        "* the first point goes on over\n  a second line\n* the second point\n\n" + MORE
    )
    assert paragraphs(text) == [
        TITLE,
        "Three rockets hit a military base outside the city late on Friday, the military said, adding that nobody had been hurt in the "
        "attack and that Iran-backed militias were to blame for it. It was the third attack on that base in a week, officials said.",
        "the first point goes on over a second line",
        "the second point",
        MORE,
    ]


def test_a_sentence_broken_by_a_page_break_is_rejoined():
    broken = "The naming of new missiles after the commanders is likely a\n\ndemonstration of the determination to go on."
    assert "The naming of new missiles after the commanders is likely a demonstration of the determination to go on." in paragraphs(
        f"{TITLE}\n\n{BODY}\n\n{broken}"
    )


def test_a_dateline_alone_joins_the_first_sentence():
    assert paragraphs(f"{TITLE}\n\nERBIL, Iraq\n\n{BODY}")[1] == f"ERBIL, Iraq – {BODY}"
    assert paragraphs(f"{TITLE}\n\nCity, Feb 27:\n\n{BODY}")[1] == f"City, Feb 27: {BODY}"


def test_pointers_to_other_articles_are_cut_with_their_heading():
    assert paragraphs(f"{TITLE}\n\n{BODY}\n\nRead also\n> Who controls the oil? A map\n> Two countries trade complaints") == [TITLE, BODY]
    assert paragraphs(f"{TITLE}\n\n{BODY}\n\nRELATED\n* Our page\n* Today in pictures\n\n{MORE}") == [TITLE, BODY, MORE]
    assert paragraphs(
        f"{TITLE}\n\n{BODY}\n\nSee This Map of Old Provocations …\n\nThe Bigger Picture Behind the Strike …\n\nWhy This Is So"
    ) == [TITLE, BODY]


def test_the_articles_own_points_stay_without_their_label():
    assert paragraphs(f"{TITLE}\n\nKEY POINTS\n* Two rockets\n* Nobody hurt\n\n{BODY}") == [TITLE, "Two rockets", "Nobody hurt", BODY]


def test_markup_goes_and_its_words_stay():
    head = f"# {TITLE}\n\n*4 May 2021* · [News](#)\n\n"
    text = head + f"**CITY –** Rockets [hit](/a) the *Behshad* and `C-RAM` fired.\n\n> Quoted: {BODY}\n\n---\n*Read next:* All reports"
    assert paragraphs(text, "markdown") == [TITLE, "CITY – Rockets hit the Behshad and C-RAM fired.", f"Quoted: {BODY}"]


def test_invisible_characters_go_and_text_is_composed():
    assert paragraphs(f"{TITLE}\n\nCafe\u0301 own\u200bers saw\u202e three\u00a0rockets\ufeff hit the base on Mon\u00adday, they said.")[
        1
    ] == ("Café owners saw three rockets hit the base on Monday, they said.")


def test_captions_are_marked():
    assert "Photo: Photo released by an agency shows two men" in paragraphs(
        f"{TITLE}\n\n{BODY}\n\nPhoto released by an agency shows two men"
    )
    caption = "Army vehicles near the town in October 2017. Agency picture"
    assert caption in paragraphs(f"{TITLE}\n\n{BODY}\n\n{caption}\n\n{MORE}")


@pytest.mark.parametrize(
    "caption",
    [
        "FILE - Soldiers sit in a vehicle at a base, Jan. 24, 2016.",
        "Mourners carry two coffins in the city on Saturday. The air strikes were on Thursday. (XY Photo/Jane Doe)",
        "The embassy compound in the fortified zone (AFP)",
        "In this Jan. 3, 2020, file photo, a burning vehicle is seen at the airport.",
        "This photo released by the media cell shows a truck with launching tubes.",
    ],
)
def test_captions_without_a_label_get_one(caption):
    assert paragraphs(f"{TITLE}\n\n{caption}\n\n{BODY}\n\n{MORE}") == [TITLE, f"Photo: {caption}", BODY, MORE]


def test_an_agency_named_behind_a_sentence_makes_no_caption():
    sentence = "The group said in a statement that it had fired the rockets. (AFP)"
    assert paragraphs(f"{TITLE}\n\n{BODY}\n\n{sentence}") == [TITLE, BODY, sentence]


def test_the_name_of_the_site_over_the_headline_is_cut():
    assert paragraphs(f"The Morning Star\n\n{TITLE}\n\n{BODY}") == [TITLE, BODY]
    assert paragraphs(f"Our Radio Telegram\n\n{TITLE}\n\n{TITLE}\n\n{BODY}") == [TITLE, BODY]
    assert paragraphs(f"Rockets hit base\n\n{BODY}") == ["Rockets hit base", BODY]


def test_heads_of_other_articles_behind_a_heading_for_them_are_cut():
    others = f"Related Stories\n\nA team places a case, 27, from…\n{MORE}\nBy Radio News\nMon, 03/16/2020 - 11:49"
    own = [
        f"{number} rockets hit the base outside the city late on Monday, the officials said." for number in ("Four", "Five", "Six", "Seven")
    ]
    assert paragraphs("\n\n".join([TITLE, BODY, *own, others])) == [TITLE, BODY, *own]
    assert paragraphs(f"{TITLE}\n\n{BODY}\n\nRead more\n\n{MORE}\n\nEditing by Jane Doe") == [TITLE, BODY, MORE]
