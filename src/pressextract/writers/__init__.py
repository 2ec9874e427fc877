"""Records to files and terminals."""
