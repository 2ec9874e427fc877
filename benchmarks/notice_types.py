"""How often the offence that a police notice's own type names is found where its word stands in the text.

python benchmarks/notice_types.py NOTICES.jsonl.gz

A notice is a JSON object with `type`, `title`, `preamble` and `body`. A type that is no crime must yield no offence by itself.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pressextract import Release, find_offences
from pressextract.languages.pack import load_pack
from pressextract.pipeline import annotate

# Words of the types that are crimes, where they are not the type itself in lower case.
WORDS = {
    "Stöld/inbrott": "stöld|inbrott",
    "Mord/dråp, försök": "mord|dråp",
    "Mord/dråp": "mord|dråp",
    "Misshandel, grov": "misshandel",
    "Våld/hot mot tjänsteman": r"(?:våld|hot)(?: (?:och|eller|mot)(?: våld| hot)?(?: mot)?)? (?:en )?tjänsteman",
    "Motorfordon, stöld": "stöld",
    "Trafikolycka, smitning från": "smitning",
    "Stöld, försök": "stöld",
    "Ofredande/förargelse": "ofredande|förargelseväckande beteende",
    "Rån, försök": "rån",
    "Rån övrigt": "rån",
    "Rån väpnat": "rån",
    "Inbrott, försök": "inbrott",
    "Sabotage mot blåljusverksamhet": "sabotage mot blåljusverksamhet|blåljussabotage",
    "Olaga frihetsberövande/människorov": "olaga frihetsberövande|människorov",
    "Våldtäkt, försök": "våldtäkt",
    "Lagen om hundar och katter": "lagen om hundar",
}
CRIMES = {
    *WORDS, "Rattfylleri", "Misshandel", "Stöld", "Trafikbrott", "Rån", "Skadegörelse", "Narkotikabrott", "Olaga hot",
    "Olovlig körning", "Bedrägeri", "Knivlagen", "Inbrott", "Vapenlagen", "Åldringsbrott", "Olaga intrång", "Våldtäkt",
    "Sedlighetsbrott", "Häleri", "Ordningslagen", "Hemfridsbrott", "Vållande till kroppsskada", "Skyddslagen",
    "Alkohollagen", "Miljöbrott", "Sjölagen", "Luftfartslagen", "Utlänningslagen", "Ekobrott", "Missbruk av urkund",
    "Bombhot", "Hets mot folkgrupp",
}  # fmt: skip
ENDINGS = "(?:en|et|n|t|er|erna|ar|arna|s|ns|ets|ens)?"
SHOWN = 12


def main() -> None:
    """Print the recall, the words that were missed, and the types that are no crimes but gave an offence."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with gzip.open(Path(sys.argv[1]), "rt", encoding="utf-8") as lines:
        notices = [json.loads(line) for line in lines]
    missed, total = Counter(_missed(notices)), sum(1 for notice in notices for _ in _named(notice))
    found = total - missed.total()
    print(f"{len(notices)} notices name their type {total} times; found {found}: {found / total:.4f}")
    print("missed:", ", ".join(f"{word} {count}" for word, count in missed.most_common(SHOWN)) or "none")
    others = sorted({notice["type"] for notice in notices} - CRIMES)
    wrong = [type_ for type_ in others if find_offences(type_, language="sv")]
    print(f"types that are no crimes: {len(others)}; with an offence: {', '.join(wrong) or 'none'}")


def _text(notice: dict[str, str]) -> str:
    return "\n\n".join([notice["title"], notice["preamble"] or "", notice["body"] or ""])


def _named(notice: dict[str, str]) -> Iterator[re.Match[str]]:
    """The places in a notice where the words of its type stand."""
    type_ = notice["type"]
    if type_ in CRIMES:
        yield from re.finditer(rf"\b(?:{WORDS.get(type_, type_.lower())}){ENDINGS}\b", _text(notice), re.IGNORECASE)


def _missed(notices: list[dict[str, str]]) -> Iterator[str]:
    """The words of types that no offence mention covers."""
    releases = [Release(str(number), _text(notice)) for number, notice in enumerate(notices)]
    for notice, found in zip(notices, annotate(releases, load_pack("sv")), strict=True):
        for match in _named(notice):
            if not any(o.start < match.end() and match.start() < o.end for o in found.offences):
                yield match.group().lower()


if __name__ == "__main__":
    main()
