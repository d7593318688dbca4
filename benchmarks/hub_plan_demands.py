"""How fast the demo county's best hubs are proven, with each kind of demand on the plan.

Run: ``python benchmarks/hub_plan_demands.py [--people 4500] [--others 0] [--time-limit 10]``.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import platform
import time
from collections.abc import Sequence

from arbetshubb.analysis.hubplan.options import PlanOptions
from arbetshubb.analysis.hubplan.study import Study, case_of, study_of
from arbetshubb.analysis.siting import solve
from arbetshubb.analysis.travel import EstimateRouter
from arbetshubb.analysis.workforce import Workforce, workforce
from arbetshubb.demo.county import all_employers, demo_county
from arbetshubb.people.rules import parse_people
from arbetshubb.places.rules import parse_sites
from arbetshubb.reference.constants import constants
from arbetshubb.reference.gazetteer import Gazetteer
from arbetshubb.tables.reading import read_table
from arbetshubb.tables.table import Table

ASKED = {
    "no demand": PlanOptions(),
    "a hub in every municipality": PlanOptions(each_municipality=True),
    "the same, exactly 9": PlanOptions(each_municipality=True, hubs=9),
    "the same, 480,000 kronor": PlanOptions(each_municipality=True, budget=480_000.0),
    "300,000 kronor, existing may close": PlanOptions(budget=300_000.0, keep_existing=False),
    "critical mass 3": PlanOptions(critical_mass=3.0),
    "critical mass 5, existing may close": PlanOptions(critical_mass=5.0, keep_existing=False),
    "exactly 20": PlanOptions(hubs=20),
    "at most 12 and 500,000 kronor": PlanOptions(hubs_max=12, budget=500_000.0),
    "every municipality and mass 5 (no plan)": PlanOptions(
        each_municipality=True, critical_mass=5.0, keep_existing=False
    ),
}


def table(rows: Sequence[Sequence[str]], name: str) -> Table:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return read_table(text.getvalue().encode(), name=name)


def people_and_sites(people: int, others: int) -> Workforce:
    employers = all_employers(region=people, others=others) if others else None
    county = demo_county(people=people, employers=employers)
    gazetteer = Gazetteer.shipped()
    sites = parse_sites(table(county.site_rows, "sites.csv"), gazetteer=gazetteer).sites
    read = parse_people(table(county.people_rows, "people.csv"), sites=sites, gazetteer=gazetteer)
    return workforce([row.employee for row in read.people], sites)


def study(staff: Workforce, options: PlanOptions) -> Study:
    travel = EstimateRouter().travel(
        [cell.centre for cell in staff.cells], [site.position for site in staff.sites]
    )
    return study_of(staff, travel, options)


def main() -> None:
    asks = argparse.ArgumentParser(description=__doc__)
    asks.add_argument("--people", type=int, default=4500)
    asks.add_argument("--others", type=int, default=0)
    asks.add_argument("--time-limit", type=float, default=10.0)
    wishes = asks.parse_args()
    staff = people_and_sites(wishes.people, wishes.others)
    print(f"{len(staff)} people in {len(staff.cells)} cells; Python {platform.python_version()}")
    print("| demands | status | hubs | gap | s | CPU s |")
    print("|---|---|---|---|---|---|")
    for name, options in ASKED.items():
        problem = case_of(study(staff, options), constants()).problem
        started = time.process_time()
        plan = solve(problem, time_limit=wishes.time_limit)
        used = time.process_time() - started
        print(
            f"| {name} | {plan.status} | {len(plan.open)} | {plan.gap:.2%} "
            f"| {plan.seconds:.2f} | {used:.2f} |",
            flush=True,
        )
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
