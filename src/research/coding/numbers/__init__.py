"""Quantities in a sentence: figures, words, bounds, ordinals."""
