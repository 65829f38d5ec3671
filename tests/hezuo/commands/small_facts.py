"""An office's folder of facts, small enough to know by heart: three provinces, two tasks, two documents."""

from __future__ import annotations

from pathlib import Path

TABLES = {
    "sources": ["id,title,verified", "made-up,made up for the tests,true"],
    "regions": [
        "id,name,level,macroRegion,aliases,sources,verified",
        "310000,上海市,PROVINCE,EAST,上海,made-up,true",
        "500000,重庆市,PROVINCE,WEST,重庆,made-up,true",
        "610000,陕西省,PROVINCE,WEST,陕西,made-up,true",
    ],
    "themes": ["id,title,number,sources,verified", "ws2012-7,国际合作,7,made-up,true"],
    "tasks": [
        "id,title,number,text,sources,verified",
        "ws2012-25,=HYPERLINK(1),25,第二十五项,made-up,true",
        "ws2012-26,东中西部对口合作,26,第二十六项,made-up,true",
    ],
    "task_themes": [
        "task,theme,sources,verified",
        "ws2012-25,ws2012-7,made-up,true",
        "ws2012-26,ws2012-7,made-up,true",
    ],
    "documents": [
        "id,title,kind,held,issued,examined,sources,verified",
        "sh-plan,上海专利办法,MEASURE,FULL,2011,true,made-up,true",
        "cq-plan,重庆专利办法,MEASURE,FULL,2011,true,made-up,true",
    ],
    "territories": [
        "document,region,sources,verified",
        "sh-plan,310000,made-up,true",
        "cq-plan,500000,made-up,true",
    ],
    "clauses": ["id,name,path,text,sources,verified", "sh-plan#一,《上海专利办法》一,一,加强跨区域协作。,made-up,true"],
    "document_clauses": ["document,clause,sources,verified", "sh-plan,sh-plan#一,made-up,true"],
    "coverage": [
        "clause,task,score,method,verdict,sources,verified",
        "sh-plan#一,ws2012-26,1,curated-reading,CONFIRMED,made-up,true",
    ],
}


def write_facts(folder: Path) -> Path:
    """Write the folder."""
    folder.mkdir(parents=True)
    for name, lines in TABLES.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder
