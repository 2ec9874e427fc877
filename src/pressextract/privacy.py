"""Personal data: names of persons without a public role, Swedish personal identity numbers, phone numbers; flagged or masked.

Masks are as long as what they cover, so that offsets hold for the text as it was and as it is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.errors import MissingExtra
from pressextract.types import Annotations, PersonalDatum

KEEP, FLAG, MASK = "keep", "flag", "mask"
CHOICES = (KEEP, FLAG, MASK)
EXTRA = "privacy"
_REGIONS = {"sv": ("SE",), "en": ("GB", "US")}  # where a number without a country code is from
_IDENTITY = re.compile(r"(?<![\d-])(?:\d{2})?\d{6}[-+]?\d{4}(?![\d-])")
_WORD = re.compile(r"\w[\w'’-]*")


def find_personal_data(text: str, found: Annotations) -> list[PersonalDatum]:
    """Personal data in order, each with its kind: ``name``, ``identity_number``, ``phone_number``.

    MissingExtra where the libraries of the number formats are not installed.
    """
    numbers = [*_identity_numbers(text), *_phone_numbers(text, found.language)]
    data = sorted({*_private_names(text, found), *numbers})
    kept: list[PersonalDatum] = []
    for datum in data:
        if not kept or datum.start >= kept[-1].end:
            kept.append(datum)
    return kept


def _private_names(text: str, found: Annotations) -> Iterator[PersonalDatum]:
    """Names of persons who hold no role, and their surnames wherever they stand; a surname that one with a role has stays."""
    earlier = {reference.start: reference.person for reference in found.references if reference.kind == "name"}
    heads = [earlier.get(person.start, index) for index, person in enumerate(found.persons)]
    public = {heads[role.person] for role in found.roles if role.person is not None}
    known: set[str] = set()
    private: set[str] = set()
    for person, head in zip(found.persons, heads, strict=True):
        surname = text[person.start : person.end].rsplit(maxsplit=1)[-1]
        (known if head in public else private).add(surname)
        if head not in public:
            yield PersonalDatum(person.start, person.end, "name")
    for match in _WORD.finditer(text):
        if {match[0], match[0].removesuffix("s").rstrip("'’")} & (private - known):
            yield PersonalDatum(match.start(), match.end(), "name")


def _identity_numbers(text: str) -> Iterator[PersonalDatum]:
    try:
        from stdnum.se import personnummer
    except ImportError as error:
        raise MissingExtra(EXTRA, "python-stdnum") from error
    for match in _IDENTITY.finditer(text):
        if personnummer.is_valid(match[0]):
            yield PersonalDatum(match.start(), match.end(), "identity_number")


def _phone_numbers(text: str, language: str) -> Iterator[PersonalDatum]:
    try:
        import phonenumbers
    except ImportError as error:
        raise MissingExtra(EXTRA, "phonenumbers") from error
    taken: list[tuple[int, int]] = []
    for region in _REGIONS.get(language, ("SE",)):
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            if not any(start < match.end and match.start < end for start, end in taken):
                taken.append((match.start, match.end))
                yield PersonalDatum(match.start, match.end, "phone_number")
