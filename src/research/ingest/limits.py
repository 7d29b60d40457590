"""Every limit of reading raw files in one place. What passes one becomes a row of `rejected` that says which and what mends it."""

# One input.
MAX_FILE_BYTES = 10_000_000  # a news page saved with its pictures inside is far smaller; a larger file is no article
MAX_DOCUMENT_BYTES = 50_000_000  # of a PDF, DOCX, RTF or mail, which may hold pictures or hundreds of articles
MAX_CHARS = 1_000_000  # of plain text: more than any article
MAX_DOCUMENT_CHARS = 30_000_000  # of the text of a document with many articles
MAX_BLOCKS = 20_000  # paragraphs and lines of one article
MAX_ELEMENTS = 200_000  # of one page
MAX_CONTROL_SHARE = 0.01  # share of control characters above which decoded bytes are no text
MAX_SECONDS = 60  # of processor time for one input: only a file made to stall a reader comes near
MAX_MEMORY = 1_500_000_000  # bytes that the reading of one input may add

# Documents.
MAX_PAGES = 5_000  # of a PDF
MAX_DOCX_XML = 60_000_000  # bytes of the text of a DOCX once unpacked
MAX_MAIL_PARTS = 500
MAX_MAIL_RULES = 5_000  # lines that may part them
MAX_GROUPS = 2_000  # depth of the groups of an RTF
MAX_FONT_CHARS = 100_000  # of the table of fonts of an RTF
MAX_PARTS = 20_000  # articles in one document

# Files that hold many inputs.
MAX_DEPTH = 3  # archives within archives, mails within mails
MAX_MEMBERS = 1_000_000  # of one archive
MAX_RATIO = 200  # bytes unpacked for each byte of an archive; news pages come to 20 at most
FREE_RATIO_BYTES = 100_000_000  # that may be unpacked before the ratio counts
MAX_NAME_CHARS = 500  # of a member
MAX_HEADER_BYTES = 100_000  # of one record of a WARC, or of a mail
MAX_COLUMNS = 1_000  # of a table

# Metadata.
MAX_MANIFEST_BYTES = 1_000_000_000
MAX_TITLE_CHARS = 300
MAX_TITLE_WORDS = 35
MAX_CELL_CHARS = 2_000  # of a publisher, an address or a licence
FIRST_YEAR = 1900  # an earlier year in a date line is a misreading
LAST_YEAR = 2099
WRAP_WIDTHS = (40, 130)  # line lengths at which texts are wrapped by hand or by a mail program
