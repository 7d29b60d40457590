"""Every limit of reading raw files in one place."""

MAX_FILE_BYTES = 10_000_000  # a news page saved with its pictures inside is far smaller; a larger file is no article
MAX_MANIFEST_BYTES = 1_000_000_000
MAX_CHARS = 1_000_000  # of plain text: more than any article
MAX_BLOCKS = 20_000  # paragraphs and lines of one file
MAX_ELEMENTS = 200_000  # of one page
MAX_CONTROL_SHARE = 0.01  # share of control characters above which decoded bytes are no text
MAX_TITLE_CHARS = 300
MAX_TITLE_WORDS = 35
FIRST_YEAR = 1900  # an earlier year in a date line is a misreading
LAST_YEAR = 2099
WRAP_WIDTHS = (40, 130)  # line lengths at which texts are wrapped by hand or by a mail program
