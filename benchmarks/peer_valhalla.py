"""A table by Valhalla, run by ``road_tables.py`` in an environment that has pyvalhalla only."""

import json
import subprocess
import sys
import time
from pathlib import Path

import valhalla


def main() -> None:
    asked = json.load(sys.stdin)
    tiles = Path(asked["tiles"])
    settings = tiles / "valhalla.json"
    started = time.perf_counter()
    if not settings.exists():
        build(Path(asked["extract"]), tiles, settings)
    built = time.perf_counter() - started
    actor = valhalla.Actor(str(settings))
    places = {
        "sources": [{"lon": lon, "lat": lat} for lon, lat in asked["starts"]],
        "targets": [{"lon": lon, "lat": lat} for lon, lat in asked["ends"]],
        "costing": "auto",
    }
    started = time.perf_counter()
    answer = actor.matrix(places)
    taken = time.perf_counter() - started
    rows = answer["sources_to_targets"]
    minutes = [[None if c["time"] is None else c["time"] / 60 for c in row] for row in rows]
    km = [[c["distance"] for c in row] for row in rows]
    print(json.dumps({"seconds": taken, "built": built, "minutes": minutes, "km": km}))


def build(extract: Path, tiles: Path, settings: Path) -> None:
    (tiles / "tiles").mkdir(parents=True, exist_ok=True)
    config = valhalla.get_config(tile_dir=str(tiles / "tiles"), tile_extract="")
    config["service_limits"]["auto"]["max_matrix_location_pairs"] = 10_000_000
    config["service_limits"]["auto"]["max_matrix_distance"] = 5_000_000.0
    draft = settings.with_suffix(".draft")
    draft.write_text(json.dumps(config), encoding="utf-8")
    program = Path(valhalla.__file__).parent / "bin" / "valhalla_build_tiles"
    done = subprocess.run([program, "-c", draft, extract], check=False, capture_output=True)
    if done.returncode:
        sys.exit((done.stdout + done.stderr).decode(errors="replace")[-1000:])
    draft.rename(settings)


if __name__ == "__main__":
    main()
