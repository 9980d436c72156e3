"""What went wrong, as a page in the same look. Nothing of the inside ever shows."""

import logging

from flask import Flask, jsonify, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from mirror.closet.disk import trouble
from mirror.errors import ClosetBusy, ClosetError, DiskTrouble, NotFound

from .guard import wants_fragment
from .words import N_, _, line

log = logging.getLogger(__name__)

SENTENCES = {
    400: N_("The browser asked for something that makes no sense here."),
    404: N_("There is no such page in this closet."),
    405: N_("The browser asked for something that makes no sense here."),
    413: N_("That was too much at once: send fewer or smaller photos."),
    429: N_("Too many tries. Wait a few minutes."),
    503: N_("The closet is busy. Try again in a moment."),
}
STALE = N_("This page was open for too long. Go back, reload it and try again.")
FOREIGN_HOST = N_("This mirror does not answer to that name. Open it by the address that the mirror shows.")
OTHERWISE = N_("Something went wrong here. Your clothes are safe; try again.")


def attach(app: Flask) -> None:
    """One page for every kind of failure."""
    app.register_error_handler(CSRFError, lambda _error: answer(400, STALE))
    app.register_error_handler(NotFound, lambda _error: answer(404, SENTENCES[404]))
    # A number in an address that is larger than any row's: the database cannot even be asked for it.
    app.register_error_handler(OverflowError, lambda _error: answer(404, SENTENCES[404]))
    # JSON within JSON within JSON, thousands of times.
    app.register_error_handler(RecursionError, lambda _error: answer(400, SENTENCES[400]))
    app.register_error_handler(ClosetBusy, lambda _error: _busy())
    app.register_error_handler(ClosetError, _closet_error)
    app.register_error_handler(OSError, _system_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _any_error)


def answer(status: int, sentence: str) -> ResponseReturnValue:
    """The error page, or a line of JSON for a script. `sentence`: a translation key."""
    if wants_fragment():
        return jsonify(error=_(sentence)), status
    return render_template("error.html", sentence=_(sentence), status=status), status


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:  # a redirect to the proper spelling of an address
        return error
    if error.description == "host":
        return answer(status, FOREIGN_HOST)
    shown = make_response(answer(status, SENTENCES.get(status, OTHERWISE)))
    if isinstance(error, MethodNotAllowed):
        shown.allow.update(error.valid_methods or ())
    return shown


def _busy() -> ResponseReturnValue:
    shown = make_response(answer(503, SENTENCES[503]))
    shown.headers["Retry-After"] = "3"
    return shown


def _closet_error(error: ClosetError) -> ResponseReturnValue:
    log.warning("the closet refused: %s", error)
    return answer(507 if isinstance(error, DiskTrouble) else 400, line(str(error)))


def _system_error(error: OSError) -> ResponseReturnValue:
    told = trouble(error, OTHERWISE)
    return _closet_error(told) if isinstance(told, DiskTrouble) else _any_error(error)


def _any_error(error: Exception) -> ResponseReturnValue:
    log.error("a page failed", exc_info=error)
    return answer(500, OTHERWISE)
