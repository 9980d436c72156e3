"""What anybody may send instead of a photo: an answer each time, no error of ours, little memory, nothing left."""

import hashlib
import io
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from mirror.closet import Closet, InboxState, Person

from .conftest import PASSWORD, Phone
from .mutations import mutations
from .serving import served

JSON = {"Accept": "application/json"}
SEED = 20261125
MEMORY_RISE_MAX_BYTES = 150 * 1024**2


class Hand:
    """A browser's hand at a served app: signed in, with its cookies and its token."""

    def __init__(self, address: str, name: str) -> None:
        self._address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        token = self._token("/sign-in")
        self._form("/sign-in", {"name": name, "password": PASSWORD, "csrf_token": token})
        self.token = self._token("/add")

    def ask(self, method: str, path: str, body: bytes, kind: str = "application/json") -> tuple[int, bytes]:
        headers = {**JSON, "X-CSRFToken": self.token, "Content-Type": kind}
        asked = urllib.request.Request(self._address + path, body, headers, method=method)
        try:
            with self._opener.open(asked, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def in_pieces(self, photo: bytes, name: str, piece: int = 1 << 20) -> list[int]:
        """Every status on the way."""
        sha256 = hashlib.sha256(photo).hexdigest()
        asked = json.dumps({"sha256": sha256, "size": len(photo)}).encode()
        status, answer = self.ask("POST", "/add/uploads", asked)
        said = [status]
        offset = json.loads(answer).get("offset")
        while offset is not None and offset < len(photo):
            status, answer = self.ask(
                "PUT",
                f"/add/uploads/{sha256}?offset={offset}",
                photo[offset : offset + piece],
                "application/octet-stream",
            )
            said.append(status)
            offset = json.loads(answer)["offset"]
        if offset is not None:
            asked = json.dumps({"name": name, "size": len(photo)}).encode()
            said.append(self.ask("POST", f"/add/uploads/{sha256}/finish", asked)[0])
        return said

    def in_a_form(self, photo: bytes, name: str) -> list[int]:
        """As one request, as the plain form does."""
        mark = "x" * 20 + hashlib.sha256(photo).hexdigest()
        name = name.strip() or "x"
        head = f'--{mark}\r\nContent-Disposition: form-data; name="photos"; filename="{name}"\r\n\r\n'
        body = head.encode() + photo + f"\r\n--{mark}--\r\n".encode()
        return [self.ask("POST", "/add", body, f"multipart/form-data; boundary={mark}")[0]]

    def _token(self, path: str) -> str:
        with self._opener.open(self._address + path, timeout=60) as answer:
            found = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
        assert found
        return found[1]

    def _form(self, path: str, values: dict[str, str]) -> None:
        self._opener.open(self._address + path, urllib.parse.urlencode(values).encode(), timeout=60).close()


def memory_bytes(pid: int) -> int:
    """What the workers of a served app have in memory: VmRSS, the most of them."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found = [
        int(line.split()[1]) * 1024
        for child in children
        for line in Path(f"/proc/{child}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return max(found)


def test_what_is_no_photo_gets_an_answer(phone: Phone, closet: Closet, jieun: Person) -> None:
    token = phone.token()
    for name, data in mutations(200, SEED):
        form = {"csrf_token": token, "photos": (io.BytesIO(data), name)}
        answer = phone.client.post("/add", data=form, headers=JSON)
        assert answer.status_code in (200, 422), (name, data[:40])
        for result in answer.json["results"]:
            assert result["ok"] or result["line"]
    waiting = {item.sha256 for item in closet.inbox.items(jieun.id)}
    assert waiting, "some of them are photos"
    assert {file.name for file in closet.photos.inbox_dir.iterdir()} == waiting
    assert closet.inbox.counts(jieun.id)[InboxState.FAILED] == 0
    assert phone.get("/add").status_code == 200


@pytest.mark.parametrize("way", [Hand.in_pieces, Hand.in_a_form])
def test_it_takes_little_memory(
    closet: Closet, jieun: Person, way: Callable[[Hand, bytes, str], list[int]]
) -> None:
    with served(closet.data_dir) as (process, address):
        hand = Hand(address, jieun.name)
        before = memory_bytes(process.pid)
        for name, data in mutations(60, SEED + 1):
            assert max(way(hand, data, name)) < 500, (name, data[:40])
        large = next(data for _, data in mutations(1, 7)) + bytes(20_000_000)
        assert max(way(hand, large, "large.jpg")) < 500
        assert memory_bytes(process.pid) - before < MEMORY_RISE_MAX_BYTES
    waiting = {item.sha256 for item in closet.inbox.items(jieun.id)}
    assert {file.name for file in closet.photos.inbox_dir.iterdir()} == waiting
