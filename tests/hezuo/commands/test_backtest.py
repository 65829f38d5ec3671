"""`hezuo backtest` as an office runs it on a scheme of its own facts."""

from __future__ import annotations

import json
from pathlib import Path

from tests.hezuo.commands.commands import run_here

TABLES = {
    "sources.csv": "id,title,verified\nours,Our papers,true\n",
    "regions.csv": (
        "id,name,level,macroRegion,latitude,longitude,sources,verified\n"
        "320000,江苏省,PROVINCE,EAST,32.06,118.80,ours,true\n"
        "440000,广东省,PROVINCE,EAST,23.13,113.26,ours,true\n"
        "210000,辽宁省,PROVINCE,NORTHEAST,41.80,123.43,ours,true\n"
        "610000,陕西省,PROVINCE,WEST,34.27,108.95,ours,true\n"
    ),
    "pairings.csv": (
        "donor,recipient,scheme,basis,since,until,sources,verified\n"
        "320000,610000,old,,2000,,ours,true\n"
        "320000,610000,ours-2030,,2030-05,,ours,true\n"
        "440000,610000,ours-2030,,2030-05,,ours,false\n"
        "210000,610000,ours-2030,,2030-05,,ours,true\n"
    ),
}


def test_scheme_of_an_office_is_tested(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    for name, text in TABLES.items():
        (facts / name).write_text(text, "utf-8")
    data = str(tmp_path / "var")
    loaded = run_here("load", "--facts", str(facts), HEZUO_DATA=data)
    assert loaded.returncode == 0, loaded.stderr
    done = run_here("backtest", "--json", HEZUO_DATA=data)
    (scheme,) = json.loads(done.stdout)
    assert (scheme["scheme"], scheme["asOf"], scheme["pairs"], scheme["unverified"]) == (
        "ours-2030",
        "2030-04-30",
        2,
        1,
    )
    assert scheme["leftOut"] == {"donor not in the East": 1}
    # Jiangsu, tied since 2000 and nearer, comes first and Guangdong second.
    assert scheme["hits"]["the ranking"] == {"1": 1.0, "3": 2.0, "5": 2.0}
    assert scheme["hits"]["by lot"] == {"1": 1.0, "3": 2.0, "5": 2.0}
    shown = run_here("backtest", "old", "--since", "1999", HEZUO_DATA=data).stdout
    assert shown.startswith("old, as of 1999-12-31: 1 pairs (0 unverified), 2.0 candidates")
    for wrong in ("nothing", "--since yesterday", "--since 2031", "--weights luck=1", "--weights proximity=-1"):
        refused = run_here("backtest", *wrong.split(), HEZUO_DATA=data)
        assert refused.returncode == 1
        assert refused.stderr.startswith("hezuo: ")
