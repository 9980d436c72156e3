"""The processes as a household starts and ends them."""

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mirror.app import admin_url, screen_names
from mirror.closet import Closet
from mirror.config import Settings, WebSettings
from mirror.demo import garment_files
from mirror.fingerprint import fingerprint_words

OTJANG = [sys.executable, "-m", "mirror.cli"]
END_WITHIN_S = 2.0
NO_DESKTOP = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait(condition: Callable[[], bool], process: subprocess.Popen[str], wait_s: float = 60) -> None:
    deadline = time.monotonic() + wait_s
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.05)


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts otjang commands and ends what a test left running."""
    processes: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*OTJANG, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**NO_DESKTOP, "SDL_VIDEODRIVER": "kmsdrm"},
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_headless_mirror_takes_in_what_waits_and_ends_in_order(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    closet = Closet.open(tmp_path)
    person = closet.people.add("지은")
    with garment_files()[0].open("rb") as stream:
        closet.inbox.submit(person.id, "a.webp", stream, source="import")
    process = started("--data", str(tmp_path), "run", "--headless")
    _wait(lambda: bool(closet.garments.counts(person.id)), process)
    assert closet.worker_is_up()
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(END_WITHIN_S * 4) == 0
    assert time.monotonic() - began < END_WITHIN_S * 4
    assert not closet.worker_is_up()
    closet.close()


def test_mirror_without_a_display_says_what_to_do(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    process = started("--data", str(tmp_path), "run")
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "--headless" in complaint.splitlines()[-1]
    assert "Traceback" not in complaint


def test_web_keeps_answering_while_the_mirror_is_down(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    port = _free_port()
    process = started("--data", str(tmp_path), "web", "--port", str(port))
    _wait(lambda: _answers(port), process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
        assert page.status == 200
    loaded = "".join(Path(f"/proc/{number}/maps").read_text() for number in _family(process.pid))
    assert "pygame" not in loaded
    assert "cv2" not in loaded
    assert "litert" not in loaded
    process.send_signal(signal.SIGTERM)
    _, complaint = process.communicate(timeout=END_WITHIN_S * 4)
    assert process.returncode == 0, complaint
    assert "Traceback" not in complaint


def test_web_on_a_taken_port_is_one_clear_line(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = started("--data", str(tmp_path), "web", "--port", str(taken.getsockname()[1]))
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "--port" in complaint.splitlines()[-1]


def test_demo_fills_a_closet_and_shows_the_mirror_to_the_phone(
    started: Callable[..., subprocess.Popen[str]],
) -> None:
    port = _free_port()
    process = started("demo", "--port", str(port))
    assert process.stdout is not None
    words = ""
    while "Ctrl-C" not in words:
        line = process.stdout.readline()
        assert line, process.communicate()
        words += line
    assert f"http://127.0.0.1:{port}" in words
    assert re.search(r"password \S+", words)
    assert _answers(port)
    data_dir = _data_dir_of(_family(process.pid))
    closet = Closet.open(data_dir)
    person = closet.people.all()[0]
    _wait(lambda: sum(closet.garments.counts(person.id).values()) >= 3, process)
    _wait((data_dir / "mirror.jpg").exists, process)
    closet.close()
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=30)
    assert process.returncode == 0, complaint
    assert "Traceback" not in complaint
    assert not data_dir.exists()
    assert not _answers(port)


def _family(process_id: int) -> list[int]:
    """A process and its children."""
    children = subprocess.run(["pgrep", "-P", str(process_id)], capture_output=True, text=True, check=False)
    return [process_id, *map(int, children.stdout.split())]


def _data_dir_of(process_ids: list[int]) -> Path:
    """The --data of the first of these processes that names one."""
    for process_id in process_ids:
        words = Path(f"/proc/{process_id}/cmdline").read_text().split("\0")
        if "--data" in words:
            return Path(words[words.index("--data") + 1])
    raise AssertionError("no child process names a data directory")


def test_the_address_for_phones() -> None:
    assert admin_url(Settings()) == "http://127.0.0.1:8080"
    assert admin_url(Settings(web=WebSettings(url="https://mirror.example"))) == "https://mirror.example"


def test_web_over_https_makes_its_certificate_leads_there_and_tells_the_mirror(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    port, http_port, data_dir = _free_port(), _free_port(), tmp_path / "data"
    file = tmp_path / "otjang.toml"
    file.write_text(f"[web]\nhttps = true\nport = {port}\nhttp_port = {http_port}\n")
    process = started("--data", str(data_dir), "--config", str(file), "web")
    _wait(lambda: _answers(port), process)
    pem = data_dir / "tls/otjang.pem"
    trusting = ssl.create_default_context(cafile=str(pem))
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trusting))
    with opener.open(f"http://localhost:{http_port}/sign-in", timeout=30) as page:
        assert page.url.startswith(f"https://localhost:{port}/")
        assert "; secure;" in page.headers["Set-Cookie"].lower() + ";"
    closet = Closet.open(data_dir)
    _wait(lambda: closet.notes.get("web") is not None, process)
    note = closet.notes.get("web")
    closet.close()
    assert note is not None
    assert note.value["url"] == f"https://127.0.0.1:{port}"
    assert tuple(note.value["fingerprint"]) == fingerprint_words(pem)
    process.send_signal(signal.SIGTERM)
    _, complaint = process.communicate(timeout=END_WITHIN_S * 4)
    assert process.returncode == 0, complaint
    assert "Traceback" not in complaint


def test_the_grammar_names_the_screens_that_there_are() -> None:
    from mirror import screens

    assert set(screen_names()) == set(screens.SCREENS)
