"""Places and groups in an article, by the codebook's aliases and rules."""
