"""The attacker: what can be worked out from everything published and from how figures add up."""

from __future__ import annotations

import highspy
import numpy as np

from arbetshubb.analysis.places import BoolArray, FloatArray, IntArray


class Attacker:
    """Somebody who knows every shown figure, how the figures add up, and the house rules.

    The attacker knows ``equations @ values == 0`` (one row an equation, one column a figure),
    each figure that is not ``hidden``, that no figure is negative, and that a figure is hidden
    only when it is not zero. The interval of what a hidden figure can be is found by one linear
    programme an end (the attacker's problem in Fischetti & Salazar, 2001). For one- and two-way
    tables the equations are a network, so both ends of the interval are whole numbers that some
    whole table attains: the interval is exact. For other systems it may be wider than what
    whole numbers allow.
    """

    def __init__(self, values: IntArray, equations: FloatArray, hidden: BoolArray) -> None:
        self._values = values
        self._floor = np.minimum(values, 1).astype(np.float64)
        self._highs = _programme(values.astype(np.float64), equations)
        self._hidden = np.zeros(len(values), dtype=np.bool_)
        for cell in np.flatnonzero(hidden):
            self.hide(int(cell))

    def hide(self, cell: int) -> None:
        """From now on the attacker does not see this figure."""
        self._hidden[cell] = True
        self._highs.changeColBounds(cell, self._floor[cell], highspy.kHighsInf)

    def show(self, cell: int) -> None:
        """From now on the attacker sees this figure."""
        self._hidden[cell] = False
        value = float(self._values[cell])
        self._highs.changeColBounds(cell, value, value)

    def highest(self, cell: int) -> float:
        """The most that the figure can be; ``inf`` when nothing bounds it."""
        return self._end(cell, highspy.ObjSense.kMaximize)

    def lowest(self, cell: int) -> float:
        """The least that the figure can be."""
        return self._end(cell, highspy.ObjSense.kMinimize)

    def _end(self, cell: int, sense: highspy.ObjSense) -> float:
        if not self._hidden[cell]:
            return float(self._values[cell])
        self._highs.changeObjectiveSense(sense)
        self._highs.changeColCost(cell, 1.0)
        status = self._solved()
        found = self._highs.getInfo().objective_function_value
        self._highs.changeColCost(cell, 0.0)
        if status in _UNBOUNDED:
            return float("inf")
        if status != highspy.HighsModelStatus.kOptimal:  # the true figures are always a solution
            message = f"the attacker's problem ended as {status}"
            raise RuntimeError(message)
        return float(round(found, 6))

    def _solved(self) -> highspy.HighsModelStatus:
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kUnknown:
            # A start from the last figure's solution can lose its way (HiGHS 1.15): start afresh.
            self._highs.clearSolver()
            self._highs.run()
            status = self._highs.getModelStatus()
        return status


_UNBOUNDED = (
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,  # feasible by construction, so unbounded
)


def _programme(values: FloatArray, equations: FloatArray) -> highspy.Highs:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy has no types there
    highs.setOptionValue("output_flag", False)  # noqa: FBT003 - highspy's own signature
    highs.setOptionValue("presolve", "off")  # small programmes, warm starts: presolve only costs
    count = len(values)
    highs.addVars(count, values, values)
    for row in equations:
        (columns,) = np.nonzero(row)
        highs.addRow(0.0, 0.0, len(columns), columns.astype(np.int32), row[columns])
    return highs
