"""Sends an issue in a process that may be killed at any point.

The first process loads everything once and forks a child for each line it reads; a child is told
how to send and is gone when it has sent, or when somebody kills it.
"""

from __future__ import annotations

import os
import pickle
import signal
import smtplib
import sys
from pathlib import Path

from digest.delivery import Delivery
from digest.mail_server import Server
from ledger import Ledger
from tests.digest.posting import FAST, HOST, StillClock
from tests.digest.world import ISSUE


def send_with_care(folder: Path, port: int) -> None:
    """Our way."""
    values = pickle.loads((folder / "delivery.pickle").read_bytes())
    with Ledger.open(folder / "ledger.sqlite", "knot-tyers") as ledger:
        delivery = Delivery(ledger=ledger, outbox=folder / "outbox", clock=StillClock(), **values)
        server = Server(host="127.0.0.1", port=port, security="none")
        delivery.send(server, limits=FAST, host=HOST)


def send_naively(folder: Path, port: int) -> None:
    """A loop that notes each mail after the server took it."""
    done = folder / "done"
    before = set(done.read_text().split()) if done.exists() else set()
    with smtplib.SMTP("127.0.0.1", port, "[127.0.0.1]") as client:
        for file in sorted((folder / "outbox" / ISSUE).glob("*.eml")):
            if file.name not in before:
                client.sendmail(
                    "ilse@knots.example.org", file.stem + "@mail.example.org", file.read_bytes()
                )
                with done.open("a") as notes:
                    notes.write(file.name + "\n")
                    notes.flush()
                    os.fsync(notes.fileno())


def main() -> None:
    """Fork a sender for each line (way, folder, port); tell its id, then how it ended."""
    for line in sys.stdin:
        way, folder, port = line.split()
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            send = send_naively if way == "naive" else send_with_care
            send(Path(folder), int(port))
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
