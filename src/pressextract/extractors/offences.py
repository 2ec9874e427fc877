"""Offences as they are named: the list's forms, widened by the words of degree, attempt and kind around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressextract.extractors.acts import find_acts
from pressextract.extractors.statutes import find_statutes
from pressextract.languages.act_grammar import ActGrammar
from pressextract.languages.lexicon import Lexicon
from pressextract.languages.offence_grammar import OffenceGrammar
from pressextract.types import Entry, OffenceMention, Term, Tokens

_CHARGE_REACH = 60  # tokens between "charged with" and a gerund that names what was charged: charges come in long lists
_NAME_REACH = 6  # tokens from an offence to the "Section" or "Unit" of the name that holds it
_LONGEST_ACRONYM = 5  # letters: a short form in capitals is an abbreviation of something else
_HEADLINE = 0.7  # share of capitalised words that makes a line a headline
_GERUND, _LAW = "gerund", "law"  # rules of entries that are offences in some places only
_LONGEST_OPENING = 6  # tokens: "conspired with others to commit a"
_SHARED_PART = 2  # tokens of what shares its tail with the next name: "mail and" before "wire fraud"
_LONGEST_GAP = 30  # characters between two names that share something
_LONGEST_ALTERNATIVE = 5  # words: "eller i andra hand ett"
_HEADING_MARKS = frozenset(",:/(-–")
_LAW_REACH = 4  # tokens in which a word of charging reaches the law: "misstänkt för bland annat knivlagen"
Terms = dict[str, list[Term]]


def find_offences(
    tokens: Tokens, terms: Terms, grammar: OffenceGrammar, acts: ActGrammar, lexicon: Lexicon
) -> list[OffenceMention]:
    """Offence mentions in order. Negation, status and topic are read by :mod:`pressextract.linking.qualifiers`."""
    named = terms.get("offence", [])
    found = _mentions(
        _with_acts(named, terms["act"], tokens, grammar, acts) if "act" in terms else named, tokens, grammar, lexicon
    )
    cited = list(find_statutes(found, tokens, grammar.statutes, lexicon))
    return _share_stage(sorted(found + cited) if cited else found, tokens, grammar)


def _with_acts(named: list[Term], verbs: list[Term], tokens: Tokens, grammar: OffenceGrammar, acts: ActGrammar) -> list[Term]:
    """The named offences and the acts between them, in order; an opening that an act holds is no offence of its own."""
    named = [term for term in named if not _rejected(term, tokens, grammar)]
    found = find_acts(verbs, named, tokens, acts, lambda verb: _charged(verb, tokens, grammar))
    inside = {index for act in found for index in range(act.first, act.last)}
    return sorted([*found, *(term for term in named if term.first not in inside)])


def _mentions(terms: list[Term], tokens: Tokens, grammar: OffenceGrammar, lexicon: Lexicon) -> list[OffenceMention]:
    found: list[OffenceMention] = []
    floor = 0
    terms = [term for term in terms if not _rejected(term, tokens, grammar)]
    terms = [term for before, term in zip([None, *terms], terms, strict=False) if not _closes(before, term, tokens, grammar)]
    for place, term in enumerate(terms):
        if place + 1 < len(terms) and _opens_next(term, terms[place + 1], tokens, grammar):
            continue
        for shared in _coordinated(term, tokens, grammar, lexicon):
            partner, _ = _widen(shared, tokens, grammar, floor, shared.last)
            if found and found[-1].start == partner.start:
                found[-1] = partner  # "mord-" was found as "mord", without what it shares
            elif partner.start >= (found[-1].end if found else 0):
                found.append(partner)
        ceiling = terms[place + 1].first if place + 1 < len(terms) else len(tokens.words)
        mention, floor = _widen(term, tokens, grammar, floor, ceiling)
        found.append(mention)
    return found


def _rejected(term: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """A form that is here no offence: a gerund outside a charge, part of a unit's name, a verb, an acronym."""
    if term.entry.rule == _GERUND and not _in_charge(term, tokens, grammar):
        return True
    text, words = tokens.text, tokens.words
    if term.entry.rule == _LAW:
        return not (_heads_line(term, tokens) or _charged_by_law(term, tokens, grammar))
    if term.first and words[term.first - 1] in grammar.name_heads:
        return True
    if _names_body(term, tokens, grammar):
        return True
    if term.last - term.first > 1 or words[term.first] in grammar.acronyms:
        return False
    if words[term.first] in grammar.verbs and term.first and words[term.first - 1] in grammar.verb_marks:
        return grammar.charge.isdisjoint(words[max(0, term.first - 2) : term.first])  # "guilty to assault"
    return (
        len(words[term.first]) <= _LONGEST_ACRONYM and text[term.start : term.end].isupper() and not _capital_line(term, tokens)
    )


