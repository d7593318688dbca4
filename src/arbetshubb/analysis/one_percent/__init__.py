"""What it takes to change commuting: one-per-cent modules, and targets composed of them."""

from __future__ import annotations

from arbetshubb.analysis.commuting.kinds import MEASURES, Measure
from arbetshubb.analysis.one_percent.acceptance import (
    Acceptance,
    acceptance_keys,
    acceptance_of,
)
from arbetshubb.analysis.one_percent.effect_prices import EFFECT_KEYS
from arbetshubb.analysis.one_percent.effects import Effect
from arbetshubb.analysis.one_percent.modules import (
    Groundwork,
    Module,
    groundwork,
    one_percent_modules,
)
from arbetshubb.analysis.one_percent.offer import CYCLING_KM, Offer
from arbetshubb.analysis.one_percent.target import TargetPart, TargetPlan, compose_target

__all__ = [
    "CYCLING_KM",
    "EFFECT_KEYS",
    "MEASURES",
    "Acceptance",
    "Effect",
    "Groundwork",
    "Measure",
    "Module",
    "Offer",
    "TargetPart",
    "TargetPlan",
    "acceptance_keys",
    "acceptance_of",
    "compose_target",
    "groundwork",
    "one_percent_modules",
]
