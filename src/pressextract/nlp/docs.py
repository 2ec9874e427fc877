"""spaCy Docs out of the project's own tokens, for the name model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressextract.types import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def tokens_to_doc(tokens: Tokens, vocab: Vocab, first: int = 0, last: int | None = None) -> Doc:
    """The Doc of a stretch of tokens, its text as it was written but for runs of white space, which become one space.

    Token ``i`` of the Doc is token ``first + i`` of ``tokens``.
    """
    from spacy.tokens import Doc

    last = len(tokens.words) if last is None else last
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    words = [text[starts[i] : ends[i]] for i in range(first, last)]
    spaces = [i + 1 < last and starts[i + 1] > ends[i] for i in range(first, last)]
    return Doc(vocab, words=words, spaces=spaces)
