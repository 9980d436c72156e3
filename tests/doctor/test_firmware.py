"""The doctor on a Pi's config.txt: filters as the firmware applies them, and the line that is missing or wrong."""

from pathlib import Path

import pytest

from mirror.doctor.boot_config import BootConfig
from mirror.doctor.firmware import look
from mirror.doctor.memory import need_mib

from .conftest import GOOD, MakePi

PI4, PI5 = "Raspberry Pi 4 Model B Rev 1.4", "Raspberry Pi 5 Model B Rev 1.0"
CM4, ZERO2, PI3 = (
    "Raspberry Pi Compute Module 4 Rev 1.0",
    "Raspberry Pi Zero 2 W Rev 1.0",
    "Raspberry Pi 3 Model B",
)


def wrong(root: Path, **choices: bool) -> list[str]:
    return [finding.line for finding in look(root, **choices) if not finding.well]


def test_off_a_pi_there_is_nothing_to_check(tmp_path: Path) -> None:
    (only,) = look(tmp_path)
    assert only == ("firmware", True, "not a Raspberry Pi: nothing to check")


def test_another_board_with_a_device_tree_is_no_pi(make_pi: MakePi) -> None:
    (only,) = look(make_pi(config="", model="Radxa ROCK 5B"))
    assert only.well


@pytest.mark.parametrize("model", [PI4, PI5, CM4, ZERO2, PI3])
def test_a_good_file_is_well(make_pi: MakePi, model: str) -> None:
    findings = list(look(make_pi(model=model, sensor="imx708_wide")))
    assert all(finding.well for finding in findings)
    assert findings[0].line == f"{model}: /boot/firmware/config.txt has the lines that the mirror needs"


@pytest.mark.parametrize(
    ("config", "model", "value"),
    [
        ("a=1\n[pi4]\na=2\n[pi5]\na=3", PI4, "2"),
        ("a=1\n[pi4]\na=2\n[pi5]\na=3", PI5, "3"),
        ("a=1\n[pi4]\na=2\n[pi5]\na=3", PI3, "1"),
        ("[pi4]\na=4\n[cm4]\na=5", CM4, "5"),
        ("[pi4]\na=4\n[cm4]\na=5", PI4, "4"),
        ("[pi0w]\na=6\n[pi3+]\na=7", ZERO2, "6"),
        ("[pi3+]\na=7", PI3, None),
        ("[none]\na=1\n[pi4]\na=2", PI4, None),  # filters of different types are joined
        ("[none]\na=1\n[all]\na=2", PI4, "2"),
        ("[EDID=VSC-TD2220]\na=1\n[pi5]\na=2", PI4, "1"),
        ("#a=1\n  a=2  \n", PI4, "2"),
    ],
)
def test_filters_are_heeded_as_the_firmware_does(
    tmp_path: Path, config: str, model: str, value: str | None
) -> None:
    file = tmp_path / "config.txt"
    file.write_text(config)
    assert BootConfig.read(file, model).value("a") == value


def test_what_a_file_includes_counts_and_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "config.txt").write_text("include more.txt\ninclude nowhere.txt\n")
    (tmp_path / "more.txt").write_text("[pi4]\na=1\ninclude config.txt\n")
    assert BootConfig.read(tmp_path / "config.txt", PI4).value("a") == "1"
    assert BootConfig.read(tmp_path / "config.txt", PI5).value("a") is None


def test_an_overlay_goes_by_its_name_without_parameters(tmp_path: Path) -> None:
    file = tmp_path / "config.txt"
    file.write_text("dtoverlay=imx477,cam0\n")
    found = BootConfig.read(file, PI4).overlay(r"imx\d+")
    assert found is not None
    assert found.line == "dtoverlay=imx477,cam0"


