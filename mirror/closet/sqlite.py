"""SQLite only: pragmas, data_version, the backup API, and turning its errors into ours.

This is the one module to replace when several mirrors of a household share PostgreSQL; every other module of
the closet speaks Peewee's portable queries.
"""

import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import peewee

from ..errors import BackupError, ClosetBusy, ClosetError, DiskTrouble
from .disk import FULL, READ_ONLY, is_read_only

BUSY_TIMEOUT_MS = 5000
_UNWRITABLE = ("readonly database", "disk I/O error", "unable to open database file")
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # an acknowledged row survives the power cord
    "foreign_keys": 1,
    "busy_timeout": BUSY_TIMEOUT_MS,
}


def open_database(file: Path) -> peewee.SqliteDatabase:
    """The database in `file`, made when there is none. One connection a thread, opened on first use.

    Raises ClosetError when the file is no database or cannot be written, DiskTrouble where nothing can be.
    """
    database = peewee.SqliteDatabase(str(file), pragmas=PRAGMAS, timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        _connect(database)
        database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
    except peewee.DatabaseError as error:
        database.close()
        if is_read_only(file.parent):
            raise DiskTrouble(READ_ONLY) from error
        if "full" in str(error):
            raise DiskTrouble(FULL) from error
        raise ClosetError(
            f"cannot open the closet {file}: {error}. Restore a backup with `otjang restore FILE`,"
            " or name another folder with --data"
        ) from error
    return database


def _connect(database: peewee.SqliteDatabase) -> None:
    """Connect, trying again while another process is turning a new file to WAL: SQLite does not wait for that."""
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            database.connect()
        except peewee.OperationalError as error:
            database.close()
            if "locked" not in str(error) or time.monotonic() >= deadline:
                raise
            time.sleep(0.02)
        else:
            return


def data_version(database: peewee.SqliteDatabase) -> int:
    """A number that changes when another connection (thread or process) has committed; see SQLite's pragma."""
    return int(database.execute_sql("PRAGMA data_version").fetchone()[0])


def stamp(database: peewee.SqliteDatabase) -> tuple[object, int, int]:
    """Equal to one taken before by this thread as long as nobody has committed or changed a row since, on any
    connection. Not to be asked for within a transaction: one that is rolled back is not seen.

    It holds the connection itself, because the two numbers begin again with each.
    """
    connection = database.connection()
    version = connection.execute("PRAGMA data_version").fetchone()[0]
    return connection, int(version), connection.total_changes


def set_patience(database: peewee.SqliteDatabase, ms: int) -> None:
    """How long this thread's connection waits for the write lock from now on, until it is closed."""
    database.execute_sql(f"PRAGMA busy_timeout = {int(ms)}")


@contextmanager
def hurried(database: peewee.SqliteDatabase) -> Iterator[None]:
    """This thread waits for nobody while the block runs: what it would write is not worth it."""
    before_ms = database.execute_sql("PRAGMA busy_timeout").fetchone()[0]
    set_patience(database, 0)
    try:
        yield
    finally:
        set_patience(database, before_ms)


@contextmanager
def writing(database: peewee.SqliteDatabase) -> Iterator[None]:
    """A transaction that takes the write lock at once, so that it cannot fail half way for want of it.

    Raises ClosetBusy when another process held the closet longer than the busy timeout, DiskTrouble when the disk
    is full or can only be read.
    """
    try:
        with database.atomic("IMMEDIATE") if not database.in_transaction() else database.atomic():
            yield
    except peewee.OperationalError as error:
        said = _said(error)
        if "full" in said:
            raise DiskTrouble(FULL) from error
        if any(words in said for words in _UNWRITABLE):
            raise DiskTrouble(READ_ONLY) from error
        if "locked" in said or "busy" in said:
            raise ClosetBusy("the closet is busy; try again in a moment") from error
        raise


def _said(error: BaseException) -> str:
    """What it says, and what was raised before it: on a full disk SQLite has rolled back by itself already, and
    rolling back once more is what raises last."""
    said = str(error)
    return said if error.__context__ is None else f"{said}; {_said(error.__context__)}"


def insert_short(
    database: peewee.SqliteDatabase, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]
) -> None:
    """Many short rows at once, in the transaction that is open; those that are there already stay as they are.

    Peewee would spell out each value, which takes several times as long.
    """
    places = ", ".join("?" * len(columns))
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})"
    database.connection().executemany(sql, rows)


@contextmanager
def standing_still(file: Path) -> Iterator[None]:
    """Nobody commits to the database of `file` while the block runs. Raises ClosetBusy when it is not let in."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise ClosetBusy("the closet is busy; try again in a moment") from error
        yield
        connection.execute("ROLLBACK")


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a database that others may be writing. Raises BackupError when it cannot be made."""
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as origin,
            closing(sqlite3.connect(target)) as copy,
        ):
            origin.backup(copy)
    except sqlite3.Error as error:
        raise BackupError(f"cannot copy the closet {source}: {error}") from error


def empty_tables(file: Path, names: Collection[str]) -> None:
    """Take all rows of these tables out of a database that nobody else uses, so that no byte of them stays in the
    file; tables that it has not do not matter. Raises BackupError."""
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = delete")
            there = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            for name in there.intersection(names):
                connection.execute(f"DELETE FROM {name}")
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise BackupError(f"cannot prepare the copy of the closet: {error}") from error


def note_down(file: Path, key: str, value: str, at_ms: int) -> None:
    """Put a note into a closet that nobody here has opened, perhaps an older one, which has none; see notes.py.

    Nobody waits for it for long, and one that cannot be written is left out. value: JSON.
    """
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(file, isolation_level=None, timeout=1)) as connection,
    ):
        connection.execute(
            "INSERT INTO note (key, value, at_ms) VALUES (?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value, at_ms = excluded.at_ms",
            (key, value, at_ms),
        )


def check_database(file: Path) -> None:
    """Raises BackupError when the file is no sound SQLite database."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            answer = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        raise BackupError(f"{file.name} is not a closet database: {error}") from error
    if answer != "ok":
        raise BackupError(f"{file.name} is damaged: {answer}")
