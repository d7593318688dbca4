"""Time and peak memory of the main job: a synthetic county from files to report.

    python benchmarks/main_job.py [--people 4500]

Bar (docs: bars): at most 20 s and 1 GB on two cores, demo data and plan together.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"


def run(*arguments: str) -> float:
    """Seconds that the command took."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    # Compiled modules are kept between runs, as in any installation.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "arbetshubb.cli.main", *arguments],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=4500)
    parser.add_argument("--runs", type=int, default=3)
    people = str(parser.parse_args().people)
    runs = parser.parse_args().runs
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
          f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")  # fmt: skip
    totals = []
    for number in range(1, runs + 1):
        with tempfile.TemporaryDirectory() as folder:
            files, out = Path(folder) / "files", Path(folder) / "plan"
            made = run("demo-data", str(files), "--people", people, "--seed", "1")
            planned = run(
                "plan", str(files / "people.csv"), str(files / "sites.csv"),
                "--each-municipality", "--out", str(out), "--quiet",
            )  # fmt: skip
        totals.append(made + planned)
        print(f"run {number}: demo-data {made:.1f} s, plan {planned:.1f} s, "
              f"together {made + planned:.1f} s")  # fmt: skip
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"median {sorted(totals)[len(totals) // 2]:.1f} s, "
          f"peak memory {usage.ru_maxrss / 1024:.0f} MB, "
          f"processor time a run {(usage.ru_utime + usage.ru_stime) / runs:.1f} s")  # fmt: skip


if __name__ == "__main__":
    main()
