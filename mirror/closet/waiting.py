"""What waits for the worker's eye, photos and questions alike: whose turn it is, and what a crash has left behind.

Both tables have the columns that this file speaks of: state, stage, attempts, reason, added_ms and ended_ms.
"""

from typing import Any

import peewee

from .records import InboxState
from .sqlite import writing

MAX_ATTEMPTS = 3  # what stops the worker this often is not tried again by itself


def take(database: peewee.SqliteDatabase, table: type[peewee.Model]) -> Any:
    """The row that came first of those that wait, now marked as being worked on; None when none waits."""
    waiting = table.select().where(table.state == InboxState.WAITING.value)
    if not waiting.exists():
        return None  # an idle worker asks often and must not take the write lock for it
    with writing(database):
        row = waiting.order_by(table.added_ms, table.id).first()
        if row is None:
            return None
        row.state = InboxState.WORKING.value
        row.stage = "decode"
        row.attempts += 1
        row.save()
    return row


def recover(table: type[peewee.Model], now_ms: int) -> int:
    """What was being worked on waits again, or fails when it has stopped the worker too often.

    Call it within `writing`. now_ms: UTC, since 1970. Returns how many wait again.
    """
    stuck = table.state == InboxState.WORKING.value
    table.update(
        state=InboxState.FAILED.value,
        stage="",
        reason=f"the mirror stopped {MAX_ATTEMPTS} times while reading this photo",
        ended_ms=now_ms,
    ).where(stuck & (table.attempts >= MAX_ATTEMPTS)).execute()
    return int(table.update(state=InboxState.WAITING.value, stage="").where(stuck).execute())
