"""Many releases on disk: indexed safely, searched, exported; and the function over Arrow batches that engines call.

An archive is a folder::

    archive.sqlite          releases, mentions, facts, failures, full-text index; the truth
    records/000001.parquet  the records, one row each, as they are in the JSON contract

Needs the extra ``archive``.
"""

from importlib.util import find_spec

from pressextract.errors import MissingExtra

for _module, _library in (("pyarrow", "pyarrow"), ("Stemmer", "PyStemmer")):
    if find_spec(_module) is None:
        raise MissingExtra("archive", _library)
