"""Writes the page that explains the tables of facts: each file, its columns, and what may stand in them."""

from __future__ import annotations

from collections.abc import Iterator

from graph.enums import CLOSED_SETS
from graph.model import Label, PropertyType
from loaders.facts.rows import PERIOD
from loaders.facts.tables import PROVENANCE, TABLES, EdgeTable, Table

FORMS = {
    PropertyType.STRING: "text",
    PropertyType.STRINGS: "a list, its items joined by `\\|`",
    PropertyType.BOOLEAN: "`true` or `false`",
    PropertyType.INTEGER: "a whole number",
    PropertyType.FLOAT: "a number",
    PropertyType.DATE: "`2012`, `2012-10` or `2012-10-15`, as far as known",
}
TABLE_SAYS = {
    "sources": "What the facts come from. A row is its own source.",
    "regions": "The nation, provinces, prefectures and counties.",
    "zones": "Economic zones, demonstration zones and cooperation mechanisms. One zone is one row through time.",
    "programmes": "Pilots, demonstrations, projects, consultations and services; each batch is a row.",
    "institutions": "Offices, courts, departments, associations. What was reorganised is two rows and a succession.",
    "themes": "The sections under which tasks stand.",
    "tasks": "What the work points ask for.",
    "documents": "Policy documents, laws, plans and agreements.",
    "clauses": "Clauses of documents; of a document known by title alone one clause with the path `title`.",
    "industries": "Industries of the tables of strengths.",
    "indicators": "What is measured of regions.",
    "region_parts": "Which region is part of which.",
    "memberships": "Which regions a zone has, and since when; one row a region and beginning.",
    "region_successions": "Which region came after which.",
    "institution_successions": "Which body came after which.",
    "pairings": "Which region supports which.",
    "hosts": "Which region or zone hosts a programme.",
    "sponsors": "Which body sponsors a programme.",
    "seats": "In which region a body has its seat.",
    "issuers": "Which body issued a document.",
    "responsibilities": "Which body a task is given to; only where a source says so.",
    "territories": "Where a document is in force; of a zone's document the zone alone.",
    "agreements": "Who is party to an agreement. It applies to those of them that are regions or zones.",
    "citations": "Which document cites which.",
    "supersessions": "Which document replaces which.",
    "document_clauses": "Which clauses a document has.",
    "mentions": "What a clause names.",
    "coverage": "Which clause covers which task.",
    "task_themes": "Under which theme a task stands.",
    "strengths": "Location quotients of industries by region and year.",
    "measurements": "Yearly figures of regions. A missing year has no row.",
}
COLUMN_SAYS = {
    "id": "what other tables name it by; it never changes",
    "name": "the full official name",
    "title": "what it is called",
    "nameEn": "the English name",
    "titleEn": "the same in English",
    "shortTitle": "what a table calls it",
    "shortName": "the short name: 陕西 of 陕西省",
    "aliases": "other names by which people look for it",
    "formerNames": "names of earlier times",
    "datedNames": "what it was called when: `2011-05/2016-04 成渝经济区`, the beginning and the end as far as known; a "
    "`~` after the end says that it is derived",
    "note": "what a reader should know: how sure, what was mended, what is missing",
    "level": "its level",
    "macroRegion": "the statistics bureau's; blank for the nation, Hong Kong, Macao and Taiwan",
    "latitude": "degrees north of its centre",
    "longitude": "degrees east of its centre",
    "vintages": "the lists of codes in which it stands",
    "kind": "what kind it is",
    "since": "since when; blank: since before anything here",
    "until": "until when, that day included; blank: still",
    "untilDerived": "`true` where no source states the end, and it follows from what came after",
    "lastSeen": "when a source last shows it at work",
    "family": "what its batches have in common: one family counts once",
    "ipTypes": "which rights it is about: PATENT, TRADEMARK, COPYRIGHT, …",
    "derived": "whether its name was made from a role that a text names",
    "role": "what it is there for",
    "number": "its number",
    "text": "its words",
    "issued": "when it was issued; without it, and without `inForceFrom`, it counts in no question about a time",
    "inForceFrom": "from when it is in force, where it says so itself",
    "inForceUntil": "until when it is in force, where a source says so",
    "period": "the years that its title names: a date, or two joined by a slash: `2011/2015`",
    "held": "how much of its text is held here",
    "examined": "whether its whole text was read: only then what it lacks is known",
    "clauseCount": "how many clauses it has in all, where a source says so: the tables hold those that cover a task",
    "statesTasks": "whether it is the document that states the tasks",
    "path": "where it stands in its document",
    "ordinal": "its place in the order of clauses",
    "heading": "its heading",
    "start": "where it begins, in Unicode code points",
    "end": "where it ends",
    "fingerprint": "what its text is recognised by; left blank in tables",
    "strategicEmerging": "whether it is one of the strategic emerging industries",
    "unit": "the unit of its figures",
    "publisher": "who published it",
    "url": "where it is to be found",
    "retrieved": "when it was read",
    "on": "since when: the day of a decision, never that of a list",
    "continues": "`true` where it is the same place under another name or code, and not one that took another in",
    "partial": "whether the zone takes in only part of the region",
    "scheme": "under which scheme",
    "basis": "on what basis: the document or decision",
    "batch": "in which batch",
    "score": "how sure, from 0 to 1",
    "method": "how it was found",
    "verdict": "what was said of it",
    "evidence": "a JSON list of `{text, start, end}`",
    "suspect": "whether the clause changed since the verdict",
    "reviewedBy": "who gave the verdict",
    "reviewedAt": "when",
    "year": "the year",
    "quotient": "the region's share of the industry against the country's: above 1 means more",
    "value": "the figure, in the indicator's unit",
}

