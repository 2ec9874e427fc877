"""The organisation or unit that a title belongs to, by its place beside the title."""

from __future__ import annotations

from bisect import bisect_left

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Name, Organisation, Title, Tokens

_LONGEST_FIELD = 8  # tokens of what a title is for, before its body
_LONGEST_UNIT = 12  # tokens of an organisation's name
LONGEST_ACRONYM = 6  # letters


def find_unit(
    title: Title, tokens: Tokens, known: dict[int, Organisation], grammar: RoleGrammar, stop: int
) -> Organisation | None:
    """The organisation of a title: behind it, with a preposition or without, or before it in the genitive.

    ``stop`` is the offset that it must not pass, such as the start of the name behind it.
    """
    after = bisect_left(tokens.starts, title.end)
    behind = _behind(after, tokens, known, grammar, stop)
    if behind is not None:
        return behind
    first = bisect_left(tokens.starts, title.start)
    return _before(first, tokens, known, grammar)


def find_unit_after(
    name: Name, tokens: Tokens, known: dict[int, Organisation], grammar: RoleGrammar, stop: int
) -> Organisation | None:
    """The organisation that a preposition ties to the name: "kammaråklagare Eva Lindmark vid Ekobrottsmyndigheten"."""
    index = bisect_left(tokens.starts, name.end)
    if index >= len(tokens.words) or tokens.words[index] not in grammar.prepositions:
        return None
    return _behind(index, tokens, known, grammar, stop)


def _behind(index: int, tokens: Tokens, known: dict[int, Organisation], grammar: RoleGrammar, stop: int) -> Organisation | None:
    words, count = tokens.words, len(tokens.words)
    if index >= count or tokens.starts[index] >= stop or "\n\n" in tokens.text[tokens.ends[index - 1] : tokens.starts[index]]:
        return None
    if words[index] == "," and index + 1 < count:
        return _behind_comma(index + 1, tokens, known, grammar, stop)
    preposition = words[index] if words[index] in grammar.prepositions else ""
    index += bool(preposition)
    if index + 1 < count and words[index] in grammar.skipped and words[index + 1] in grammar.prepositions:
        preposition, index = words[index + 1], index + 2  # "in charge of"
    if preposition and index < count and words[index] in grammar.inside and len(words[index]) == 3:
        index += 1  # "of the"
    if index >= count or tokens.starts[index] >= stop:
        return None
    found = _named(index, preposition, tokens, known, grammar, stop)
    own = found is not None and (found.id or tokens.lower[: found.end].endswith(grammar.org_heads))
    capital = found is not None and tokens.text[found.start].isupper() and not grammar.fields_in_capitals
    if own or capital or not preposition:
        return found
    return _over_field(index, tokens, known, grammar, stop) or found


def _over_field(
    index: int, tokens: Tokens, known: dict[int, Organisation], grammar: RoleGrammar, stop: int
) -> Organisation | None:
    """The body behind a field of work: "Director for Criminal Investigations at Europol", "chef för kontroller på Tullverket"."""
    for place in range(index + 1, min(len(tokens.words) - 1, index + _LONGEST_FIELD)):
        if tokens.starts[place + 1] >= stop or "\n" in tokens.text[tokens.ends[place - 1] : tokens.starts[place]]:
            return None
        word = tokens.words[place]
        if word in grammar.prepositions and (body := known.get(tokens.starts[place + 1])) is not None:
            return _named(place + 1, word, tokens, known, grammar, stop) or body
        if not (word[0].isalpha() or word in ("-", ",")) or word in grammar.verbs:
            return None
    return None


def _behind_comma(
    index: int, tokens: Tokens, known: dict[int, Organisation], grammar: RoleGrammar, stop: int
) -> Organisation | None:
    """ "Special Agent in Charge, FBI Detroit Division": behind a comma a name must say itself that it is an organisation."""
    found = _named(index, "", tokens, known, grammar, stop)
    listed = found is not None and found.start in known
    if found is None or listed or tokens.lower[: found.end].endswith(grammar.org_heads):
        return found
    return None


