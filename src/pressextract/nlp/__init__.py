"""A release to tokens, sentences and segments; to a spaCy Doc where the name model is asked."""
