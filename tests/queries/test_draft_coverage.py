"""Which tasks a draft covers."""

from __future__ import annotations

from queries.coverage_subjects import TaskKey
from queries.draft_coverage import DraftLink, split_tasks

TASKS = [TaskKey("t1", 1, "h"), TaskKey("t2", 2, "h"), TaskKey("t3", 3, "h")]


def test_task_is_covered_from_the_score_that_counts() -> None:
    found = split_tasks(TASKS, [DraftLink("t2", 0.5), DraftLink("t1", 0.49), DraftLink("t2", 0.9)])
    assert [task.key for task in found.covered] == ["t2"]
    assert [task.key for task in found.missing] == ["t1", "t3"]
