"""Who does it and to whom without names, and what comes before or after another happening."""

from __future__ import annotations

from dataclasses import replace

import pytest
from compare_sides import found, outcome, side

from crosscheck.compare import Side


def deed(text: str, predicate: str, doer: str, thing: str) -> Side:
    made = side(text, predicate=predicate)
    return Side(replace(made.claim, doer=tuple(doer.split()), thing=tuple(thing.split())), made.published)


KILLED = deed("The minister killed his guard at the gate.", "kill", "minister", "guard")


def test_parts_exchanged_are_a_conflict_on_who() -> None:
    turned = deed("The minister was killed by his guard at the gate.", "kill", "guard", "minister")
    assert outcome(KILLED, turned, "actor") == "differs"


def test_one_thing_with_two_doers_is_a_conflict_on_who() -> None:
    other = deed("A burglar killed the guard at the gate.", "kill", "burglar", "guard")
    assert outcome(KILLED, other, "actor") == "differs"


@pytest.mark.parametrize(
    "other",
    [
        deed("The minister killed his guard, police say.", "kill", "minister", "guard"),
        deed("A burglar killed a dog at the gate.", "kill", "burglar", "dog"),
        deed("The guard was buried by his family.", "bury", "family", "guard"),
        deed("The guard was killed at the gate.", "kill", "", "guard"),
    ],
)
def test_one_doer_another_thing_or_another_deed_is_no_difference(other: Side) -> None:
    assert found(KILLED, other, "actor") is None


def test_before_is_not_after() -> None:
    left, right = (side(f"The second vote took place {w} the strike.") for w in ("before", "after"))
    assert outcome(left, right, "date") == "differs"
    assert outcome(left, left, "date") is None
    assert outcome(left, side("The second vote took place after the holiday."), "date") is None
