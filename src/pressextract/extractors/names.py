"""Persons by rule: runs of capitalised words that a title, a verb of speech or a known given name makes a person."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Name, Title, Tokens

SURNAME_RULE = "surname-after-title"
_CONTEXT = 10  # tokens on either side of what the model is asked for
_LONGEST = 6  # tokens of a name
_LONGEST_RUN = 16  # tokens of a headline in which a name may stand
_LONGEST_CAPITALS = 12  # letters: a longer run in capitals is a headline, a shorter one may be an acronym
_SHORT_LINE = 6  # words: shorter lines are signatures and captions, not headlines
_HEADLINE = 0.75  # share of capitalised words
_YOUNGEST, _OLDEST = 10, 110  # years
_LAW_REACH = 5  # tokens from a name to the "Act" that is called after its bearer
_GENITIVE = "s"  # the ending of a name in the genitive, in English where the apostrophe was lost
_LONGEST_SHORT = 3  # letters of a name that can be initials in capitals
_QUOTES = "\"“”'"


class NameEvidence(NamedTuple):
    """What is known beside the text: given names, where titles start and end, tokens of titles, of places and bodies."""

    given: frozenset[str]
    title_starts: frozenset[int]
    title_ends: frozenset[int]
    titled: frozenset[int]
    named: frozenset[int]


def find_names(tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence) -> list[Name]:
    """Names in order; :func:`may_hold_names` says more cheaply where there are none."""
    runs = list(_runs(tokens, grammar, evidence.titled))
    judged = [_judge(first, last, tokens, grammar, evidence) for first, last in runs]
    found = [name for name in judged if name is not None]
    if found and len(found) < len(runs):
        open_runs = [run for run, name in zip(runs, judged, strict=True) if name is None]
        found = sorted([*found, *_by_company(open_runs, found, tokens, grammar, evidence)])
    return _without_genitive(found, tokens)


def _by_company(
    runs: list[tuple[int, int]], names: list[Name], tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence
) -> Iterator[Name]:
    """Names by the names around them: a surname that another has, a second holder of a title ("A and B of the Fraud Section")."""
    surnames = {
        tokens.words[bisect_left(tokens.starts, name.end) - 1] for name in names if " " in tokens.text[name.start : name.end]
    }
    titled = {bisect_left(tokens.starts, name.end) for name in names if name.rule == "after-title"}
    for first, last in runs:
        inside = range(first, last)
        if not 1 < last - first <= _LONGEST or _in_headline(first, tokens):
            continue
        if any(tokens.words[i] in grammar.not_names or i in evidence.named for i in inside):
            continue
        if tokens.words[last - 1] in surnames:
            yield _name(first, last, tokens, "known-surname", 0.7)
        elif first and tokens.words[first - 1] in grammar.joiners and first - 1 in titled:
            yield _name(first, last, tokens, "beside-name", 0.7)


def _without_genitive(names: list[Name], tokens: Tokens) -> list[Name]:
    """ "Peter Danielssons" as "Peter Danielsson", where the text has that too."""
    written = {tokens.lower[name.start : name.end] for name in names}
    return [
        name._replace(end=name.end - 1)
        if tokens.lower[name.end - 1] == _GENITIVE and tokens.lower[name.start : name.end - 1] in written
        else name
        for name in names
    ]


def may_hold_names(tokens: Tokens, titles: list[Title]) -> bool:
    """Whether a capital stands where a rule could make a name of it: the cheap look before the search."""
    text, starts = tokens.text, tokens.starts
    for title in titles:
        if text[title.end : title.end + 2].strip()[:1].isupper() or text[title.start - 2 : title.start] == ", ":
            return True
    for index in tokens.names:
        if text[starts[index]].isupper() or (index + 1 < len(starts) and text[starts[index + 1]].isupper()):
            return True
    return False


def uncertain_stretches(tokens: Tokens, names: list[Name], grammar: RoleGrammar, evidence: NameEvidence) -> list[tuple[int, int]]:
    """Stretches (half-open token ranges) around two capitalised words in a row that no rule and no list has explained.

    Each reaches a few words to either side, within its sentence: more context changes next to nothing in what the model finds.
    """
    known = {
        index for name in names for index in range(bisect_left(tokens.starts, name.start), bisect_left(tokens.starts, name.end))
    }
    found: list[tuple[int, int]] = []
    for first, last in _runs(tokens, grammar, evidence.titled):
        open_words = [i for i in range(first, last) if i not in known and i not in evidence.named]
        if len(open_words) < 2 or any(tokens.words[i] in grammar.not_names for i in open_words) or _in_headline(first, tokens):
            continue
        start, end = tokens.sentence_around(tokens.starts[first])
        low = max(bisect_left(tokens.starts, start), first - _CONTEXT)
        high = min(bisect_left(tokens.starts, end), last + _CONTEXT)
        if found and low <= found[-1][1]:
            low, high = found[-1][0], max(high, found.pop()[1])
        found.append((low, high))
    return found


def merge_names(names: list[Name], more: list[Name], tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence) -> list[Name]:
    """Names of both lists in order. What the model adds must not overlap a name, a title or a listed name of something else."""
    kept = [
        name
        for name in more
        if not any(known.start < name.end and name.start < known.end for known in names)
        and _plausible(name, tokens, grammar, evidence)
    ]
    return sorted([*names, *kept], key=lambda name: name.start)


def _plausible(name: Name, tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence) -> bool:
    """Whether a person that only the model saw can be one: two words or more, none of a title, a place, a body or a law."""
    first, last = bisect_left(tokens.starts, name.start), bisect_left(tokens.starts, name.end)
    inside = range(first, last)
    if sum(tokens.words[index][0].isalpha() for index in inside) < 2 or _in_headline(first, tokens):
        return False
    if all(len(tokens.words[index]) <= _LONGEST_SHORT for index in inside):
        return False  # "H.E.", "N.Y."
    if any(index in evidence.titled or index in evidence.named or tokens.words[index] in grammar.not_names for index in inside):
        return False
    return not _before_law(last, tokens, grammar) and tokens.words[last : last + 1] != ["&"]


def _before_law(last: int, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether a name is part of something that is called after its bearer: "the James Byrd Hate Crimes Act"."""
    for place in range(last, min(len(tokens.words), last + _LAW_REACH)):
        if tokens.words[place] in grammar.law_words:
            return True
        if not (tokens.text[tokens.starts[place]].isupper() or tokens.words[place] in ("and", ",", ".")):
            return False
    return False


