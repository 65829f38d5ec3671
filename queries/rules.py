"""The rules that many questions ask by, as Cypher with a place for each variable: written here, and nowhere else.

A `.cypher` file names a rule with its variables, as in `WHERE {{counts r d c}} AND {{in_force d}}`.
"""

from __future__ import annotations

from collections.abc import Mapping

# The document whose tasks and themes may be named by their number alone.
WORK_POINTS = "ws2012"

# Whether a link {0} of a clause {1} rests on nothing but the title of its document.
TITLE = "({0}.method = 'curated-title' OR {1}.path = 'title')"

# Whether a link {0} of a document {1}, at its clause {2}, counts: confirmed, or suggested well enough. What a title
# suggested gives way to the text once that is held; what a person confirmed gives way to a person alone. The document
# that states the tasks never covers them.
COUNTS = (
    "coalesce({1}.statesTasks, false) = false AND ({0}.verdict = 'CONFIRMED' OR ({0}.verdict = 'SUGGESTED' "
    f"AND {{0}}.score >= $minScore AND NOT (coalesce({{1}}.held, '') = 'FULL' AND {TITLE.replace('{1}', '{2}')})))"
)

# Whether a document {0} is in force on $day; what is undated never is.
IN_FORCE = "{0}.effectFrom <= $day AND {0}.effectUntil >= $day"

# The same of any day from $first to $last.
IN_FORCE_WITHIN = "{0}.effectFrom <= $last AND {0}.effectUntil >= $first"

# Whether a dated node or relationship {0} has begun by $day, whether or not it has ended.
BEGUN = "coalesce({0}.sinceFirst, '0001-01-01') <= $day"

# Whether a dated node or relationship {0} holds on $day.
HOLDS = BEGUN + " AND coalesce({0}.untilLast, '9999-12-31') >= $day"

# The same of any day from $first to $last.
HOLDS_WITHIN = "coalesce({0}.sinceFirst, '0001-01-01') <= $last AND coalesce({0}.untilLast, '9999-12-31') >= $first"

# What a link {0} of a clause {1} that counts rests on: 3 two readers or a reviewer, 2 the text, 1 the title alone.
BASIS = f"CASE WHEN {{0}}.verdict = 'CONFIRMED' THEN 3 WHEN {TITLE} THEN 1 ELSE 2 END"

RULES: Mapping[str, str] = {
    "title": TITLE,
    "counts": COUNTS,
    "basis": BASIS,
    "in_force": IN_FORCE,
    "in_force_within": IN_FORCE_WITHIN,
    "begun": BEGUN,
    "holds": HOLDS,
    "holds_within": HOLDS_WITHIN,
}


def holds(variable: str) -> str:
    """The condition that a dated node or relationship holds on `$day`."""
    return HOLDS.format(variable)


# A list that holds this text names everything: an empty list has no type on LadybugDB.
ANY_NAME = "'*'"

# A region lies at most this many steps below the nation.
DEEPEST = 3


def natural_key(number: str) -> str:
    """The key of the task or theme that a bare number names."""
    return f"{WORK_POINTS}-{int(number)}"
