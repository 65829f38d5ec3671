"""The subcommands that change the graph: loads of facts and documents, their undoing, reviews."""

from __future__ import annotations

from hezuo.commands.subcommand import Commands, add_command, add_to, positive


def add_changes_of_documents(commands: Commands) -> None:
    """Add all of them."""
    _add_load(commands)
    _add_remove(commands)
    _add_review(commands)


def _add_load(commands: Commands) -> None:
    load = add_command(
        commands, "load", "make the graph hold documents, an office's own facts, or the seed",
        "Documents are txt,\nMarkdown, HTML, docx, or PDF with text; each is stored whole or not at all, and a second\n"
        "time changes nothing. What a text does not say of itself stands in a file beside it, law.txt.json\n"
        "for law.txt, with the fields of DocumentInput, or is given by options.\n\n"
        "  hezuo load\n"
        "  hezuo load --facts our-facts\n"
        "  hezuo load texts --to http://127.0.0.1:8000\n"
        "  hezuo load law.pdf --issued 2012-07-12 --applies-to 610000 --issuer 陕西省人民政府",
    )  # fmt: skip
    load.add_argument("files", metavar="FILE|FOLDER", nargs="*", help="documents; of a folder all that can be read")
    load.add_argument("--facts", metavar="DIR", help="a folder of tables, CSV like those of seed/")
    load.add_argument(
        "--name", metavar="NAME", help="under which the facts are known the next time; the folder's by default"
    )
    load.add_argument("--json", action="store_true", help="what came of it for programs; of documents a line each")
    one = load.add_argument_group("of one document")
    one.add_argument("--id", metavar="ID", help="the stored document of which this is the text, or a new one's id")
    one.add_argument("--title", metavar="TITLE", help="its title")
    one.add_argument("--number", metavar="文号", help="its number")
    one.add_argument("--issued", metavar="DATE", help="when it was issued: 2012, 2012-07 or 2012-07-12")
    one.add_argument("--in-force-from", metavar="DATE", help="from when it is in force")
    one.add_argument("--in-force-until", metavar="DATE", help="until when it is in force")
    every = load.add_argument_group("of all documents")
    every.add_argument("--kind", metavar="KIND", help="OUTLINE, PLAN, WORK_POINTS, OPINION, MEASURE, AGREEMENT, LAW …")
    every.add_argument("--issuer", metavar="ID", action="append", help="who issued them; again for several")
    every.add_argument("--applies-to", metavar="ID", action="append", help="where they are in force; again for several")
    every.add_argument("--agreed-by", metavar="ID", action="append", help="the parties to an agreement")
    every.add_argument("--source", metavar="TITLE", help="what the source of the texts is called")
    every.add_argument("--source-url", metavar="URL", help="where it is to be found")
    add_to(load)


def _add_remove(commands: Commands) -> None:
    remove = add_command(
        commands, "remove", "undo the load of documents",
        "What facts know of them stays, and what reviewers said\nwaits for their next load.\n\n"
        "  hezuo remove shan-xi-sheng-zhuan-li-tiao-li-2012",
    )  # fmt: skip
    remove.add_argument("documents", metavar="ID", nargs="+", help="an id, a title or a 文号")
    add_to(remove)


def _add_review(commands: Commands) -> None:
    review = add_command(
        commands, "review", "say whether clauses cover tasks",
        "A reviewer's word outlives every load.\n\n"
        "  hezuo review list --first 50\n"
        "  hezuo review confirm 'law-cq#第三条' 26 --note 读过\n"
        "  hezuo review export waiting.csv\n"
        "  hezuo review import waiting.csv\n"
        "  hezuo review export labels --labels",
    )  # fmt: skip
    actions = review.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="show what waits for review: what is suspect, then the least sure first")
    listing.add_argument("--document", metavar="ID", help="only of this document")
    listing.add_argument("--first", metavar="N", type=positive, default=20, help="how many; 20 by default")
    listing.add_argument("--json", action="store_true", help="the same for programs")
    for name, summary in (
        ("confirm", "say that a clause covers a task"),
        ("reject", "say that it does not"),
        ("withdraw", "take back what was said"),
    ):
        action = actions.add_parser(name, help=summary)
        action.add_argument("clause", metavar="CLAUSE", help="its document's id, # and its path: law-cq#第三条")
        action.add_argument("task", metavar="TASK", help="the task's number or id")
        action.add_argument("--note", metavar="TEXT", help="why, for others")
        add_to(action)
    export = actions.add_parser("export", help="write what waits and what was said as a table, or as labels")
    export.add_argument("file", metavar="FILE|DIR", help="a table, .csv or .jsonl; a folder with --labels")
    export.add_argument("--document", metavar="ID", help="only of this document")
    export.add_argument("--labels", action="store_true", help="reviewed clauses as labels for `hezuo evaluate --gold`")
    importing = actions.add_parser("import", help="say what the column `verdict` of such a table says")
    importing.add_argument("file", metavar="FILE", help="a table, .csv or .jsonl, with clause, task, verdict and note")
    for action in (listing, export, importing):
        add_to(action)
