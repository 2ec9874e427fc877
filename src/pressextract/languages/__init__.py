"""A language code to everything the program knows of that language."""
