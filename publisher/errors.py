"""What can stop a publication, each with one line for the manager.

- PublishError
  - ForeignOutput: the output is something we did not make
  - NotFinished: what should be deployed is no finished, scanned site
  - NothingToUndo: no earlier site is kept
  - BadPage: a page in content/ whose header we cannot follow
  - BadCatalog: a catalog of sentences that is no PO file
  - BadColour: a community's colour that is no colour
  - ProcessLost: a process that did a part of the work was ended
  - SearchFailed: the index of the search page could not be made
  - BadText: a spotlight, story or circle that cannot be read
  - LeakFound: the scan found something private; nothing was swapped
"""

from __future__ import annotations

from pathlib import Path


class PublishError(Exception):
    """The site was not published; what stood at the output stands there still."""


class ForeignOutput(PublishError):
    """The output is something we did not make."""

    def __init__(self, output: Path, found: str) -> None:
        self.output = output
        super().__init__(
            f"{output}: found {found}, expected nothing or a link to a site we made; "
            "move it away or name another place with --output"
        )


class NotFinished(PublishError):
    """What should be deployed is no finished, scanned site."""

    def __init__(self, output: Path, why: str) -> None:
        self.output = output
        super().__init__(f"{output}: {why}; nothing was sent, run ./do build first")


class NothingToUndo(PublishError):
    """No earlier site is kept."""

    def __init__(self, output: Path) -> None:
        self.output = output
        super().__init__(f"{output}: no earlier site is kept, so there is nothing to go back to")


class ProcessLost(PublishError):
    """A process that did a part of the work was ended by somebody."""

    def __init__(self) -> None:
        super().__init__(
            "a part of the work ended without a word, perhaps for want of memory; publish again"
        )


class BadPage(PublishError):
    """A page in content/ whose header we cannot follow."""

    def __init__(self, page: Path, found: str, expected: str) -> None:
        self.page = page
        super().__init__(f"{page}: found {found}, expected {expected}")


class BadCatalog(PublishError):
    """A catalog of sentences that is no PO file."""

    def __init__(self, catalog: Path, line: int, found: str) -> None:
        self.catalog = catalog
        super().__init__(
            f"{catalog}:{line}: found {found!r}, expected a PO file: msgid and msgstr lines, as a "
            "translator's tool writes them"
        )


class BadColour(PublishError):
    """A colour that is none."""

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(f"colour: found {found!r}, expected six hex digits such as #1F5B57")


class SearchFailed(PublishError):
    """The index of the search page could not be made."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"search: pagefind failed ({said}); `search: false` in community.yaml does without it"
        )


class BadText(PublishError):
    """A spotlight, story or circle that cannot be read; it alone is not shown."""

    def __init__(self, file: Path, found: str, expected: str) -> None:
        self.file = file
        super().__init__(
            f"{file.parent.name}/{file.name}: found {found}, expected {expected}; it is not shown"
        )


class LeakFound(PublishError):
    """The scan found something private; nothing was swapped."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        self.findings = findings
        shown = "\n".join(findings[:20])
        more = f"\nand {len(findings) - 20} more" if len(findings) > 20 else ""
        super().__init__(
            f"not published: the scan found {len(findings)} private "
            f"{'thing' if len(findings) == 1 else 'things'}; the site stays as it was\n"
            f"{shown}{more}"
        )
