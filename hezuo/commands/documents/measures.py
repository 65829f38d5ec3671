"""Measures how well the analysis finds what people found in the same documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hezuo.commands.documents.analysis import Tools, analyse_file, read_tools
from hezuo.commands.terminal import say, say_json, tell, write_columns
from hezuo.errors import CommandError
from loaders.errors import DocumentError
from loaders.tasks.evaluation import MEASURES, Count, Predicted, brier_of, build_bands, count_found, list_judged
from loaders.tasks.labels import LabelsError, read_labels

Counts = dict[str, Count]


def evaluate(texts_folder: str, labels_folder: str, *, as_json: bool) -> int:
    """Analyse each labelled document and show the measures, document by document and in all; 1 where a text lacks.

    Raises CommandError.
    """
    try:
        labels = read_labels(Path(labels_folder))
    except (LabelsError, OSError) as error:
        raise CommandError(str(error)) from error
    texts = {path.stem: path for path in sorted(Path(texts_folder).iterdir()) if path.stem in labels}
    if not texts:
        raise CommandError(f"{texts_folder} holds none of the labelled documents: {', '.join(labels)}")
    tools = read_tools()
    counts: dict[str, Counts] = {}
    judged: list[tuple[float, bool]] = []
    for doc, lines in labels.items():
        if doc not in texts:
            tell(f"hezuo: no text of {doc}")
            continue
        predicted = _predict(texts[doc], tools)
        counts[doc] = count_found(lines, predicted)
        judged += list_judged(lines, predicted)
    _show(counts, judged, as_json=as_json)
    return 0 if len(counts) == len(labels) else 1


def _predict(path: Path, tools: Tools) -> dict[str, Predicted]:
    try:
        analysis = analyse_file(path, tools)
    except DocumentError as error:
        raise CommandError(f"{path}: {error}") from error
    return {
        clause.path: Predicted(tasks, mentions)
        for clause, tasks, mentions in zip(analysis.document.clauses, analysis.tasks, analysis.mentions, strict=True)
    }


def _total(counts: Iterable[Counts]) -> Counts:
    return {name: sum((one[name] for one in counts), Count()) for name in MEASURES}


def _show(counts: dict[str, Counts], judged: Sequence[tuple[float, bool]], *, as_json: bool) -> None:
    rows = {**counts, "all": _total(list(counts.values()))}
    bands = build_bands(judged)
    if as_json:
        measures = {doc: {name: _numbers(one[name]) for name in MEASURES} for doc, one in rows.items()}
        say_json({"measures": measures, "bands": bands, "brier": brier_of(judged)})
        return
    table = [("document", *(f"{name} P/R/F1" for name in MEASURES))]
    table += [(doc, *(_write(one[name]) for name in MEASURES)) for doc, one in rows.items()]
    for line in write_columns(table):
        say(line)
    say(f"\nReliability of {len(judged)} scores, Brier {brier_of(judged):.3f}")
    reliability = [("score", "matches", "mean score", "right")]
    reliability += [
        (f"{b.low:.2f}-{b.high:.2f}", str(b.count), f"{b.mean_score:.2f}", f"{b.share_right:.2f}") for b in bands
    ]
    for line in write_columns(reliability):
        say(line)


def _write(count: Count) -> str:
    if count == Count():
        return "-"
    return f"{count.precision:.2f} {count.recall:.2f} {count.f1:.3f}"


def _numbers(count: Count) -> dict[str, float]:
    return {
        "precision": round(count.precision, 4),
        "recall": round(count.recall, 4),
        "f1": round(count.f1, 4),
        "right": count.right,
        "wrong": count.wrong,
        "missed": count.missed,
    }
