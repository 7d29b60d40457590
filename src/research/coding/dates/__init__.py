"""Dates and periods in a sentence: stated, relative, ranges, partial."""
