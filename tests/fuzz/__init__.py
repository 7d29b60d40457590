"""Broken inputs by the hundred thousand: `.venv/bin/python -m tests.fuzz --inputs 100000`."""