def _named(
    index: int, preposition: str, tokens: Tokens, known: dict[int, Organisation], grammar: RoleGrammar, stop: int
) -> Organisation | None:
    """The organisation whose name starts at a token, as far as it goes."""
    start = tokens.starts[index]
    last = _name_end(index, tokens, grammar, stop)
    listed = known.get(start)
    if listed is not None and (last <= index or listed.end >= tokens.ends[last - 1]):
        return listed
    headed = tokens.words[index].endswith(grammar.org_heads)  # "chef utredningsenheten"
    if last <= index or not (preposition or headed or tokens.text[start].isupper()):
        return None
    if preposition in grammar.place_prepositions and not tokens.words[last - 1].endswith(grammar.org_heads):
        heads = [place for place in range(index, last) if tokens.words[place].endswith(grammar.org_heads)]
        if not heads:
            return None
        common = not tokens.text[tokens.starts[heads[0]]].isupper()
        last = heads[0] + 1 if common else last  # "justitieutskottet för ..." ends, "Eastern District of ..." goes on
    return Organisation(start, tokens.ends[last - 1], listed.id if listed and listed.end == tokens.ends[last - 1] else None)


def _name_end(index: int, tokens: Tokens, grammar: RoleGrammar, stop: int) -> int:
    """The token after an organisation's name that starts at ``index``; ``index`` itself where none starts."""
    text, starts, ends, words = tokens.text, tokens.starts, tokens.ends, tokens.words
    last = index
    for place in range(index, min(len(words), index + _LONGEST_UNIT)):
        if starts[place] >= stop or (place > index and "\n" in text[ends[place - 1] : starts[place]]):
            break
        word = words[place]
        if word[0].isalpha() and (text[starts[place]].isupper() or word.endswith(grammar.org_heads)):
            last = place + 1
            if word.endswith(grammar.org_heads):
                last = max(last, _over_lower_field(last, tokens, grammar, stop))
        elif place < last:
            continue
        elif word in ("'s", "-", ".") or not (word in grammar.inside or (place == index and word[0].isalpha())):
            break
    return last


def _over_lower_field(index: int, tokens: Tokens, grammar: RoleGrammar, stop: int) -> int:
    """ "Riksenheten mot korruption", "Enheten för it-brott och bedrägeri": the token behind a field in small letters.

    The field must close the phrase, so that "avdelningen för våld grep en man" keeps none.
    """
    words, count = tokens.words, len(tokens.words)
    if index + 1 >= count or words[index] not in grammar.field or tokens.text[tokens.starts[index + 1]].isupper():
        return index
    for place in range(index + 1, min(count, index + _LONGEST_FIELD)):
        closed = tokens.starts[place] >= stop or "\n" in tokens.text[tokens.ends[place - 1] : tokens.starts[place]]
        if closed or words[place] in (",", ".", ")", ":") or words[place] in grammar.prepositions - grammar.field:
            return place
        if tokens.text[tokens.starts[place]].isupper() or not words[place][0].isalpha():
            return index
    return count if count < index + _LONGEST_FIELD else index


def _before(first: int, tokens: Tokens, known: dict[int, Organisation], grammar: RoleGrammar) -> Organisation | None:
    """ "polisens presstalesperson", "Orange County District Attorney", "Europol's Executive Director"."""
    if not first:
        return None
    text, starts, ends, words = tokens.text, tokens.starts, tokens.ends, tokens.words
    word = words[first - 1]
    bare = grammar.without_genitive(word)
    end = starts[first - 1] + len(bare)
    if word in grammar.genitives:
        return known.get(starts[first - 1]) or Organisation(starts[first - 1], end, None)
    short = end - 1 if text[end - 1 : end] == ":" else end  # "SKR:s ordförande"
    for start, organisation in known.items():
        if organisation.end in (ends[first - 1], end, short) and start <= starts[first - 1]:
            return organisation
    low = first
    while low > 0 and text[starts[low - 1]].isupper() and words[low - 1][0].isalpha() and ends[low - 1] + 1 >= starts[low]:
        low -= 1
    if low < first and (words[first - 1].endswith(grammar.org_heads) or word != bare):
        return Organisation(starts[low], end, None)
    acronym = text[starts[first - 1] : ends[first - 1]]
    if low < first and acronym.isalpha() and acronym.isupper() and 2 <= len(acronym) <= LONGEST_ACRONYM:
        return Organisation(starts[first - 1], end, None)  # "FCC Chairman": a body that no list has
    return None
