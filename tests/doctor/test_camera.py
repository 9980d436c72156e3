"""The doctor's look through the camera."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from mirror.config import CameraSettings, Settings
from mirror.doctor import camera, examine
from mirror.doctor.finding import Finding
from mirror.hardware.faults import Fault, fault
from mirror.hardware.photo_folder import PhotoFolder
from mirror.vision.picture_quality import measure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good photo of a striped garment."""
    picture = Image.new("RGB", (1600, 1200), (190, 186, 180))
    for left in range(500, 1100, 40):
        picture.paste((90, 60, 50), (left, 200, left + 26, 1000))
    (tmp_path / "photos").mkdir()
    picture.save(tmp_path / "photos/photo.jpg")
    return tmp_path / "photos"


def look(folder: Path, pace: float = 200.0) -> list[Finding]:
    settings = CameraSettings(source="folder", folder=str(folder), pace=pace)
    return list(camera.look(settings, watch_s=0.05))


def test_a_good_camera_is_five_good_lines(folder: Path) -> None:
    found = look(folder)
    assert [(finding.part, finding.well) for finding in found] == [("camera", True)] * 5
    assert found[0].line.startswith("photos in photos")
    assert found[1].line == "preview 1280x960, still 1600x1200"
    assert found[2].line.endswith("frames a second")
    assert found[3].line.startswith("light enough: roughly")
    assert found[4].line == "sharp"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda picture: picture.point(lambda value: value // 5), "too dark: about"),
        (lambda picture: picture.point(lambda value: 0), "the picture is black"),
        (lambda picture: picture.filter(ImageFilter.GaussianBlur(14)), "blurred: wipe the lens"),
        (lambda picture: picture.point(lambda value: min(255, value * 2)), "too bright:"),
    ],
)
def test_a_spoilt_picture_fails_with_what_to_do(folder: Path, spoil, said: str) -> None:
    file = folder / "photo.jpg"
    with Image.open(file) as picture:
        spoilt = spoil(picture.convert("RGB"))
    spoilt.save(file)
    failed = [finding.line for finding in look(folder) if not finding.well]
    assert len(failed) == 1
    assert failed[0].startswith(said)


def test_an_empty_wall_is_no_fault(folder: Path) -> None:
    Image.new("RGB", (1280, 720), (180, 178, 170)).save(folder / "photo.jpg")
    found = look(folder)
    assert all(finding.well for finding in found)
    assert "nothing to judge the sharpness by" in found[-1].line


def test_a_slow_camera_is_told_what_may_help() -> None:
    assert camera.speed(14.84, dark=False) == Finding("camera", True, "14.8 frames a second")
    slow, dark = camera.speed(4.96, dark=False), camera.speed(4.96, dark=True)
    assert not slow.well
    assert slow.line.startswith("only 5.0 frames a second: plug a USB camera into a USB 3 socket")
    assert dark.line.endswith("it exposes longer in the dark: add light")


def test_the_rate_is_of_the_gaps_between_frames() -> None:
    assert camera.frame_rate([10.0, 10.1, 10.2, 10.3]) == pytest.approx(10)
    assert camera.frame_rate([10.0, 10.0]) == camera.frame_rate([10.0]) == camera.frame_rate([]) == 0.0


def test_many_modes_are_shortened() -> None:
    assert camera.shortened(["a", "b"]) == "a; b"
    assert camera.shortened(list("abcdefg")) == "a; b; c; d; and 3 more"


def test_how_to_focus_depends_on_the_camera() -> None:
    blurred = measure(
        np.repeat((128 + 100 * np.sin(np.arange(640) / 20)).astype(np.uint8)[None, :, None], 480, 0).repeat(
            3, 2
        )
    )
    for name, said in (
        ("Raspberry Pi camera 0", "HQ Camera: by the lens's ring"),
        ("webcam 0", "many webcams"),
    ):
        (line,) = [finding.line for finding in camera.picture(blurred, name) if not finding.well]
        assert said in line


class TestWhoHasTheCamera:
    """A camera in use, as the drivers say it."""

    @pytest.fixture
    def busy(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> CameraSettings:
        def in_use(_camera: PhotoFolder) -> None:
            raise fault(Fault.BUSY, "webcam 0")

        monkeypatch.setattr(PhotoFolder, "_open", in_use)
        return CameraSettings(source="folder", folder=str(folder))

    def test_the_mirror_is_no_fault(self, busy: CameraSettings) -> None:
        (only,) = camera.look(busy, mirror_runs=lambda: True)
        assert only.well
        assert only.line.startswith(
            "the mirror uses the camera at present, its own words: another program uses"
        )
        assert only.line.endswith("sudo systemctl stop otjang-mirror")

    def test_another_program_is_one(self, busy: CameraSettings) -> None:
        (only,) = camera.look(busy, mirror_runs=lambda: False)
        assert not only.well
        assert only.line.startswith("another program uses the camera (webcam 0)")

    def test_a_dead_camera_stays_a_fault_while_the_mirror_runs(self, tmp_path: Path) -> None:
        settings = CameraSettings(source="folder", folder=str(tmp_path / "nowhere"))
        (only,) = camera.look(settings, mirror_runs=lambda: True)
        assert not only.well


def test_no_camera_on_purpose_is_well() -> None:
    (only,) = camera.look(CameraSettings(source="none"))
    assert only == Finding("camera", True, "none, as the settings say")


def test_the_whole_examination_over_a_running_mirror(folder: Path, closet, tmp_path: Path) -> None:
    settings = Settings(camera=CameraSettings(source="folder", folder=str(folder)))
    with closet.worker_lock() as held:
        assert held
        found = list(examine(closet.data_dir, settings, tmp_path))
    parts = list(dict.fromkeys(finding.part for finding in found))
    assert parts == [
        "data",
        "disk",
        "network",
        "firmware",
        "rights",
        "camera",
        "display",
        "light",
        "power",
        "phone",
        "weather",
        "clock",
    ]
    assert "the worker is up" in found[0].line
    assert next(finding for finding in found if finding.part == "firmware").line.startswith(
        "not a Raspberry Pi"
    )
