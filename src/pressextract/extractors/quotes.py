"""Quoted words: dash quotes, quotation marks. A dash that opens a list item quotes nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Quote, Span, Tokens

_DASH_LINE = re.compile(r"\n[ \t]*[-–—‒−•]\s*(?=\S)")
_DASH_FIRST = re.compile(r"\s*[-–—‒−•]\s*(?=\S)")
_INLINE_DASH = re.compile(r"[.!?][ \t]*[-–—−] ?(?=[^\W\d_a-zåäö])")  # "åtta brott.– Det är allvarligt, säger X"
_MARKS = (
    # a paragraph of a longer quote opens again without a closing mark before it, on its line or the next
    re.compile(r"“([^“”]{2,3000}?)(?:”|\"(?!\w)|(?=\n\n|$)|(?<=[.!?])(?=\s+“))"),
    re.compile(r"”([^”]{2,1500}?)”"),
    re.compile(r'(?<![\w,.!?])"([^"“”]{2,1500}?)”'),  # a straight mark that a curly one closes
    # a closing mark behind a comma needs no space: '"It works,"said she' is a slip that crawls make
    re.compile(r'(?<![\w,.!?])"([^"]{2,3000}?)(?:"(?!\w)|(?<=[,.!?])"|(?=\n\n|$))'),
    re.compile(r"»([^«»]{2,1500}?)[«»]"),
    re.compile(r"(?<!\w)‘([^‘]{20,1500}?)(?:(?<=[,.!?])’(?!\w)|’(?=[,.!?\n]|$)|(?<=[.!?])(?=\s*\n\s*‘))"),
)
_ANY_MARK = re.compile('[“”"»‘]')
_SENTENCE_ENDS = (".", "!", "?", "”", '"')  # an item of a list ends otherwise
_SHORTEST = 4  # words: shorter stretches in marks are titles and words used with reserve
_WORD = 40  # characters in which the last word before a mark stands
_FULL_NAME = re.compile(r"[^\W\d_a-zåäö][\w'’-]+ [^\W\d_a-zåäö]")
_SHORT_TAG = 90  # characters of a tag that a comma need not set off
_SHORTEST_TITLE = 5  # letters
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
    for match in _dashes(text):
        start = match.end()
        if start < last:
            continue  # a dash inside the quote before
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


def _dashes(text: str) -> list[re.Match[str]]:
    """The dashes that may open a quote: at the beginning of a line, or stuck in it behind the end of a sentence."""
    first = _DASH_FIRST.match(text)
    return sorted([*([first] if first else []), *_DASH_LINE.finditer(text), *_INLINE_DASH.finditer(text)], key=re.Match.start)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _tag_in(start: int, stop: int, tokens: Tokens, grammar: RoleGrammar) -> Span | None:
    """The speech tag of a dash quote: ", säger X ..." up to the end of its line."""
    found = None
    for match in grammar.speech.finditer(tokens.lower, start, stop):
        before = tokens.lower[: match.start()].rstrip(" ")
        named = _names_speaker(match.end(), stop, tokens, grammar)  # the comma before "säger Anna Berg" is easily forgotten
        if (named or before.endswith((",", ".", "!", "?", "”", '"'))) and match.start() > start:
            found = Span(match.start(), stop)
    return found


def _names_speaker(start: int, stop: int, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether a name follows a verb of speech: at once, or behind a title at the end of the line."""
    rest = tokens.text[start:stop].strip()
    if rest[:1].isupper():
        return True
    opening = rest.split(" ", 1)[0]
    barred = opening in grammar.prepositions or opening in grammar.that
    short = _SHORTEST_TITLE <= len(opening) < len(rest) <= _SHORT_TAG
    return short and not barred and _FULL_NAME.search(rest) is not None and "." not in rest.rstrip(".")


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
            goes_on = bool(taken) and taken[-1][1] <= match.start() and not tokens.text[taken[-1][1] : match.start()].strip()
            taken.append(match.span())
            before = tokens.lower[max(0, match.start() - _WORD) : match.start()].split()
            if before and before[-1] in grammar.titling:
                continue
            tag = _tag_around(match.start(), match.end(), tokens, grammar)
            words = len(match[1].split())
            if words >= _SHORTEST and (tag is not None or goes_on or words >= 2 * _SHORTEST):
                yield Quote(start, _trim(tokens.text, start, end), "marks", tag)


def _tag_around(start: int, end: int, tokens: Tokens, grammar: RoleGrammar) -> Span | None:
    """The words behind a quote up to the end of their sentence, or those before it, where they hold a verb of speech."""
    behind = min(_sentence_end(tokens, end), end + _TAG)
    announced = _tag_before(start, tokens, grammar)
    if announced is not None and tokens.text[: announced.end].rstrip().endswith(":"):
        return announced
    found = grammar.speech.search(tokens.lower, end, behind)
    if found is not None and "\n\n" not in tokens.text[end : found.start()]:
        return Span(end, behind)
    return announced


def _tag_before(start: int, tokens: Tokens, grammar: RoleGrammar) -> Span | None:
    """The words before a quote on its line, or on the line before where a colon ends that: 'Jane Pell said:', a line, '"We'."""
    text = tokens.text
    stop = len(text[:start].rstrip())
    if "\n" in text[stop:start] and text[stop - 1 : stop] != ":":
        return None
    before = max(text.rfind("\n", 0, stop) + 1, stop - _TAG)
    if grammar.speech.search(tokens.lower, before, stop) and text[stop - 1 : stop] in (",", ":"):
        return Span(before, start)
    return None


def _sentence_end(tokens: Tokens, offset: int) -> int:
    return next((b for b in tokens.breaks if b > offset + 1), len(tokens.text))
