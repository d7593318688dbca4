"""Holds branch coverage above its floors: the rules and the analysis higher than the rest."""

import json
import sys
from pathlib import Path

FLOORS = (
    ("analysis/ and every rules.py", 95.0, lambda name: "/analysis/" in name or is_rules(name)),
    ("the whole", 85.0, lambda _name: True),
)


def is_rules(name: str) -> bool:
    """Whether a file holds the rules of a room."""
    return name.endswith("/rules.py") or "/rules/" in name


def covered(files: dict[str, dict[str, dict[str, float]]], chosen) -> float:
    """Per cent of statements and branches that ran in the chosen files."""
    sums = [entry["summary"] for name, entry in files.items() if chosen(name)]
    hit = sum(row["covered_lines"] + row.get("covered_branches", 0) for row in sums)
    total = sum(row["num_statements"] + row.get("num_branches", 0) for row in sums)
    return 100.0 * hit / total


def main() -> int:
    """Exit code 1 when any floor is not reached."""
    files = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["files"]
    failed = False
    for label, floor, chosen in FLOORS:
        share = covered(files, chosen)
        failed |= share < floor
        print(f"coverage of {label}: {share:.1f} % (floor {floor:.0f} %)")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
