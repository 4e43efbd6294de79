"""The finished site, brought to a host."""

from __future__ import annotations

from invoke.context import Context
from invoke.tasks import task

import deploying
from publisher.finished import files_of, finished_site
from tasks.running import flags, found_place, say, step, told


@task(help=flags("community", "output", to=deploying.HOW, dry_run="only say what would be sent"))
@told
def deploy(
    c: Context,
    to: str,
    community: str | None = None,
    output: str | None = None,
    dry_run: bool = False,
) -> None:
    """Send the finished, scanned site to a host, and nothing else; see docs/publishing.md."""
    place = found_place(community, output=output, is_read=False)
    target = deploying.target(to)
    site = finished_site(place.output)
    if dry_run:
        say(f"deploy: {len(list(files_of(site)))} files of {site.name} would go to {to}")
        return
    with step("deploy"):
        sent = deploying.deploy(site, target)
    say(f"deploy: {sent} files of {site.name} are at {to}")
