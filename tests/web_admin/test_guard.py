"""Who gets in, and what every answer carries."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from mirror.closet import Closet, Person
from mirror.config import WebSettings
from web_admin.guard import PUBLIC, host_is_ours, own_path

from .conftest import Phone

VALUES = {
    **dict.fromkeys(("garment_id", "item_id", "question_id", "session_id", "job_id", "outfit_id"), 1),
    **{"person_id": 2, "viewer_id": 2, "sha256": "0" * 64, "kind": "thumbnail"},
    **{"filename": "palette.css", "name": "otjang-none.zip"},
}


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Endpoint, method and an address of every route there is."""
    with app.test_request_context():
        return [
            (
                rule.endpoint,
                method,
                app.url_for(rule.endpoint, **{name: VALUES[name] for name in rule.arguments}),
            )
            for rule in app.url_map.iter_rules()
            for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})
        ]


def test_only_five_doors_are_open_to_strangers() -> None:
    doors = ["first_account", "join", "new_password", "sign_in"]
    assert sorted(PUBLIC) == [*(f"accounts.{door}" for door in doors), "static"]


def test_every_other_page_sends_a_stranger_to_the_door(app: Flask, stranger: Phone, jieun: Person) -> None:
    closed = [route for route in routes(app) if route[0] not in PUBLIC]
    assert len(closed) > 15
    for _endpoint, method, path in closed:
        answer = stranger.client.open(path, method=method)
        if path.startswith("/api/"):  # a script follows no redirect to a page
            assert answer.status_code == 401, (method, path)
        else:
            assert answer.status_code == 303, (method, path)
            assert answer.location.startswith("/sign-in"), (method, path)
        answer = stranger.client.open(path, method=method, headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")


def test_an_unknown_address_tells_a_stranger_nothing(stranger: Phone, jieun: Person) -> None:
    assert stranger.get("/wp-admin").status_code == 303


def test_until_there_is_an_account_every_page_leads_to_the_first_one(app: Flask, stranger: Phone) -> None:
    for endpoint, method, path in routes(app):
        if endpoint in ("static", "accounts.first_account") or method != "GET" or path.startswith("/api/"):
            continue
        answer = stranger.get(path)
        assert (answer.status_code, answer.location) == (303, "/welcome"), path


def test_every_write_without_its_token_is_refused(app: Flask, phone: Phone, stranger: Phone) -> None:
    writes = [route for route in routes(app) if route[1] != "GET"]
    assert len(writes) > 10
    for endpoint, method, path in writes:
        browser = stranger if endpoint in PUBLIC else phone
        answer = browser.client.open(path, method=method, data={"name": "x"})
        assert answer.status_code == 400, (method, path)
        assert "open for too long" in answer.text


def test_only_forms_of_a_page_of_their_own_are_read_and_written_at_one_address(app: Flask) -> None:
    readable = {route[0] for route in routes(app) if route[1] == "GET"}
    writable = {route[0] for route in routes(app) if route[1] != "GET"}
    assert readable & writable == {
        *("accounts.first_account", "accounts.join", "accounts.new_password", "accounts.sign_in"),
        *("me.name", "me.password", "backup.delete_me"),
    }


@pytest.mark.parametrize("path", ["/", "/add", "/me", "/nowhere", "/static/palette.css", "/garments/999"])
def test_every_answer_carries_the_safe_headers(phone: Phone, path: str) -> None:
    headers = phone.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_hold_no_inline_script_or_style(
    phone: Phone, jieun: Person, make_garment: Callable[..., int]
) -> None:
    garment_id = make_garment(jieun.id)
    for path in ("/", f"/garments/{garment_id}", "/add", "/mirror", "/me", "/put-away"):
        text = phone.get(path).text
        assert "style=" not in text
        assert "<style" not in text
        assert "onclick" not in text
        assert "<script>" not in text


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(stranger: Phone, jieun: Person) -> None:
    cookie = stranger.sign_in("Jieun").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8080", "localhost", "otjang.local", "OTJANG.local:8080", "192.168.0.7", "10.1.2.3:80",
     "172.16.9.9", "169.254.1.1", "[::1]:8080", "[fe80::1]", "[fd00::5]", "mirror.example.org"],
)  # fmt: skip
def test_own_hosts_are_answered(host: str) -> None:
    assert host_is_ours(host, WebSettings(url="https://mirror.example.org/"))


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "otjang.local.evil.example", "8.8.8.8", "[2001:4860:4860::8888]", "local", "[::1",
     "somebody@127.0.0.1", "127.0.0.1/x", "127.0.0.1:1:2", "otjang.local#x"],
)  # fmt: skip
def test_foreign_hosts_are_refused(phone: Phone, host: str) -> None:
    assert not host_is_ours(host, WebSettings())
    answer = phone.get("/", headers={"Host": host})
    assert answer.status_code == 400


def test_a_foreign_host_gets_a_page_that_says_what_to_do(phone: Phone) -> None:
    assert "does not answer to that name" in phone.get("/", headers={"Host": "evil.example"}).text


@pytest.mark.parametrize("target", ["/", "/garments/3", "/?category=shirt", "/a%2F%2Fb"])
def test_own_paths_are_followed(target: str) -> None:
    assert own_path(target) == target


@pytest.mark.parametrize(
    "target",
    [None, "", "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil",
     "/\t/evil.example", "/\n//evil.example", "\\\\evil.example", "http:/evil"],
)  # fmt: skip
def test_foreign_paths_are_not(target: str | None) -> None:
    assert own_path(target) is None


def test_an_error_shows_no_internals(
    app: Flask, phone: Phone, closet: Closet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("secret /home/pi")

    monkeypatch.setattr(closet.garments, "facets", fail)
    answer = phone.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "Your clothes are safe" in answer.text


def test_the_web_process_loads_no_screen_camera_or_interpreter(tmp_path: Path) -> None:
    program = """
import sys, json
from pathlib import Path
from mirror.closet import Closet
from mirror.config import Settings
from web_admin import create_app
import web_admin.serving.server
app = create_app(Closet.open(Path(sys.argv[1])), Settings(), secret_key=b"k" * 32)
assert app.test_client().get("/welcome").status_code == 200
print(json.dumps(sorted(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & {
        "pygame",
        "cv2",
        "picamera2",
        "ai_edge_litert",
        "tflite_runtime",
        "tensorflow",
        "model",
    }
    assert not {
        name for name in json.loads(done.stdout) if name.startswith(("mirror.screens", "mirror.hardware"))
    }
