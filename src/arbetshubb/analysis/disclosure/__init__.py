"""Hides small groups before a figure leaves, so that totals do not give them back.

``rows`` protects lists, ``tables`` protects two-way tables and anything else whose figures add up,
``comparisons`` protects against subtracting what one already knows, ``magnitudes`` protects sums
of kilometres and kronor, and ``attack`` plays the attacker that the others are measured by.
Method, sources and limits: docs/methods/disclosure.md.
"""

from arbetshubb.analysis.disclosure.attack import Attacker
from arbetshubb.analysis.disclosure.comparisons import (
    hidden_beside_own,
    hidden_under_filter,
    is_safe_difference,
    unsafe_differences,
)
from arbetshubb.analysis.disclosure.magnitudes import (
    DOMINANCE_SHARE,
    hidden_magnitudes,
    is_dominated,
    rounded,
)
from arbetshubb.analysis.disclosure.rows import (
    DEFAULT_LIMIT,
    hidden_in_rows,
    is_small,
    must_hide_total,
)
from arbetshubb.analysis.disclosure.tables import (
    hidden_in_linked,
    hidden_in_table,
    hidden_with_margins,
    table_equations,
    unprotected,
    with_margins,
)

__all__ = [
    "DEFAULT_LIMIT",
    "DOMINANCE_SHARE",
    "Attacker",
    "hidden_beside_own",
    "hidden_in_linked",
    "hidden_in_rows",
    "hidden_in_table",
    "hidden_magnitudes",
    "hidden_under_filter",
    "hidden_with_margins",
    "is_dominated",
    "is_safe_difference",
    "is_small",
    "must_hide_total",
    "rounded",
    "table_equations",
    "unprotected",
    "unsafe_differences",
    "with_margins",
]
