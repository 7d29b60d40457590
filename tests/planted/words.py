"""How a word or a number of prose is changed so that it says something else."""

import re

WORD = re.compile(r"[A-Za-z]{3,}")
TURNED = {
    "more": "fewer", "fewer": "more", "rose": "fell", "fell": "rose", "before": "after", "after": "before", "first": "last",
    "last": "first", "one": "two", "two": "three", "three": "four", "four": "five", "five": "six", "six": "seven", "seven": "eight",
    "eight": "nine", "nine": "ten", "ten": "eleven", "most": "least", "least": "most", "killed": "wounded", "wounded": "killed",
    "both": "neither", "all": "some", "none": "all", "and": "or", "with": "without", "without": "with", "from": "until",
}  # fmt: skip


def other_word(word: str) -> str:
    """Return a word that says something else, else the word misspelt; never the same."""
    turned = TURNED.get(word.lower())
    if turned:
        return turned.capitalize() if word[0].isupper() else turned
    for place in range(1, len(word) - 1):
        if word[place] != word[place + 1]:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word + word[-1]


def other_number(digits: str) -> str:
    """Return the next number, in as many digits as before."""
    return str(int(digits) + 1).zfill(len(digits))
