"""Whom a surname can stand for, among the persons whom an article names in full."""

from __future__ import annotations

import pytest

from build_tools.annotate.people import People, is_full_name, surnames_of


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Rosa Lind", ["lind"]),
        ("Ursula von der Berg", ["von der berg", "der berg", "berg"]),
        ("Abd al-Iryan", ["al-iryan", "iryan"]),
        ("Otto Vale Jr.", ["vale"]),
        ("Otto Vale, Jr.", ["vale"]),
        ("Lind", []),
        ("Jr.", []),
    ],
)
def test_surnames(name: str, forms: list[str]) -> None:
    assert surnames_of(name) == forms


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Rosa Lind", True),
        ("R. Lind", True),
        ("Ursula von der Berg", True),
        ("Abd al-Iryan", True),
        ("Lind", False),
        ("Rosa and Karl", False),
        ("Apollo 13", False),
        ("Rosa Lind Institute", False),
        ("A Very Long Name Of Some Thing", False),
    ],
)
def test_full_names(name: str, full: bool) -> None:
    assert is_full_name(name) == full


def names(found: list) -> list[str]:
    return [person.name for person in found]


def test_one_person_of_a_name_is_settled_wherever_it_stands() -> None:
    people = People()
    people.add("Rosa Lind", 50)
    assert names(people.settle("Lind", 10)) == names(people.settle("LIND", 90)) == ["Rosa Lind"]
    assert people.settle("Berg", 90) == []


def test_two_are_settled_by_order_and_title_only() -> None:
    people = People()
    people.add("Rosa Lind", 10, ("senator",))
    people.add("Otto Lind", 50, ("general", "brigadier"))
    assert names(people.settle("Lind", 5)) == ["Rosa Lind", "Otto Lind"]
    assert names(people.settle("Lind", 30)) == ["Rosa Lind"]
    assert names(people.settle("Lind", 70)) == ["Rosa Lind", "Otto Lind"]
    assert names(people.settle("Lind", 70, ("gen",))) == ["Otto Lind"]
    assert names(people.settle("Lind", 30, ("general", "brigadier"))) == ["Otto Lind"]
    assert names(people.settle("Lind", 70, ("mayor",))) == ["Rosa Lind", "Otto Lind"]
    assert names(people.settle("Lind", 70, ("mrs",))) == ["Rosa Lind"]


def test_a_form_of_address_tells_nothing_of_a_name_that_may_be_either() -> None:
    people = People()
    people.add("Rosa Lind", 10)
    people.add("Xyl Lind", 20)
    assert names(people.settle("Lind", 70, ("mrs",))) == ["Rosa Lind", "Xyl Lind"]


def test_initials_and_further_names_are_the_same_person() -> None:
    people = People()
    first = people.add("R. Lind", 10)
    assert people.add("Rosa M. Lind", 50) is first
    assert people.add("Rosa Lind", 5, entity="rosa-lind") is first
    assert (first.name, first.span, first.first, first.entity) == ("Rosa M. Lind", (50, 62), 5, "rosa-lind")
    assert people.add("Karl Lind", 90) is not first


def test_persons_of_the_registry_stay_apart() -> None:
    people = People()
    one, other = people.add("A. Lind", 1, entity="ada"), people.add("Arno Lind", 2, entity="arno")
    assert one is not other
    assert [person.entity for person in people.fitting("lind")] == ["ada", "arno"]


def test_a_short_name_of_the_registry_fits_its_person() -> None:
    people = People()
    people.add("Rosa Lind", 10, entity="rosa-lind", short_names=("Rosie",))
    assert names(people.fitting("Rosie")) == names(people.fitting("Boss", ("rosa-lind",))) == ["Rosa Lind"]


def test_a_long_surname_is_nobody_new() -> None:
    text = "Hage Nuri met Omar Hage Nuri. Omar left."
    people = People()
    people.add_unknown(text, [(0, 9), (14, 28)])
    assert names(people.unknown()) == ["Omar Hage Nuri"]
    assert names(people.called("Omar")) == ["Omar Hage Nuri"]


def test_very_many_namesakes_take_no_longer() -> None:
    people = People()
    for number in range(5000):
        people.add(f"R{number} Lind", number)
    assert len(people.settle("Lind", 9000)) < 100
