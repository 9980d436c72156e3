"""What a script may ask of the closet: each operation says once what it takes and gives, and both the route and its
description (`openapi`) are made of that.

Everything is checked against the structs of `wire` before an operation runs; a refusal is {"error": sentence}.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, NamedTuple

import msgspec
from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from mirror.errors import ClosetBusy, ClosetError, NotFound

from ..context import person, today
from ..errors import SENTENCES, STALE
from ..remembered import json_answer
from ..words import N_, _, line
from .wire import Nothing, Refusal

ENCODER = msgspec.json.Encoder()
READ_ERRORS = (401, 404, 405, 422, 503)
WRITE_ERRORS = (400, 401, 404, 405, 413, 415, 422, 503)

Handler = Callable[..., msgspec.Struct]


class Operation(NamedTuple):
    """path: as Flask writes it. summary: a translation key. query: what the address may say; body: what is sent,
    None where nothing is. errors: the statuses that it may be refused with."""

    method: str
    path: str
    name: str
    summary: str
    query: type[msgspec.Struct]
    body: type[msgspec.Struct] | None
    answer: type[msgspec.Struct]
    errors: tuple[int, ...]


class Refused(Exception):
    """What was asked for is not done; the message is a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Operations:
    """The operations of a blueprint, in the order in which they were declared."""

    def __init__(self, room: Blueprint) -> None:
        self._room = room
        self.all: list[Operation] = []
        room.register_error_handler(Refused, lambda error: _refusal(error.status, str(error)))
        room.register_error_handler(NotFound, lambda _error: _refusal(404, _(SENTENCES[404])))
        room.register_error_handler(ClosetBusy, lambda _error: _refusal(503, _(SENTENCES[503])))
        room.register_error_handler(ClosetError, lambda error: _refusal(422, line(str(error))))

    def reads(
        self,
        path: str,
        summary: str,
        answer: type[msgspec.Struct],
        *,
        query: type[msgspec.Struct] = Nothing,
        fresh: bool = False,
    ) -> Callable[[Handler], Handler]:
        """A GET. Its answer is kept until the closet changes, unless it must be `fresh`."""

        def declare(handler: Handler) -> Handler:
            @wraps(handler)
            def view(**numbers: Any) -> ResponseReturnValue:
                def make() -> bytes:
                    return ENCODER.encode(handler(_from_address(query), **numbers))

                if fresh:
                    return Response(make(), mimetype="application/json")
                who = person()
                return json_answer((who.id, who.language, today(), request.full_path), make)

            operation = Operation("GET", path, handler.__name__, summary, query, None, answer, READ_ERRORS)
            return self._declare(operation, handler, view)

        return declare

    def writes(
        self,
        method: str,
        path: str,
        summary: str,
        answer: type[msgspec.Struct],
        *,
        query: type[msgspec.Struct] = Nothing,
        body: type[msgspec.Struct] | None = None,
    ) -> Callable[[Handler], Handler]:
        """What changes the closet; the handler is called with what was sent, or else with what the address says."""

        def declare(handler: Handler) -> Handler:
            @wraps(handler)
            def view(**numbers: Any) -> ResponseReturnValue:
                asked = _from_address(query)
                sent = asked if body is None else _from_body(body)
                return Response(ENCODER.encode(handler(sent, **numbers)), mimetype="application/json")

            operation = Operation(method, path, handler.__name__, summary, query, body, answer, WRITE_ERRORS)
            return self._declare(operation, handler, view)

        return declare

    def _declare(
        self, operation: Operation, handler: Handler, view: Callable[..., ResponseReturnValue]
    ) -> Handler:
        self._room.add_url_rule(operation.path, operation.name, view, methods=[operation.method])
        self.all.append(operation)
        return handler


def meaning(status: int) -> str:
    """What a status says here, in English."""
    known = {
        400: STALE,
        401: N_("Sign in first."),
        415: NOT_JSON,
        422: N_("What was sent makes no sense here."),
    }
    return known.get(status) or SENTENCES.get(status) or HTTPStatus(status).phrase


NOT_JSON = N_("Send JSON, and say so: Content-Type: application/json.")


def _from_address(query: type[msgspec.Struct]) -> msgspec.Struct:
    """What the address says. Raises Refused for anything that is not foreseen."""
    try:
        return msgspec.convert(_plain(request.args, query), query, strict=False)
    except msgspec.ValidationError as error:
        raise Refused(422, str(error)) from error


def _plain(said: "MultiDict[str, str]", query: type[msgspec.Struct]) -> Mapping[str, object]:
    """One value a word, or a list where the struct has one. Raises Refused for a word that is said twice."""
    many = {field.name for field in msgspec.structs.fields(query) if field.default_factory is list}
    found: dict[str, object] = {}
    for word, values in said.lists():
        if word not in many and len(values) > 1:
            raise Refused(422, f"`{word}` is said twice")
        found[word] = values if word in many else values[0]
    return found


def _from_body(body: type[msgspec.Struct]) -> msgspec.Struct:
    """What was sent. Raises Refused for what is no JSON, and for anything that is not foreseen."""
    if request.mimetype != "application/json":
        raise Refused(415, _(NOT_JSON))
    try:
        return msgspec.json.decode(request.get_data(), type=body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(422, str(error)) from error


def _refusal(status: int, sentence: str) -> ResponseReturnValue:
    return Response(ENCODER.encode(Refusal(sentence)), status, mimetype="application/json")
