"""The doctor on who may open the camera's devices."""

import grp
from pathlib import Path

import pytest

from mirror.doctor.rights import group_opens, look


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The devices of a Pi's camera, as plain files."""
    for name in (
        "video0",
        "video10",
        "media0",
        "v4l-subdev0",
        "dma_heap/linux,cma",
        "dma_heap/system",
        "null",
    ):
        device = tmp_path / "dev" / name
        device.parent.mkdir(parents=True, exist_ok=True)
        device.touch()
    return tmp_path


def test_all_open_is_one_line(root: Path) -> None:
    (only,) = look(root, camera_module=True, webcam=False, may_open=lambda device: True)
    assert only == ("rights", True, "6 camera devices may be used")


def test_without_the_rule_it_is_written_out(root: Path) -> None:
    (only,) = look(
        root, camera_module=True, webcam=False, may_open=lambda device: "dma_heap" not in str(device)
    )
    assert not only.well
    assert only.line == (
        '/dev/dma_heap/linux,cma may not be used: add `SUBSYSTEM=="dma_heap", GROUP="video", MODE="0660"` to'
        " /etc/udev/rules.d/99-otjang.rules, then `sudo udevadm control --reload && sudo udevadm trigger`"
    )


def test_one_line_for_each_subsystem_however_many_devices(root: Path) -> None:
    found = list(look(root, camera_module=True, webcam=False, may_open=lambda device: False))
    assert [finding.line.split()[0] for finding in found] == [
        "/dev/dma_heap/linux,cma",
        "/dev/media0",
        "/dev/video0",
    ]


def test_with_the_rule_in_force_the_group_is_what_is_missing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The group `video` may have any number: here it is that of the files of this test."""
    named = grp.struct_group(("video", "x", (root / "dev/video0").stat().st_gid, []))
    monkeypatch.setattr(grp, "getgrgid", lambda number: named)
    (root / "dev/video0").chmod(0o660)

    found = look(root, camera_module=False, webcam=True, may_open=lambda device: False, user="jieun")

    assert [finding.line for finding in found] == [
        "/dev/video0 may not be used: `sudo usermod -aG video jieun`, then sign in again"
    ]


@pytest.mark.parametrize(
    ("group", "mode", "opens"),
    [("video", 0o660, True), ("video", 0o640, False), ("root", 0o660, False), ("video", 0o600, False)],
)
def test_when_a_group_is_enough(group: str, mode: int, opens: bool) -> None:
    assert group_opens(group, mode) is opens


def test_a_webcam_needs_no_memory_heap(root: Path) -> None:
    found = look(root, camera_module=False, webcam=True, may_open=lambda device: "video" in device.name)
    assert all(finding.well for finding in found)


def test_without_devices_there_is_nothing_to_check(tmp_path: Path, root: Path) -> None:
    for where, kinds in ((tmp_path / "elsewhere", (True, True)), (root, (False, False))):
        (only,) = look(where, camera_module=kinds[0], webcam=kinds[1])
        assert only.well
        assert "nothing to check" in only.line
