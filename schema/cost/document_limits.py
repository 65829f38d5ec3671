"""Refuses an operation that asks too much, by its text alone, in time linear in its length and before validation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    parse,
)

# What the library says at each of its own bounds ends so; no syntax error of a document can.
_PARSER_LIMIT = "Parsing aborted."
SHORTEN = "Send a shorter document; long texts belong into variables."


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may have; counts are after fragments are spread, the first four before.

    The contract's largest operation has 160 tokens, 8 levels and 60 fields; introspection by GraphiQL 15 levels.
    """

    characters: int = 100_000
    tokens: int = 2_000
    comments: int = 500
    fragments: int = 100
    depth: int = 24
    fields: int = 2_000
    aliases: int = 100
    directives: int = 50
    # There are @skip and @include, and neither may stand twice.
    directives_in_place: int = 4
    roots: int = 20
    # Validation compares every two fields of one answer name, so their number counts twice.
    repeats: int = 20


class TooComplex(Exception):
    """An operation asks more than a limit allows: which measure, how much, and the field that weighs most.

    `fits` is the size of that field with which the operation would be within the limit, where there is one.
    """

    fits: int | None = None

    def __init__(self, measure: str, price: int | None, limit: int, at: str, hint: str) -> None:
        self.measure, self.price, self.limit, self.at, self.hint = measure, price, limit, at, hint
        much = f"more than {limit}" if price is None else f"{price}, at most {limit} are allowed"
        super().__init__(f"The operation asks too much: {measure} {much}. {hint}")


