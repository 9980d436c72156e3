"""Five hundred photos wait, the worker is killed and started again: all in order, none twice, no leak."""

import io
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, InboxState
from mirror.vision.encode import png

SCRIPT = Path(__file__).with_name("five_hundred.py")
PHOTOS = 500
KILLED_AFTER = 60
PATIENCE_S = 120.0  # only a broken worker waits for it
MOST_GROWTH_KB = 4096  # between the 100th photo and the 500th
SOURCES = ("camera", "web", "import")


def hand_in(closet: Closet) -> list[str]:
    """Photos of two people in turn, every tenth of them a photo that the other has too; returns what was queued."""
    people = [closet.people.add(name).id for name in ("지은", "Minseo")]
    empty = png(np.full((48, 64, 3), 200, np.uint8))
    queued = []
    for number in range(PHOTOS):
        source = SOURCES[number % len(SOURCES)]
        name = f"{source} {number}"
        if number % 10 == 9:
            name = queued[-1]
            source = name.split()[0]
        camera = source == "camera"
        closet.inbox.submit(
            people[number % 2],
            f"{name}.jpg",
            io.BytesIO(name.encode()),
            source=source,
            px_per_cm=10.0 if camera else None,
            background=empty if camera else None,
        )
        queued.append(name)
    return queued


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_five_hundred_photos_survive_a_kill_in_order_and_in_flat_memory(data_dir: Path) -> None:
    closet = Closet.open(data_dir, FakeClock())
    queued = hand_in(closet)
    log = data_dir.parent / "log"
    log.touch()
    command = [sys.executable, str(SCRIPT), str(data_dir), str(log)]

    first = subprocess.Popen(command, cwd=SCRIPT.parents[2])
    deadline_s = time.monotonic() + PATIENCE_S
    while len(shown(log)) < KILLED_AFTER and time.monotonic() < deadline_s and first.poll() is None:
        time.sleep(0.005)
    first.kill()
    assert first.wait() == -9, "it ended before it could be killed"
    before = len(shown(log))
    assert KILLED_AFTER <= before < PHOTOS

    subprocess.run(command, cwd=SCRIPT.parents[2], check=True, timeout=PATIENCE_S)
    looks = shown(log)
    names = [name for name, _ in looks]
    if (
        len(names) > PHOTOS
    ):  # the photo that was being looked at when the worker was killed, and that one alone
        assert names.pop(before) == names[before - 1]
    assert names == queued
    items = closet.inbox.items(ended_too=True)
    assert {item.state for item in items} == {InboxState.DONE}
    garment_ids = [item.garment_id for item in items]  # items come in the order in which they were handed in
    assert garment_ids == sorted(set(garment_ids))
    assert len(garment_ids) == PHOTOS
    sizes = [closet.garments.get(item.person_id, item.garment_id).length_cm for item in items]
    assert sizes == [6.0 if name.startswith("camera") else None for name in queued]
    assert list(closet.photos.inbox_dir.iterdir()) == []
    photos = len({item.sha256 for item in items})
    assert len([path for path in closet.photos.photos_dir.rglob("*") if path.is_file()]) == 4 * photos

    memory_kb = [kb for _, kb in looks]
    growth_kb = memory_kb[-1] - memory_kb[len(memory_kb) - (PHOTOS - 100)]
    assert growth_kb < MOST_GROWTH_KB, f"the worker grew by {growth_kb} kB over 400 photos: {memory_kb[::25]}"
    closet.close()


def shown(log: Path) -> list[tuple[str, int]]:
    """The lines that the worker's eye has written whole: file name, VmRSS in kB."""
    text = log.read_text(encoding="utf-8")
    lines = text[: text.rfind("\n") + 1].splitlines()
    return [(line.split("\t")[0], int(line.split("\t")[1])) for line in lines]
