-- Names are found by their trigrams. The extension is a trusted one since PostgreSQL 13: the database's owner may make it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