@dataclass(slots=True)
class _Weight:
    """The weight of a selection once fragments are spread, and where its deepest and its largest part begin."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    deepest: tuple[str, _Weight] | None = None
    largest: tuple[str, _Weight] | None = None
    size_of_largest: int = 0
    by_answer: dict[str, int] = field(default_factory=dict)


def parse_within(text: str, limits: Limits) -> DocumentNode:
    """The document of a text that keeps the limits. Raises TooComplex, GraphQLSyntaxError, GraphQLError (a cycle)."""
    if len(text) > limits.characters:
        raise TooComplex("code points", None, limits.characters, "", SHORTEN)
    try:
        document = parse(
            text,
            no_location=False,
            max_lexical_tokens=limits.tokens,
            max_comments=limits.comments,
            max_source_length=limits.characters,
        )
    except GraphQLSyntaxError as error:
        if error.message.endswith(_PARSER_LIMIT):
            raise _refuse_unparsed(error, limits) from None
        raise
    _unlink_tokens(document)
    check_document(document, limits)
    return document


def _unlink_tokens(document: DocumentNode) -> None:
    """Let no token know the one before it, so that a document that is let go of is gone without being searched for.

    The library links them both ways. A document of 500 fields would leave 2,000 objects to the collector of garbage.
    """
    token = document.loc.start_token if document.loc else None
    while token is not None:
        token.prev, token = None, token.next


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Refuse a document if an operation or fragment exceeds a limit. Raises TooComplex, GraphQLError on a cycle."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    if len(fragments) > limits.fragments:
        raise TooComplex("fragments", len(fragments), limits.fragments, "", "Use fewer fragments.")
    known: dict[str, _Weight] = {}
    for name in _order_fragments(fragments):
        if name in fragments:
            known[name] = _weigh(fragments[name].selection_set, known, limits)
            known[name].directives += _count_directives(fragments[name].directives, f"fragment {name}", limits)
            _check_weight(known[name], limits, f"fragment {name}")
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            weight = _weigh(definition.selection_set, known, limits)
            name = definition.name.value if definition.name else definition.operation.value
            weight.directives += _count_directives(definition.directives, name, limits)
            for variable in definition.variable_definitions or ():
                weight.directives += _count_directives(variable.directives, name, limits)
            _check_weight(weight, limits, name)
            roots = sum(weight.by_answer.values())
            if roots > limits.roots:
                raise TooComplex("root fields", roots, limits.roots, "", "Send several requests instead of one.")


def _order_fragments(fragments: dict[str, FragmentDefinitionNode]) -> tuple[str, ...]:
    """Each fragment after those that it spreads."""
    spreads = {name: set(_find_spreads(fragment.selection_set)) for name, fragment in fragments.items()}
    try:
        return tuple(TopologicalSorter(spreads).static_order())
    except CycleError as error:
        names = " → ".join(reversed(error.args[1]))
        raise GraphQLError(f"Fragments spread themselves: {names}.") from None


def _find_spreads(selections: SelectionSetNode) -> Iterator[str]:
    for selection in selections.selections:
        if isinstance(selection, FragmentSpreadNode):
            yield selection.name.value
        elif inner := _inner(selection):
            yield from _find_spreads(inner)


def _inner(selection: SelectionNode) -> SelectionSetNode | None:
    found: SelectionSetNode | None = getattr(selection, "selection_set", None)
    return found


def _weigh(selections: SelectionSetNode, known: dict[str, _Weight], limits: Limits) -> _Weight:
    total = _Weight()
    for selection in selections.selections:
        if selection.directives:
            total.directives += _count_directives(selection.directives, _name_of(selection), limits)
        if isinstance(selection, FieldNode):
            _add_field(total, selection, known, limits)
        elif isinstance(selection, FragmentSpreadNode):
            # An unknown fragment is for validation to report.
            _add(total, known.get(selection.name.value, _Weight()), limits)
        elif inner := _inner(selection):
            _add(total, _weigh(inner, known, limits), limits)
    return total


def _count_directives(directives: Sequence[DirectiveNode] | None, name: str, limits: Limits) -> int:
    """Count the directives at one place. Raises TooComplex."""
    count, limit = len(directives or ()), limits.directives_in_place
    if count > limit:
        hint = f"Only @skip and @include are known, and either may stand once at a place (at {name})."
        raise TooComplex("directives at one place", count, limit, name, hint)
    return count


def _name_of(selection: SelectionNode) -> str:
    if isinstance(selection, FieldNode):
        return (selection.alias or selection.name).value
    return f"...{selection.name.value}" if isinstance(selection, FragmentSpreadNode) else "..."


def _add_field(total: _Weight, node: FieldNode, known: dict[str, _Weight], limits: Limits) -> None:
    below = _weigh(node.selection_set, known, limits) if node.selection_set else _Weight()
    depth = max([below.depth, *(_depth_of(argument.value) for argument in node.arguments or ())]) + 1
    answer = node.alias.value if node.alias else node.name.value
    total.by_answer[answer] = total.by_answer.get(answer, 0) + 1
    total.aliases += below.aliases + (node.alias is not None)
    total.directives += below.directives
    total.fields += below.fields + 1
    if depth > total.depth:
        total.depth, total.deepest = depth, (answer, below)
    if below.fields + 1 > total.size_of_largest:
        total.size_of_largest, total.largest = below.fields + 1, (answer, below)


def _add(total: _Weight, part: _Weight, limits: Limits) -> None:
    """Add what a fragment spreads here: a few additions, however large the fragment is."""
    total.fields += part.fields
    total.aliases += part.aliases
    total.directives += part.directives
    # Past the limit the names matter no more: merging them for every spread would not be linear.
    if total.fields <= limits.fields:
        for answer, count in part.by_answer.items():
            total.by_answer[answer] = total.by_answer.get(answer, 0) + count
    if part.depth > total.depth:
        total.depth, total.deepest = part.depth, part.deepest
    if part.size_of_largest > total.size_of_largest:
        total.size_of_largest, total.largest = part.size_of_largest, part.largest


def _depth_of(value: ValueNode) -> int:
    if isinstance(value, ListValueNode):
        return 1 + max((_depth_of(one) for one in value.values), default=0)
    if isinstance(value, ObjectValueNode):
        return 1 + max((_depth_of(one.value) for one in value.fields), default=0)
    return 0


def _check_weight(weight: _Weight, limits: Limits, name: str) -> None:
    if weight.depth > limits.depth:
        at = _path(weight, "deepest", limits.depth)
        raise TooComplex("levels", weight.depth, limits.depth, at, f"Ask less far down at {at} (in {name}).")
    repeats = max(weight.by_answer.values(), default=0)
    if repeats > limits.repeats:
        at = max(weight.by_answer, key=lambda answer: weight.by_answer[answer])
        raise TooComplex("repeats of one field", repeats, limits.repeats, at, f"Ask for {at} once (in {name}).")
    at = _path(weight, "largest", 3)
    for measure, found, limit in (
        ("fields", weight.fields, limits.fields),
        ("aliases", weight.aliases, limits.aliases),
        ("directives", weight.directives, limits.directives),
    ):
        if found > limit:
            raise TooComplex(measure, found, limit, at, f"Most stand under {at} (in {name}): ask for less there.")


def _path(weight: _Weight, direction: str, longest: int) -> str:
    names: list[str] = []
    step: tuple[str, _Weight] | None = getattr(weight, direction)
    while step and len(names) < longest:
        names.append(step[0])
        step = getattr(step[1], direction)
    return ".".join(names)


def _refuse_unparsed(error: GraphQLSyntaxError, limits: Limits) -> TooComplex:
    for measure, limit in (
        ("tokens", limits.tokens), ("comments", limits.comments), ("code points", limits.characters)
    ):  # fmt: skip
        if error.message.endswith(f"more than {limit} {measure}. {_PARSER_LIMIT}"):
            return TooComplex(measure, None, limit, "", SHORTEN)
    return TooComplex("levels", None, limits.depth, "", "Nest less.")
