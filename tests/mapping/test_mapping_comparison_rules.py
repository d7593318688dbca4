"""Two employers beside each other: what each shows, and what subtraction cannot give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from arbetshubb.analysis.commuting import Breakdown
from arbetshubb.mapping.rules.choice import Choice, Scope
from arbetshubb.mapping.rules.comparison import Circle, Side, remainders, side_of
from arbetshubb.mapping.rules.draw import draw
from mapping.test_mapping_rules import MUNICIPALITIES, employee, inputs

EMPLOYERS = ("Ours", "Theirs", "Third", "Fourth")
type Groups = Sequence[tuple[str, str, int]]


def crowd(groups: Groups) -> list[object]:
    return [employee(home, employer=name) for name, home, many in groups for _ in range(many)]


def seen(groups: Groups, name: str = "Theirs", *, partners: Sequence[str] = ("Theirs",)) -> Side:
    names = {employer for employer, _home, _many in groups} | {"Ours"}
    circle = Circle(frozenset({"Ours"}), frozenset(partners), frozenset(names))
    return side_of(name, inputs(crowd(groups)), circle)


LARGE = [
    ("Ours", "Östersund", 30), ("Ours", "Krokom", 20),
    ("Theirs", "Östersund", 25), ("Theirs", "Krokom", 15),
    ("Third", "Östersund", 40), ("Third", "Krokom", 30),
]  # fmt: skip


def test_the_other_employer_is_shown_by_itself() -> None:
    side = seen(LARGE)
    assert side.travel.people == 40
    assert side.rows[Breakdown.MUNICIPALITY] == {"Östersund": 25, "Krokom": 15, "Berg": 0}
    assert side.share(Breakdown.MUNICIPALITY, "Östersund") == pytest.approx(25 / 40)


def test_a_small_group_of_the_other_is_hidden_with_one_beside_it() -> None:
    side = seen([*LARGE, ("Theirs", "Berg", 2)])
    rows = side.rows[Breakdown.MUNICIPALITY]
    assert rows["Berg"] is rows["Krokom"] is None
    assert side.share(Breakdown.MUNICIPALITY, "Berg") is None


def test_a_third_employers_few_are_not_found_by_taking_both_from_the_pool() -> None:
    """Krokom: ours 20 + theirs 15 + third 2 is shown pooled; theirs must not be shown too."""
    groups = [each for each in LARGE if each[:2] != ("Third", "Krokom")]
    groups.append(("Third", "Krokom", 2))
    assert seen(groups).rows[Breakdown.MUNICIPALITY]["Krokom"] is None


def test_nothing_is_shown_when_it_leaves_fewer_than_five_others() -> None:
    groups = [each for each in LARGE if each[0] != "Third"]
    assert seen([*groups, ("Third", "Östersund", 3)]).is_hidden


def test_an_employer_outside_the_pool_leaves_no_remainder() -> None:
    circle = Circle(frozenset({"Ours"}), frozenset({"Theirs"}), frozenset({"Ours", "Third"}))
    assert list(remainders("Theirs", circle)) == []


def test_every_choice_of_partners_is_subtracted() -> None:
    circle = Circle(frozenset({"Ours"}), frozenset({"Theirs", "Third"}), frozenset(EMPLOYERS))
    assert set(remainders("Theirs", circle)) == {
        frozenset({"Third", "Fourth"}), frozenset({"Fourth"}),
    }  # fmt: skip


def test_too_few_people_and_one_person_alone_are_hidden() -> None:
    assert seen([("Ours", "Östersund", 30), ("Theirs", "Östersund", 4)]).is_hidden
    assert seen([("Ours", "Östersund", 30)], name="Nobody").is_hidden


some_groups = st.lists(
    st.tuples(st.sampled_from(EMPLOYERS), st.sampled_from(MUNICIPALITIES), st.integers(1, 14)),
    min_size=3,
    max_size=12,
)


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(some_groups, st.integers(1, 3))
def test_pool_less_own_less_any_compared_leaves_nobody_or_five(
    groups: Groups, partner_count: int
) -> None:
    partners = EMPLOYERS[1 : 1 + partner_count]
    sides = {name: seen(groups, name, partners=partners) for name in partners}
    pooled = draw(inputs(crowd(groups), own="Ours"), Choice(Scope.POOLED))
    truth: Counter[tuple[str, str]] = Counter()
    for name, home, many in groups:
        truth[name, home] += many
    shown = {row.key: row.travel.people for row in pooled.rows.get(Breakdown.MUNICIPALITY, ())}
    for home, people in shown.items():
        open_to_reader = [
            name
            for name in partners
            if not sides[name].is_hidden
            and sides[name].rows[Breakdown.MUNICIPALITY][home] is not None
        ]
        for size in range(1, len(open_to_reader) + 1):
            for taken in combinations(open_to_reader, size):
                if people is None:
                    continue
                rest = people - truth["Ours", home] - sum(truth[name, home] for name in taken)
                assert rest == 0 or rest >= 5


@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(some_groups)
def test_no_share_is_of_one_to_four_people(groups: Groups) -> None:
    side = seen(groups)
    counts = [count for rows in side.rows.values() for count in rows.values()]
    assert all(count == 0 or count >= 5 for count in counts if count is not None)
