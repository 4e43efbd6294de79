"""Limits that a process lays on itself before it reads anything untrusted."""

from __future__ import annotations

import ctypes
import os
import resource

from importers.reading.limits import Limits

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def limit_this_process(limits: Limits) -> bool:
    """Whether the process is cut off from the network; memory and files are limited always.

    Memory is the address space: the system limits nothing closer to what is really used, and
    resident memory is always less. Arrow maps little with its allocator set to the system's.
    """
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource.RLIMIT_FSIZE, limits.written_bytes)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    # A crash must not write members' texts to a core file.
    _lower(resource.RLIMIT_CORE, 0)
    return _leave_network()


def allow_cpu_seconds(seconds: int) -> None:
    """Nothing; from now on, this process may use so much more processor time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = used + seconds
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _leave_network() -> bool:
    """Whether the process now has a network of its own, with nothing in it."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is None:
        return False
    # Root may take an empty network at once; others get it within a user namespace of their own.
    if unshare(_CLONE_NEWNET) == 0:
        return True
    return os.geteuid() != 0 and unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0
