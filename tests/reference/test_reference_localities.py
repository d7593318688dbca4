"""A place is called after the locality it lies in."""

from __future__ import annotations

from arbetshubb.analysis.places import Sweref, sweref_from_wgs84
from arbetshubb.reference.localities import localities, nearest_locality


def test_every_locality_is_nearest_to_itself() -> None:
    apart = {each.name: nearest_locality(each.position) for each in localities()}
    assert all(name == found for name, found in apart.items())


def test_a_point_beside_a_locality_gets_its_name() -> None:
    assert nearest_locality(sweref_from_wgs84(62.768, 14.44)) == "Svenstavik"


def test_a_point_in_the_wilderness_gets_no_name() -> None:
    assert nearest_locality(Sweref(7_200_000.0, 420_000.0)) == ""


def test_how_near_is_near_can_be_said() -> None:
    assert nearest_locality(sweref_from_wgs84(62.80, 14.44), within_km=0.1) == ""
