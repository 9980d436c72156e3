"""The tables as Peewee models, as the newest migration leaves them. Times are UTC milliseconds since 1970.

One process opens one closet, so the models hang on one database proxy that Closet.open fills.
"""

import peewee
from peewee import (
    SQL,
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

database = peewee.DatabaseProxy()


class Model(peewee.Model):
    class Meta:
        database = database
        legacy_table_names = False


class PersonRow(Model):
    name = CharField(unique=True)
    language = CharField()
    role = CharField()
    password_hash = CharField(null=True)
    added_ms = BigIntegerField()
    pin_hash = CharField(null=True)
    pin_wrong = IntegerField(default=0)  # wrong PINs since the last right one
    pin_waits_from_ms = BigIntegerField(null=True)  # when the wait began that they brought
    # Peewee has no foreign key to a table that names this one.
    avatar_id = IntegerField(null=True, constraints=[SQL("REFERENCES garment (id) ON DELETE SET NULL")])

    class Meta:
        table_name = "person"


class GarmentRow(Model):
    person = ForeignKeyField(PersonRow, backref="garments", on_delete="CASCADE")
    category = IntegerField()
    predicted = IntegerField()
    confidence = FloatField()
    top3 = TextField()  # JSON: [[category, confidence], ...]
    colours = TextField()  # JSON: list of NamedColour
    sure = BooleanField(default=True)
    patterned = BooleanField(default=False)
    length_cm = FloatField(null=True)
    width_cm = FloatField(null=True)
    corrected_ms = BigIntegerField(null=True)
    added_ms = BigIntegerField()
    name = CharField(default="")
    notes = TextField(default="")
    retired_ms = BigIntegerField(null=True)
    deleted_ms = BigIntegerField(null=True)
    brand = CharField(default="")
    size = CharField(default="")
    price_minor = BigIntegerField(null=True)
    currency = CharField(default="KRW")
    washing_ms = BigIntegerField(null=True)
    bought_on = CharField(null=True)  # ISO date
    shop = CharField(default="")
    place = CharField(default="")
    seasons = CharField(default="")  # ",spring,autumn,"; "": as is usual for its category
    reviewed_ms = BigIntegerField(
        null=True
    )  # when a person saw what it was taken for and let it be, or changed it
    weight = CharField(default="")  # a Weight; "": guessed
    materials = CharField(default="")  # ",wool,suede,"
    care = CharField(default="")  # a Care; "": guessed
    formality = IntegerField(null=True)  # a Formality; None: guessed
    favourite = BooleanField(default=False)
    washed_on = CharField(null=True)  # ISO date on which it last came out of the wash

    class Meta:
        table_name = "garment"
        indexes = ((("person", "deleted_ms", "category", "added_ms"), False),)


class PhotoRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE")
    garment = ForeignKeyField(GarmentRow, backref="photos", on_delete="CASCADE")
    sha256 = CharField()
    cutout_uncertain = BooleanField()
    added_ms = BigIntegerField()

    class Meta:
        table_name = "photo"
        indexes = ((("person", "sha256"), True), (("sha256",), False), (("garment", "sha256"), False))


class EmbeddingRow(Model):
    garment = ForeignKeyField(GarmentRow, unique=True, on_delete="CASCADE")
    network = CharField()
    vector = BlobField()  # int8, one byte a number
    answer = BlobField(default=b"")  # float32, little-endian: a probability a category; empty: not known

    class Meta:
        table_name = "embedding"
        indexes = ((("network", "garment"), False),)


class WearRow(Model):
    garment = ForeignKeyField(GarmentRow, backref="wears", on_delete="CASCADE")
    worn_on = CharField()  # ISO date

    class Meta:
        table_name = "wear"
        indexes = ((("garment", "worn_on"), True), (("worn_on",), False))


class InboxRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE")
    sha256 = CharField()
    file_name = CharField()
    source = CharField()
    state = CharField()
    stage = CharField(default="")
    reason = TextField(default="")
    attempts = IntegerField(default=0)
    garment = ForeignKeyField(GarmentRow, null=True, on_delete="SET NULL")
    duplicate = BooleanField(default=False)
    px_per_cm = FloatField(null=True)
    added_ms = BigIntegerField()
    ended_ms = BigIntegerField(null=True)

    class Meta:
        table_name = "inbox"
        indexes = ((("person", "sha256"), True), (("state", "id"), False))


class SetupCodeRow(Model):
    code_hash = CharField()
    expires_ms = BigIntegerField()
    tries_left = IntegerField()
    purpose = CharField(default="first")  # "first", "invite", "password"
    person = ForeignKeyField(
        PersonRow, null=True, on_delete="CASCADE", index=False
    )  # whose password, or who invites

    class Meta:
        table_name = "setup_code"


class PreferenceRow(Model):
    key = CharField(unique=True)
    value = TextField()  # JSON

    class Meta:
        table_name = "preference"


class SessionRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE")
    token_hash = CharField(unique=True)
    device = CharField()
    address = CharField()
    opened_ms = BigIntegerField()
    used_ms = BigIntegerField()

    class Meta:
        table_name = "session"


class AttemptRow(Model):
    door = CharField()
    subject = CharField()  # a digest of who guesses, or at whose account
    count = IntegerField()
    since_ms = BigIntegerField()

    class Meta:
        table_name = "attempt"
        indexes = ((("door", "subject"), True),)


class TagRow(Model):
    garment = ForeignKeyField(GarmentRow, backref="tags", on_delete="CASCADE", index=False)
    name = CharField()

    class Meta:
        table_name = "tag"
        indexes = ((("garment", "name"), True),)


class UndoRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    what = CharField()
    changes = TextField()  # JSON
    made_ms = BigIntegerField()

    class Meta:
        table_name = "undo"
        indexes = ((("person", "made_ms"), False),)


class QuestionRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    sha256 = CharField()
    file_name = CharField()
    state = CharField()
    stage = CharField(default="")
    reason = TextField(default="")
    attempts = IntegerField(default=0)
    answer = TextField(default="")  # JSON
    added_ms = BigIntegerField()
    ended_ms = BigIntegerField(null=True)

    class Meta:
        table_name = "question"
        indexes = ((("person", "sha256"), True), (("state", "id"), False))


class ShareRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    viewer = ForeignKeyField(PersonRow, on_delete="CASCADE")

    class Meta:
        table_name = "share"
        indexes = ((("person", "viewer"), True),)


class JobRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    kind = CharField()
    state = CharField()
    done = IntegerField(default=0)
    total = IntegerField(default=0)
    outcome = TextField(default="")  # JSON
    reason = TextField(default="")
    file = CharField(default="")
    added_ms = BigIntegerField()
    ended_ms = BigIntegerField(null=True)

    class Meta:
        table_name = "job"
        indexes = ((("person", "id"), False),)


class NoteRow(Model):
    key = CharField(unique=True)
    value = TextField()  # JSON
    at_ms = BigIntegerField()

    class Meta:
        table_name = "note"


class OutfitRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    day = CharField()  # ISO date
    occasion = CharField()
    state = CharField()
    felt = CharField(default="")
    conditions = TextField(default="")  # JSON of Conditions; "": the weather was not known
    decided_ms = BigIntegerField()

    class Meta:
        table_name = "outfit"
        indexes = ((("person", "day"), False),)


class OutfitPieceRow(Model):
    outfit = ForeignKeyField(OutfitRow, backref="pieces", on_delete="CASCADE", index=False)
    garment = ForeignKeyField(GarmentRow, on_delete="CASCADE")
    brought = BooleanField(default=False)  # the outfit noted this garment's wear of the day, nobody before it

    class Meta:
        table_name = "outfit_piece"
        indexes = ((("outfit", "garment"), True),)


class StylingRow(Model):
    person = ForeignKeyField(PersonRow, on_delete="CASCADE", index=False)
    key = CharField()
    value = TextField()  # JSON

    class Meta:
        table_name = "styling"
        indexes = ((("person", "key"), True),)


MODELS = (
    PersonRow,
    GarmentRow,
    PhotoRow,
    EmbeddingRow,
    WearRow,
    InboxRow,
    SetupCodeRow,
    PreferenceRow,
    SessionRow,
    AttemptRow,
    TagRow,
    UndoRow,
    QuestionRow,
    ShareRow,
    JobRow,
    NoteRow,
    OutfitRow,
    OutfitPieceRow,
    StylingRow,
)
