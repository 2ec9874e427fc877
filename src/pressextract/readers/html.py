"""Web pages: the release's own text without menus, its title, and when it was published."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pressextract.errors import ReadError
from pressextract.readers.fields import checked_text
from pressextract.readers.publication import find_publication_date

_ROOTS = ("article", "main", "[role=main]", "#main-content", "#content", "body")
_CHROME = (
    "nav,aside,footer,script,style,form,button,noscript,template,svg,iframe,dialog,[hidden],[role=navigation],[aria-hidden=true]"
)
_CHROME_CLASS = re.compile(
    r"(?:^|[\s_-])(?:share|social|breadcrumbs?|cookies?|alert|important-message|menu|navigation|related|meta|metadata|byline|sidebar|skip|banner|print|tags?|published|footer|newsletter)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
_BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,blockquote,pre,td,th,dt,dd"
_BLOCK_TAGS = frozenset(_BLOCKS.split(","))
_MOSTLY = 0.2  # share of the text that must stand in blocks; else the page is written without them
_LINKS = 0.9  # share of a list item's text inside links that makes it a menu
_SPACES = re.compile(r"[ \t\r\f\v\n]+")


class Page(NamedTuple):
    """What a page says of its release."""

    text: str
    title: str | None
    published: str | None
    published_basis: str
    url: str | None
    publisher: str | None


def parse_page(html: str, path: str, address: str | None = None) -> Page:
    """The release of a page: heading and paragraphs, parted by blank lines; ReadError where nothing is left without menus.

    ``address`` is where the page was fetched, for a page that does not name its own.
    """
    tree = LexborHTMLParser(html)
    url = _attribute(tree, "link[rel=canonical]", "href") or _attribute(tree, "meta[property='og:url']", "content")
    published, basis = find_publication_date(tree, html, url or address)
    title = _title(tree)
    publisher = _attribute(tree, "meta[property='og:site_name']", "content")
    text = _main_text(tree)
    if not text:
        raise ReadError(path, "no text left without menus")
    return Page(checked_text(text, path), title, published, basis, url, publisher)


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    value = node.attributes.get(name) if node is not None else None
    return value.strip() if value and value.strip() else None


def _title(tree: LexborHTMLParser) -> str | None:
    heading = tree.css_first("h1")
    if heading is not None and (text := _inline(heading)):
        return text
    return _attribute(tree, "meta[property='og:title']", "content") or (_inline(t) if (t := tree.css_first("title")) else None)


def _main_text(tree: LexborHTMLParser) -> str:
    root = next((node for selector in _ROOTS if (node := tree.css_first(selector)) is not None and node.text(strip=True)), None)
    if root is None:
        return ""
    for node in root.css(_CHROME):
        node.decompose()
    for node in root.css("[class]"):
        if node.tag not in ("body", "main", "article") and _is_chrome(node.attributes.get("class") or ""):
            node.decompose()
    blocks = [text for node in root.css(_BLOCKS) if not _inside_block(node) and (text := _block(node))]
    whole = _inline(root)
    if sum(map(len, blocks)) < _MOSTLY * len(whole):
        return "\n\n".join(line for part in root.text(separator="\n").split("\n") if (line := _SPACES.sub(" ", part).strip()))
    return "\n\n".join(blocks)


@lru_cache(maxsize=10_000)
def _is_chrome(names: str) -> bool:
    """Whether the classes of an element are those of a page's frame; the pages of a site have few."""
    return _CHROME_CLASS.search(names) is not None


def _inside_block(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in _BLOCK_TAGS:
            return True
        parent = parent.parent
    return False


def _block(node: LexborNode) -> str:
    """The text of a block, its line breaks kept; nothing for an item of a menu."""
    if node.tag == "li":
        linked = sum(len(a.text(strip=True)) for a in node.css("a"))
        if linked > _LINKS * len(node.text(strip=True)):
            return ""
    for line_break in node.css("br"):
        line_break.replace_with("\n\u2028")
    lines = node.text().split("\u2028")
    return "\n".join(line for part in lines if (line := _SPACES.sub(" ", part).strip()))


def _inline(node: LexborNode) -> str:
    return _SPACES.sub(" ", node.text(separator=" ")).strip()
