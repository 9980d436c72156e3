"""The display's power on a console: by a DRM driver, then by a panel's backlight."""

import ctypes
import logging
from collections.abc import Mapping
from pathlib import Path

import pytest

from mirror.hardware import drm
from mirror.hardware.display_power import DisplayPower, find_display_power

from .drm_driver import EDID, Driver, Plug

NOTHING: Mapping[str, str] = {"PATH": "/nowhere"}


@pytest.fixture
def driver() -> Driver:
    """One display and an empty socket."""
    return Driver([Plug(30), Plug(31, kind_id=2, connected=False, encoder=0)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine on which this process has a card open, as SDL does."""
    descriptors = tmp_path / "proc/self/fd"
    descriptors.mkdir(parents=True)
    (descriptors / "0").symlink_to("/dev/null")
    (descriptors / "9").symlink_to("/dev/dri/renderD128")
    (descriptors / "11").symlink_to("/dev/dri/card1")
    return tmp_path


def backlight(root: Path, name: str = "10-0045") -> Path:
    """A panel's backlight that is on."""
    folder = root / "sys/class/backlight" / name
    folder.mkdir(parents=True)
    for file, text in {"bl_power": "0", "brightness": "255", "max_brightness": "255", "type": "raw"}.items():
        (folder / file).write_text(text)
    return folder


def kmsdrm(root: Path, driver: Driver) -> DisplayPower:
    return find_display_power("KMSDRM", NOTHING, root, ioctl=driver.ioctl)


def test_the_structures_are_as_large_as_the_numbers_of_the_ioctls_say() -> None:
    """Bits 16 to 29 of an ioctl's number are the size of what it takes (asm-generic/ioctl.h)."""
    for number, structure in {
        drm.GET_RESOURCES: drm.CardResources,
        drm.GET_CONNECTOR: drm.GetConnector,
        drm.GET_PROPERTY: drm.GetProperty,
        drm.SET_PROPERTY: drm.SetConnectorProperty,
    }.items():
        assert number >> 16 & 0x3FFF == ctypes.sizeof(structure)


def test_the_display_in_use_goes_dark_and_comes_back(root: Path, driver: Driver) -> None:
    power = kmsdrm(root, driver)

    power.switch(False)
    assert [plug.dpms for plug in driver.plugs] == [drm.DPMS_OFF, drm.DPMS_ON]
    power.switch(True)

    assert [plug.dpms for plug in driver.plugs] == [drm.DPMS_ON, drm.DPMS_ON]
    assert driver.probes == 0, "asking without room for a mode would have the display probed each time"
    assert power.name == "DRM"
    assert power.describe() == "display power: DRM, connector HDMI-A-1"


def test_a_display_that_looks_unplugged_while_it_is_dark_comes_back(root: Path, driver: Driver) -> None:
    power = kmsdrm(root, driver)
    power.switch(False)
    driver.plugs[0].connected = False

    power.switch(True)

    assert driver.plugs[0].dpms == drm.DPMS_ON


def test_a_socket_that_vanishes_is_passed_over(root: Path, driver: Driver) -> None:
    driver.plugs.insert(0, Plug(29))
    driver.gone.add(29)

    kmsdrm(root, driver).switch(False)

    assert driver.plugs[1].dpms == drm.DPMS_OFF


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(Driver([Plug(30, properties=(EDID,))]), id="a driver without DPMS"),
        pytest.param(Driver([Plug(30)], master=False), id="not the DRM master"),
    ],
)
def test_what_drm_refuses_the_backlight_does(root: Path, broken: Driver) -> None:
    panel = backlight(root)
    power = kmsdrm(root, broken)

    power.switch(False)
    assert (panel / "bl_power").read_text() == "4"
    assert power.name == "backlight"
    power.switch(True)

    assert (panel / "bl_power").read_text() == "0"


def test_where_nothing_works_it_is_said_once_with_every_reason(
    root: Path, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    driver.master = False
    power = kmsdrm(root, driver)

    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            power.switch(False)
            power.switch(True)

    assert [record.getMessage() for record in caplog.records] == [
        "the display's power cannot be switched: DRM: [Errno 13] Permission denied"
    ]
    assert driver.plugs[0].dpms == drm.DPMS_ON


def test_the_way_that_made_it_dark_makes_it_light_again(root: Path, driver: Driver) -> None:
    """A backlight that is on already would take the order to be on, and leave a dark display dark."""
    panel = backlight(root)
    power = kmsdrm(root, driver)
    power.switch(False)
    driver.master = False  # somebody looks at another console
    power.switch(True)
    assert driver.plugs[0].dpms == drm.DPMS_OFF

    driver.master = True
    power.switch(True)

    assert driver.plugs[0].dpms == drm.DPMS_ON
    assert (panel / "bl_power").read_text() == "0"


def test_it_does_not_end_dark(root: Path, driver: Driver) -> None:
    power = kmsdrm(root, driver)
    with pytest.raises(KeyError), power:
        power.switch(False)
        raise KeyError
    assert driver.plugs[0].dpms == drm.DPMS_ON

    power.switch(False)
    power.close()
    assert driver.plugs[0].dpms == drm.DPMS_ON


def test_it_begins_lit_whatever_a_killed_one_left(root: Path, driver: Driver) -> None:
    panel = backlight(root)
    (panel / "bl_power").write_text("4")
    driver.plugs[0].dpms = drm.DPMS_OFF

    with kmsdrm(root, driver):
        assert driver.plugs[0].dpms == drm.DPMS_ON
        assert (panel / "bl_power").read_text() == "0"


def test_another_process_may_look_but_not_switch(root: Path, driver: Driver) -> None:
    """The doctor has no card open; it opens one for a moment, and never a display's that is not SDL's own."""
    (root / "proc/self/fd/11").unlink()
    (root / "dev/dri").mkdir(parents=True)
    (root / "dev/dri/card1").touch()
    power = kmsdrm(root, driver)

    assert power.describe() == "display power: DRM, connector HDMI-A-1"
    power.switch(False)
    assert driver.plugs[0].dpms == drm.DPMS_ON


def test_a_card_without_displays_is_no_way(root: Path, driver: Driver) -> None:
    """A Pi has two cards, and one of them only computes."""
    driver.has_displays = False
    power = kmsdrm(root, driver)
    assert power.name == "none"
    assert "stays on" in power.describe()


def test_a_backlight_that_cannot_be_written_is_said(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = backlight(root) / "bl_power"
    file.unlink()
    file.mkdir()
    with caplog.at_level(logging.WARNING):
        kmsdrm(root, Driver([])).switch(False)
    assert f"backlight: {file} cannot be written: Is a directory" in caplog.text


@pytest.mark.parametrize("name", ["dummy", "offscreen", "", "cocoa"])
def test_without_a_display_nothing_is_touched(root: Path, name: str) -> None:
    panel = backlight(root)
    with find_display_power(name, NOTHING, root) as power:
        power.switch(False)

    assert (panel / "bl_power").read_text() == "0"
    assert power.name == "none"


def test_this_process_has_its_descriptors_looked_through() -> None:
    """The real /proc: no card is open here, and none of what is open upsets it."""
    assert drm.own_descriptors() == []
