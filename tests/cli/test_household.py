"""people, setup-code, backup, restore, doctor."""

import re
from pathlib import Path

from mirror.categories import Category
from mirror.closet import Closet
from mirror.closet.migrations import STEPS, migrate
from mirror.closet.notes import LAST_BACKUP
from mirror.closet.sqlite import open_database


def test_people_are_added_and_listed(otjang, closet: Closet, make_garment) -> None:
    assert otjang("people") == (0, "", "")
    assert otjang("people", "--add", "지은") == (0, "added 지은\n", "")
    assert otjang("people", "--add", "Minseo", "--language", "en").status == 0
    assert otjang("people").out.splitlines() == [
        "지은\tno account\tko\t0 garments",
        "Minseo\tno account\ten\t0 garments",
    ]


def test_the_list_says_who_owns_the_mirror_and_how_much_hangs_there(
    otjang, closet: Closet, make_garment
) -> None:
    owner = closet.people.create_first_account(closet.people.new_setup_code(), "Owner", "hash")
    make_garment(owner.id, Category.HAT)
    assert otjang("people").out == "Owner\towner\tko\t1 garments\n"


def test_a_name_that_is_taken_is_said(otjang) -> None:
    otjang("people", "--add", "Jieun")
    outcome = otjang("people", "--add", "JIEUN")
    assert outcome.status == 1
    assert "that name is taken: choose another one" in outcome.err


def test_a_forgotten_pin_is_forgotten_by_the_mirror_too(otjang, closet: Closet) -> None:
    person, other = closet.people.add("지은"), closet.people.add("Minseo")
    for one in (person, other):
        closet.people.set_pin(one.id, "2580")
    for _ in range(5):
        closet.people.try_pin(person.id, "0000")
    assert otjang("people", "--forget-pin", " 지은 ") == (0, "지은: no PIN\n", "")
    assert not closet.people.get(person.id).has_pin
    assert closet.people.get(other.id).has_pin
    assert closet.people.try_pin(person.id, "anything").right
    assert otjang("people", "--forget-pin", "지은").status == 0


def test_the_pin_of_nobody_cannot_be_forgotten(otjang, closet: Closet) -> None:
    closet.people.set_pin(closet.people.add("Minseo").id, "2580")
    slip, unknown = otjang("people", "--forget-pin", "Minsoe"), otjang("people", "--forget-pin", "")
    assert slip == (1, "", "otjang: there is no 'Minsoe', did you mean 'Minseo'?\n")
    assert unknown == (1, "", "otjang: there is no ''; see `otjang people`\n")
    assert closet.people.all()[0].has_pin
    assert otjang("people", "--add", "x", "--forget-pin", "Minseo").status == 2


def test_a_code_for_a_new_password_is_all_that_is_printed_and_it_works(otjang, closet: Closet) -> None:
    closet.people.set_password_hash(closet.people.add("지은").id, "hash")
    closet.people.add("Seoyun")
    outcome = otjang("people", "--password-code", " 지은 ")
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}\n", outcome.out)
    again = Closet.open(closet.data_dir)  # the command's clock is the machine's
    assert again.people.choose_password(outcome.out.strip(), "지은", "new").name == "지은"
    again.close()
    assert "did you mean 'Seoyun'?" in otjang("people", "--password-code", "Seoyoon").err
    assert "`otjang people --invite`" in otjang("people", "--password-code", "Seoyun").err


def test_an_invitation_is_all_that_is_printed_and_it_works(otjang, closet: Closet) -> None:
    closet.people.set_password_hash(closet.people.add("지은").id, "hash")
    outcome = otjang("people", "--invite")
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}\n", outcome.out)
    again = Closet.open(closet.data_dir)
    assert again.people.join(outcome.out.strip(), "Minho", "hash").role == "member"
    again.close()
    assert otjang("people", "--invite", "--add", "x").status == 2


def test_nobody_is_invited_before_there_is_an_account(otjang) -> None:
    assert "no account yet: make the first one with the phone" in otjang("people", "--invite").err


