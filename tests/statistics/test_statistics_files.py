"""Files in the shapes that SCB and Kolada publish: read, recognised, refused with a reason."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapely

from arbetshubb.statistics.rules.figures import Figures, Status, Total
from arbetshubb.statistics.rules.files import read_statistics
from arbetshubb.statistics.rules.kinds import Kind, StatisticsRead
from arbetshubb.statistics.texts import sentence

LONG = """"Sysselsatta 15-74 år efter bostadskommun, arbetsställekommun, kön och år"

"bostadskommun";"arbetsställekommun";"kön";"år";"Sysselsatta"
"2309 Krokom (bostad)";"2380 Östersund (arbetsställe)";"totalt";"2024";"4 100"
"2309 Krokom (bostad)";"2380 Östersund (arbetsställe)";"kvinnor";"2024";"2100"
"2309 Krokom (bostad)";"2361 Härjedalen (arbetsställe)";"totalt";"2024";".."
"2309 Krokom (bostad)";"2309 Krokom (arbetsställe)";"totalt";"2024";"3000"
"""

JSON_STAT: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "Folkmängd per region efter ålder och kön",
    "source": "SCB",
    "updated": "2025-02-20T06:00:00Z",
    "note": ["Uppgifterna skyddas med Cell Key Method."],
    "id": ["Region", "Alder", "ContentsCode", "Tid"],
    "size": [2, 4, 1, 1],
    "dimension": {
        "Region": {
            "label": "region",
            "category": {
                "index": {"2309A0010_DeSO2025": 0, "2309C1010_DeSO2025": 1},
                "label": {"2309A0010_DeSO2025": "2309A0010", "2309C1010_DeSO2025": "2309C1010"},
            },
        },
        "Alder": {
            "label": "ålder",
            "category": {
                "index": ["tot", "20-24", "25-64", "65+"],
                "label": {"tot": "totalt", "20-24": "20-24 år", "25-64": "25-64 år", "65+": "65+"},
            },
        },
        "ContentsCode": {"label": "tabellinnehåll", "category": {"label": {"000007Y7": "Antal"}}},
        "Tid": {"label": "år", "category": {"index": {"2024": 0}}},
    },
    "value": [1000, 100, 500, 400, 1500, None, 800, 500],
    "status": {"5": ".."},
    "extension": {"px": {"tableid": "TAB6574"}},
}

KOLADA: dict[str, Any] = {
    "count": 2,
    "next_url": None,
    "values": [
        {
            "kpi": "N01951",
            "municipality": "2309",
            "period": 2023,
            "values": [
                {"gender": "T", "count": 1, "status": "", "value": 15680.0, "isdeleted": False},
                {"gender": "K", "count": 1, "status": "", "value": 7700.0, "isdeleted": False},
                {"gender": "M", "count": 1, "status": "", "value": 1.0, "isdeleted": True},
            ],
        },
        {
            "kpi": "N01951",
            "municipality": "2303",
            "period": 2023,
            "values": [{"gender": "T", "count": 1, "status": "Private", "value": None}],
        },
    ],
}


def read(text: str | bytes, name: str = "x.csv") -> StatisticsRead:
    content = text if isinstance(text, bytes) else text.encode()
    return read_statistics(content, name=name)


def good(text: str | bytes, name: str = "x.csv") -> Figures:
    found = read(text, name)
    assert found.problems == ()
    assert found.figures is not None
    return found.figures


def codes(found: StatisticsRead) -> list[str]:
    for problem in found.problems:
        wrong, remedy = sentence(problem)
        assert wrong
        assert remedy
    return [problem.code for problem in found.problems]


def test_commuting_is_read_with_its_title_codes_and_names() -> None:
    found = read(LONG)
    assert found.kind is Kind.COMMUTING
    assert found.about.title.startswith("Sysselsatta 15-74 år")
    figures = good(LONG)
    krokom = figures.only(area="2309", other="2380", group="total", period="2024")
    assert krokom.total() == Total(4100.0)
    assert figures.area.name_of("2309") == "Krokom"


def test_two_dots_are_not_zero() -> None:
    figures = good(LONG).only(group="total")
    assert figures.total() == Total(7100.0, unknown=1)
    hidden = figures.only(other="2361")
    assert hidden.status.tolist() == [Status.SUPPRESSED]
    assert np.isnan(hidden.value).all()


def test_a_swedish_windows_file_is_read_alike() -> None:
    assert good(LONG.encode("cp1252")).total() == good(LONG).total()


def test_municipalities_spread_over_the_columns_are_read() -> None:
    text = (
        "Sysselsatta 15-74 år;;;;\n;;;;\n"
        "år;kön;bostadskommun;2309 Krokom (arbetsställe);2380 Östersund (arbetsställe)\n"
        "2023;totalt;2309 Krokom (bostad);3000;4100\n"
        "2023;totalt;2380 Östersund (bostad);600;20000\n"
    )
    figures = good(text)
    assert figures.only(area="2380", other="2309").total() == Total(600.0)


def test_years_spread_over_the_columns_are_read() -> None:
    text = (
        '"bostadskommun","arbetsställekommun","kön","Sysselsatta 2023","Sysselsatta 2024"\n'
        '"2309 Krokom","2380 Östersund","män",2000,2001\n'
        '"2309 Krokom","2380 Östersund","kvinnor",1900,..\n'
    )
    figures = good(text)
    assert figures.only(period="2023", group="total").total() == Total(3900.0)
    # One sex is not told: neither is everybody.
    assert figures.only(period="2024", group="total").total() == Total(0.0, unknown=1)


def test_a_row_that_is_no_figure_is_told_with_its_number() -> None:
    found = read(LONG.replace('"3000"', '"många"'))
    assert codes(found) == ["figure_unreadable"]
    assert found.problems[0].row == 7


def test_migration_is_read_by_its_contents() -> None:
    text = (
        '"region";"ålder";"kön";"år";"Inflyttningar";"Utflyttningar";"Flyttningsöverskott"\n'
        '"2309 Krokom";"totalt";"totalt";"2024";"900";"850";"50"\n'
        '"23 Jämtlands län";"totalt";"totalt";"2024";"9000";"8500";"500"\n'
    )
    found = read(text)
    assert found.kind is Kind.MIGRATION
    assert good(text).only(area="2309", measure="in").total() == Total(900.0)


def test_ages_are_added_up_where_there_is_no_total() -> None:
    text = (
        '"region";"ålder";"år";"Inflyttningar"\n'
        '"2309 Krokom";"12 år";"2024";"10"\n"2309 Krokom";"13 år";"2024";"5"\n'
    )
    assert good(text).only(measure="in").total() == Total(15.0)


def test_small_areas_in_json_stat_get_their_working_ages() -> None:
    found = read(json.dumps(JSON_STAT), "folkmangd.json")
    assert found.kind is Kind.POPULATION_AREAS
    assert found.about.table_id == "TAB6574"
    assert found.about.is_adjusted
    figures = found.figures
    assert figures is not None
    assert figures.only(measure="people").total() == Total(2500.0)
    assert figures.only(area="2309A0010", measure="working_age").total() == Total(600.0)
    assert figures.only(area="2309C1010", measure="working_age").total() == Total(0.0, unknown=1)


def test_pxwebs_own_json_is_read() -> None:
    document = {
        "columns": [
            {"code": "Bostadskommun", "text": "bostadskommun", "type": "d"},
            {"code": "Arbetsstallekommun", "text": "arbetsställekommun", "type": "d"},
            {"code": "Tid", "text": "år", "type": "t"},
            {"code": "000000QT", "text": "Sysselsatta", "type": "c"},
        ],
        "comments": [],
        "data": [
            {"key": ["2309", "2380", "2024"], "values": ["4100"]},
            {"key": ["2309", "2361", "2024"], "values": [".."]},
        ],
    }
    assert good(json.dumps(document), "x.json").total() == Total(4100.0, unknown=1)


def test_kolada_keeps_what_is_withheld_and_drops_what_is_deleted() -> None:
    figures = good(json.dumps(KOLADA), "kolada.json")
    assert figures.only(area="2309", group="total").total() == Total(15680.0)
    assert figures.only(area="2303").status.tolist() == [Status.SUPPRESSED]
    assert len(figures.only(group="men")) == 0


def test_pages_of_kolada_and_version_two_are_read_together() -> None:
    pages = [KOLADA, {"count": 0, "next_page": None, "values": []}]
    assert good(json.dumps(pages), "kolada.json").total() == Total(23380.0, unknown=1)


@pytest.mark.parametrize(
    "text",
    [
        (
            "kpi;municipality;period;gender;value;status\nN01951;2309;2023;T;15680;\n"
            "N01951;2303;2023;T;;Private\n"
        ),
        "Nyckeltal;Kommun;2022;2023\nN01951 Invånare;Krokom;15532;15680\nN01951;Ragunda;;..\n",
    ],
)
def test_koladas_csv_is_read_with_a_row_a_value_or_a_column_a_year(text: str) -> None:
    figures = good(text)
    assert figures.only(area="2309", period="2023").total() == Total(15680.0)
    assert figures.only(area="2303", period="2023").status.tolist() == [Status.SUPPRESSED]


GRID = (
    "rutid_inspire;rutid_scb;rutstorl;beftotalt;ald15_20;"
    + ";".join(f"ald{age}_{age + 5}" for age in range(20, 65, 5))
    + ";ald65_70;referenstid\n"
    + "SE;3940006133000;1000;27;1;1;2;3;4;5;6;1;1;1;2;20241231\n"
    + "SE;3950006133000;1000;..;..;..;..;..;..;..;..;..;..;..;..;20241231\n"
)


def test_squares_of_scb_are_read_with_people_and_working_ages() -> None:
    figures = good(GRID)
    assert figures.only(measure="people").total() == Total(27.0, unknown=1)
    assert figures.only(measure="working_age").total() == Total(24.0, unknown=1)
    assert figures.period.codes == ("2024",)
    assert figures.area.codes[0] == "3940006133000"


def test_squares_of_250_metres_are_added_up_to_kilometres() -> None:
    text = "rutid;beftotalt;referenstid\n3940006133000;5;20241231\n3942506133250;7;20241231\n"
    figures = good(text)
    assert figures.area.codes == ("3940006133000",)
    assert figures.total() == Total(12.0)


def test_a_geopackage_is_read() -> None:
    content = io.BytesIO()
    boxes = [shapely.box(394000, 6133000, 395000, 6134000)] * 2
    pyogrio.raw.write(
        content,
        np.array(shapely.to_wkb(boxes), dtype=object),
        [
            np.array(["3940006133000", "3950006133000"], dtype=object),
            np.array([27, 4], dtype=np.int64),
            np.array(["20241231", "20241231"], dtype=object),
        ],
        ["rutid_scb", "beftotalt", "referenstid"],
        geometry_type="Polygon",
        crs="EPSG:3006",
        layer="befolkning_1km_2024",
        driver="GPKG",
    )
    assert good(content.getvalue(), "b.gpkg").total() == Total(31.0)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.gpkg", content.getvalue())
    assert good(packed.getvalue(), "b.zip").total() == Total(31.0)


def test_features_of_the_wfs_are_read() -> None:
    properties = {
        "rutid_inspire": "SE_CRS3006RES1000mN6133000E394000",
        "rutid_scb": "3940006133000",
        "rutstorl": 1000,
        "beftotalt": 7,
        "man": 4,
        "kvinna": 4,
        "referenstid": "20251231",
    }
    document = {"type": "FeatureCollection", "features": [{"properties": properties}]}
    # The sexes sum to 8, protected one by one: the published total counts.
    assert good(json.dumps(document), "b.json").total() == Total(7.0)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"a": [1, 2', "json_broken"),
        ('{"a": 1}', "json_unknown"),
        ("a;b\n1;2\n", "table_unknown"),
        ("", "file_empty"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "geopackage_broken"),
        (b"PK\x03\x04rubbish", "zip_broken"),
        ("rutid_scb;beftotalt\n3940006133000;5\n", "year_unknown"),
        ("rutid;beftotalt;referenstid\nSE_CRS3035RES1000mN1E1;5;20241231\n", "grid_other_system"),
        ("rutid;beftotalt;referenstid\n39400;5;20241231\n", "square_unknown"),
        ("bostadskommun;arbetsställekommun;kön\n2309;2380;totalt\n", "no_figures_column"),
        (json.dumps({**JSON_STAT, "value": [1, 2]}), "json_stat_size"),
        (json.dumps({k: v for k, v in JSON_STAT.items() if k != "value"}), "json_stat_size"),
        (json.dumps({**JSON_STAT, "size": [2, 4, 1]}), "json_stat_broken"),
        (json.dumps({"values": [{"kpi": "N1", "period": 1, "values": 5}]}), "kolada_broken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content: str | bytes, code: str) -> None:
    found = read(content, "fil.dat")
    assert codes(found) == [code]
    assert found.figures is None


def test_a_square_given_twice_is_an_error_of_its_row() -> None:
    found = read("rutid;beftotalt;referenstid\n" + "3940006133000;5;20241231\n" * 2)
    assert codes(found) == ["square_twice"]
    assert found.problems[0].row == 3


def test_a_negative_number_of_people_is_refused() -> None:
    assert codes(read("rutid;beftotalt;referenstid\n3940006133000;-5;20241231\n")) == [
        "number_negative"
    ]


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.csv", b"0" * 400_000_001)
    assert codes(read(packed.getvalue(), "b.zip")) == ["file_too_large"]
