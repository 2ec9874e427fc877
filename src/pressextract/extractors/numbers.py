"""Numbers in figures and words: where they stand and what they are worth. What they count is :mod:`.counts`."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from pressextract.extractors.fractions import Number, Value, begins_half, halved, one_part, share, with_fraction
from pressextract.languages.number_grammar import NumberGrammar
from pressextract.languages.number_words import (
    AGE,
    FIGURE,
    FRACTION,
    HALF,
    HYPHENED,
    SCALE,
    TENS,
    VAGUE,
    Reading,
    parse_age_word,
    parse_fraction_word,
    parse_number_word,
    read_number_word,
)
from pressextract.types import Tokens

_LARGE_SCALE = 1_000_000
_HUNDRED, _THOUSAND = 100, 1000


def parse_figure(figure: str, decimal: str) -> Value:
    """The value of a figure whose grouping follows a language's decimal mark.

    >>> parse_figure("12 699 000", ","), parse_figure("1,4", ","), parse_figure("50.000", "."), parse_figure("2.02", ".")
    (12699000, 1.4, 50000, 2.02)
    >>> parse_figure("2.5", ","), parse_figure("1'234,50", ",")
    (2.5, 1234.5)
    """
    plain = figure.replace(" ", "").replace("'", "")
    other = "." if decimal == "," else ","
    if decimal not in plain and plain.count(other) == 1 and len(plain.rpartition(other)[2]) < 3:
        return float(plain.replace(other, "."))  # the other language's decimal mark
    head, mark, tail = plain.rpartition(decimal)
    if mark and len(tail) == 3 and head.replace(decimal, "").isdigit() and (decimal == "." or decimal in head) and head != "0":
        return int(plain.replace(decimal, "").replace(other, ""))  # groups of three: 50.000, never 50 with decimals
    plain = plain.replace(other, "").replace(decimal, ".")
    return float(plain) if "." in plain else int(plain)


def find_numbers(
    tokens: Tokens,
    grammar: NumberGrammar,
    memo: dict[str, Reading],
    counted: Callable[[int], bool],
    covered: Container[int],
    articles: list[int],
) -> Iterator[Number]:
    """Every number of a text from left to right. ``memo`` keeps what each word was read as.

    An article is a number where it begins a longer one; the tokens of those that only stand before something countable, as
    ``counted`` says, go to ``articles``. Tokens in ``covered`` belong to something else.
    """
    done, words = 0, tokens.words
    for index in tokens.numbers:
        if index < done or index in covered:
            continue
        reading = read_number_word(words[index], grammar, memo)
        if reading == 1 and words[index] in grammar.articles and not _begins_number(index, words, grammar):
            if counted(index + 1) or counted(index + 2):
                articles.append(index)
            continue
        number = _read(tokens, index, reading, grammar, memo)
        if number is not None:
            yield number
            done = number.last


def _begins_number(index: int, words: list[str], grammar: NumberGrammar) -> bool:
    """Whether an article is the first word of a longer number, or stands for what is left out: "one for robbery"."""
    following = words[index + 1] if index + 1 < len(words) else ""
    if following in grammar.after_one:
        return following not in grammar.fractions.half or begins_half(index + 1, words, grammar)
    return index > 0 and words[index - 1] in grammar.scope["subset"]


def article_number(index: int, tokens: Tokens) -> Number:
    """The number that an article at a token is, where it is one."""
    return Number(tokens.starts[index], tokens.ends[index], index, index + 1, 1, 1, 1, "word")


def _read(tokens: Tokens, index: int, reading: Reading, grammar: NumberGrammar, memo: dict[str, Reading]) -> Number | None:
    if reading == VAGUE:
        number = _vague(tokens, index, grammar) or _halved(tokens, index, grammar) or one_part(index, tokens, grammar)
        if number is not None:
            return number
        reading = parse_number_word(tokens.words[index], grammar)
    if isinstance(reading, int):
        return _spelt(tokens, index, reading, grammar, memo)
    return _READERS[reading](tokens, index, grammar) if reading is not None else None


def _halved(tokens: Tokens, index: int, grammar: NumberGrammar) -> Number | None:
    return halved(index, tokens, grammar) or share(index, tokens, grammar)


def _fraction(tokens: Tokens, index: int, grammar: NumberGrammar) -> Number | None:
    """ "two-thirds", "seven-and-a-half"."""
    value = parse_fraction_word(tokens.words[index], grammar)
    return _one_word(tokens, index, value, "word")._replace(ratio=value is not None and value < 1)


def _hyphened(tokens: Tokens, index: int, grammar: NumberGrammar) -> Number | None:
    """ "six-count", "eleven-year-old": the number before the first hyphen."""
    return _one_word(tokens, index, parse_number_word(tokens.words[index].partition("-")[0], grammar), "compound")


def _aged(tokens: Tokens, index: int, grammar: NumberGrammar) -> Number | None:
    """ "trettioårsåldern"."""
    return _one_word(tokens, index, parse_age_word(tokens.words[index], grammar), "compound")


def _one_word(tokens: Tokens, index: int, value: Value | None, basis: str) -> Number:
    return Number(tokens.starts[index], tokens.ends[index], index, index + 1, value, value, value, basis)


def _one_scale(tokens: Tokens, index: int, grammar: NumberGrammar) -> Number | None:
    """ "a million": the article before the scale is its number."""
    if not index or tokens.words[index - 1] not in grammar.articles:
        return None
    value = grammar.scales[tokens.words[index]]
    return Number(tokens.starts[index - 1], tokens.ends[index], index - 1, index + 1, value, value, value, "word")


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
    if (
        last < len(tokens.words)
        and tokens.starts[last] - end <= 1
        and (scaled := _decimal_of_scale(match.group(), tokens.words[last], grammar))
    ):
        value = scaled
    return _scaled(with_fraction(Number(start, end, index, last, value, value, value, "digit"), tokens, grammar), tokens, grammar)


def _decimal_of_scale(figure: str, following: str, grammar: NumberGrammar) -> float | None:
    """ "48.489 billion": a single mark before three digits is a decimal mark where a large scale follows."""
    head, mark, tail = figure.partition(grammar.decimal)
    if grammar.scales.get(following, 0) < _LARGE_SCALE or not (mark and head.isdigit() and tail.isdigit()):
        return None
    return float(f"{head}.{tail}")


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


def _spelt(tokens: Tokens, index: int, value: int, grammar: NumberGrammar, memo: dict[str, Reading]) -> Number:
    """Number words in a row: "one hundred and five", "två hundra"."""
    words, last = tokens.words, index + 1
    total, current = 0, value
    while last < len(words):
        joined = words[last] in grammar.and_words and (current >= 100 or (total and not current))
        step = last + (joined or _grouped(last, words, grammar))
        if step >= len(words) or tokens.starts[step] - tokens.ends[step - 1] != 1:
            break
        following = words[step]
        size = grammar.multipliers.get(following)
        part = _part(following, grammar, memo)
        if size is not None and step == last and current < size:
            current *= size
            if size >= 1000:
                total, current = total + current, 0
        elif part is not None and following not in grammar.multipliers and _fits(part, total + current):
            current += part
        else:
            break
        last = step + 1
    value = total + current
    number = Number(tokens.starts[index], tokens.ends[last - 1], index, last, value, value, value, "word")
    if value == 1 and (half := halved(index + 1, tokens, grammar)) is not None:
        return half._replace(start=number.start, first=index)  # "en halv miljon"
    return _scaled(with_fraction(number, tokens, grammar), tokens, grammar)


def _part(word: str, grammar: NumberGrammar, memo: dict[str, Reading]) -> int | None:
    """The value of a word inside a number; one that can open a phrase, "two or three", is a number there."""
    reading = read_number_word(word, grammar, memo)
    value = parse_number_word(word, grammar) if reading in (HALF, VAGUE) else reading
    return value if isinstance(value, int) else None


def _grouped(place: int, words: list[str], grammar: NumberGrammar) -> bool:
    """Whether a comma parts the thousands of a number from its hundreds: "two thousand, three hundred"."""
    if words[place] != "," or not grammar.and_words or place + 2 >= len(words):
        return False
    return grammar.multipliers.get(words[place - 1], 0) >= _THOUSAND and grammar.multipliers.get(words[place + 2]) == _HUNDRED


def _fits(part: int, value: int) -> bool:
    """Whether a word can go on from a number: below hundreds behind a hundred, below thousands behind a thousand."""
    return (part < 100 <= value and value % 100 == 0) or (part < 1000 <= value and value % 1000 == 0)


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
                return Number(
                    tokens.starts[first], tokens.ends[index], index, index + 1, value, value, value, "compound", vague=True
                )
    return None


_READERS: dict[str, Callable[[Tokens, int, NumberGrammar], Number | None]] = {
    FIGURE: _figure,
    HALF: _halved,
    FRACTION: _fraction,
    TENS: _tens,
    HYPHENED: _hyphened,
    AGE: _aged,
    SCALE: _one_scale,
}
