"""Pages from their templates into files, as many at once as there are cores."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence

from jinja2 import Template

from publisher.at_once import at_once
from publisher.page import Page


def write_pages(
    pages: Sequence[Page], templates: Mapping[str, Template], output: str
) -> dict[str, str]:
    """The SHA-256 of each page, by path; each was rendered and written below the output.

    templates: those of the pages, by name; what all pages share stands in their globals.
    """
    for folder in {page.path.rpartition("/")[0] for page in pages}:
        os.makedirs(f"{output}/{folder}", exist_ok=True)

    def write(part: Sequence[Page]) -> dict[str, str]:
        written = {}
        for page in part:
            made = page.content or templates[page.template].render(
                page=page, root=page.root, **page.data
            )
            content = made.encode() if isinstance(made, str) else made
            with open(f"{output}/{page.path}", "wb", buffering=0) as file:
                file.write(content)
            written[page.path] = hashlib.sha256(content).hexdigest()
        return written

    return {path: digest for part in at_once(write, pages) for path, digest in part.items()}
