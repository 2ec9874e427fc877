"""Who holds which title: a title before a name, or behind it after a comma. A title without a name is no role."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.linking.units import LONGEST_ACRONYM, find_unit, find_unit_after
from pressextract.types import Name, Organisation, Reference, Role, Title, Tokens

_REACH = 90  # characters between a title with its organisation and the name behind it
_WEAK = "surname-after-title"  # the rule of names that are one word: "X, chef Y" may be a unit behind the title
_PARTY = re.compile(r"^\s*\([\w-]{1,24}\)")  # "Anna Berg (S), ordförande": the party belongs to neither
_BRACKETS = re.compile(r"^\s*\([^()\n]{1,24}\)")  # "chefen för FN:s livsmedelsprogram (WFP), Anna Berg"
_BRACKETS_INSIDE = re.compile(r" \([^()\n]{1,12}\)(?= |$)")
_FIELD = 6  # words of a field between a title and a comma
_PLACES = 3  # words of a place between a body and a title
_CONTACT = 80  # characters of a line that holds the title of a contact
_BEHIND = 60  # characters between a name and the title behind it


def without_bodies(titles: list[Title], organisations: list[Organisation]) -> list[Title]:
    """The titles that are no part of a body's name: "U.S. Attorney" in "U.S. Attorney's Office" is one."""
    return [
        title
        for title in titles
        if not any(
            o.start <= title.start and title.end <= o.end and o.end - o.start > title.end - title.start for o in organisations
        )
    ]


def link_roles(
    titles: list[Title], names: list[Name], tokens: Tokens, organisations: list[Organisation], grammar: RoleGrammar
) -> list[Role]:
    """One role a title that has a person; each title goes to one name, the nearest by the firmest tie."""
    known = {organisation.start: organisation for organisation in organisations}
    scene = _Scene(titles, names, tokens, known, grammar)
    roles: list[Role] = []
    for index, title in enumerate(titles):
        person = _holder(title, scene)
        if person is None and index + 1 < len(titles) and _shares_name(title, titles[index + 1], tokens, grammar):
            person = _before_name(titles[index + 1], names, tokens, grammar)
        if person is None and roles and _goes_with(title, roles[-1], tokens, grammar):
            person = roles[-1].person
        if person is None:
            continue
        stop = names[person].start if names[person].start >= title.end else len(tokens.text)
        unit = find_unit(title, tokens, known, grammar, min(stop, _next_start(title.end, names, titles, tokens)))
        sharing = [person]
        if names[person].end <= title.start and _is_past(names[person], title, tokens, grammar):
            title = title._replace(flags=title.flags | {"former"})  # noqa: PLW2901 - the same title, said of the past
        plural = tokens.lower[: title.end].endswith(grammar.plural)
        if names[person].start < title.start and plural:
            sharing = [*_coordinated_before(person, names, tokens, grammar), person]
        if names[person].start >= title.end:
            if plural:
                sharing += _coordinated(person, names, tokens, grammar)
            holder = names[sharing[-1]]
            unit = unit or find_unit_after(holder, tokens, known, grammar, _next_start(holder.end, names, titles, tokens))
        roles.extend(Role(title, sharer, unit, ()) for sharer in sharing)
    return roles


class _Scene(NamedTuple):
    """What is around a title: everything that could take it, and what it could belong to (by its start)."""

    titles: list[Title]
    names: list[Name]
    tokens: Tokens
    known: dict[int, Organisation]
    grammar: RoleGrammar


def _holder(title: Title, scene: _Scene) -> int | None:
    """The person of a title: the name right behind it, behind its organisation, or before it."""
    names, tokens, grammar = scene.names, scene.tokens, scene.grammar
    person = _before_name(title, names, tokens, grammar)
    if person is not None and names[person].rule != _WEAK:
        return person
    over = _over_organisation(title, scene)
    if over is not None and tokens.text[: names[over].start].rstrip(" ")[-1:] != ",":
        return over  # "Jane Pell, U.S. Attorney for the District of Nevada Robert Finch": no comma, so it is Finch's
    behind = _behind_name(title, names, tokens, grammar)
    return next((found for found in (behind, person, over) if found is not None), None)


