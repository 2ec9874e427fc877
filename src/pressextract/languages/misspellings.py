"""Slips of the pen in long offence names: one letter too many, too few, wrong or swapped, never the first nor the last two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_SHORTEST = 9  # letters: shorter words have too many neighbours that are words of their own
_TAIL = 2  # letters at the end that must agree: "misshandla" is a verb and no slip of "misshandel"


class Misspellings:
    """Known forms by what is left of them when one letter is gone.

    >>> slips = Misspellings({"misshandel": "assault"})
    >>> slips.find("misshnadel"), slips.find("misshanel"), slips.find("misshandla"), slips.find("misshandel")
    ('assault', 'assault', None, None)
    """

    def __init__(self, forms: dict[str, str]) -> None:
        self._forms = {form: id_ for form, id_ in forms.items() if len(form) >= _SHORTEST and form.isalpha()}
        self._shapes = {_shape(form) for form in self._forms}
        self._shortened: dict[str, str] | None = None

    def find(self, word: str) -> str | None:
        """The id of the form that a word is a slip of, or ``None``; a form itself is none."""
        if len(word) < _SHORTEST - 1 or _shape(word) not in self._shapes or word in self._forms:
            return None
        if self._shortened is None:
            self._shortened = dict(_shortened(self._forms))
        for candidate in (word, *_without_one(word)):
            form = candidate if candidate in self._forms else self._shortened.get(candidate)
            if form is not None and _shape(form) == _shape(word):
                return self._forms[form]
        return None


def _shape(word: str) -> tuple[str, str]:
    return word[0], word[-_TAIL:]


def _without_one(word: str) -> Iterator[str]:
    for place in range(1, len(word) - _TAIL):
        yield word[:place] + word[place + 1 :]


def _shortened(forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    for form in forms:
        for short in _without_one(form):
            yield short, form
