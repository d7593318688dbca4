"""Small files of statistics in the published shapes, for tests with a database."""

from __future__ import annotations

import json


def commuting(year: int = 2024, *, krokom_to_ostersund: str = "4100") -> bytes:
    return (
        '"bostadskommun";"arbetsställekommun";"kön";"år";"Sysselsatta"\n'
        f'"2309 Krokom";"2380 Östersund";"totalt";"{year}";{krokom_to_ostersund}\n'
        f'"2380 Östersund";"2309 Krokom";"totalt";"{year}";900\n'
        f'"2309 Krokom";"2361 Härjedalen";"totalt";"{year}";..\n'
        f'"2309 Krokom";"2309 Krokom";"totalt";"{year}";3000\n'
    ).encode()


def squares(count: int = 3) -> bytes:
    """Squares around Östersund (and westward, for many), the second one hidden."""
    lines = ["rutid_scb;rutstorl;beftotalt;" + ";".join(
        f"ald{age}_{age + 5}" for age in range(20, 65, 5)) + ";referenstid"]  # fmt: skip
    for place in range(count):
        east, north = 480 + place % 300, 7005 + place // 300
        people = ".." if place == 1 else str(100 + place % 50)
        ages = ";".join([".." if place == 1 else "5"] * 9)
        lines.append(f"{east * 1000}{north * 1000};1000;{people};{ages};20241231")
    return "\n".join(lines).encode()


def migration() -> bytes:
    lines = ['"region";"år";"Inflyttningar";"Utflyttningar";"Flyttningsöverskott"']
    for year in range(2021, 2026):
        lines.append(f'"2309 Krokom";"{year}";{year - 1100};850;50')
        lines.append(f'"2303 Ragunda";"{year}";..;300;..')
    return "\n".join(lines).encode()


def key_figures() -> bytes:
    items = [
        {
            "kpi": "N00914",
            "municipality": code,
            "period": 2024,
            "values": [{"gender": "T", "count": 1, "status": mark, "value": value}],
        }
        for code, value, mark in (("2309", 26.5, ""), ("2303", None, "Private"))
    ]
    titles = [{"id": "N00914", "title": "Pendlare ut, andel (%)"}]
    return json.dumps({"kpis": titles, "values": items, "count": 2}).encode()
