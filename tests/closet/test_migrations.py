"""Steps from an empty file to what the models say, each whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import peewee
import pytest

from mirror.closet import models
from mirror.closet.embeddings import Embeddings
from mirror.closet.migrations import STEPS, migrate, schema_version
from mirror.closet.sqlite import open_database
from mirror.errors import ClosetTooNew


@pytest.fixture
def database(tmp_path: Path) -> Iterator[peewee.SqliteDatabase]:
    database = open_database(tmp_path / "closet.db")
    yield database
    database.close()


def test_every_column_of_the_models_is_in_the_schema_and_the_reverse(database: peewee.SqliteDatabase) -> None:
    migrate(database)
    tables = {table for table in database.get_tables() if not table.startswith("sqlite_")}
    assert tables == {model._meta.table_name for model in models.MODELS} | {"schema_step"}
    for model in models.MODELS:
        columns = {column.name: column for column in database.get_columns(model._meta.table_name)}
        fields = {field.column_name: field for field in model._meta.sorted_fields}
        assert set(columns) == set(fields)
        for name, column in columns.items():
            assert column.null == fields[name].null, f"{model._meta.table_name}.{name}"
            assert column.primary_key == fields[name].primary_key


def test_the_models_would_make_the_same_schema(database: peewee.SqliteDatabase) -> None:
    """Types, keys and indexes, as SQLite itself describes them."""
    migrate(database)
    made = peewee.SqliteDatabase(":memory:")
    with made.bind_ctx(models.MODELS):
        made.create_tables(models.MODELS)
        for model in models.MODELS:
            table = model._meta.table_name
            assert described(database, table) == described(made, table)
    made.close()


def described(database: peewee.SqliteDatabase, table: str) -> dict[str, object]:
    keys = {(key.column, key.dest_table, key.dest_column) for key in database.get_foreign_keys(table)}
    on_delete = {
        (row[3], row[6]) for row in database.execute_sql(f"PRAGMA foreign_key_list({table})").fetchall()
    }
    indexes = {(tuple(index.columns), index.unique) for index in database.get_indexes(table)}
    affinity = {
        column.name: "REAL"
        if column.data_type.upper() == "REAL"
        else "INTEGER"
        if column.data_type.upper() in ("INTEGER", "BIGINT")
        else "TEXT"
        for column in database.get_columns(table)
    }
    return {"keys": keys, "on_delete": on_delete, "unique": {i for i in indexes if i[1]}, "types": affinity}


def test_a_new_closet_takes_all_steps_and_an_opened_one_none(database: peewee.SqliteDatabase) -> None:
    assert schema_version(database) == 0
    assert migrate(database) == len(STEPS)
    assert schema_version(database) == len(STEPS)
    assert migrate(database) == 0


def test_an_older_closet_takes_only_what_it_lacks(database: peewee.SqliteDatabase) -> None:
    migrate(database)
    added = (*STEPS, "ALTER TABLE person ADD COLUMN shoe_size INTEGER;", "CREATE TABLE hook (id INTEGER);")
    assert migrate(database, added) == 2
    assert schema_version(database) == len(STEPS) + 2
    assert "shoe_size" in {column.name for column in database.get_columns("person")}


def test_a_closet_from_before_answers_were_kept_is_looked_at_again(database: peewee.SqliteDatabase) -> None:
    """Clothes and words stay; the looks, which hold no answer, go, and no number of theirs is used again."""
    migrate(database, STEPS[:2])
    database.execute_sql("INSERT INTO person VALUES (1, '지은', 'ko', 'owner', NULL, 0)")
    database.execute_sql(
        "INSERT INTO garment (id, person_id, category, predicted, confidence, top3, colours, corrected_ms,"
        " added_ms, name, notes) VALUES (7, 1, 4, 6, 0.5, '[[6, 0.5]]', '[]', 5, 0, 'the blue one', '')"
    )
    database.execute_sql("INSERT INTO embedding (garment_id, network, vector) VALUES (7, 'eye-1', x'017f')")
    assert migrate(database) == len(STEPS) - 2
    with database.bind_ctx(models.MODELS):
        garment = models.GarmentRow.get_by_id(7)
        assert (garment.category, garment.corrected_ms, garment.name) == (4, 5, "the blue one")
        assert Embeddings(database).missing("eye-1") == [(1, 7)]
        row = models.EmbeddingRow.create(garment=7, network="eye-1", vector=b"\x01\x7f")
        assert (row.id, models.EmbeddingRow.get().answer) == (2, b"")


def test_a_closet_from_before_sizes_were_known_keeps_its_clothes_and_inbox(
    database: peewee.SqliteDatabase,
) -> None:
    migrate(database, STEPS[:3])
    database.execute_sql("INSERT INTO person VALUES (1, '지은', 'ko', 'owner', NULL, 0)")
    database.execute_sql(
        "INSERT INTO garment (id, person_id, category, predicted, confidence, top3, colours, added_ms, name, notes)"
        " VALUES (7, 1, 4, 6, 0.5, '[[6, 0.5]]', '[]', 0, '', '')"
    )
    database.execute_sql(
        "INSERT INTO inbox VALUES (3, 1, 'ab', 'x.jpg', 'phone', 'waiting', '', '', 0, NULL, 0, 0, NULL)"
    )
    assert migrate(database) == len(STEPS) - 3
    with database.bind_ctx(models.MODELS):
        garment, item = models.GarmentRow.get_by_id(7), models.InboxRow.get_by_id(3)
        assert (garment.length_cm, garment.width_cm) == (None, None)
        assert (item.file_name, item.state, item.px_per_cm) == ("x.jpg", "waiting", None)


def test_a_closet_from_before_labels_has_clean_clothes_without_any(database: peewee.SqliteDatabase) -> None:
    """Also one whose people have no PIN and whose mirror has no preferences yet."""
    migrate(database, STEPS[:4])
    database.execute_sql("INSERT INTO person VALUES (1, '지은', 'ko', 'owner', 'hash', 0)")
    database.execute_sql(
        "INSERT INTO garment (id, person_id, category, predicted, confidence, top3, colours, added_ms, name, notes,"
        " length_cm) VALUES (7, 1, 4, 6, 0.5, '[[6, 0.5]]', '[]', 0, 'the blue one', '', 71.5)"
    )
    database.execute_sql("INSERT INTO photo VALUES (2, 1, 7, 'ab', 0, 0)")
    database.execute_sql("INSERT INTO wear VALUES (1, 7, '2026-11-01')")
    assert migrate(database) == len(STEPS) - 4
    with database.bind_ctx(models.MODELS):
        garment, person = models.GarmentRow.get_by_id(7), models.PersonRow.get_by_id(1)
        assert (garment.name, garment.length_cm) == ("the blue one", 71.5)
        assert (garment.brand, garment.size, garment.price_minor) == ("", "", None)
        assert (garment.currency, garment.washing_ms) == ("KRW", None)
        assert (person.password_hash, person.pin_hash, person.pin_wrong) == ("hash", None, 0)
        assert (person.pin_waits_from_ms, person.avatar_id) == (None, None)
        assert models.PreferenceRow.select().count() == 0
        models.PersonRow.update(avatar_id=7).execute()
        models.GarmentRow.delete().execute()  # its photo and its wear go with it
        assert models.PersonRow.get_by_id(1).avatar_id is None
        assert (models.PhotoRow.select().count(), models.WearRow.select().count()) == (0, 0)


def test_a_step_that_fails_half_way_leaves_nothing_of_itself(database: peewee.SqliteDatabase) -> None:
    migrate(database)
    good, bad = (
        "CREATE TABLE hook (id INTEGER);",
        "CREATE TABLE shelf (id INTEGER); ALTER TABLE nothing ADD x;",
    )
    with pytest.raises(peewee.OperationalError, match="nothing"):
        migrate(database, (*STEPS, good, bad))
    assert "hook" in database.get_tables()
    assert "shelf" not in database.get_tables()
    assert schema_version(database) == len(STEPS) + 1
    repaired = "CREATE TABLE shelf (id INTEGER);"
    assert migrate(database, (*STEPS, good, repaired)) == 1


def test_a_closet_with_more_steps_than_known_is_not_touched(database: peewee.SqliteDatabase) -> None:
    migrate(database, (*STEPS, "CREATE TABLE hook (id INTEGER);"))
    with pytest.raises(ClosetTooNew, match=f"step {len(STEPS) + 1}, this version knows {len(STEPS)}"):
        migrate(database)
    assert "hook" in database.get_tables()


def test_an_acknowledged_row_survives_the_power_cord(database: peewee.SqliteDatabase) -> None:
    def pragma(name: str) -> object:
        return database.execute_sql(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    assert pragma("busy_timeout") == 5000
