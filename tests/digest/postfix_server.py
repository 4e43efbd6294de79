"""A real Postfix on this machine's loopback, with its files in a folder of its own."""

from __future__ import annotations

import os
import pwd
import random
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType

MASTER = Path("/usr/lib/postfix/sbin/master")

_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/maillog
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.example.org
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/at_rcpt, permit
smtpd_end_of_data_restrictions = check_recipient_access texthash:{folder}/at_end
smtpd_data_restrictions = check_recipient_access texthash:{folder}/at_data
virtual_mailbox_domains = mail.example.org
virtual_mailbox_base = {folder}/boxes
virtual_mailbox_maps = texthash:{folder}/boxes.map
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
default_transport = discard
relay_transport = discard
local_transport = discard
local_recipient_maps =
alias_maps =
"""

_SERVICES = (
    "127.0.0.1:{port} inet n - n - - smtpd",
    "cleanup unix n - n - 0 cleanup",
    "qmgr unix n - n 300 1 qmgr",
    "rewrite unix - - n - - trivial-rewrite",
    "bounce unix - - n - 0 bounce",
    "defer unix - - n - 0 bounce",
    "trace unix - - n - 0 bounce",
    "proxymap unix - - n - - proxymap",
    "error unix - - n - - error",
    "retry unix - - n - - error",
    "discard unix - - n - - discard",
    "virtual unix - n n - - virtual",
    "anvil unix - - n - 1 anvil",
    "postlog unix-dgram n - n - 1 postlogd",
)


_STAGES = ("at_rcpt", "at_data", "at_end")


def why_not() -> str | None:
    """Why there can be no Postfix here; None when there can."""
    if not MASTER.exists():
        return "no Postfix found: install the package postfix to test against the real one"
    return None if os.geteuid() == 0 else "Postfix has to be started by root"


def _free_port() -> int:
    """A free port that no connection going out is given, so that it stays ours over a restart."""
    for port in random.Random(os.getpid() ^ time.time_ns()).sample(range(20_000, 32_000), 100):
        with socket.socket() as free:
            # As Postfix does: connections that are closing do not hold a port.
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                free.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port between 20000 and 32000")


class Postfix:
    """Takes mail for the addresses given, except where told otherwise."""

    def __init__(
        self,
        addresses: Iterable[str],
        **answers: Mapping[str, str],
    ) -> None:
        """It will answer as told: by 'at_rcpt', 'at_data' or 'at_end', and by address."""
        self._addresses = tuple(addresses)
        self._answers = answers
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()

    def __enter__(self) -> Postfix:
        """It listens."""
        # pytest's folders are closed to others, and Postfix works as several users.
        self.folder = Path(tempfile.mkdtemp(prefix="postfix-"))
        self.folder.chmod(0o755)
        owner = pwd.getpwnam("postfix")
        for name in ("conf", "queue", "data", "boxes"):
            (self.folder / name).mkdir()
        for name in ("data", "boxes"):
            os.chown(self.folder / name, owner.pw_uid, owner.pw_gid)
        self._write_configuration(owner)
        subprocess.run(
            ["/usr/sbin/postfix", "-c", self.folder / "conf", "check"],
            check=True,
            capture_output=True,
        )
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """It is gone, with its files."""
        self.stop()
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """It listens."""
        self._until(self._started, "does not listen")

    def _started(self) -> bool:
        """Whether it answers; a master that gave up is started again.

        It gives up at once when a child of the one before still holds the port or the lock.
        """
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [MASTER, "-c", self.folder / "conf", "-d"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # When it ends it ends its whole group, which must be its own.
                start_new_session=True,
            )
        return self._answers_now()

    def stop(self) -> None:
        """It listens no more; connections are cut."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None
            self._until(self._is_silent, "still listens")

    def restart(self, **answers: Mapping[str, str]) -> None:
        """It listens again, and answers as told; connections were cut."""
        self.stop()
        self._write_answers(answers)
        self.start()

    def copies(self) -> Counter[str]:
        """How many copies that were handed over lie in each mailbox, once the queue is empty.

        A mail that Postfix took once and, cut off, put into a mailbox twice bears one queue id.
        """
        self._until(self._is_idle, "still has mail in its queue")
        found = {
            (file.parent.parent.name, re.findall(r"\bby mx\S* .*\bid (\w+)", file.read_text())[0])
            for file in (self.folder / "boxes").glob("*/new/*")
        }
        return Counter(box for box, _ in found)

    def _write_configuration(self, owner: pwd.struct_passwd) -> None:
        conf = self.folder / "conf"
        values = {"folder": self.folder, "uid": owner.pw_uid, "gid": owner.pw_gid}
        (conf / "main.cf").write_text(_MAIN.format(**values))
        services = "\n".join(_SERVICES).format(port=self.port)
        (conf / "master.cf").write_text(services + "\n")
        boxes = [f"{address} {address.partition('@')[0]}/\n" for address in self._addresses]
        (self.folder / "boxes.map").write_text("".join(boxes))
        self._write_answers(self._answers)

    def _write_answers(self, answers: Mapping[str, Mapping[str, str]]) -> None:
        for name in _STAGES:
            rows = [f"{address} {said}\n" for address, said in answers.get(name, {}).items()]
            (self.folder / name).write_text("".join(rows))

    def _answers_now(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as client:
                return client.recv(3) == b"220"
        except OSError:
            return False

    def _is_silent(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return False
        except OSError:
            return True

    def _is_idle(self) -> bool:
        queue = self.folder / "queue"
        waiting = [f for name in ("incoming", "active") for f in (queue / name).rglob("*")]
        return not any(file.is_file() for file in waiting)

    def _until(self, is_so: Callable[[], bool], problem: str) -> None:
        end = time.monotonic() + 15
        while time.monotonic() < end:
            if is_so():
                return
            time.sleep(0.05)
        log = self.folder / "maillog"
        raise AssertionError(
            f"Postfix {problem}: {log.read_text()[-2000:] if log.exists() else ''}"
        )
