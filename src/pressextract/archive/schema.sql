-- Tables of an archive. Times are those of the releases; nothing here tells when a run took place, so that the same input
-- gives the same bytes.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What made the records: versions and digests of code, lexicons, model, and the options of the run, as JSON.
CREATE TABLE rulesets (
  id INTEGER PRIMARY KEY,
  versions TEXT NOT NULL UNIQUE
);

-- Input files. state: pending (position documents are done), done, gone (no longer there).
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  run INTEGER NOT NULL,
  state TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  ruleset INTEGER REFERENCES rulesets (id)
);
CREATE INDEX sources_of_state ON sources (state, path);

-- Where each release was found, as often as it was: by file and number in it. state: live, replaced (the file says something
-- else there now), gone (the file is no longer there).
CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES sources (id),
  number INTEGER NOT NULL,
  path TEXT NOT NULL,
  release_id TEXT,
  url TEXT,
  captured TEXT,
  payload BLOB NOT NULL,
  release INTEGER NOT NULL REFERENCES releases (id),
  state TEXT NOT NULL DEFAULT 'live'
);
CREATE INDEX captures_of_source ON captures (source, number);
CREATE INDEX captures_of_payload ON captures (payload);
CREATE INDEX captures_of_release ON captures (release);

-- Documents that gave no record.
CREATE TABLE failures (
  source INTEGER NOT NULL REFERENCES sources (id),
  number INTEGER NOT NULL,
  path TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (source, number)
) WITHOUT ROWID;

-- Each text once. languages are those of its paragraphs; shard is its file in records/.
CREATE TABLE releases (
  id INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL,
  content BLOB NOT NULL UNIQUE,
  path TEXT,
  url TEXT,
  captured TEXT,
  title TEXT,
  publisher TEXT,
  published TEXT,
  language TEXT NOT NULL,
  languages TEXT NOT NULL,
  model TEXT,
  text TEXT NOT NULL,
  warnings INTEGER NOT NULL,
  shard INTEGER NOT NULL,
  ruleset INTEGER NOT NULL REFERENCES rulesets (id)
);
CREATE INDEX releases_of_url ON releases (url, captured, id) WHERE url IS NOT NULL;
CREATE INDEX releases_of_date ON releases (coalesce(published, captured), id);
CREATE INDEX releases_of_record ON releases (record_id);

-- What was found: layer is date, person, organisation, place, role, quote, count or offence; number its index in that list of
-- the record; id that of the taxonomy (of counts: the unit); start and end are offsets of code points, half-open.
CREATE TABLE mentions (
  release INTEGER NOT NULL REFERENCES releases (id),
  layer TEXT NOT NULL,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  id TEXT,
  value NUMERIC,
  low NUMERIC,
  high NUMERIC,
  date TEXT,
  earliest TEXT,
  latest TEXT,
  person INTEGER,
  notes TEXT,
  rule TEXT,
  confidence REAL,
  PRIMARY KEY (release, layer, number)
) WITHOUT ROWID;
CREATE INDEX mentions_of_id ON mentions (id, release) WHERE id IS NOT NULL;

-- count x unit x offence, with when and where.
CREATE TABLE facts (
  release INTEGER NOT NULL REFERENCES releases (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value NUMERIC,
  low NUMERIC,
  high NUMERIC,
  unit TEXT,
  offence TEXT NOT NULL,
  notes TEXT,
  date TEXT,
  earliest TEXT,
  latest TEXT,
  place TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (release, number)
) WITHOUT ROWID;
CREATE INDEX facts_of_offence ON facts (offence, release);

-- What ids mean, in each language.
CREATE TABLE labels (
  layer TEXT NOT NULL,
  id TEXT NOT NULL,
  language TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (layer, id, language)
) WITHOUT ROWID;

-- Files of records/, with what they must hold.
CREATE TABLE shards (
  id INTEGER PRIMARY KEY,
  rows INTEGER NOT NULL,
  sha256 TEXT NOT NULL
);

-- Stems of the words of a text, and the ids found in it as words (offence_procuring, place_se_1280, year_2021).
CREATE TABLE stems (
  release INTEGER PRIMARY KEY REFERENCES releases (id),
  words TEXT NOT NULL
);
CREATE VIEW searchable AS
  SELECT releases.id AS id, releases.title AS title, releases.text AS text, stems.words AS stems
  FROM releases JOIN stems ON stems.release = releases.id;
CREATE VIRTUAL TABLE releases_fts USING fts5 (
  title, text, stems,
  content = 'searchable', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);

-- Releases of one address, oldest capture first; the last is what the address says now.
CREATE VIEW versions AS
  SELECT url, id AS release, captured, published, title,
    row_number() OVER (PARTITION BY url ORDER BY captured, id) AS version,
    row_number() OVER (PARTITION BY url ORDER BY captured DESC, id DESC) = 1 AS latest
  FROM releases WHERE url IS NOT NULL;

-- Facts with what their ids mean and the release that tells them: a table for people.
CREATE VIEW fact_table AS
  SELECT releases.record_id AS release, releases.published AS published, releases.language AS language,
    releases.publisher AS publisher, releases.title AS title, releases.url AS url,
    facts.kind AS kind, facts.value AS value, facts.low AS low, facts.high AS high, facts.unit AS unit,
    facts.offence AS offence,
    (SELECT label FROM labels WHERE layer = 'offence' AND id = facts.offence AND labels.language = 'sv') AS offence_sv,
    (SELECT label FROM labels WHERE layer = 'offence' AND id = facts.offence AND labels.language = 'en') AS offence_en,
    facts.notes AS notes, facts.date AS date, facts.earliest AS earliest, facts.latest AS latest,
    facts.place AS place, (SELECT label FROM labels WHERE layer = 'place' AND id = facts.place) AS place_name,
    substr(releases.text, facts.start + 1, facts."end" - facts.start) AS text,
    facts.start AS start, facts."end" AS "end", facts.confidence AS confidence, facts.release AS release_number
  FROM facts JOIN releases ON releases.id = facts.release;
