"""Number words: what a single word is worth, or what kind of number it can begin."""

from __future__ import annotations

from pressextract.languages.number_grammar import NumberGrammar

Reading = int | str | None  # the value of a number word, or what else a word can begin
FIGURE, VAGUE, TENS, HYPHENED, HALF, FRACTION = "figure", "vague", "tens", "hyphened", "half", "fraction"
SCALE, AGE = "scale", "age"
_LONGEST_SCALE_SIGN = 4  # letters: "mkr", "bn" are signs and stand behind a figure only
_NEW = "new"
_MEMO_LIMIT = 50_000  # words


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
    return _joined(word, grammar) if grammar.joined and len(word) > 5 and word.startswith(grammar.openings) else None


def parse_fraction_word(word: str, grammar: NumberGrammar) -> float | None:
    """The value of a fraction written with hyphens, "two-thirds", "seven-and-a-half", or ``None``."""
    head, _, tail = word.partition("-")
    if tail in grammar.fractions.joined and head in grammar.words:
        return grammar.words[head] + 0.5
    numerator, denominator = grammar.words.get(head), grammar.fractions.parts.get(tail, 0)
    return numerator / denominator if numerator is not None and 0 < numerator < denominator else None


def parse_age_word(word: str, grammar: NumberGrammar) -> int | None:
    """The years in an age written as one word, "trettioårsåldern", "sjuttonåring", or ``None``."""
    for suffix in grammar.age.suffixes:
        if word.endswith(suffix) and (years := parse_number_word(word[: -len(suffix)], grammar)) is not None:
            return years
    return None


def parse_ordinal(word: str, grammar: NumberGrammar) -> int | None:
    """The value of an ordinal in one word, "tjugotredje", "twenty-third", "46:e", "3rd", or ``None``."""
    ordinals = grammar.ordinals
    if word in ordinals.words:
        return ordinals.words[word]
    if word[0].isdigit():
        figure = next((word[: -len(mark)] for mark in ordinals.marks if word.endswith(mark)), "")
        return int(figure) if figure.isdigit() else None
    for last, value in ordinals.words.items():
        if word.endswith(last) and (head := parse_number_word(word[: -len(last)].rstrip("-"), grammar)):
            if value >= 100 and head < value:
                return head * value
            return head + value if head >= 20 and (head % 100 == 0 or (head % 10 == 0 and value < 10)) else None
    return None


def _joined(word: str, grammar: NumberGrammar) -> int | None:
    for name, size in sorted(grammar.multipliers.items(), key=lambda item: -item[1]):
        head, found, tail = word.partition(name)
        if not found:
            continue
        times = 1 if not head or head in grammar.contracted else parse_number_word(head, grammar)
        rest = 0 if not tail else parse_number_word(tail, grammar)
        if times is None or rest is None or not 0 < times < 1000 or rest >= size:
            return None
        return times * size + rest
    for name, tens in grammar.words.items():
        if tens >= 20 and word.startswith(name):
            ones = grammar.words.get(word[len(name) :])
            return tens + ones if ones is not None and 0 < ones < 10 else None
    return None


def read_number_word(word: str, grammar: NumberGrammar, memo: dict[str, Reading]) -> Reading:
    """The reading of a word, kept in ``memo``."""
    reading = memo.get(word, _NEW)
    if reading is _NEW:
        if len(memo) > _MEMO_LIMIT:
            memo.clear()
        memo[word] = reading = _classify(word, grammar)
    return reading


def _classify(word: str, grammar: NumberGrammar) -> Reading:
    """What kind of number a word can begin, or its value."""
    if word[0].isdigit():
        return FIGURE
    if word in grammar.vague:
        return VAGUE
    if word in grammar.scales and word not in grammar.multipliers and len(word) > _LONGEST_SCALE_SIGN:
        return SCALE
    if word in grammar.fractions.half or any(word == phrase[0] for phrase in grammar.fractions.share):
        return HALF
    value = parse_number_word(word, grammar)
    if value is not None:
        return value
    head, hyphen, tail = word.partition("-")
    if hyphen and parse_fraction_word(word, grammar) is not None:
        return FRACTION
    if (
        hyphen
        and (tail in grammar.compound_units or grammar.age.after.match("-" + tail))
        and parse_number_word(head, grammar) is not None
    ):
        return HYPHENED
    if grammar.age.suffixes and word.endswith(grammar.age.suffixes) and parse_age_word(word, grammar) is not None:
        return AGE
    suffixes = tuple(grammar.tens["suffixes"])
    return TENS if suffixes and word.endswith(suffixes) else None
