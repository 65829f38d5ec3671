"""A node that a text may mean."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Label


@dataclass(frozen=True, slots=True)
class Named:
    """A node that a text may mean."""

    label: Label
    key: str
    name: str

    @property
    def reference(self) -> tuple[Label, str]:
        """The same without its name."""
        return self.label, self.key
