"""Numbers in figures and words: where they stand and what they are worth. What they count is :mod:`.counts`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pressextract.languages.number_grammar import NumberGrammar
from pressextract.types import Tokens

Value = int | float


class Number(NamedTuple):
    """A number in the text; ``first`` and ``last`` are its tokens, half-open."""

    start: int
    end: int
    first: int
    last: int
    low: Value | None
    high: Value | None
    value: Value | None
    basis: str
    vague: bool = False


def parse_figure(figure: str, decimal: str) -> Value:
    """The value of a figure whose grouping follows a language's decimal mark.

    >>> parse_figure("12 699 000", ","), parse_figure("1,4", ","), parse_figure("50.000", "."), parse_figure("2.02", ".")
    (12699000, 1.4, 50000, 2.02)
    """
    plain = figure.replace(" ", "").replace("'", "")
    other = "." if decimal == "," else ","
    head, mark, tail = plain.rpartition(decimal)
    if mark and len(tail) == 3 and head.replace(decimal, "").isdigit() and (decimal == "." or decimal in head) and head != "0":
        return int(plain.replace(decimal, "").replace(other, ""))  # groups of three: 50.000, never 50 with decimals
    plain = plain.replace(other, "").replace(decimal, ".")
    return float(plain) if "." in plain else int(plain)


def parse_number_word(word: str, grammar: NumberGrammar) -> int | None:
    """The value of one written word, or ``None``.

    Swedish writes numbers together ("tjugotre", "tvåhundrafemtio"), English with hyphens ("twenty-three").
    """
    value = grammar.words.get(word)
    if value is not None:
        return value
    value = grammar.multipliers.get(word)
    if value is not None:
        return value
    if "-" in word:
        parts = [grammar.words.get(part) for part in word.split("-")]
        if len(parts) == 2 and parts[0] is not None and parts[1] is not None and parts[0] >= 20 and 0 < parts[1] < 10:
            return parts[0] + parts[1]
        return None
    return _joined(word, grammar) if grammar.joined and len(word) > 5 else None


def _joined(word: str, grammar: NumberGrammar) -> int | None:
    for name, size in sorted(grammar.multipliers.items(), key=lambda item: -item[1]):
        head, found, tail = word.partition(name)
        if not found:
            continue
        times = 1 if not head else parse_number_word(head, grammar)
        rest = 0 if not tail else parse_number_word(tail, grammar)
        if times is None or rest is None or not 0 < times < 1000 or rest >= size:
            return None
        return times * size + rest
    for name, tens in grammar.words.items():
        if tens >= 20 and word.startswith(name):
            ones = grammar.words.get(word[len(name) :])
            return tens + ones if ones is not None and 0 < ones < 10 else None
    return None


def find_numbers(tokens: Tokens, grammar: NumberGrammar, memo: dict[str, int | None]) -> Iterator[Number]:
    """Every number of a text from left to right. ``memo`` keeps the words already parsed."""
    words, index, count = tokens.words, 0, len(tokens.words)
    vague = grammar.vague
    while index < count:
        word = words[index]
        number = None
        if word[0].isdigit():
            number = _figure(tokens, index, grammar)
        elif word in vague and (number := _vague(tokens, index, grammar)) is not None:
            pass
        else:
            try:
                value = memo[word]
            except KeyError:
                value = memo[word] = parse_number_word(word, grammar)
                if len(memo) > 200_000:
                    memo.clear()
            if value is not None:
                number = _spelt(tokens, index, value, grammar, memo)
            elif grammar.tens["suffixes"] and word.endswith(tuple(grammar.tens["suffixes"])):
                number = _tens(tokens, index, grammar)
        if number is None:
            index += 1
            continue
        yield number
        index = number.last


def _figure(tokens: Tokens, index: int, grammar: NumberGrammar) -> Number | None:
    start = tokens.starts[index]
    match = grammar.figure.match(tokens.lower, start)
    if match is None:
        return None
    end, last = match.end(), index + 1
    if end < tokens.ends[index]:  # the token holds marks that make it no number: 12:30, 1.2.3
        return None
    while last < len(tokens.words) and tokens.starts[last] < end:
        last += 1
    value = parse_figure(match.group(), grammar.decimal)
    return _scaled(Number(start, end, index, last, value, value, value, "digit"), tokens, grammar)


def _scaled(number: Number, tokens: Tokens, grammar: NumberGrammar) -> Number:
    """ "1,4 miljarder" is one number; the scale must touch it."""
    last = number.last
    if last < len(tokens.words) and tokens.starts[last] - number.end <= 1 and number.value is not None:
        scale = grammar.scales.get(tokens.words[last])
        if scale is not None and (number.basis == "digit" or scale > 1000):
            value = number.value * scale
            value = round(value) if abs(value - round(value)) < 1e-6 * scale else value
            return number._replace(end=tokens.ends[last], last=last + 1, value=value, low=value, high=value)
    return number


def _spelt(tokens: Tokens, index: int, value: int, grammar: NumberGrammar, memo: dict[str, int | None]) -> Number:
    """Number words in a row: "one hundred and five", "två hundra"."""
    words, last = tokens.words, index + 1
    total, current = 0, value
    while last < len(words):
        step = last + (words[last] in grammar.and_words and current >= 100)
        if step >= len(words) or tokens.starts[step] - tokens.ends[step - 1] != 1:
            break
        following = words[step]
        size = grammar.multipliers.get(following)
        part = memo[following] if following in memo else parse_number_word(following, grammar)
        if size is not None and step == last and current < size:
            current *= size
            if size >= 1000:
                total, current = total + current, 0
        elif part is not None and (part < 100 <= (current or total)) and following not in grammar.multipliers:
            current += part
        else:
            break
        last = step + 1
    value = total + current
    number = Number(tokens.starts[index], tokens.ends[last - 1], index, last, value, value, value, "word")
    return _scaled(number, tokens, grammar)


def _vague(tokens: Tokens, index: int, grammar: NumberGrammar) -> Number | None:
    words = tokens.words
    for phrase, fields in grammar.vague[words[index]]:
        last = index + len(phrase)
        if tuple(words[index:last]) == phrase:
            value = fields.get("value")
            low, high = fields.get("low", value), fields.get("high", value if "low" not in fields else None)
            return Number(tokens.starts[index], tokens.ends[last - 1], index, last, low, high, value, "word", vague=True)
    return None


def _tens(tokens: Tokens, index: int, grammar: NumberGrammar) -> Number | None:
    """ "tiotal", "trettiotal": about so many."""
    word = tokens.words[index]
    for suffix in grammar.tens["suffixes"]:
        if word.endswith(suffix):
            value = parse_number_word(word[: -len(suffix)], grammar)
            if value is not None and value >= 10:
                first = index - (index > 0 and tokens.words[index - 1] in grammar.articles)
                return Number(tokens.starts[first], tokens.ends[index], index, index + 1, value, value, value, "compound", vague=True)
    return None
