"""The header: one row of items, or of verbs when they are too many."""

from __future__ import annotations

from arbetshubb.ui.shell import MOST_ABREAST, NavItem, Shell


def item(verb: str, label: str, *, is_current: bool = False) -> NavItem:
    return NavItem(verb, label, f"/{label}/", is_current=is_current)


def shell_of_many(current: str = "") -> Shell:
    pairs = [("map", "Karta"), ("map", "Statistik"), ("plan", "Plan"), ("places", "Platser"),
             ("places", "Avstånd"), ("people", "Personal"), ("follow", "Jobb")]  # fmt: skip
    return Shell(navigation=tuple(item(*pair, is_current=pair[1] == current) for pair in pairs))


def test_few_items_stand_side_by_side() -> None:
    shell = Shell(navigation=shell_of_many("Statistik").navigation[:MOST_ABREAST])
    assert [group.label for group in shell.groups] == [i.label for i in shell.navigation]
    assert shell.beside == ()


def test_many_items_share_a_place_by_verb_and_none_is_lost() -> None:
    shell = shell_of_many()
    assert [group.label for group in shell.groups] == [
        "Karta", "Plan", "Platser", "Personal", "Jobb",
    ]  # fmt: skip
    grouped = [i for group in shell.groups for i in group.items]
    assert sorted(grouped, key=repr) == sorted(shell.navigation, key=repr)


def test_the_items_of_the_current_verb_stand_under_the_header() -> None:
    shell = shell_of_many("Avstånd")
    assert [group.label for group in shell.groups if group.is_current] == ["Platser"]
    assert [i.label for i in shell.beside] == ["Platser", "Avstånd"]


def test_a_verb_with_one_item_has_nothing_under_it() -> None:
    assert shell_of_many("Plan").beside == ()


def test_on_a_phone_the_verb_is_current_on_all_its_pages() -> None:
    shell = shell_of_many("Avstånd")
    everything = Shell(
        navigation=tuple(
            NavItem(
                i.verb, i.label, i.url, i.is_current, is_frequent=i.label in {"Plan", "Platser"}
            )
            for i in shell.navigation
        )
    )
    assert [(i.label, i.is_current) for i in everything.frequent] == [
        ("Plan", False), ("Platser", True),
    ]  # fmt: skip
