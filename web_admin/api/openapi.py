"""The description of the operations as an OpenAPI 3.1 document, made of the structs that they check against."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from .operations import Operation, meaning
from .wire import Refusal

_NUMBER = re.compile(r"<int:(\w+)>")
_REFS = "#/components/schemas/{name}"
JSON = "application/json"


def document(operations: Sequence[Operation], *, cookie: str, version: str) -> dict[str, Any]:
    """cookie: the name of the one that says who asks."""
    used = {struct for o in operations for struct in (o.query, o.body, o.answer) if struct is not None}
    ordered = sorted(used | {Refusal}, key=lambda struct: struct.__name__)
    found, schemas = msgspec.json.schema_components(ordered, ref_template=_REFS)
    refs = dict(zip(ordered, found, strict=True))
    paths: dict[str, Any] = {}
    for operation in operations:
        path = _NUMBER.sub(r"{\1}", operation.path)
        paths.setdefault(path, {})[operation.method.lower()] = _described(operation, refs, schemas)
    sent = {operation.body for operation in operations}
    for struct in {operation.query for operation in operations} - sent:
        del schemas[struct.__name__]  # each is spelled out where it is asked for
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Otjang",
            "version": version,
            "description": "The closet of whoever is signed in. It answers in this house only.",
        },
        "paths": paths,
        "security": [{"session": []}],
        "components": {
            "schemas": schemas,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": cookie}},
        },
    }


def _described(
    operation: Operation, refs: dict[type[msgspec.Struct], Any], schemas: dict[str, Any]
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*_numbers(operation.path), *_asked(schemas[operation.query.__name__])],
        "responses": {
            "200": {"description": "It is so.", "content": {JSON: {"schema": refs[operation.answer]}}},
            **{
                str(status): {"description": meaning(status), "content": {JSON: {"schema": refs[Refusal]}}}
                for status in operation.errors
            },
        },
    }
    described["responses"]["414"] = {"description": "The address is too long.", "content": {"text/html": {}}}
    if operation.method == "GET":
        described["responses"]["304"] = {"description": "Nothing has changed since the answer of that ETag."}
    else:
        described["parameters"].append(
            {
                "name": "X-CSRFToken",
                "in": "header",
                "required": True,
                "description": "The csrf_token of /api/me.",
                "schema": {"type": "string"},
            }
        )
    if operation.body is not None:
        described["requestBody"] = {"required": True, "content": {JSON: {"schema": refs[operation.body]}}}
    return described


def _numbers(path: str) -> list[dict[str, Any]]:
    """The numbers in an address."""
    schema = {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}
    return [
        {"name": name, "in": "path", "required": True, "schema": schema} for name in _NUMBER.findall(path)
    ]


def _asked(query: dict[str, Any]) -> list[dict[str, Any]]:
    """What an address may say after its question mark; a list is said word by word."""
    required = query.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": schema}
        for name, schema in query["properties"].items()
    ]
