"""Reported speech without marks: "Anna Berg uppger att ...", "enligt Anna Berg", "according to Jane Pell"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Name, Quote, Span, Tokens

_THAT_REACH = 14  # tokens from a verb of speech to its "att", a name with its title between them
_NAME_REACH = 70  # characters from "enligt" to the end of the name
_APPOSITION = 90  # characters of what stands between commas behind a name
_SHORTEST = 3  # words that are reported
_ANY_MARK = re.compile('[“”"»«‘]')
_MOST_BEFORE = 2  # sentences of a reply before that of its tag
_STRAY = 2  # marks that a text may hold and still have lost those of its replies
_ENDS = frozenset(".;!?")
_STYLE = "indirect"


def find_indirect(tokens: Tokens, names: list[Name], grammar: RoleGrammar, taken: list[Span]) -> list[Quote]:
    """Reported clauses in order, each with the stretch in which its speaker stands; ``taken`` are quotes and their tags."""
    found = [*_by_verb(tokens, grammar), *_by_source(tokens, names, grammar), *_by_tag(tokens, names, grammar)]
    free = (q for q in sorted(found) if not any(span.start < q.end and q.start < span.end for span in taken))
    out: list[Quote] = []
    for quote in free:
        if len(tokens.text[quote.start : quote.end].split()) >= _SHORTEST and (not out or out[-1].end <= quote.start):
            out.append(quote)
    return out


def _by_verb(tokens: Tokens, grammar: RoleGrammar) -> Iterator[Quote]:
    """ "X uppger att ...", "säger X att ...": what the conjunction opens, to the end of its sentence."""
    for match in grammar.speech.finditer(tokens.lower):
        verb = bisect_left(tokens.starts, match.start())
        that = _that_behind(verb, tokens, grammar)
        if that is None or (that == verb + 1 and match[0] in grammar.continues):
            continue  # "fortsätter att växa": no words of anybody
        low, high = tokens.sentence_around(match.start())
        start = tokens.starts[that + 1]
        if start < high:
            yield Quote(start, _trimmed(tokens, start, high), _STYLE, Span(low, tokens.starts[that]))


def _that_behind(verb: int, tokens: Tokens, grammar: RoleGrammar) -> int | None:
    for place in range(verb + 1, min(len(tokens.words) - 1, verb + _THAT_REACH)):
        if tokens.words[place] in grammar.that:
            return place
        if tokens.words[place] in _ENDS or tokens.words[place] == ":":
            return None
    return None


def _by_tag(tokens: Tokens, names: list[Name], grammar: RoleGrammar) -> Iterator[Quote]:
    """ "The case is closed, said Jane Pell.": words before a tag, whose marks the source does not have or has lost."""
    unmarked = len(_ANY_MARK.findall(tokens.text)) <= _STRAY
    for match in grammar.speech.finditer(tokens.lower):
        if match[0] in grammar.announcing:
            continue
        low, high = tokens.sentence_around(match.start())
        low += len(tokens.text[low : match.start()]) - len(tokens.text[low : match.start()].lstrip(" \n\t-–—"))
        tag = _tag(low, high, Span(match.start(), match.end()), tokens, names)
        if tag is not None:
            low = _over_sentences(low, tokens, names, grammar) if unmarked else low
            yield Quote(low, _trimmed(tokens, low, tag.start), _STYLE, tag)
            yield from _rest_of_paragraph(low, high, tokens) if unmarked else ()


def _tag(low: int, high: int, verb: Span, tokens: Tokens, names: list[Name]) -> Span | None:
    """The speech tag of a sentence: ", said Jane Pell ..." or ", Director Jane Pell said." at its end."""
    before = tokens.text[low : verb.start].rstrip()
    if before.endswith(","):
        behind = tokens.text[verb.end : high].replace(",", " ").replace(".", " ").split()
        known = any(verb.end < name.start and name.end <= high for name in names) or any(
            tokens.text[name.start : name.end].split()[-1] in behind for name in names if name.end < low
        )
        return Span(verb.start, high) if known else None
    if tokens.text[verb.end : high].strip(" .\n"):
        return None
    comma = low + before.rfind(",")
    named = any(comma < name.start and name.end == low + len(before) for name in names)
    return Span(comma + 1, high) if comma > low and named else None


def _over_sentences(low: int, tokens: Tokens, names: list[Name], grammar: RoleGrammar) -> int:
    """Where a reply begins that has a sentence or two before that of its tag, in a text that marks no words as such.

    A sentence that names somebody is one of the release.
    """
    start = tokens.text.rfind("\n", 0, low) + 1
    before = tokens.text[start:low]
    if not before.strip() or grammar.speech.search(tokens.lower, start, low):
        return low
    if any(start <= name.start < low for name in names):
        return low
    sentences = sum(start < offset <= low for offset in tokens.breaks)
    return start + len(before) - len(before.lstrip()) if sentences <= _MOST_BEFORE else low


def _rest_of_paragraph(low: int, high: int, tokens: Tokens) -> Iterator[Quote]:
    """What follows a tag in its paragraph goes on with the words of the speaker, in a text that marks no words as such."""
    text = tokens.text
    opens = not text[text.rfind("\n", 0, low) + 1 : low].strip()
    if not opens:
        return
    end = text.find("\n", high)
    start = high + len(text[high:]) - len(text[high:].lstrip(" "))
    end = len(text) if end < 0 else end
    if start < end and "\n" not in text[high - 1 : start]:
        yield Quote(start, _trimmed(tokens, start, end), _STYLE, None)


def _by_source(tokens: Tokens, names: list[Name], grammar: RoleGrammar) -> Iterator[Quote]:
    """ "Enligt X, chef vid Y, ..." and "..., enligt X.": the sentence without its source."""
    for phrase in grammar.indirect:
        for place, word in enumerate(tokens.words):
            if word != phrase[0] or tuple(tokens.words[place : place + len(phrase)]) != phrase:
                continue
            start = tokens.starts[place]
            name = next((n for n in names if start < n.start and n.end - start <= _NAME_REACH), None)
            low, high = tokens.sentence_around(start)
            if name is None or name.end > high or "," in tokens.text[start : name.start]:
                continue  # "According to court documents, Karen Holt worked": the documents say so
            tag = Span(start, name.end)
            low += len(tokens.text[low:start]) - len(tokens.text[low:start].lstrip())
            if start > low:
                yield Quote(low, _trimmed(tokens, low, start), _STYLE, tag)
            else:
                begin = _behind_apposition(name.end, high, tokens)
                yield Quote(begin, _trimmed(tokens, begin, high), _STYLE, tag)


def _behind_apposition(end: int, high: int, tokens: Tokens) -> int:
    """Where the report begins behind a name and what stands between commas there."""
    text = tokens.text
    if text[end : end + 1] == ",":
        close = text.find(",", end + 1, min(high, end + _APPOSITION))
        end = close + 1 if close >= 0 else end + 1
    return end + len(text[end:high]) - len(text[end:high].lstrip())


def _trimmed(tokens: Tokens, start: int, end: int) -> int:
    while end > start and tokens.text[end - 1] in " ,.\n\t":
        end -= 1
    return end
