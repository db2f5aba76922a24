"""Places and actors: who did it to whom, and where; aliases, containment, parts exchanged, winners, speakers."""

from __future__ import annotations

from compare_sides import TUESDAY, actor, found, outcome, place, side, words


def test_two_towns_of_one_deed_differ() -> None:
    left = side("The lorry fire broke out near Brno in a tunnel", place("Brno", "czechia"))
    right = side("The lorry fire broke out near Graz in a tunnel", place("Graz", "austria"))
    difference = found(left, right, "place")
    assert difference is not None
    assert difference.outcome == "differs"
    assert words(difference, left, right) == ("Brno", "Graz")


def test_a_town_in_its_country_fits_and_never_stands_against_another_kind() -> None:
    town = side("The lorry fire broke out near Brno", place("Brno", "czechia"))
    home = side("The lorry fire broke out in Czechia", place("Czechia"))
    away = side("The lorry fire broke out in Austria", place("Austria"))
    assert outcome(town, home, "place") == "reconciled"
    assert outcome(town, away, "place") is None


def test_a_quarter_named_after_its_town_fits() -> None:
    left = side("The fire broke out in Brno Old Town", place("Brno Old Town", known=False))
    right = side("The fire broke out in Brno", place("Brno", "czechia"))
    assert outcome(left, right, "place") == "reconciled"


def test_where_it_happened_is_set_lower_against_where_it_came_from() -> None:
    at = side("The lorry burnt in Brno with its load of paint", place("Brno", "czechia"))
    also_at = side("The lorry burnt in Graz with its load of paint", place("Graz", "austria"))
    came_from = side("The lorry from Graz burnt with its load of paint", place("Graz", "austria"))
    same, other = found(at, also_at, "place"), found(at, came_from, "place")
    assert same is not None
    assert other is None or other.slot < 0.7 * same.slot


def test_parts_exchanged_are_at_odds() -> None:
    left = side(
        "The Rede sued Quaresma over the line",
        actor("Rede", "agent", "organisation"),
        actor("Quaresma", "patient"),
        predicate="sue",
    )
    right = side(
        "Quaresma sued the Rede over the line",
        actor("Quaresma", "agent"),
        actor("Rede", "patient", "organisation"),
        predicate="sue",
    )
    difference = found(left, right, "actor")
    assert difference is not None
    assert difference.outcome == "differs"
    assert "the one who does it on one side, and the one to whom it is done on the other" in difference.reason


def test_two_agents_of_one_deed_differ() -> None:
    left = side("Maria Lind found the barrel on the beach", actor("Maria Lind", "agent"), predicate="find")
    right = side("Otto Berg found the barrel on the beach", actor("Otto Berg", "agent"), predicate="find")
    surname = side("Lind found the barrel on the beach", actor("Lind", "agent"), predicate="find")
    assert outcome(left, right, "actor") == "differs"
    assert outcome(left, surname, "actor") is None


def test_winner_and_loser() -> None:
    teams = (actor("Beira", "agent", "organisation"), actor("Kigali", "patient", "organisation"))
    turned = (actor("Beira", "agent", "organisation"), actor("Kigali", "other", "organisation"))
    left = side("Beira beat Kigali in the final", *teams, predicate="beat")
    right = side("Beira lost the final to Kigali", *turned, predicate="lose")
    difference = found(left, right, "actor")
    assert difference is not None
    assert difference.reason == "Beira wins on one side, Kigali on the other"


def test_who_only_speaks_is_no_actor() -> None:
    left = side("The barrel was old, Maria Lind said", actor("Maria Lind", "agent"), speaker="Maria Lind")
    right = side("The barrel was old, Otto Berg said", actor("Otto Berg", "agent"), speaker="Otto Berg")
    assert outcome(left, right, "actor") is None


QUOTE = "“A country that sweats together must save together”"


def test_one_quotation_of_two_speakers() -> None:
    left = side(f"{QUOTE}, said Habib Gharbi", speaker="Habib Gharbi")
    right = side(f"{QUOTE}, said minister Leila Bessis", speaker="minister Leila Bessis")
    same = side(f"{QUOTE}, Mr Gharbi said", speaker="Mr Gharbi")
    difference = found(left, right, "attribution")
    assert difference is not None
    assert difference.outcome == "differs"
    assert words(difference, left, right) == ("Habib Gharbi", "minister Leila Bessis")
    assert outcome(left, same, "attribution") == "same"


def test_a_quotation_in_part_or_told_in_its_own_words_is_recognised() -> None:
    left = side(f"{QUOTE}, said Habib Gharbi", speaker="Habib Gharbi")
    part = side("Leila Bessis called on all to “save together” and sweat together", speaker="Leila Bessis")
    told = side(
        "Leila Bessis told parliament that a country that sweats together must save together",
        speaker="Leila Bessis",
    )
    assert outcome(left, told, "attribution") == "differs"
    assert outcome(left, part, "attribution") in ("differs", None)


def test_other_words_and_offices_that_may_be_one_person_are_left_alone() -> None:
    left = side("“We have nothing to hide”, the minister said", speaker="the minister", day=TUESDAY)
    ministry = side("“We have nothing to hide”, the ministry said", speaker="the ministry")
    other = side("“The tea is cold and the road is long”, said Otto Berg", speaker="Otto Berg")
    assert outcome(left, ministry, "attribution") != "differs"
    assert outcome(left, other, "attribution") is None


def test_he_and_she_cannot_be_one_speaker() -> None:
    left = side("“I am leaving by the front door”, she said", speaker="she")
    right = side("“I am leaving by the front door”, he croaked", speaker="he")
    assert outcome(left, right, "attribution") == "differs"