def _in_charge(term: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether something is charged where a gerund stands: before it, right behind it ("the conspiracy count") or in its list."""
    words, last = tokens.words, term.last
    behind = last < len(words) and words[last] in grammar.charge
    return behind or _charged(term, tokens, grammar) or _listed(term, tokens, grammar)


def _listed(term: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """ "theft or, alternatively, receiving stolen property": a gerund that a word of alternatives ties to what stands before."""
    words, place = tokens.words, term.first - 1
    while place > 0 and words[place] == ",":
        place -= 1
    return place > 0 and words[place] in grammar.alternatives


def _heads_line(term: Term, tokens: Tokens) -> bool:
    """Whether a term stands alone between the marks of a heading: "20 mars 10:14, Knivlagen, Malmö"."""
    words, text = tokens.words, tokens.text
    line = text.rfind("\n", 0, term.start) + 1
    opens = not text[line : term.start].strip() or words[term.first - 1] in _HEADING_MARKS
    rest = text[term.end : term.end + 2].split("\n", 1)[0].strip()
    return opens and text[term.start].isupper() and (not rest or rest[0] in _HEADING_MARKS)


def _charged_by_law(term: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """ "misstänks för knivlagen": the law stands for the offence against it."""
    words, first = tokens.words, term.first
    before = words[max(0, first - _LAW_REACH) : first]
    return bool(before) and before[-1] in grammar.law_links and not grammar.charge.isdisjoint(before)


def _names_body(term: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether a term is part of the name of a unit, a law or a programme: "Child Exploitation and Obscenity Section"."""
    words, text = tokens.words, tokens.text
    if term.last < len(words) and words[term.last] in grammar.body_nouns:
        return True
    if term.first > 1 and words[term.first - 1] in grammar.against and words[term.first - 2] in grammar.bodies_against:
        return True
    if not grammar.name_tails or not text[term.start].isupper():
        return False
    for place in range(term.last, min(len(words), term.last + _NAME_REACH)):
        capital = text[tokens.starts[place]].isupper()
        if capital and place <= term.last + 1 and tuple(words[place : place + 2]) in grammar.firm_bodies:
            return True
        if capital and words[place] in grammar.name_tails:
            return place <= term.last + 1 or not _capital_line(term, tokens)
        if not capital and words[place] not in grammar.name_inside:
            return False
    return False


def _capital_line(term: Term, tokens: Tokens) -> bool:
    """Whether a term stands in a headline of capitals, where nothing follows from its case."""
    text = tokens.text
    low, high = text.rfind("\n", 0, term.start) + 1, text.find("\n", term.end)
    line = text[low : high if high >= 0 else len(text)]
    words = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > _HEADLINE * len(words)


def _opens_next(term: Term, following: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether a term is only the beginning of the next phrase: "conspiracy to commit" before "theft" or "mail and wire fraud"."""
    words, end = tokens.words, following.first
    if end - term.first > _LONGEST_OPENING + _SHARED_PART:
        return False
    for place in range(term.last - 1, min(end, term.first + _LONGEST_OPENING)):
        filed = grammar.before.get(words[place])
        if filed is None:
            continue
        opening = tuple(words[term.first : place + 1])
        if any(phrase == opening for phrase, _ in filed):
            behind = end - place - 1
            if not behind or (behind == _SHARED_PART and words[end - 1] in grammar.joiners):
                return True
    return False


def _closes(before: Term | None, term: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether a term is only the end of the phrase before it: "mail fraud conspiracy"."""
    if before is None or before.last != term.first:
        return False
    closing = tuple(tokens.words[term.first : term.last])
    return any(words == closing for words, _ in grammar.after.get(closing[0], ()))


def _charged(term: Term, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether a word of charging stands before a gerund in its sentence: "charged with stealing"."""
    for index in range(term.first - 1, max(-1, term.first - _CHARGE_REACH), -1):
        if tokens.words[index] in ".!?":
            return False
        if tokens.words[index] in grammar.charge:
            return True
    return False


def _widen(term: Term, tokens: Tokens, grammar: OffenceGrammar, floor: int, ceiling: int) -> tuple[OffenceMention, int]:
    """The full phrase of a term, not reaching into the terms beside it; also the token it ends before."""
    fields: dict[str, Any] = {}
    if term.entry.stage:
        fields["stage"] = term.entry.stage
    if term.entry.degree:
        fields["degree"] = term.entry.degree
    if term.entry.modifier:
        fields["modifier"] = term.entry.modifier
    first, last = term.first, term.last
    while first > floor:
        step = _phrase(tokens, grammar.before.get(tokens.words[first - 1]), first, floor, before=True)
        if step is None:
            break
        fields = step[1] | fields
        first = step[0]
    while last < ceiling:
        step = _phrase(tokens, grammar.after.get(tokens.words[last]), last, ceiling, before=False)
        if step is None or _opens_phrase(step[0], tokens, grammar) or _of_next(step[0], ceiling, tokens, grammar):
            break
        fields = fields | step[1]
        last = step[0]
    start, end = tokens.starts[first], tokens.ends[last - 1]
    offence = fields.pop("offence", term.entry.id)
    return OffenceMention(start, end, term.entry.rule, offence, **fields), last


def _of_next(place: int, ceiling: int, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether a modifier touches the next name: "vapenbrott, grovt brott mot lagen" is not "vapenbrott, grovt"."""
    return place == ceiling < len(tokens.words) and tokens.words[place - 1] in grammar.before


def _opens_phrase(place: int, tokens: Tokens, grammar: OffenceGrammar) -> bool:
    """Whether the word before ``place`` belongs to what follows: "rån, förberedelse till mord" is not "rån, förberedelse"."""
    pair = tuple(tokens.words[place - 1 : place + 1])
    return place < len(tokens.words) and any(words == pair for words, _ in grammar.before.get(pair[-1], ()))


def _phrase(
    tokens: Tokens, candidates: list[tuple[tuple[str, ...], dict[str, Any]]] | None, place: int, limit: int, *, before: bool
) -> tuple[int, dict[str, Any]] | None:
    """The longest modifier that ends before ``place`` (or starts at it), as the token it reaches and what it says."""
    for words, fields in candidates or ():
        low, high = (place - len(words), place) if before else (place, place + len(words))
        if (low < limit) if before else (high > limit):
            continue
        if tuple(tokens.words[low:high]) == words and "\n" not in tokens.text[tokens.starts[low] : tokens.ends[high - 1]]:
            return (low if before else high), fields
    return None


def _coordinated(term: Term, tokens: Tokens, grammar: OffenceGrammar, lexicon: Lexicon) -> Iterator[Term]:
    """What shares a part with a term: "narkotika-" of "narkotika- och vapenbrott", "våld" of "våld och hot mot tjänsteman"."""
    words, first = tokens.words, term.first
    if first < 2 or words[first - 1] not in grammar.joiners:
        return
    if first >= 3 and words[first - 2] == "-" and tokens.ends[first - 3] == tokens.starts[first - 2]:
        heads = list(_elided_head(first - 3, term, tokens, grammar, lexicon))
        yield from heads or _shared_tail(first - 3, first - 1, term, tokens, lexicon)
        return
    yield from _shared_tail(first - 2, first - 1, term, tokens, lexicon)


def _shared_tail(place: int, last: int, term: Term, tokens: Tokens, lexicon: Lexicon) -> Iterator[Term]:
    """ "våld" of "våld och hot mot tjänsteman": a word that is an offence with what stands behind the term's first word."""
    word, tail = tokens.words[place], tokens.words[term.first + 1 : term.last]
    entry = lexicon.entry(" ".join([word, *tail]), "offence") if tail else None
    if entry is not None and lexicon.entry(word, "offence") is None:
        shared = Entry("offence", entry.id, "shared-tail", entry.stage)
        yield Term(tokens.starts[place], tokens.ends[last - 1], place, last, shared)


def _elided_head(place: int, term: Term, tokens: Tokens, grammar: OffenceGrammar, lexicon: Lexicon) -> Iterator[Term]:
    stem, whole = tokens.words[place], tokens.words[term.first]
    for head in grammar.heads:
        cut = whole.rfind(head)
        if cut <= 0:
            continue
        entry = (
            lexicon.entry(stem + whole[cut:], "offence")
            or lexicon.entry(stem + head, "offence")
            or lexicon.entry(stem, "offence")
        )
        if entry is not None:
            shared = entry._replace(rule="elided-head", stage=entry.stage or term.entry.stage)
            yield Term(tokens.starts[place], tokens.ends[place + 1], place, place + 2, shared)
            return


def _share_stage(found: list[OffenceMention], tokens: Tokens, grammar: OffenceGrammar) -> list[OffenceMention]:
    """What neighbours share: the stage of "Mord/dråp, försök" and of "conspiracy to commit A and B", groups of alternatives."""
    for index in range(len(found) - 2, -1, -1):
        left, right = found[index], found[index + 1]
        if right.start - left.end > _LONGEST_GAP:
            continue
        gap = tokens.lower[left.end : right.start].replace(",", " ").split()
        if gap == ["/"] and left.stage == "completed":
            found[index] = left._replace(stage=right.stage)
        elif _alternative(gap, grammar):
            number = right.alternative if right.alternative is not None else -index
            found[index], found[index + 1] = left._replace(alternative=number), right._replace(alternative=number)
    found = _numbered(found)
    return _carry_stage(found, tokens, grammar) if grammar.list_verbs else found


def _carry_stage(found: list[OffenceMention], tokens: Tokens, grammar: OffenceGrammar) -> list[OffenceMention]:
    """ "conspiring to commit securities fraud and wire fraud": the verb governs a pair; a longer list is one of charges."""
    for index in range(1, len(found)):
        left, right = found[index - 1], found[index]
        pair = tokens.lower[left.end : right.start].strip() in grammar.joiners
        governed = not grammar.list_verbs.isdisjoint(tokens.lower[left.start : left.end].split())
        if pair and governed and right.stage == "completed":
            found[index] = right._replace(stage=left.stage)
    return found


def _alternative(gap: list[str], grammar: OffenceGrammar) -> bool:
    """Whether the words between two offences make them alternatives: "alternativt", "eller i andra hand"."""
    if not gap or len(gap) > _LONGEST_ALTERNATIVE:
        return False
    joined = " ".join(word for word in gap if word not in grammar.alternative_inside)
    return joined in grammar.alternatives


def _numbered(found: list[OffenceMention]) -> list[OffenceMention]:
    """The groups of alternatives numbered as they stand."""
    groups = dict.fromkeys(m.alternative for m in found if m.alternative is not None)
    numbers = {group: number for number, group in enumerate(groups)}
    return [m if m.alternative is None else m._replace(alternative=numbers[m.alternative]) for m in found] if groups else found
