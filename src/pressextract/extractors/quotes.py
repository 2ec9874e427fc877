"""Quoted words: dash quotes, quotation marks. A dash that opens a list item quotes nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Quote, Span, Tokens

_DASH_LINE = re.compile(r"\n[ \t]*[-–—‒−•]\s*(?=\S)")
_DASH_FIRST = re.compile(r"\s*[-–—‒−•]\s*(?=\S)")
_MARKS = (
    re.compile(r"[“]([^“”]{2,3000}?)(?:”|(?=\n\n|$))"),
    re.compile(r"”([^”]{2,1500}?)”"),
    # a closing mark behind a comma needs no space: '"It works,"said she' is a slip that crawls make
    re.compile(r'(?<![\w,.!?])"([^"]{2,3000}?)(?:"(?!\w)|(?<=[,.!?])"|(?=\n\n|$))'),
    re.compile(r"»([^«»]{2,1500}?)[«»]"),
    re.compile(r"(?<!\w)‘([^‘]{20,1500}?)’(?!\w)"),
)
_ANY_MARK = re.compile('[“”"»‘]')
_SENTENCE_ENDS = (".", "!", "?", "”", '"')  # an item of a list ends otherwise
_SHORTEST = 4  # words: shorter stretches in marks are titles and words used with reserve
_WORD = 40  # characters in which the last word before a mark stands
_TAG = 220  # characters in which a speech tag is looked for


def find_quotes(tokens: Tokens, grammar: RoleGrammar) -> list[Quote]:
    """Quotes in order, each with the stretch in which its speaker must be named."""
    quotes = list(_dash_quotes(tokens, grammar))
    if _ANY_MARK.search(tokens.text):
        covered = [(q.start, q.end) for q in quotes]
        quotes.extend(q for q in _marked(tokens, grammar) if not any(a <= q.start < b for a, b in covered))
    quotes.sort(key=lambda quote: quote.start)
    return quotes


def _dash_quotes(tokens: Tokens, grammar: RoleGrammar) -> Iterator[Quote]:
    """A paragraph that opens with a dash is a quote when a verb of speech closes it, or the tag before it goes on."""
    text, carried, last = tokens.text, False, 0
    first = _DASH_FIRST.match(text)
    for match in [*([first] if first else []), *_DASH_LINE.finditer(text)]:
        start = match.end()
        stop = _line_end(text, start)
        carried = carried and not text[last : match.start()].strip()  # only the next paragraph can go on
        last = stop
        tag = _tag_in(start, stop, tokens, grammar)
        if tag is not None:
            end = _trim(text, start, tag.start)
            carried = _goes_on(text[tag.start : tag.end], tokens.lower[tag.start : tag.end], grammar)
            yield Quote(start, end, "dash", tag)
        elif carried or (_goes_on_before(match.start(), tokens, grammar) and text[start:stop].rstrip().endswith(_SENTENCE_ENDS)):
            yield Quote(start, _trim(text, start, stop), "dash", None)
        else:
            carried = False


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _tag_in(start: int, stop: int, tokens: Tokens, grammar: RoleGrammar) -> Span | None:
    """The speech tag of a dash quote: ", säger X ..." up to the end of its line."""
    found = None
    for match in grammar.speech.finditer(tokens.lower, start, stop):
        before = tokens.lower[: match.start()].rstrip(" ")
        named = tokens.text[match.end() + 1 : match.end() + 2].isupper()  # the comma before "säger Anna Berg" is easily forgotten
        if (named or before.endswith((",", ".", "!", "?", "”", '"'))) and match.start() > start:
            found = Span(match.start(), stop)
    return found


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,\n\t":
        end -= 1
    return end


def _goes_on(written: str, lower: str, grammar: RoleGrammar) -> bool:
    """Whether a tag announces more: "och fortsätter:"."""
    return written.rstrip().endswith(":") or any(word in grammar.continues for word in lower.split()[-3:])


def _goes_on_before(start: int, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether the line before a dash ends in a tag with a colon: "Anna Berg säger:"."""
    before = tokens.lower[:start].rstrip()
    line = before[before.rfind("\n") + 1 :]
    speech = grammar.speech.search(line) if before.endswith(":") else None
    return speech is not None and speech[0] not in grammar.announcing


def _marked(tokens: Tokens, grammar: RoleGrammar) -> Iterator[Quote]:
    taken: list[tuple[int, int]] = []
    for pattern in _MARKS:
        for match in pattern.finditer(tokens.text):
            start, end = match.span(1)
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            before = tokens.lower[max(0, match.start() - _WORD) : match.start()].split()
            if before and before[-1] in grammar.titling:
                continue
            tag = _tag_around(match.start(), match.end(), tokens, grammar)
            words = len(match[1].split())
            if words >= _SHORTEST and (tag is not None or words >= 2 * _SHORTEST):
                yield Quote(start, _trim(tokens.text, start, end), "marks", tag)


def _tag_around(start: int, end: int, tokens: Tokens, grammar: RoleGrammar) -> Span | None:
    """The words behind a quote up to the end of their sentence, or those before it, where they hold a verb of speech."""
    behind = min(_sentence_end(tokens, end), end + _TAG)
    found = grammar.speech.search(tokens.lower, end, behind)
    if found is not None and "\n\n" not in tokens.text[end : found.start()]:
        return Span(end, behind)
    before = max(tokens.text.rfind("\n", 0, start) + 1, start - _TAG)
    if grammar.speech.search(tokens.lower, before, start) and tokens.text[before:start].rstrip()[-1:] in ",:":
        return Span(before, start)
    return None


def _sentence_end(tokens: Tokens, offset: int) -> int:
    return next((b for b in tokens.breaks if b > offset + 1), len(tokens.text))