END_SAYS = {
    "part": "what lies within the other",
    "whole": "what it lies within",
    "successor": "what came after",
    "predecessor": "what was there before",
    "donor": "who supports",
    "recipient": "who is supported",
    "cited": "the document that it cites",
    "superseded": "the document that it replaces",
}


def build_facts_page() -> str:
    """The tables, one section each."""
    return "\n\n".join(_build_table(table) for table in TABLES) + "\n"


def _build_table(table: Table) -> str:
    rows = [f"| `{column}` | {form} | {says} |" for column, form, says in _list_columns(table)]
    head = [f"## {table.name}.csv: {table.kind}", "", TABLE_SAYS[table.name], ""]
    return "\n".join([*head, "| column | what stands there | what it says |", "|---|---|---|", *rows])


def _list_columns(table: Table) -> Iterator[tuple[str, str, str]]:
    ends = {**table.start, **table.end} if isinstance(table, EdgeTable) else {}
    for column, kind in table.columns.items():
        if column in PROVENANCE:
            continue  # The same in every table: the page says it once.
        needed = " **(needed)**" if column in table.needed else ""
        if isinstance(table, EdgeTable) and column in ends:
            yield column, f"an id of {ends[column]}{needed}", _say_end(table, column)
        else:
            yield column, _say_form(table, column, kind) + needed, COLUMN_SAYS[column]


def _say_form(table: Table, column: str, kind: PropertyType) -> str:
    if closed := CLOSED_SETS.get(table.kind, {}).get(column):
        return ", ".join(f"`{value}`" for value in closed)
    if column == "id":
        return "six digits of GB/T 2260" if table.kind is Label.REGION else "text without spaces"
    return "years" if column == PERIOD else FORMS[kind]


def _say_end(table: EdgeTable, column: str) -> str:
    columns = table.start if column in table.start else table.end
    others = ", ".join(f"`{other}`" for other in columns if other != column)
    says = END_SAYS.get(column, f"the {column}")
    return f"{says}; or {others}: a row fills one" if others else says