def test_a_backup_of_an_older_version_becomes_a_closet_of_this_one(
    otjang, data_dir: Path, tmp_path: Path
) -> None:
    file, elsewhere = tmp_path / "closet.zip", tmp_path / "elsewhere"
    for folder in ("photos", "inbox"):
        (data_dir / folder).mkdir(parents=True)
    database = open_database(data_dir / "closet.db")
    migrate(database, STEPS[:4])
    database.execute_sql("INSERT INTO person VALUES (1, '지은', 'ko', 'owner', NULL, 0)")
    database.execute_sql(
        "INSERT INTO garment (id, person_id, category, predicted, confidence, top3, colours, added_ms, name, notes)"
        " VALUES (7, 1, 4, 4, 0.5, '[[4, 0.5]]', '[]', 0, 'the blue one', '')"
    )
    database.execute_sql("INSERT INTO photo VALUES (2, 1, 7, 'ab', 0, 0)")
    database.close()
    assert otjang("backup", file).status == 0
    assert otjang("--data", elsewhere, "restore", file).status == 0
    again = Closet.open(elsewhere)
    again.garments.describe(1, 7, brand="Uniqlo", price_minor=29_000)
    garment = again.garments.get(1, 7)
    assert (garment.name, garment.brand, garment.in_wash) == ("the blue one", "Uniqlo", False)
    again.close()


def test_the_setup_code_is_all_that_is_printed_and_it_works(otjang, closet: Closet) -> None:
    outcome = otjang("setup-code")
    assert outcome.status == 0
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}\n", outcome.out)
    # the command's clock is the machine's, so the code is spent by it too
    again = Closet.open(closet.data_dir)
    assert again.people.create_first_account(outcome.out.strip(), "Jieun", "hash").has_account
    again.close()
    assert "already has its first account" in otjang("setup-code").err


def test_backup_and_restore(otjang, closet: Closet, make_garment, tmp_path: Path) -> None:
    person = closet.people.add("Jieun")
    garment_id = make_garment(person.id)
    file, elsewhere = tmp_path / "closet.zip", tmp_path / "elsewhere"
    assert otjang("backup", file) == (0, f"{file}: the closet with 4 photo files\n", "")
    assert closet.notes.get(LAST_BACKUP) is not None
    assert "already has a closet" in otjang("restore", file).err
    outcome = otjang("--data", elsewhere, "restore", file)
    assert outcome == (0, f"{elsewhere}: the closet with 4 photo files\n", "")
    again = Closet.open(elsewhere)
    assert again.garments.get(person.id, garment_id).photo.original.exists()
    assert again.notes.get(LAST_BACKUP) is None, "of another disk"
    again.close()


def test_the_doctor_has_a_line_for_every_part(otjang, data_dir: Path, photo_file: Path) -> None:
    data_dir.mkdir()
    (data_dir / "otjang.toml").write_text(f"[camera]\nsource = 'folder'\nfolder = '{photo_file.parent}'\n")
    outcome = otjang("doctor")
    lines = {line.split()[1]: line for line in outcome.out.splitlines()}
    assert list(lines) == [
        *("data", "disk", "network", "firmware", "rights"),
        *("camera", "display", "light", "power", "phone", "weather", "clock"),
    ]
    assert lines["data"].startswith("ok")
    assert "0 garments of 0 people, 0 photos wait, 0 failed, no worker is up" in lines["data"]
    assert "garment_photo is loaded and answers" in outcome.out
    assert "cutout is loaded and answers" in outcome.out
    assert "preview 80x60, still 80x60" in outcome.out
    assert outcome.status == (1 if "FAIL" in outcome.out else 0)
    assert outcome.err == ""


def test_the_doctor_says_what_is_wrong_and_goes_on(otjang, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "otjang.toml").write_text(
        "[camera]\nsource = 'folder'\nfolder = '/nowhere'\n[network]\nclassifier = 'resnet'\n"
    )
    outcome = otjang("doctor")
    assert outcome.status == 1
    failed = [line for line in outcome.out.splitlines() if line.startswith("FAIL")]
    assert any("no network called 'resnet'" in line for line in failed)
    assert any("cannot read the camera folder /nowhere" in line for line in failed)
    assert "clock" in outcome.out
