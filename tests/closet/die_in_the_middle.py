"""Not a test: a process that does one thing to a closet and is killed before a given line of the product's code.

    die_in_the_middle.py ACTION LINE:DATA_DIR ...

ACTION is submit, photograph (with an empty view) or admit, of the one photo of the closet's first person; ask or
answer, of a question of theirs with that photo; or back-up or merge, into and of a file beside the folder. For each
pair a child is forked that opens the closet, does the action, and sends itself SIGKILL before the LINEth line of
the closet or the intake that it would run. LINE 0 counts instead: the number of lines is printed.
"""

import io
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import numpy as np

from mirror import intake
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.closet.archive.merging import merge
from mirror.closet.backup import back_up
from mirror.vision.classifier import Answer
from mirror.vision.encode import png
from mirror.vision.facts import Guess
from mirror.vision.recognise import Recognition

PHOTO = b"the one photo"
BACKGROUND = png(np.full((24, 24, 3), 200, np.uint8))  # the empty view
WATCHED = ("mirror/closet/", "mirror/intake.py")


class Eye:
    """Sees a hat in everything."""

    def recognise(self, file: Path, on_stage: object, background: np.ndarray | None = None) -> Recognition:
        assert file.read_bytes() == PHOTO
        on_stage("cutout")  # type: ignore[operator]
        picture = np.zeros((24, 24, 4), np.uint8)
        answer = Answer((Guess(Category.HAT, 1.0),), sure=True, embedding=None)
        return Recognition(picture[..., :3].copy(), picture, False, answer, (), {})


def act(closet: Closet, action: str) -> None:
    if action == "submit":
        person = closet.people.all()[0]
        closet.inbox.submit(person.id, "x.jpg", io.BytesIO(PHOTO), source="phone")
    elif action == "photograph":
        person = closet.people.all()[0]
        closet.inbox.submit(
            person.id, "x.jpg", io.BytesIO(PHOTO), source="camera", px_per_cm=11.3, background=BACKGROUND
        )
    elif action == "back-up":
        back_up(closet.data_dir, closet.data_dir.parent / f"{closet.data_dir.name}.zip")
    elif action == "merge":
        merge(closet, closet.data_dir.parent / "backup.zip")
    elif action == "ask":
        closet.questions.ask(closet.people.all()[0].id, "x.jpg", io.BytesIO(PHOTO))
    elif action == "answer":
        question = closet.questions.take()
        assert question is not None
        intake.answer_question(closet, Eye(), question)
    else:
        item = closet.inbox.take()
        assert item is not None
        intake.admit_photo(closet, Eye(), item)


def run_until(closet: Closet, action: str, last_line: int) -> int:
    """Do it and return how many lines it took; never returns when `last_line` is reached."""
    lines = 0

    def on_line(frame: FrameType, event: str, _: object) -> object:
        nonlocal lines
        if event == "line":
            lines += 1
            if lines == last_line:
                os.kill(os.getpid(), signal.SIGKILL)
        return on_line

    def on_call(frame: FrameType, event: str, _: object) -> object:
        file = frame.f_code.co_filename
        return on_line if any(part in file for part in WATCHED) else None

    sys.settrace(on_call)
    try:
        act(closet, action)
    finally:
        sys.settrace(None)
    return lines


def main() -> None:
    intake.files_for_closet = lambda _: dict.fromkeys(("original", "cutout", "thumbnail", "glow"), b"picture")
    action = sys.argv[1]
    for pair in sys.argv[2:]:
        line, data_dir = pair.split(":", 1)
        child = os.fork()
        if child == 0:
            closet = Closet.open(Path(data_dir), FakeClock())
            lines = run_until(closet, action, int(line))
            closet.close()
            print(lines, flush=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            print(f"killed by {os.WTERMSIG(status)}", flush=True)


if __name__ == "__main__":
    main()
