"""A person leaves with all that is theirs: first the rows in one piece, then the files that nobody else needs.

A crash in between leaves files of no row, which the next start sweeps.
"""

from ..errors import ClosetError
from .backup_folder import BackupFolder
from .models import GarmentRow, InboxRow, PersonRow, PhotoRow, database
from .people import People
from .person_numbers import keep_number
from .photos import PhotoStore
from .questions import Questions
from .sqlite import writing


def remove_person(
    people: People, photos: PhotoStore, questions: Questions, backups: BackupFolder, person_id: int
) -> None:
    """End a person: account, sessions, clothes, photos, wears, questions, and the files made for them.

    Photos that another person has too stay for that person. Raises NotFound for nobody, ClosetError for the only
    owner of a household in which others live.
    """
    check_may_leave(people, person_id)
    for question in questions.recent(person_id):
        questions.forget(person_id, question.id)
    with writing(database):
        check_may_leave(people, person_id)
        keep_number(person_id)
        had = PhotoRow.select(PhotoRow.sha256).where(PhotoRow.person == person_id)
        waited = InboxRow.select(InboxRow.sha256).where(InboxRow.person == person_id)
        hashes, waiting = ([sha256 for (sha256,) in query.tuples()] for query in (had, waited))
        # Garments first: a person's picture is one of them.
        GarmentRow.delete().where(GarmentRow.person == person_id).execute()
        PersonRow.delete().where(PersonRow.id == person_id).execute()
    for sha256 in hashes:
        with writing(database):  # nobody gets a garment of this photo in between
            if not PhotoRow.select().where(PhotoRow.sha256 == sha256).exists():
                photos.delete(sha256)
    for sha256 in waiting:
        with writing(database):
            needed = (InboxRow.sha256 == sha256) & (InboxRow.state != "done")
            if not InboxRow.select().where(needed).exists():
                photos.drop_spooled(sha256)
    backups.forget_person(person_id)


def check_may_leave(people: People, person_id: int) -> None:
    """Raises NotFound for nobody, ClosetError for the only owner of a household in which others live."""
    people.get(person_id)
    if people.only_owner(person_id) and PersonRow.select().where(PersonRow.id != person_id).exists():
        raise ClosetError("somebody must be the owner here: make another person one first")
