"""``plan.json``: a published plan as plain JSON values and back, and the schema of it.

All three follow the dataclasses of ``published.py``, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Final, TypeAliasType, Union, get_args, get_origin, get_type_hints

from arbetshubb.analysis.hubplan.errors import NotAPlan
from arbetshubb.analysis.hubplan.published import SCHEMA, PublishedPlan

# ``Any`` in this module: the values are JSON of any form and the hints are types seen at run time.

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_JSON_TYPES: Final[dict[object, str]] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}


def published_to_json(plan: PublishedPlan) -> dict[str, Any]:
    """The plan as dicts, lists, strings, numbers, booleans and ``None``; ``None`` = hidden."""
    return {field.name: _plain(getattr(plan, field.name)) for field in fields(plan)}


def published_from_json(document: Mapping[str, Any]) -> PublishedPlan:
    """The plan in ``document``: the exact inverse of ``published_to_json``.

    Fields that this version does not know are left out; fields may be added within a schema.

    Raises:
        NotAPlan: another schema, or a field that is missing or of the wrong type.
    """
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA:
        found = document.get("schema") if isinstance(document, Mapping) else None
        message = f"schema is {found!r}; this version reads {SCHEMA!r}"
        raise NotAPlan(message)
    plan: PublishedPlan = _read(PublishedPlan, document, "plan")
    return plan


def plan_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a plan document; kept as docs/plan-schema.json."""
    definitions: dict[str, Any] = {}
    root = _schema_of(PublishedPlan, definitions)
    definitions["PublishedPlan"]["properties"]["schema"] = {"const": SCHEMA}
    return {"$schema": DIALECT, "title": SCHEMA, **root, "$defs": definitions}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any, where: str) -> Any:
    if isinstance(hint, TypeAliasType):
        hint = hint.__value__
    if is_dataclass(hint):
        return _read_object(hint, value, where)
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            _refuse(where, "a list", value)
        item = get_args(hint)[0]
        return tuple(_read(item, each, f"{where}[{i}]") for i, each in enumerate(value))
    if origin in {Union, UnionType}:
        return None if value is None else _read(_not_none(hint), value, where)
    return _read_simple(hint, value, where)


def _read_object(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        _refuse(where, "an object", value)
    given: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in value:
            hint = _hints(kind)[field.name]
            given[field.name] = _read(hint, value[field.name], f"{where}.{field.name}")
        elif field.default is MISSING:
            message = f"{where}.{field.name} is missing"
            raise NotAPlan(message)
    return kind(**given)


def _read_simple(hint: Any, value: Any, where: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)  # JSON has one kind of number; 1 may stand for 1.0
    kind = get_origin(hint) or hint
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        _refuse(where, kind.__name__, value)
    return value


def _not_none(hint: Any) -> Any:
    return next(each for each in get_args(hint) if each is not type(None))


def _refuse(where: str, expected: str, value: Any) -> None:
    message = f"{where} must be {expected}, not {type(value).__name__}"
    raise NotAPlan(message)


def _schema_of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(hint, TypeAliasType):
        hint = hint.__value__
    if is_dataclass(hint):
        return _schema_of_object(hint, definitions)
    origin = get_origin(hint)
    if origin is tuple:
        return {"type": "array", "items": _schema_of(get_args(hint)[0], definitions)}
    if origin in {Union, UnionType}:
        inner = _schema_of(_not_none(hint), definitions)
        return {"type": [inner["type"], "null"]}
    if origin is dict:
        return {"type": "object"}
    return {"type": _JSON_TYPES[hint]}


def _schema_of_object(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    reference = {"$ref": f"#/$defs/{name}"}
    if name in definitions:
        return reference
    definitions[name] = {}  # claims the name before the fields are looked at
    definitions[name] = {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {
            field.name: _schema_of(_hints(kind)[field.name], definitions) for field in fields(kind)
        },
        "required": [field.name for field in fields(kind) if field.default is MISSING],
    }
    return reference
