"""``python -m pressextract`` is the command line."""

from pressextract.cli import main

main()
