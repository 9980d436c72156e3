"""Numbered steps from an empty file to the newest closet. A released step is never edited; add the next one.

Each step is plain SQL, frozen as it was, so that a closet written by any released version opens. Tests compare
the outcome with models.py, and open a kept closet of every release.
"""

import peewee

from ..errors import ClosetTooNew
from .sqlite import writing

FIRST = """
CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL UNIQUE, language VARCHAR(255) NOT NULL,
    role VARCHAR(255) NOT NULL, password_hash VARCHAR(255), added_ms BIGINT NOT NULL);
CREATE TABLE garment (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    category INTEGER NOT NULL, predicted INTEGER NOT NULL, confidence REAL NOT NULL, top3 TEXT NOT NULL,
    colours TEXT NOT NULL, corrected_ms BIGINT, added_ms BIGINT NOT NULL, name VARCHAR(255) NOT NULL,
    notes TEXT NOT NULL, retired_ms BIGINT, deleted_ms BIGINT);
CREATE INDEX garment_person ON garment (person_id, deleted_ms, category, added_ms);
CREATE TABLE photo (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    garment_id INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE, sha256 VARCHAR(255) NOT NULL,
    cutout_uncertain INTEGER NOT NULL, added_ms BIGINT NOT NULL);
CREATE UNIQUE INDEX photo_once ON photo (person_id, sha256);
CREATE INDEX photo_sha256 ON photo (sha256);
CREATE INDEX photo_garment ON photo (garment_id);
CREATE TABLE wear (
    id INTEGER NOT NULL PRIMARY KEY, garment_id INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE,
    worn_on VARCHAR(255) NOT NULL);
CREATE UNIQUE INDEX wear_once ON wear (garment_id, worn_on);
CREATE TABLE inbox (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    sha256 VARCHAR(255) NOT NULL, file_name VARCHAR(255) NOT NULL, source VARCHAR(255) NOT NULL,
    state VARCHAR(255) NOT NULL, stage VARCHAR(255) NOT NULL, reason TEXT NOT NULL, attempts INTEGER NOT NULL,
    garment_id INTEGER REFERENCES garment (id) ON DELETE SET NULL, duplicate INTEGER NOT NULL,
    added_ms BIGINT NOT NULL, ended_ms BIGINT);
CREATE UNIQUE INDEX inbox_once ON inbox (person_id, sha256);
CREATE INDEX inbox_state ON inbox (state, id);
CREATE INDEX inbox_garment ON inbox (garment_id);
CREATE TABLE setup_code (
    id INTEGER NOT NULL PRIMARY KEY, code_hash VARCHAR(255) NOT NULL, expires_ms BIGINT NOT NULL,
    tries_left INTEGER NOT NULL);
"""

# AUTOINCREMENT: numbers are never used again, so the highest one tells whether a vector is new.
LOOKS = """
CREATE TABLE embedding (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    garment_id INTEGER NOT NULL UNIQUE REFERENCES garment (id) ON DELETE CASCADE,
    network VARCHAR(255) NOT NULL, vector BLOB NOT NULL);
CREATE INDEX embedding_network ON embedding (network, garment_id);
ALTER TABLE garment ADD COLUMN sure INTEGER NOT NULL DEFAULT 1;
ALTER TABLE garment ADD COLUMN patterned INTEGER NOT NULL DEFAULT 0;
"""

# A vector does not tell what its network had said: the looks go, and the worker takes each garment's again.
ANSWERS = """
ALTER TABLE embedding ADD COLUMN answer BLOB NOT NULL DEFAULT x'';
DELETE FROM embedding;
"""

# How large things are in a photo is known where a calibrated camera took it.
SIZES = """
ALTER TABLE inbox ADD COLUMN px_per_cm REAL;
ALTER TABLE garment ADD COLUMN length_cm REAL;
ALTER TABLE garment ADD COLUMN width_cm REAL;
"""

# What a person knows of a garment and the camera does not; what keeps one person's closet from another's eyes; what
# was chosen at the mirror for the mirror. A grid of thousands reads photos from the index alone.
LABELS = """
ALTER TABLE garment ADD COLUMN brand VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE garment ADD COLUMN size VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE garment ADD COLUMN price_minor BIGINT;
ALTER TABLE garment ADD COLUMN currency VARCHAR(255) NOT NULL DEFAULT 'KRW';
ALTER TABLE garment ADD COLUMN washing_ms BIGINT;
ALTER TABLE person ADD COLUMN pin_hash VARCHAR(255);
ALTER TABLE person ADD COLUMN pin_wrong INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN pin_waits_from_ms BIGINT;
ALTER TABLE person ADD COLUMN avatar_id INTEGER REFERENCES garment (id) ON DELETE SET NULL;
CREATE TABLE preference (
    id INTEGER NOT NULL PRIMARY KEY, key VARCHAR(255) NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE INDEX photo_look ON photo (garment_id, sha256);
DROP INDEX photo_garment;
CREATE INDEX wear_day ON wear (worn_on);
"""

