"""Spelling out the patterns of the data files: ``{months}`` becomes the words of the table ``months``.

A space in a template is white space inside a paragraph, a line break included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pressextract.errors import LanguageDataError

SPACE = r"(?:[ \t]+\n?[ \t]*|\n[ \t]*(?!\n))"
_MACRO = re.compile(r"\{([a-z_]+)(\d?)\}")
_ESCAPED = re.compile(r"\\.|\[[^\]]*\]| ", re.DOTALL)


def any_of(words: Iterable[str]) -> str:
    """Words as one alternative, the longest first, white space between them loose.

    >>> any_of(["jan", "jan."])
    '(?:jan\\\\.|jan)'
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace("\\ ", " ") for w in ordered) + ")"


class Templates:
    """The macros of one grammar: word tables, tables whose match is wanted back (captured by name), and fragments."""

    def __init__(
        self,
        file: str,
        words: Mapping[str, Iterable[str]],
        captured: Mapping[str, tuple[str, Iterable[str]]],
        fragments: Mapping[str, str],
    ) -> None:
        self._file = file
        self._plain = {name: any_of(w) for name, w in words.items()}
        self._captured = {name: (group, any_of(w)) for name, (group, w) in captured.items()}
        self._fragments = dict(fragments)

    def compile(self, template: str, key: str) -> re.Pattern[str]:
        """The regular expression of a template; LanguageDataError where a macro is unknown or the syntax is wrong."""
        try:
            return re.compile(_loosen_spaces(self._expand(template, key)))
        except re.error as error:
            raise LanguageDataError(self._file, key, str(error)) from error

    def _expand(self, template: str, key: str) -> str:
        def one(match: re.Match[str]) -> str:
            name, number = match[1], match[2]
            if name + number in self._fragments:
                return self._expand(self._fragments[name + number], key)
            if name in self._captured:
                group, words = self._captured[name]
                return f"(?P<{group}{number}>{words})"
            if name in self._plain:
                return self._plain[name]
            raise LanguageDataError(self._file, key, f"unknown macro {match[0]}")

        return _MACRO.sub(one, template)


def _loosen_spaces(pattern: str) -> str:
    return _ESCAPED.sub(lambda m: SPACE if m[0] == " " else m[0], pattern)
