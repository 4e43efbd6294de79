"""The choices endpoint, for those who run a server."""

from __future__ import annotations

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import line
from ledger import Ledger
from tasks.running import flags, found_place, say, told


@task(
    help=flags(
        "community",
        port="where the web server in front of it passes requests on to",
        host="this machine only, unless a container asks for 0.0.0.0",
    )
)
@told
def choices(
    c: Context, community: str | None = None, port: int = 8002, host: str = "127.0.0.1"
) -> None:
    """Answer the links below letters: show what a member chose, and take it back; Ctrl-C ends."""
    try:
        import uvicorn

        from digest.choices_app import Host, choices_app
    except ImportError:
        raise Exit(
            "choices: starlette and uvicorn are not installed; ./do choices installs them, or "
            "pip install --require-hashes -r requirements-choices.txt",
            code=1,
        ) from None
    place = found_place(community, is_read=False)
    settings = place.settings.community
    app = choices_app(
        Host(settings.name, settings.manager.email, line.ROOT / "theme"),
        line.reply_keys(place),
        lambda: Ledger.open(place.ledger_path, settings.id),
    )
    if not settings.choices_url:
        say("choices: community.yaml has no choices_url, so no letter links here yet")
    say(f"choices: http://{host}:{port}/, answering for {settings.choices_url or 'nobody'}")
    # Every line of an access log would hold somebody's link.
    uvicorn.run(app, host=host, port=int(port), access_log=False, log_level="warning",
                server_header=False, proxy_headers=False)  # fmt: skip
