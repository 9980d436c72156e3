"""Who gets in, and what every answer carries. Nobody does, unless a rule here says so.

Every page is closed to strangers but those of PUBLIC; the host name is checked, so that a page on the internet
cannot reach the mirror through a name of its own (DNS rebinding).
"""

import re
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mirror.config import WebSettings

from .context import closet, context, person, person_or_none
from .sessions import stay_signed_in
from .uploads import BODY_LIMITS
from .words import _

PUBLIC = frozenset(
    {"static", "accounts.sign_in", "accounts.first_account", "accounts.join", "accounts.new_password"}
)

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
}
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{0,5})?")


def attach(app: Flask) -> None:
    """Ask before every request, and dress every answer."""
    app.before_request(_check)
    app.after_request(_dress)


@lru_cache(maxsize=64)  # every request asks, and a phone always says the same
def host_is_ours(host: str, web: WebSettings) -> bool:
    """Whether a Host header can be this mirror: a private address, localhost, *.local or a configured name."""
    if not _HOST.fullmatch(host):  # as with somebody@ before it, which would lead elsewhere in an address
        return False
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    try:
        address = ip_address(name)
    except ValueError:
        known = {"localhost", web.host.casefold(), (urlsplit(web.url).hostname or "").casefold()} - {""}
        return name in known or name.endswith((".local", ".localhost"))
    return address.is_private or address.is_loopback or address.is_link_local or name == web.host


def own_path(target: str | None) -> str | None:
    """A path of this site to go on to after signing in, or None for anything that leads elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if not target.isprintable() or "\\" in target:
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def wants_fragment() -> bool:
    """Whether a script asks, which can follow no redirect to a page."""
    if request.path.startswith("/api/"):
        return True
    return "HX-Request" in request.headers or request.accept_mimetypes.best == "application/json"


def _check() -> ResponseReturnValue | None:
    if not host_is_ours(request.environ.get("HTTP_HOST", ""), context().settings.web):
        abort(400, "host")
    if request.endpoint in PUBLIC:
        return None
    if person_or_none() is None:
        return _show_the_door()
    stay_signed_in()
    limit = BODY_LIMITS.get(request.endpoint or "")
    if limit is not None:
        request.max_content_length = limit()
    return None


def owner_only() -> None:
    """For `before_request` of a room that only an owner may enter: to a member it is not there."""
    if person().role != "owner":
        abort(404)


def _show_the_door() -> ResponseReturnValue:
    door = "accounts.sign_in" if closet().people.any_account() else "accounts.first_account"
    if wants_fragment():
        answer = jsonify(error=_("Sign in first."))
        answer.headers["HX-Redirect"] = url_for(door)
        return answer, 401
    wanted = own_path(request.full_path.rstrip("?")) if request.method == "GET" else None
    if door == "accounts.sign_in" and wanted not in (None, "/"):
        return redirect(url_for(door, next=wanted), 303)
    return redirect(url_for(door), 303)


def _dress(response: Response) -> Response:
    present = {name.casefold() for name, _value in response.headers}  # one look instead of one for each
    for name, value in HEADERS.items():
        if name.casefold() not in present:
            response.headers.add(name, value)
    if "cache-control" not in present:
        response.headers.add("Cache-Control", "private, no-cache")
    if response.mimetype == "text/html":
        response.vary.update(("Cookie", "Accept-Language"))
    return response