@pytest.mark.parametrize(
    ("config", "written"),
    [
        ("dtoverlay=vc4-kms-v3d\n", "add `camera_auto_detect=1` to /boot/firmware/config.txt, below [all]"),
        ("dtoverlay=vc4-kms-v3d\ncamera_auto_detect=0\n", "in place of `camera_auto_detect=0`"),
        ("camera_auto_detect=1\n", "add `dtoverlay=vc4-kms-v3d` to /boot/firmware/config.txt, below [all]"),
        ("dtoverlay=vc4-fkms-v3d\ncamera_auto_detect=1\n", "in place of `dtoverlay=vc4-fkms-v3d`"),
        (GOOD + "dtoverlay=imx477\n", "write `camera_auto_detect=0`, for `dtoverlay=imx477` names"),
        (GOOD + "start_x=1\n", "delete `start_x=1` from /boot/firmware/config.txt"),
        (GOOD + "gpu_mem=16\n", "delete `gpu_mem=16` from /boot/firmware/config.txt: with less than 32"),
        (GOOD + "gpu_mem=256\n", "delete `gpu_mem=256` from /boot/firmware/config.txt: neither"),
        (
            "[pi5]\n" + GOOD.removeprefix("[all]\n") + "[pi4]\ndtoverlay=vc4-kms-v3d\n",
            "add `camera_auto_detect=1`",
        ),
    ],
)
def test_each_fault_is_one_line_with_what_to_write(make_pi: MakePi, config: str, written: str) -> None:
    (line,) = wrong(make_pi(config))
    assert written in line


def test_a_sensor_that_is_named_is_enough(make_pi: MakePi) -> None:
    assert wrong(make_pi("dtoverlay=vc4-kms-v3d\ncamera_auto_detect=0\ndtoverlay=imx477\n")) == []


def test_without_a_pi_camera_only_the_display_matters(make_pi: MakePi) -> None:
    assert wrong(make_pi("dtoverlay=vc4-kms-v3d\nstart_x=1\n", cma_mib=16), camera_module=False) == []


def test_a_pi_5_does_not_mind_old_lines_nor_little_contiguous_memory(make_pi: MakePi) -> None:
    assert wrong(make_pi(GOOD + "gpu_mem=16\nstart_x=1\n", model=PI5, sensor="imx477", cma_mib=64)) == []


def test_on_a_pi_5_the_second_connector_is_named(make_pi: MakePi) -> None:
    (line,) = wrong(make_pi("dtoverlay=vc4-kms-v3d\n", model=PI5))
    assert ",cam0" in line


@pytest.mark.parametrize(
    ("memory_mib", "advice"),
    [
        (3792, "write `dtoverlay=vc4-kms-v3d,cma-384` in place of `dtoverlay=vc4-kms-v3d`"),
        (920, "write `dtoverlay=vc4-kms-v3d,cma-256` in place of"),
        (420, "this Pi has too little memory for it"),
    ],
)
def test_too_little_contiguous_memory_for_the_hq_camera(
    make_pi: MakePi, memory_mib: int, advice: str
) -> None:
    (line,) = wrong(make_pi(sensor="imx477", cma_mib=128, memory_mib=memory_mib))
    assert line.startswith("CMA: 128 MB, but the HQ Camera and the display take 176; ")
    assert advice in line


def test_the_same_memory_is_enough_for_a_smaller_module(make_pi: MakePi) -> None:
    assert wrong(make_pi(sensor="imx219", cma_mib=128)) == []


def test_a_size_that_was_asked_for_and_is_not_there_waits_for_a_restart(make_pi: MakePi) -> None:
    config = GOOD.replace("vc4-kms-v3d", "vc4-kms-v3d,cma-384")
    (line,) = wrong(make_pi(config, sensor="imx477", cma_mib=64))
    assert line.endswith("sudo reboot")


def test_an_unknown_sensor_counts_as_the_hungriest() -> None:
    assert need_mib("ov64a40") == need_mib("imx477") > need_mib("imx219") > need_mib("imx708")


def test_a_pi_without_the_file_says_so(make_pi: MakePi) -> None:
    root = make_pi()
    (root / "boot/firmware/config.txt").unlink()
    (line,) = wrong(root)
    assert line == "/boot/firmware/config.txt: No such file or directory; run `sudo make install` again"