def _runs(tokens: Tokens, grammar: RoleGrammar, taken: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that could be a name: capitalised words, initials, particles and suffixes between them."""
    text, starts = tokens.text, tokens.starts
    done = 0
    for index in [i for i, start in enumerate(starts) if text[start].isupper()]:
        if index < done or index in taken:
            continue
        done = index + 1
        while done < len(starts) and done - index < _LONGEST_RUN and (step := _next(tokens, done, grammar, taken)):
            done += step
        yield index, done


def _next(tokens: Tokens, index: int, grammar: RoleGrammar, taken: frozenset[int]) -> int:
    """How many tokens a run goes on by at ``index``: 0 ends it."""
    text, starts, ends, words = tokens.text, tokens.starts, tokens.ends, tokens.words
    if index in taken or "\n" in text[ends[index - 1] : starts[index]]:
        return 0
    word = words[index]
    if text[starts[index]].isupper() or word in grammar.suffixes:
        return 1
    if word == "." and ends[index - 1] - starts[index - 1] == 1 and starts[index] == ends[index - 1]:
        return 1  # the full stop of an initial
    following = words[index + 1] if index + 1 < len(words) else ""
    if word == "," and following in grammar.suffixes:
        return 2
    if {word, following} <= grammar.particles and index + 2 < len(words) and text[starts[index + 2]].isupper():
        return 3  # "von der Leyen"
    if not following or index + 1 in taken or not text[starts[index + 1]].isupper():
        return 0
    if word in grammar.particles:
        return 2
    nickname = word in _QUOTES and index + 2 < len(words) and words[index + 2] in _QUOTES
    return 3 if nickname else 0


def _judge(first: int, last: int, tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence) -> Name | None:
    """The name that a run holds, by the firmest evidence there is; ``None`` where nothing makes it one."""
    stretch = _stretch(first, last, tokens, grammar, evidence)
    if stretch is None:
        return None
    first, last, titled = stretch
    words = tokens.words
    if last - first < 2:
        return _surname(first, last, tokens, grammar, evidence) if titled else None
    known = next((i for i in range(first, last - 1) if words[i] in evidence.given and words[i + 1] != "-"), None)
    if last - first > _LONGEST:
        return None if known is None else _name(known, min(last, known + _LONGEST), tokens, "given-name", 0.7)
    unit = known is None and words[first].endswith(grammar.org_heads)  # "tf gruppchef Ingripandegrupp Söder"
    if titled and not unit and (known is not None or not _in_headline(first, tokens)):
        return _name(first, last, tokens, "after-title", 0.9)
    if first and words[first - 1] in grammar.verbs:
        return _name(first, last, tokens, "after-speech", 0.85)
    if known is not None:
        another = all(index in evidence.named for index in range(known, last)) or _before_law(last, tokens, grammar)
        return None if another else _name(known, last, tokens, "given-name", 0.8)
    return _by_what_follows(first, last, tokens, grammar, evidence)


def _stretch(first: int, last: int, tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence) -> tuple[int, int, bool] | None:
    """The tokens of a run that can be a name, half-open, and whether a title stands before them."""
    words, text = tokens.words, tokens.text
    whole = text[tokens.starts[first] : tokens.ends[last - 1]]
    if whole.isupper() and len(whole) > _LONGEST_CAPITALS:
        return None
    bare = grammar.without_genitive(words[first])
    if first and bare != words[first] and bare in grammar.heads:
        return None  # "the Attorney General's Fraud Unit", "the Chief Constable's squad": part of a title
    if words[last : last + 1] and words[last] in grammar.chairs and "\n" not in text[tokens.ends[last - 1] : tokens.starts[last]]:
        return None  # "the Jane Doe Professor of Law"
    while last - first > 1 and _leads_up(first, tokens, evidence):
        first += 1
    titled = _follows_title(first, tokens, evidence)
    barred = [index for index in range(first, last) if words[index] in grammar.not_names]
    if titled and barred == [last - 1] and last - first > 1 and words[last - 1] in grammar.also_surnames:
        barred = []  # "Judge Sim Lake"
    if not barred:
        return first, last, titled
    if titled and barred[0] > first:
        return first, barred[0], True
    return _between_barred((first, last), barred, tokens, grammar, evidence)


def _between_barred(
    run: tuple[int, int], barred: list[int], tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence
) -> tuple[int, int, bool] | None:
    """The longest stretch of a run between words that are no names, unless it is part of a place or a body."""
    first, last = _longest_gap(*run, barred)
    while first < last and first in evidence.named and first - 1 in evidence.named:
        first += 1  # "for the District of North Dakota Jane Doe"
    return None if _part_of_body(first, last, run, tokens, grammar, evidence) else (first, last, False)


def _leads_up(first: int, tokens: Tokens, evidence: NameEvidence) -> bool:
    """Whether a word in capitals stands before a name: "DEA Juarez", an acronym of the lists; "LUND Mark Doe", a dateline."""
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    if not text[starts[first] : ends[first]].isupper():
        return False
    long = ends[first] - starts[first] > _LONGEST_SHORT and not text[starts[first + 1] : ends[first + 1]].isupper()
    return first in evidence.named or long


def _part_of_body(
    first: int, last: int, run: tuple[int, int], tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence
) -> bool:
    """Whether the words around make a stretch part of a place or a body: "San Francisco Field Office"."""
    words = tokens.words
    opened = first > run[0] and words[first - 1] in grammar.place_openings and first - 1 not in evidence.named
    return opened or (last < run[1] and words[last].endswith(grammar.org_heads))


def _by_what_follows(first: int, last: int, tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence) -> Name | None:
    """Names by a verb of speech, an age or a title behind them."""
    following = tokens.words[last] if last < len(tokens.words) else ""
    if following in grammar.verbs:
        return _name(first, last, tokens, "before-speech", 0.6)
    if _before_age(first, last, tokens, evidence):
        return _name(first, last, tokens, "before-age", 0.75)
    return _name(first, last, tokens, "before-title", 0.7) if _before_title(first, last, tokens, evidence) else None


def _before_age(first: int, last: int, tokens: Tokens, evidence: NameEvidence) -> bool:
    """ "Maximino Mondragon, 57, was": an age between commas behind two words that name nothing else."""
    age = tokens.words[last + 1 : last + 3]
    if tokens.words[last : last + 1] != [","] or len(age) < 2 or not age[0].isdigit() or age[1] not in (",", "of"):
        return False
    plausible = _YOUNGEST <= int(age[0]) <= _OLDEST
    return plausible and not any(index in evidence.named for index in range(first, last)) and not _in_headline(first, tokens)


def _before_title(first: int, last: int, tokens: Tokens, evidence: NameEvidence) -> bool:
    """ "Fran Weiner, Bureau Chief": a comma and a title behind two words that name nothing else."""
    if last + 1 >= len(tokens.words) or tokens.words[last] != "," or tokens.starts[last + 1] not in evidence.title_starts:
        return False
    opens_line = "\n" in tokens.text[tokens.ends[first - 1] : tokens.starts[first]] if first else True
    return not any(index in evidence.named for index in range(first, last)) and (opens_line or not _in_headline(first, tokens))


def _follows_title(first: int, tokens: Tokens, evidence: NameEvidence) -> bool:
    before = tokens.ends[first - 1] if first else -1
    gap = tokens.text[before : tokens.starts[first]]
    return before in evidence.title_ends and len(gap) <= 2 and "\n" not in gap


def _surname(first: int, last: int, tokens: Tokens, grammar: RoleGrammar, evidence: NameEvidence) -> Name | None:
    """One capitalised word after a title ("Prosecutor Marsh"), unless it names a place or a unit, or stands in a headline."""
    if last - first != 1 or first in evidence.named:
        return None
    word = tokens.text[tokens.starts[first] : tokens.ends[first]]
    if len(word) < 3 or word.isupper() or word.lower().endswith(grammar.org_heads) or _in_headline(first, tokens):
        return None
    bare = grammar.without_genitive(tokens.words[first])  # "DA Katz's office"
    return _name(first, last, tokens, SURNAME_RULE, 0.7)._replace(end=tokens.starts[first] + len(bare))


def _in_headline(first: int, tokens: Tokens) -> bool:
    """Whether most words of the line are capitalised, so that a capital proves nothing."""
    text, start = tokens.text, tokens.starts[first]
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    words = [word for word in text[low : high if high >= 0 else len(text)].split() if word[0].isalpha()]
    return len(words) > _SHORT_LINE and sum(word[0].isupper() for word in words) > _HEADLINE * len(words)


def _longest_gap(first: int, last: int, barred: list[int]) -> tuple[int, int]:
    """The longest stretch of a run between words that are no names."""
    edges = [first - 1, *barred, last]
    return max(((a + 1, b) for a, b in pairwise(edges)), key=lambda gap: gap[1] - gap[0])


def _name(first: int, last: int, tokens: Tokens, rule: str, confidence: float) -> Name:
    while tokens.words[last - 1] in ".,":
        last -= 1
    return Name(tokens.starts[first], tokens.ends[last - 1], rule, confidence)
