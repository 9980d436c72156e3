"""export and import-backup: one person's things into a file, and a backup into a closet that is there already."""

from pathlib import Path

from mirror.closet import Closet


def test_one_persons_clothes_go_to_another_closet(
    otjang, closet: Closet, make_garment, tmp_path: Path
) -> None:
    for name in ("지은", "Minseo"):
        make_garment(closet.people.add(name).id)
    file, elsewhere = tmp_path / "minseo.zip", tmp_path / "elsewhere"
    said = f"{file}: the closet of Minseo with 4 photo files\n"
    assert otjang("export", "--person", "minseo", file) == (0, said, "")
    outcome = otjang("--data", elsewhere, "import-backup", file)
    assert outcome.out == f"{file}: 1 garments, 0 already here, 1 new people, 0 photos that wait\n"
    assert otjang("--data", elsewhere, "people").out == "Minseo\tno account\tko\t1 garments\n"
    otjang("--data", elsewhere, "people", "--add", "Min")
    assert (
        "1 garments, 0 already here"
        in otjang("--data", elsewhere, "import-backup", file, "--person", "Min").out
    )


def test_a_slip_of_a_name_and_a_file_that_is_none_are_said(otjang, closet: Closet, tmp_path: Path) -> None:
    closet.people.add("Minseo")
    none = tmp_path / "none.zip"
    assert otjang("export", "--person", "Minsoe", none).err.endswith("did you mean 'Minseo'?\n")
    assert not none.exists()
    none.write_text("no zip")
    outcome = otjang("import-backup", none)
    assert outcome == (1, "", "otjang: this is no ZIP file, or it is cut off: send it once more\n")
    assert "cannot read nowhere.zip" in otjang("import-backup", tmp_path / "nowhere.zip").err
