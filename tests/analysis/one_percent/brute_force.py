"""One-per-cent savings the slow way: every person, pair of kinds and choice of measures in turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from analysis.small_county import shipped_constants
from arbetshubb.analysis.commuting import KINDS, MEASURES, CommutingState, Fuel, Kind, Measure
from arbetshubb.analysis.commuting.rates import kg_per_km, season_weeks
from arbetshubb.analysis.one_percent import Offer
from arbetshubb.analysis.travel import nearest_of
from arbetshubb.analysis.workforce import Mode

CAR_HOURS = 1 / 60


@dataclass
class Slow:
    """A state whose people are gone through one by one; only for a register with few people."""

    state: CommutingState
    offer: Offer

    def year(self, taken: Mapping[Measure, float]) -> np.ndarray:
        """kg, traveller's kronor, employer's kronor and hours of those who drive."""
        total = np.zeros(4)
        for person in range(len(self.state.travellers)):
            for pair, share in self._pairs(person):
                for chosen, chance in self._choices(person, pair, taken):
                    total += share * chance * self._person(person, pair, chosen)
        return total

    def people(self, taken: Mapping[Measure, float], measure: Measure) -> float:
        found = 0.0
        for person in range(len(self.state.travellers)):
            for pair, share in self._pairs(person):
                for chosen, chance in self._choices(person, pair, taken):
                    found += share * chance * (measure in chosen)
        return found

    def _pairs(self, person: int) -> list[tuple[tuple[int, int], float]]:
        joint = self.state.mixtures.joint[self.state.mixing.index[person]]
        is_driver = [kind.mode is Mode.CAR for kind in KINDS]
        return [
            ((w, s), float(joint[w, s]))
            for w, s in product(range(len(KINDS)), repeat=2)
            if joint[w, s] > 0 and (is_driver[w] or is_driver[s])
        ]

    def _choices(
        self, person: int, pair: tuple[int, int], taken: Mapping[Measure, float]
    ) -> list[tuple[list[Measure], float]]:
        """What a person ends up taking, in order, and how likely."""
        found: list[tuple[list[Measure], float]] = [([], 1.0)]
        days = {Measure.HOME_DAY, Measure.HUB_DAY}
        for measure, share in taken.items():
            then = []
            for chosen, chance in found:
                has_changed = any(each not in days for each in chosen)
                can = self._can(person, pair, measure)
                if not can or (has_changed and measure not in days):
                    then.append((chosen, chance))
                else:
                    then += [([*chosen, measure], chance * share), (chosen, chance * (1 - share))]
            found = then
        return found

    def _can(  # noqa: PLR0911 - the rules one by one
        self, person: int, pair: tuple[int, int], measure: Measure
    ) -> bool:
        km, hub_km, office = self._way(person)
        remote = bool(self.state.travellers.register.is_remote_eligible[person])
        goes_to_office = bool(np.isfinite(km)) and km * office > 0
        if not (goes_to_office or self._old_hub(person)[0] > 0):
            return False
        if measure in {Measure.HOME_DAY, Measure.HUB_DAY} and not goes_to_office:
            return False
        kg = kg_per_km(shipped_constants())
        new = {
            Measure.CAR_TO_ELECTRIC: KINDS.index(Kind(Mode.ELECTRIC_CAR, Fuel.ELECTRIC)),
            Measure.CAR_TO_BUS: KINDS.index(Kind(Mode.BUS)),
            Measure.CAR_TO_BICYCLE: KINDS.index(Kind(Mode.BICYCLE)),
        }.get(measure)
        if new is not None:
            cars = [kind for kind in pair if KINDS[kind].mode is Mode.CAR]
            if any((kg[:, new] >= kg[:, kind]).any() for kind in cars):
                return False
        match measure:
            case Measure.CAR_POOL:
                return self._has_company(person)
            case Measure.CAR_TO_BICYCLE:
                return km < self.offer.cycling_km
            case Measure.HOME_DAY:
                return remote
            case Measure.HUB_DAY:
                return remote and hub_km < km
        return True

    def _has_company(self, person: int) -> bool:
        staff = self.state.travellers.register
        square = [(cell.north_km // 5, cell.east_km // 5) for cell in staff.cells]
        drives = [sum(share for _, share in self._pairs(p)) for p in range(len(staff))]
        others = [
            drives[p] for p in range(len(staff))
            if p != person and staff.workplace[p] == staff.workplace[person]
            and square[staff.home[p]] == square[staff.home[person]]
        ]  # fmt: skip
        return sum(others) >= 1 - 1e-9

    def _way(self, person: int) -> tuple[float, float, float]:
        staff, travel = self.state.travellers.register, self.state.travellers.travel
        home = staff.home[person]
        km = travel.km[home, staff.workplace[person]]
        hub = nearest_of(travel, np.array(self.offer.hubs))[home] if self.offer.hubs else -1
        return km, travel.km[home, hub] if hub >= 0 else np.nan, staff.office_days[person]

    def _old_hub(self, person: int) -> tuple[float, float]:
        """A week's km and minutes to the hub used today."""
        way, days = self.state.travellers.road, self.state.travellers.register.hub_days[person]
        if way.hub_km is None or np.isnan(way.hub_km[person]):
            return 0.0, 0.0
        return 2 * days * way.hub_km[person], 2 * days * way.hub_minutes[person]

    def _minutes(self, person: int) -> tuple[float, float]:
        staff, travel = self.state.travellers.register, self.state.travellers.travel
        home = staff.home[person]
        hub = nearest_of(travel, np.array(self.offer.hubs))[home] if self.offer.hubs else -1
        minutes = travel.minutes[home, staff.workplace[person]]
        return minutes, travel.minutes[home, hub] if hub >= 0 else np.nan

    def _person(self, person: int, pair: tuple[int, int], chosen: list[Measure]) -> np.ndarray:
        value = shipped_constants().value
        km, hub_km, office = self._way(person)
        minutes, hub_minutes = self._minutes(person)
        old_km, old_minutes = self._old_hub(person)
        if not np.isfinite(km):
            km = minutes = 0.0
        left, at_hub = office, 0.0
        weeks = season_weeks(shipped_constants())
        for measure in chosen:
            if measure is Measure.HOME_DAY:
                left -= min(self.offer.home_days_a_month * 12 / weeks.sum(), left)
            if measure is Measure.HUB_DAY:
                at_hub = min(self.offer.hub_days_a_week, left)
                left -= at_hub
        week_km = 2 * (left * km + (at_hub * hub_km if at_hub else 0.0)) + old_km
        week_minutes = 2 * (left * minutes + (at_hub * hub_minutes if at_hub else 0.0))
        week_minutes += old_minutes
        mode = next((m for m in chosen if m in MEASURES[:4]), None)
        occupancy = self._occupancy(person, pair)
        total = np.zeros(4)
        for season, kind in enumerate(pair):
            if KINDS[kind].mode is Mode.CAR:
                each = self._season(mode, season, kind, occupancy, week_km, week_minutes)
                hub_cost = at_hub * value("coworking_day_pass")
                total += weeks[season] * np.array([each[0], each[1], hub_cost, each[2]])
        if mode is Measure.CAR_TO_ELECTRIC:
            total[1] += value("electric_car_extra_year")
        return total

    def _occupancy(self, person: int, pair: tuple[int, int]) -> float:
        mixture = self.state.mixing.index[person]
        mixtures = self.state.mixtures
        return float(mixtures.joint[mixture][pair] / mixtures.vehicles[mixture][pair])

    def _season(  # noqa: PLR0917
        self, mode: Measure | None, season: int, kind: int, occupancy: float, km: float,
        minutes: float,
    ) -> np.ndarray:  # fmt: skip
        """kg, kronor and hours of a week."""
        value, kg = shipped_constants().value, kg_per_km(shipped_constants())[season]
        rate, hours = value("milersattning_own_car") / 10, minutes / 60
        before = np.array([km / occupancy * kg[kind], km / occupancy * rate, hours])
        if mode is None:
            return before
        if mode is Measure.CAR_TO_ELECTRIC:
            saved = (value("milersattning_company_car") - value("milersattning_company_ev")) / 10
            electric = KINDS.index(Kind(Mode.ELECTRIC_CAR, Fuel.ELECTRIC))
            return np.array([km / occupancy * kg[electric], km / occupancy * (rate - saved), hours])
        if mode is Measure.CAR_TO_BUS:
            bus = KINDS.index(Kind(Mode.BUS))
            return np.array(
                [km * kg[bus], km * value("bus_fare"), hours * value("bus_time_factor")]
            )
        if mode is Measure.CAR_POOL:
            detour = value("carpool_detour")
            driven = km * min(1 / occupancy, detour / value("carpool_people"))
            return np.array([driven * kg[kind], driven * rate, hours * detour])
        cycled = value("bicycle_winter_share") if season == 0 else 1.0
        bicycle = KINDS.index(Kind(Mode.BICYCLE))
        there = np.array([km * kg[bicycle], km * value("bicycle_cost"),
                          km / value("bicycle_speed")])  # fmt: skip
        return cycled * there + (1 - cycled) * before
