"""Annotated sentences -> events: triggers, clauses, mentions, what is real, and which mentions tell one event."""