def _goes_with(title: Title, role: Role, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """ "jurist och äganderättsexpert", "Director of the Task Force and President of the League": two titles of one person."""
    gap = tokens.lower[role.title.end : title.start].strip()
    if gap in grammar.joiners or (gap == "," and _closes_tag(title, tokens)):
        return True
    end = role.organisation.end if role.organisation is not None else len(tokens.text)
    return role.title.end < end < title.start and tokens.lower[end : title.start].strip(" ,") in grammar.then


def _shares_name(title: Title, following: Title, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """ "förundersökningsledaren och kammaråklagaren Anna Berg": two titles before the name of one person."""
    return tokens.lower[title.end : following.start].strip() in grammar.joiners


def roles_by_pronoun(
    titles: list[Title],
    roles: list[Role],
    pronouns: list[Reference],
    tokens: Tokens,
    organisations: list[Organisation],
    grammar: RoleGrammar,
) -> list[Role]:
    """ "Hon är chef för ...", "Pell served as the director of ...": titles that no name holds, said of a later mention."""
    held = {role.title.start for role in roles}
    known = {organisation.start: organisation for organisation in organisations}
    found: list[Role] = []
    for title in titles:
        if title.start in held:
            continue
        teller = next((p for p in pronouns if _told_of(title, p, tokens, grammar)), None)
        before = found[-1] if found else None
        if teller is not None and teller.person is not None:
            person = teller.person
            past = tokens.lower[teller.end : title.start].rstrip().endswith(grammar.past)
        elif before is not None and tokens.lower[before.title.end : title.start].strip() in grammar.then:
            person, past = before.person, "former" in before.title.flags
        else:
            continue
        said = title._replace(flags=title.flags | {"former"}) if past and not _lasts(title, tokens, grammar) else title
        found.append(Role(said, person, find_unit(title, tokens, known, grammar, len(tokens.text)), ()))
    return sorted([*roles, *found], key=lambda role: role.title.start) if found else roles


def _told_of(title: Title, later: Reference, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether the words between a later mention and a title behind it give the title to that person."""
    gap = tokens.lower[later.end : title.start].strip() if later.end < title.start else ""
    if later.person is None or not gap or len(gap) > _BEHIND or "." in gap or "\n" in gap:
        return False
    return gap in grammar.pronoun_copulas or _says_of(gap, grammar)


def _next_start(offset: int, names: list[Name], titles: list[Title], tokens: Tokens) -> int:
    """Where the next name or title starts: no organisation reaches into it."""
    return min([s for s in [n.start for n in names] + [t.start for t in titles] if s >= offset], default=len(tokens.text))


def _coordinated(person: int, names: list[Name], tokens: Tokens, grammar: RoleGrammar) -> list[int]:
    """The names that share a plural title with the first: "Deputy District Attorneys A, B and C"."""
    found = []
    for index in range(person + 1, len(names)):
        if not _joined(names[index - 1], names[index], tokens, grammar):
            break
        found.append(index)
    return found


def _coordinated_before(person: int, names: list[Name], tokens: Tokens, grammar: RoleGrammar) -> list[int]:
    """The names that share a plural title behind the last of them: "A, B och C förordnas som nya ledamöter"."""
    first = person
    while first and _joined(names[first - 1], names[first], tokens, grammar):
        first -= 1
    return list(range(first, person))


def _joined(left: Name, right: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    gap = _PARTY.sub("", tokens.lower[left.end : right.start]).strip(" ,")
    return "\n" not in gap and (not gap or gap in grammar.joiners)


def _before_name(title: Title, names: list[Name], tokens: Tokens, grammar: RoleGrammar) -> int | None:
    """ "kammaråklagare Anna Berg": a space between, or a copula: "Åklagare i målet är Anna Berg"."""
    for index, name in enumerate(names):
        if name.start >= title.end:
            gap = _without_honorific(tokens.lower[title.end : name.start], grammar)
            tied = (len(gap) <= 2 and not gap.strip()) or gap.strip() in grammar.copulas or _apposed(title, name, tokens, grammar)
            return index if tied and "\n" not in gap else None
    return None


def _apposed(title: Title, name: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """ "the agency's director, Jane Pell, said": a name between commas behind the title of somebody's or of who speaks."""
    gap = _without_honorific(tokens.lower[title.end : name.start], grammar)
    field = gap.removesuffix(", ").split()  # "ministern för civilt försvar, Anna Berg", "ambassadör i Moldavien, Anna Berg"
    told = not field or (len(field) <= _FIELD and field[0] in grammar.prepositions and not set(",.;:()") & set(" ".join(field)))
    if not gap.endswith(", ") or not told:
        return False
    first = bisect_left(tokens.starts, title.start)
    if tokens.text[name.end : name.end + 1] not in (",", "."):
        return not field and _opens_sentence(first, tokens, grammar) and _speaks_soon(name, tokens, grammar)
    if not first or tokens.words[max(0, first - 2)] == ",":
        return False  # "Lars Berg, verkets chef, Anna Ek, utredare": the title of the name before it
    before = tokens.words[first - 1]
    return before.endswith(grammar.genitive) or before in grammar.genitives or before in grammar.verbs


def _without_honorific(gap: str, grammar: RoleGrammar) -> str:
    """ "The Attorney General of Norway, Mr. Tom Reed": what stands between without the "Mr."."""
    bare = gap.rstrip(" ")
    last = bare.rpartition(" ")[2]
    return bare.removesuffix(last) if last in grammar.honorifics else gap


def _opens_sentence(first: int, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether a title opens its sentence, but for an article."""
    start = tokens.sentence_around(tokens.starts[first])[0]
    return tokens.lower[start : tokens.starts[first]].strip(" \"“”’'–-") in ("", *grammar.definite_articles)


def _speaks_soon(name: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether a verb of speech follows a name, an adverb between: "Home Secretary, Jane Pell recently said"."""
    last = bisect_left(tokens.starts, name.end)
    return any(word in grammar.verbs for word in tokens.words[last : last + 2])


def _behind_name(title: Title, names: list[Name], tokens: Tokens, grammar: RoleGrammar) -> int | None:
    """ "Anna Berg, tf gruppchef", "Anna Berg, who is head of ...", "Anna Berg (chef)"."""
    for index in range(len(names) - 1, -1, -1):
        name = names[index]
        if name.end > title.start:
            continue
        gap = tokens.lower[name.end : title.start]
        if len(gap) > _BEHIND:
            return None
        words = " ".join(_PARTY.sub("", gap).split())
        words = _BRACKETS_INSIDE.sub(" ", words)  # "Anna Berg, Nationella operativa avdelningens (Noa:s) operativa ledare"
        if words in grammar.behind or words.removesuffix(",") in grammar.behind or _says_of(words, grammar):
            return index
        if not words and (_closes_line(title, tokens) or _speaks(name, tokens, grammar) or _signs(name, title, tokens)):
            return index  # a signature: the name, then the title, and nothing behind it; "säger Anna Berg gruppledare för"
        written = tokens.text[name.end : title.start].strip(" ,")
        return index if _genitive_gap(words, grammar) or (gap.startswith(", ") and _is_body(written)) else None
    return None


def _is_past(name: Name, title: Title, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """ "har varit generaldirektör", unless "sedan 2018" says that it lasts."""
    return tokens.lower[name.end : title.start].rstrip().endswith(grammar.past) and not _lasts(title, tokens, grammar)


def _lasts(title: Title, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether the sentence goes on with a "since"."""
    rest = tokens.lower[title.end : tokens.sentence_around(title.start)[1]].split()
    return any(word in grammar.since for word in rest)


def _is_body(written: str) -> bool:
    """Whether a body stands in capitals before a title, its place behind it: "David Doe, CBP Miami Port Director"."""
    acronym, *places = written.split(" ")
    short = acronym.isalpha() and acronym.isupper() and 1 < len(acronym) <= LONGEST_ACRONYM
    return short and len(places) <= _PLACES and all(word[:1].isupper() and word.isalpha() for word in places)


def _says_of(words: str, grammar: RoleGrammar) -> bool:
    """Whether the words between a person and a title end in a verb that gives the title: "who serves as the"."""
    first, _, last = words.rpartition(" ")
    skipped = last in grammar.definite_articles or last.endswith(grammar.genitive)  # "has been the", "har varit Sveriges"
    return f" {words}".endswith(grammar.behind_ends) or (skipped and f" {first}".endswith(grammar.behind_ends))


def _speaks(name: Name, tokens: Tokens, grammar: RoleGrammar) -> bool:
    """Whether a verb of speech stands right before a name."""
    first = bisect_left(tokens.starts, name.start)
    return first > 0 and tokens.words[first - 1] in grammar.verbs


def _closes_tag(title: Title, tokens: Tokens) -> bool:
    """Whether nothing follows a title in its sentence: "säger Anna Berg, förundersökningsledare, kammaråklagare."."""
    return tokens.text[title.end : title.end + 1] in ("", ".", "\n")


def _closes_line(title: Title, tokens: Tokens) -> bool:
    return title.end == len(tokens.text) or tokens.text[title.end : title.end + 2].strip(" ")[:1] in ("", "\n", ",")


def _signs(name: Name, title: Title, tokens: Tokens) -> bool:
    """A block of contacts: a name that fills its line, its title on the next: "Anna Berg", "Pressekreterare hos ministern"."""
    text = tokens.text
    alone = name.start == 0 or text[name.start - 1] == "\n"
    line = text[title.start : text.find("\n", title.start) % (len(text) + 1)]
    return alone and text[name.end : title.start].strip(" ") == "\n" and len(line) <= _CONTACT and not line.rstrip().endswith(".")


def _genitive_gap(gap: str, grammar: RoleGrammar) -> bool:
    """ "Anna Berg, polisens presstalesperson"; "John Doe, the Orange County District Attorney"."""
    if not gap.startswith(",") or gap.count(",") > 1:
        return False
    words = gap[1:].split()
    if not words or len(words) > 5:
        return False
    if any(word in grammar.verbs for word in words):
        return False
    return words[-1] in grammar.genitives or words[-1].endswith(grammar.org_heads) or words[-1].endswith(grammar.genitive)


def _over_organisation(title: Title, scene: _Scene) -> int | None:
    """ "chef för Rikskriminalen Anna Berg", "U.S. Attorney for the District of Columbia Ronald Doe": an organisation between."""
    names, tokens, known, grammar = scene.names, scene.tokens, scene.known, scene.grammar
    stop = _next_start(title.end, names, scene.titles, tokens)
    for index, name in enumerate(names):
        if name.start < title.end:
            continue
        gap = _without_honorific(tokens.lower[title.end : name.start], grammar)
        if len(gap) > _REACH or "\n" in gap or "." in gap.strip().rstrip("."):
            return None
        words = gap.split()
        if not words or words[0] not in grammar.prepositions:
            return None
        unit = find_unit(title, tokens, known, grammar, min(stop, name.start))
        if unit is None:
            return None
        rest = _without_honorific(_BRACKETS.sub("", tokens.lower[unit.end : name.start]), grammar).strip()
        return index if rest in ("", ",") else None
    return None
