"""Plain text and Markdown, with or without YAML front matter."""

from __future__ import annotations

from typing import Any

from pressextract.errors import ReadError

_FENCE = "---"


def split_front_matter(text: str, path: str) -> tuple[dict[str, Any], str]:
    """The fields before the text, and the text.

    >>> split_front_matter("---\\ntitle: A\\n---\\nText", "a.md")
    ({'title': 'A'}, 'Text')
    """
    first, newline, rest = text.partition("\n")
    if first.strip() != _FENCE or not newline:
        return {}, text
    lines = rest.split("\n")
    for index, line in enumerate(lines):
        if line.strip() == _FENCE:
            return _parse("\n".join(lines[:index]), path), "\n".join(lines[index + 1 :])
    return {}, text


def _parse(front: str, path: str) -> dict[str, Any]:
    import yaml

    try:
        # the base loader keeps every value as it is written: a date is checked by us, with the file's name
        fields = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings only
    except yaml.YAMLError as error:
        raise ReadError(path, f"front matter: {' '.join(str(error).split())}") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise ReadError(path, "front matter: fields expected, one a line, as in 'title: ...'")
    return fields
