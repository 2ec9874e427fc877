"""What is written: mentions with their spans, never what they mean."""
