"""A window that moves forward over a long text, so that patterns see enough of it at once."""

from __future__ import annotations

from collections.abc import Iterator

from importers.errors import ExportProblem

STEP = 1 << 20
"""How many characters are read at once, at least."""


class Window:
    """Some of a text: `text` from `at` on is still to be read."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.text = ""
        self.at = 0
        self.is_over = False
        """Nothing comes after `text`."""
        self.problem: ExportProblem | None = None
        """Why nothing comes after it, when the file is damaged there."""
        self._pieces = pieces
        self._line = 1
        self._counted = 0

    def grow(self) -> bool:
        """Whether there was more; as much again is added, and what was read is let go."""
        if self.is_over:
            return False
        self._count()
        found = [self.text[self.at :]]
        wanted = max(STEP, len(found[0]))
        try:
            while wanted > 0 and (piece := next(self._pieces, None)) is not None:
                found.append(piece)
                wanted -= len(piece)
        except ExportProblem as problem:
            self.problem = problem
        self.is_over = wanted > 0
        if not any(found[1:]):
            return False
        self.text = "".join(found)
        self.at = self._counted = 0
        return True

    def ensure(self, length: int) -> None:
        """Nothing; sees to it that so many characters lie ahead, if there are."""
        while len(self.text) - self.at < length and self.grow():
            pass

    @property
    def line(self) -> int:
        """The number of the line at `at`, from 1."""
        return self.line_of(self.at)

    def line_of(self, place: int) -> int:
        """The number of the line at a place not before `at`."""
        self._count()
        return self._line + self.text.count("\n", self._counted, place)

    def _count(self) -> None:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
