"""Small tables on how right the coding is, for findings to stand on: what was compared, and how reliable the columns are."""

import pandas as pd

from research.reporting.inputs_quality import Material
from research.reporting.summaries import listed

RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff 2019, Content Analysis, 4th ed., chapter 12: below the second, no conclusions
NO_ALPHA = "columns without alpha"


def material(found: Material, errors: pd.DataFrame) -> pd.DataFrame:
    """Return measure, number: the articles that were compared with gold and with a second coder, and the errors found."""
    numbers = {
        "articles of the tables": len(found.frames["articles"]),
        "articles with gold": len(found.gold.reference.articles),
        "of these coded": len(found.gold.files),
        "errors": len(errors),
        "articles of both coders": len(found.coders.files) if found.coders else 0,
    }
    return listed("measure", numbers)


def reliability(alphas: pd.DataFrame) -> pd.DataFrame:
    """Return measure, number: how many columns have an alpha of which height.

    One that hangs on a single group of articles, and so has no interval, says nothing: it counts as none.
    """
    alpha = alphas["alpha"].where(alphas["alpha_low"].notna())
    numbers = {
        "columns with alpha": int(alpha.notna().sum()),
        f"alpha {RELIABLE:.2f} and more": int((alpha >= RELIABLE).sum()),
        f"alpha {TENTATIVE} to {RELIABLE:.2f}": int(((alpha >= TENTATIVE) & (alpha < RELIABLE)).sum()),
        f"alpha below {TENTATIVE}": int((alpha < TENTATIVE).sum()),
        NO_ALPHA: int(alpha.isna().sum()),
    }
    return listed("measure", numbers)
