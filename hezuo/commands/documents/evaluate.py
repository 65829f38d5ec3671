"""`hezuo evaluate`: how well the analysis finds what people found in the same documents."""

from __future__ import annotations

import click

from hezuo.commands.options import as_json, command


@command("evaluate", "hezuo evaluate --texts texts --gold labels")
@click.option("--texts", metavar="DIR", required=True, help="The documents, named as the labels name them.")
@click.option("--gold", metavar="DIR", required=True, help="The labels, *.jsonl, a line a clause.")
@as_json
def run(texts: str, gold: str, *, as_json: bool) -> int:
    """Measure the analysis of documents against labels.

    It shows precision, recall and F1 of clauses, tasks and mentions, and how far scores can be trusted.
    """
    from hezuo.commands.documents.measures import evaluate

    return evaluate(texts, gold, as_json=as_json)
