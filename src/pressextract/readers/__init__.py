"""A path or stream to releases; one format a file."""
