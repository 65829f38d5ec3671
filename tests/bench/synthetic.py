"""Documents made up in the shape of real ones: skewed degrees, real text lengths, dates from 2008 to 2025."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from graph.dates import parse_period
from graph.model import Label, RelationshipType
from graph.writing.batch import Batch, EdgeRow, NodeRow, PropertyValue

CLAUSES_A_DOCUMENT, LINKS_A_CLAUSE, CITATIONS_A_DOCUMENT = 8, 0.3, 0.2
DOCUMENTS_A_BATCH = 1_000
SOURCE = "synthetic"
KINDS = ("PLAN", "MEASURE", "OPINION", "OUTLINE", "WORK_POINTS", "AGREEMENT", "LAW", "OTHER")
# Of no meaning; only the lengths are those of clauses (median about 90 characters, some of a thousand).
PHRASES = (
    "推进知识产权工作", "加强跨区域协作", "建立行政执法与刑事司法衔接机制", "完善维权援助体系", "开展试点示范",
    "支持企业运用专利", "健全公共服务平台", "培育专业人才", "促进成果转移转化", "各级人民政府应当", "会同有关部门",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """What the made-up documents hang on: ids of regions, institutions and tasks that the graph holds."""

    regions: Sequence[str]
    institutions: Sequence[str]
    tasks: Sequence[str]


def build_documents(world: World, documents: int, seed: int = 1, first: int = 0) -> Iterator[Batch]:
    """Batches of documents, from the `first` on, with their clauses and links; equal arguments give equal batches."""
    for start in range(first, documents, DOCUMENTS_A_BATCH):
        random = Random(f"{seed} {start}")
        batch = Batch(f"facts/synthetic/{start:07}")
        if start == 0:
            batch.nodes.append(_node(Label.SOURCE, SOURCE, "made up for a measurement", {"title": "made up"}))
        for number in range(start, min(start + DOCUMENTS_A_BATCH, documents)):
            _add_document(batch, world, number, random)
        yield batch


def build_counties(provinces: Sequence[str], count: int) -> Batch:
    """Counties made up below provinces in turn, so that as many parties can be asked about as a token allows."""
    batch = Batch("facts/synthetic/counties")
    batch.nodes.append(_node(Label.SOURCE, SOURCE, "made up for a measurement", {"title": "made up"}))
    for number in range(count):
        province = provinces[number % len(provinces)]
        county = county_id(province, number // len(provinces))
        batch.nodes.append(_node(Label.REGION, county, f"合成县{county}", {"level": "COUNTY"}))
        batch.edges.append(_edge(RelationshipType.PART_OF, (Label.REGION, county), (Label.REGION, province)))
    return batch


def county_id(province: str, number: int) -> str:
    """The code of a made-up county: no real one has 99 in its middle."""
    return f"{province[:2]}99{number + 1:02}"


def document_id(number: int) -> str:
    """The id of a made-up document."""
    return f"synthetic-{number:07}"


def _add_document(batch: Batch, world: World, number: int, random: Random) -> None:
    key = document_id(number)
    day = f"{random.randint(2008, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    title = f"关于{random.choice(PHRASES)}的第{number}号文件"
    held: dict[str, PropertyValue] = {
        "title": title, "kind": KINDS[_skewed(random, len(KINDS))], "issued": parse_period(day), "held": "FULL",
        "examined": True, "number": f"合成〔{day[:4]}〕{number}号",
    }  # fmt: skip
    document = (Label.POLICY_DOCUMENT, key)
    batch.nodes.append(_node(*document, title, held))
    region = (Label.REGION, world.regions[_skewed(random, len(world.regions))])
    institution = (Label.INSTITUTION, world.institutions[_skewed(random, len(world.institutions))])
    batch.edges.append(_edge(RelationshipType.APPLIES_TO, document, region))
    batch.edges.append(_edge(RelationshipType.ISSUED, institution, document))
    if number and random.random() < CITATIONS_A_DOCUMENT:
        batch.edges.append(
            _edge(RelationshipType.CITES, document, (Label.POLICY_DOCUMENT, document_id(random.randrange(number))))
        )
    for ordinal in range(CLAUSES_A_DOCUMENT):
        _add_clause(batch, world, document, ordinal, random)


def _add_clause(batch: Batch, world: World, document: tuple[Label, str], ordinal: int, random: Random) -> None:
    path = f"第{ordinal + 1}条"
    text = _text(random)
    held: dict[str, PropertyValue] = {"path": path, "ordinal": ordinal, "text": text, "start": 0, "end": len(text)}
    clause = (Label.CLAUSE, f"{document[1]}#{path}")
    batch.nodes.append(_node(*clause, f"《{document[1]}》{path}", held))
    batch.edges.append(_edge(RelationshipType.HAS_CLAUSE, document, clause))
    if random.random() < LINKS_A_CLAUSE:
        link: dict[str, PropertyValue] = {
            "score": round(random.uniform(0.3, 1), 3), "method": "profile-1", "verdict": "SUGGESTED", "suspect": False,
        }  # fmt: skip
        task = (Label.TASK, world.tasks[_skewed(random, len(world.tasks))])
        batch.edges.append(_edge(RelationshipType.COVERS, clause, task, link))


def _text(random: Random) -> str:
    length = min(2000, int(random.lognormvariate(4.5, 0.8)) + 8)
    parts: list[str] = []
    while sum(map(len, parts)) < length:
        parts.append(random.choice(PHRASES) + random.choice("，，，；。"))
    return "".join(parts)


def _skewed(random: Random, count: int) -> int:
    """A place in a list, the first ones far more often (Zipf's law)."""
    return min(count - 1, int(count ** random.random()) - 1)


def _node(label: Label, key: str, name: str, properties: dict[str, PropertyValue]) -> NodeRow:
    return NodeRow(label, key, name, properties, (SOURCE,), verified=False)


def _edge(
    kind: RelationshipType,
    start: tuple[Label, str],
    end: tuple[Label, str],
    properties: dict[str, PropertyValue] | None = None,
) -> EdgeRow:
    return EdgeRow(kind, start, end, properties or {}, (SOURCE,), verified=False)