# The phone's side: sessions that can be ended, guesses that outlive a restart, codes for more than the first
# account, what a person keeps about a garment, what can be undone, what was asked in a shop, who lets whom look,
# long work, and what the two processes tell each other. What is here already counts as reviewed.
HOUSEHOLD = """
CREATE TABLE session (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    token_hash VARCHAR(255) NOT NULL UNIQUE, device VARCHAR(255) NOT NULL, address VARCHAR(255) NOT NULL,
    opened_ms BIGINT NOT NULL, used_ms BIGINT NOT NULL);
CREATE INDEX session_person ON session (person_id);
CREATE TABLE attempt (
    id INTEGER NOT NULL PRIMARY KEY, door VARCHAR(255) NOT NULL, subject VARCHAR(255) NOT NULL,
    count INTEGER NOT NULL, since_ms BIGINT NOT NULL);
CREATE UNIQUE INDEX attempt_once ON attempt (door, subject);
ALTER TABLE setup_code ADD COLUMN purpose VARCHAR(255) NOT NULL DEFAULT 'first';
ALTER TABLE setup_code ADD COLUMN person_id INTEGER REFERENCES person (id) ON DELETE CASCADE;
ALTER TABLE garment ADD COLUMN bought_on VARCHAR(255);
ALTER TABLE garment ADD COLUMN shop VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE garment ADD COLUMN place VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE garment ADD COLUMN seasons VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE garment ADD COLUMN reviewed_ms BIGINT;
UPDATE garment SET reviewed_ms = added_ms;
CREATE TABLE tag (
    id INTEGER NOT NULL PRIMARY KEY, garment_id INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE,
    name VARCHAR(255) NOT NULL);
CREATE UNIQUE INDEX tag_once ON tag (garment_id, name);
CREATE TABLE undo (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    what VARCHAR(255) NOT NULL, changes TEXT NOT NULL, made_ms BIGINT NOT NULL);
CREATE INDEX undo_person ON undo (person_id, made_ms);
CREATE TABLE question (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    sha256 VARCHAR(255) NOT NULL, file_name VARCHAR(255) NOT NULL, state VARCHAR(255) NOT NULL,
    stage VARCHAR(255) NOT NULL, reason TEXT NOT NULL, attempts INTEGER NOT NULL, answer TEXT NOT NULL,
    added_ms BIGINT NOT NULL, ended_ms BIGINT);
CREATE UNIQUE INDEX question_once ON question (person_id, sha256);
CREATE INDEX question_state ON question (state, id);
CREATE TABLE share (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    viewer_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE);
CREATE UNIQUE INDEX share_once ON share (person_id, viewer_id);
CREATE INDEX share_viewer ON share (viewer_id);
CREATE TABLE job (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    kind VARCHAR(255) NOT NULL, state VARCHAR(255) NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, file VARCHAR(255) NOT NULL, added_ms BIGINT NOT NULL,
    ended_ms BIGINT);
CREATE INDEX job_person ON job (person_id, id);
CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY, key VARCHAR(255) NOT NULL UNIQUE, value TEXT NOT NULL, at_ms BIGINT NOT NULL);
"""

# What a stylist must know of a garment; outfits that were worn, planned or passed over, under which weather and how
# they felt; what a person has chosen for their clothes. Nobody noted what was washed before: all counts as clean.
STYLING = """
ALTER TABLE garment ADD COLUMN weight VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE garment ADD COLUMN materials VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE garment ADD COLUMN care VARCHAR(255) NOT NULL DEFAULT '';
ALTER TABLE garment ADD COLUMN formality INTEGER;
ALTER TABLE garment ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
ALTER TABLE garment ADD COLUMN washed_on VARCHAR(255);
UPDATE garment SET washed_on = (SELECT max(worn_on) FROM wear WHERE garment_id = garment.id)
    WHERE washing_ms IS NULL;
CREATE TABLE outfit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    day VARCHAR(255) NOT NULL, occasion VARCHAR(255) NOT NULL, state VARCHAR(255) NOT NULL,
    felt VARCHAR(255) NOT NULL, conditions TEXT NOT NULL, decided_ms BIGINT NOT NULL);
CREATE INDEX outfit_day ON outfit (person_id, day);
CREATE TABLE outfit_piece (
    id INTEGER NOT NULL PRIMARY KEY, outfit_id INTEGER NOT NULL REFERENCES outfit (id) ON DELETE CASCADE,
    garment_id INTEGER NOT NULL REFERENCES garment (id) ON DELETE CASCADE, brought INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX outfit_piece_once ON outfit_piece (outfit_id, garment_id);
CREATE INDEX outfit_piece_garment ON outfit_piece (garment_id);
CREATE TABLE styling (
    id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    key VARCHAR(255) NOT NULL, value TEXT NOT NULL);
CREATE UNIQUE INDEX styling_once ON styling (person_id, key);
"""

STEPS: tuple[str, ...] = (FIRST, LOOKS, ANSWERS, SIZES, LABELS, HOUSEHOLD, STYLING)


def schema_version(database: peewee.Database) -> int:
    """How many steps this closet has taken; 0 for an empty file."""
    if "schema_step" not in database.get_tables():
        return 0
    return int(database.execute_sql("SELECT max(number) FROM schema_step").fetchone()[0] or 0)


def migrate(database: peewee.SqliteDatabase, steps: tuple[str, ...] = STEPS) -> int:
    """Take the steps that this closet lacks, each whole or not at all, and return how many were taken.

    Raises ClosetTooNew when the closet has taken more steps than this version knows.
    """
    have = schema_version(database)
    if have > len(steps):
        raise ClosetTooNew(
            f"a newer Otjang wrote this closet (step {have}, this version knows {len(steps)}): update Otjang"
        )
    taken = 0
    for number, step in enumerate(steps, start=1):
        if number <= have:
            continue
        with writing(database):
            database.execute_sql(
                "CREATE TABLE IF NOT EXISTS schema_step (number INTEGER NOT NULL PRIMARY KEY)"
            )
            if database.execute_sql("SELECT 1 FROM schema_step WHERE number = ?", (number,)).fetchone():
                continue  # another process took it while this one waited for the lock
            for statement in filter(None, map(str.strip, step.split(";"))):
                database.execute_sql(statement)
            database.execute_sql("INSERT INTO schema_step (number) VALUES (?)", (number,))
        taken += 1
    return taken
