"""The Pelican side of `benchmarks.site`: a Markdown file of each row, settings as they come."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.cost import report_cost
from benchmarks.made_spotlights import spotlights

PROJECT = Path(__file__).resolve().parent / "site_peers" / "pelican"


def set_up(folder: Path, count: int) -> None:
    """Nothing; the folder holds Pelican's project with so many Markdown files."""
    shutil.copytree(PROJECT, folder)
    content = folder / "content" / "spotlights"
    content.mkdir(parents=True)
    for row in spotlights(count):
        (content / f"{row['slug']}.md").write_text(_article(row), encoding="utf-8")


def build(folder: Path) -> None:
    """Nothing; Pelican wrote its pages below `output`."""
    from pelican import main

    main(["--settings", str(folder / "stock_pelican.py"), "--quiet"])


def _article(row: dict[str, Any]) -> str:
    helped = [deed["helped"] for deed in row["deeds"] if deed["helped"]]
    is_findable = all(each["may_be_searched"] for each in (row, *helped))
    header = {
        "Title": row["name"],
        "Date": row["at"],
        "Slug": row["slug"],
        **{key.title(): row[key] for key in ("initials", "cut", "ink", "place")},
        "Topics": "; ".join(row["topics"]),
        "Findable": "yes" if is_findable else "",
        "Summary": row["words"],
    }
    lines = "".join(f"{key}: {value}\n" for key, value in header.items() if value != "")
    return lines + "".join(_deed(deed) for deed in row["deeds"])


def _deed(deed: dict[str, Any]) -> str:
    """The deed in Markdown, with the attributes that stock Pelican's extensions read."""
    helped, month = deed["helped"], f"{datetime.fromisoformat(deed['done_at']):%B %Y}"
    whom = f'<bdi class="name">{helped["name"]}</bdi>, who' if helped else "somebody who"
    # Python-Markdown's attribute lists and Markdown within HTML, both in Pelican's settings.
    marks = '{: rel="ugc nofollow noopener noreferrer" dir=auto }'
    return f"""
<section class="spread near" markdown="1">
<div markdown="1">

## [{deed["thread_title"]}]({deed["thread_url"]}){marks}

{deed["words"]}
{{: .says dir=auto }}

</div>

{month}, the first answer to {whom} had just come.
{{: .aside }}

</section>
"""


if __name__ == "__main__":
    build(Path(sys.argv[1]))
    report_cost()
