"""Small changes, planted one at a time in a copy of the project to see which check catches each: python -m tests.planted --help."""
