"""What people do with scenarios, and the job that makes a plan of one."""

from arbetshubb.plans.actions.keep import (
    copy_scenario,
    create_scenario,
    delete_scenario,
    loosen_scenario,
    rename_scenario,
    scenario_of_alternative,
)
from arbetshubb.plans.actions.make import JOB_KIND, make_plan
from arbetshubb.plans.actions.start import PlanUnderWay, cancel_plan, plan_hubs

__all__ = [
    "JOB_KIND",
    "PlanUnderWay",
    "cancel_plan",
    "copy_scenario",
    "create_scenario",
    "delete_scenario",
    "loosen_scenario",
    "make_plan",
    "plan_hubs",
    "rename_scenario",
    "scenario_of_alternative",
]
