"""Who leaves takes everything along: no row and no file of theirs stays, and nothing of the others goes."""

import hashlib
import io
import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from mirror.categories import Category
from mirror.closet import Closet, Look, Person, Seen
from mirror.closet.backup import export_person
from mirror.closet.closet import DATABASE_NAME
from mirror.errors import ClosetError
from mirror.vision.facts import Guess

from .conftest import HASH
from .test_questions import FILES

PIECE = b"half a photo that comes in pieces"


def everything_of(closet: Closet, whose: Person, other: Person, make_garment: Callable[..., int]) -> None:
    """All that a person can have here, at the same time."""
    me = whose.id
    coat, old = make_garment(me, Category.COAT), make_garment(me, Category.HAT)
    closet.embeddings.store(coat, Look("net", np.ones(8, np.float32), np.full(14, 0.5, np.float32)))
    closet.garments.set_tags(me, coat, ["wool"])
    closet.garments.wear(me, coat, date(2026, 1, 5))
    closet.outfits.wear(me, [coat, old], date(2026, 1, 5))
    closet.outfits.plan(me, [coat], date(2027, 1, 5))
    closet.styling.change(me, wears_before_wash={Category.HAT: 3})
    closet.people.set_avatar(me, coat)
    closet.garments.delete(me, old)
    closet.people.set_password_hash(me, HASH)
    closet.people.set_pin(me, "2580")
    closet.people.new_password_code(me)
    closet.sessions.open(me, "phone", "192.168.0.20")
    closet.shares.let(me, other.id)
    closet.shares.let(other.id, me)
    closet.inbox.submit(
        me, "waits.jpg", io.BytesIO(b"waits " + str(me).encode()), source="camera", background=b"empty"
    )
    for content in (b"asked", b"answered"):
        question = closet.questions.ask(me, "shop.jpg", io.BytesIO(content + str(me).encode()))
    closet.questions.finish(question, Seen((Guess(Category.HAT, 0.9),), True, (), False, False), FILES)
    sha256 = hashlib.sha256(PIECE).hexdigest()
    closet.unfinished.start(me, sha256, 1000)
    closet.unfinished.append(me, sha256, 0, PIECE, limit_bytes=1000)
    job = closet.jobs.start(me, "export")
    closet.backups.make()
    export_person(closet.data_dir, me, closet.backups.own(me))
    closet.jobs.finish(job.id, {}, closet.backups.own(me).name)
    sent = closet.data_dir / "sent.zip"
    sent.write_bytes(b"sent")
    closet.backups.keep_incoming(me, sent)
    sent.unlink()


def files(closet: Closet) -> set[str]:
    """All files of the closet but those of the database."""
    found = (path for path in closet.data_dir.rglob("*") if path.is_file())
    return {
        str(path.relative_to(closet.data_dir)) for path in found if not path.name.startswith(DATABASE_NAME)
    }


def rows(file: Path) -> dict[str, str]:
    """Every table but the notes, as text."""
    with sqlite3.connect(file) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: json.dumps(connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall(), default=repr)
            for name in names
            if name not in ("note", "sqlite_sequence")
        }


def test_nothing_stays_behind_and_the_others_keep_theirs(
    closet: Closet, make_garment: Callable[..., int]
) -> None:
    owner, stays = closet.people.add("지은"), closet.people.add("Sam")
    closet.people.set_password_hash(owner.id, HASH)
    closet.people.set_role(owner.id, "owner")
    everything_of(closet, stays, owner, make_garment)
    files_before, rows_before = files(closet), rows(closet.data_dir / DATABASE_NAME)
    leaves = closet.people.add("민호")
    everything_of(closet, leaves, stays, make_garment)
    assert len(files(closet)) > len(files_before) + 10
    closet.remove_person(leaves.id)
    assert files(closet) == files_before
    assert rows(closet.data_dir / DATABASE_NAME) == rows_before
    assert closet.people.add("new").id > leaves.id, "nobody gets the number of who was here"


def test_a_photo_that_another_has_too_stays(closet: Closet, make_garment: Callable[..., int]) -> None:
    stays, leaves = closet.people.add("Sam"), closet.people.add("민호")
    make_garment(stays.id, sha256="ab" * 32)
    make_garment(leaves.id, sha256="ab" * 32)
    before = files(closet)
    closet.remove_person(leaves.id)
    assert files(closet) == before


def test_the_only_owner_stays_as_long_as_others_do(closet: Closet) -> None:
    owner, other = closet.people.add("지은"), closet.people.add("Sam")
    closet.people.set_password_hash(owner.id, HASH)
    closet.people.set_role(owner.id, "owner")
    with pytest.raises(ClosetError, match="somebody must be the owner"):
        closet.remove_person(owner.id)
    closet.remove_person(other.id)
    closet.remove_person(owner.id)
    assert closet.people.all() == []
