"""`python -m research.cli`."""

from research.cli import main

main()
