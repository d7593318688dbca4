import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from analysis.small_county import random_county, shipped_constants
from arbetshubb.analysis.hubplan import (
    SCHEMA,
    NotAPlan,
    PlanOptions,
    PublishedPlan,
    make_hub_plan,
    publish,
    published_from_json,
    published_to_json,
)
from arbetshubb.analysis.hubplan.serialize import plan_schema

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def shown() -> PublishedPlan:
    staff, travel = random_county(7, people=150, sites=5)
    options = PlanOptions(time_limit=2.0, budget=900_000.0, forbidden=("h3",))
    plan = make_hub_plan(staff, travel, options, shipped_constants())
    return publish(plan, created="2026-11-22T10:00:00+01:00", product_version="0.1")


@pytest.fixture
def document(shown: PublishedPlan) -> dict[str, Any]:
    return json.loads(json.dumps(published_to_json(shown), allow_nan=False))


def test_a_plan_comes_back_from_json_exactly(
    shown: PublishedPlan, document: dict[str, Any]
) -> None:
    assert published_from_json(document) == shown


def test_the_document_follows_the_published_schema(document: dict[str, Any]) -> None:
    schema = json.loads((DOCS / "plan-schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)


def test_the_schema_in_docs_is_the_one_of_the_code() -> None:
    """To renew: write json.dumps(plan_schema(), indent=2, ensure_ascii=False) to the file."""
    kept = json.loads((DOCS / "plan-schema.json").read_text(encoding="utf-8"))
    assert kept == plan_schema()


def test_the_schema_refuses_what_is_not_a_plan(document: dict[str, Any]) -> None:
    check = Draft202012Validator(plan_schema())
    assert not check.is_valid({**document, "schema": "arbetshubb.plan/2"})
    assert not check.is_valid({**document, "employees": "many"})
    assert not check.is_valid({key: document[key] for key in document if key != "hubs"})


@pytest.mark.parametrize("other", [{}, {"schema": "arbetshubb.plan/2"}, {"schema": None}, []])
def test_another_schema_is_refused_by_name(other: Any) -> None:
    with pytest.raises(NotAPlan, match=SCHEMA):
        published_from_json(other)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"employees": "many"}, r"plan\.employees must be int, not str"),
        ({"hubs": {}}, r"plan\.hubs must be a list"),
        ({"today": 3}, r"plan\.today must be an object"),
        ({"gap": True}, r"plan\.gap must be float"),
        ({"cost": {"base": 1.0, "low": 1.0}}, r"plan\.cost\.high is missing"),
        ({"cells": [{"id": 1}]}, r"plan\.cells\[0\]\.id must be str"),
        ({"binding": [None]}, r"plan\.binding\[0\] must be str, not NoneType"),
    ],
)
def test_a_wrong_field_is_named(
    document: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    with pytest.raises(NotAPlan, match=message):
        published_from_json({**document, **change})


def test_a_missing_field_is_named(document: dict[str, Any]) -> None:
    del document["inputs_hash"]
    with pytest.raises(NotAPlan, match=r"plan\.inputs_hash is missing"):
        published_from_json(document)


def test_fields_from_a_later_version_are_left_out(
    shown: PublishedPlan, document: dict[str, Any]
) -> None:
    assert published_from_json({**document, "mood": "good"}) == shown


def test_a_field_added_later_may_be_missing(document: dict[str, Any]) -> None:
    for row in document["sensitivity"]:
        row.pop("is_searched")
    assert all(row.is_searched for row in published_from_json(document).sensitivity)


def test_a_whole_number_may_stand_for_a_decimal(document: dict[str, Any]) -> None:
    document["gap"] = 0
    assert published_from_json(document).gap == 0.0
