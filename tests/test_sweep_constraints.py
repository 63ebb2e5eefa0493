"""No check constraint lets a row pass because a column is empty.

PostgreSQL takes a condition that is neither true nor false for kept, and a comparison with NULL is neither. Each
condition is reckoned here in three values for every choice of empty columns and every outcome of its comparisons.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, F, Model, Q

OURS = ("audits", "branches", "cadres", "economy", "evidence", "facilities", "ledgers", "notices")
# Another constraint of the same table says that the column is not empty where this one needs it.
HELD_BY_ANOTHER = {"decision_step_votes_of_present": "decision_step_counted"}


def checks() -> list[tuple[type[Model], CheckConstraint]]:
    return [
        (model, constraint)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) and constraint.name not in HELD_BY_ANOTHER
    ]


def leaves(condition: Q, *, negated: bool = False) -> Iterator[tuple[object, bool]]:
    negated = negated != condition.negated
    for child in condition.children:
        if isinstance(child, Q):
            yield from leaves(child, negated=negated)
        else:
            yield child, negated


def columns_of(value: object) -> set[str]:
    """Return the columns that an expression on the right side reads."""
    if isinstance(value, F):
        return {value.name}
    parts = value.get_source_expressions() if hasattr(value, "get_source_expressions") else ()
    return set().union(*(columns_of(part) for part in parts if part is not None))


def asks_whether_empty(leaf: tuple) -> bool | None:
    """Return what a leaf wants to hear about the column being empty, None for a comparison."""
    path, value = leaf
    if path.endswith("__isnull"):
        return value
    return True if value is None else None


def outcome(condition: Q, found: dict[int, bool | None]) -> bool | None:
    parts = [outcome(child, found) if isinstance(child, Q) else found[id(child)] for child in condition.children]
    decisive = condition.connector == Q.OR
    result = decisive if decisive in parts else None if None in parts else not decisive
    return result if result is None or not condition.negated else not result


def empties_that_pass(model: type[Model], condition: Q) -> list[list[str]]:
    """Return the sets of empty columns with which `condition` can be neither true nor false."""
    every = list(leaves(condition))
    read = {id(leaf): {leaf[0].split("__")[0]} | columns_of(leaf[1]) for leaf, _negated in every}
    nullable = {field.name for field in model._meta.fields if field.null}
    may_be_empty = sorted(nullable & set().union(*read.values()))
    if not may_be_empty:
        return []
    compared = sorted({repr(leaf) for leaf, _negated in every if asks_whether_empty(leaf) is None})
    passing = []
    for choice in product((True, False), repeat=len(may_be_empty)):
        empty = {name for name, is_empty in zip(may_be_empty, choice, strict=True) if is_empty}
        for outcomes in product((True, False), repeat=len(compared)):
            results = dict(zip(compared, outcomes, strict=True))
            found: dict[int, bool | None] = {}
            for leaf, negated in every:
                wants = asks_whether_empty(leaf)
                if wants is not None:
                    found[id(leaf)] = bool(read[id(leaf)] & empty) == wants
                elif read[id(leaf)] & empty:
                    # Django writes "and it is not empty" beside a comparison it denies.
                    found[id(leaf)] = False if negated else None
                else:
                    found[id(leaf)] = results[repr(leaf)]
            if outcome(condition, found) is None:
                passing.append(sorted(empty))
                break
    return passing


def test_the_sweep_sees_a_condition_that_an_empty_column_slips_through():
    month = apps.get_model("ledgers", "Ledger")
    assert empties_that_pass(month, Q(district_passed_at=None) | Q(district_passed_at__gte=F("township_passed_at")))
    assert not empties_that_pass(
        month,
        Q(district_passed_at=None)
        | Q(township_passed_at__isnull=False, district_passed_at__gte=F("township_passed_at")),
    )


@pytest.mark.parametrize(("model", "constraint"), checks(), ids=lambda part: getattr(part, "name", ""))
def test_no_check_passes_because_a_column_is_empty(model, constraint):
    assert empties_that_pass(model, constraint.condition) == []


def test_what_another_constraint_holds_is_there():
    names = {constraint.name for model in apps.get_models() for constraint in model._meta.constraints}
    assert names >= HELD_BY_ANOTHER.keys() | set(HELD_BY_ANOTHER.values())
