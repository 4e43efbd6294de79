"""Who may read the forums of a phpBB board, and the board's host, out of its dump."""

from __future__ import annotations

import re

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.forum_rows import ForumRow, Tables
from importers.reading.sql import DumpRow, prefixed, rows, table_columns
from importers.records import Visibility

READ = "f_read"
"""The right to read a forum's topics."""
YES, NEVER = 1, 0
GUESTS, REGISTERED = "GUESTS", "REGISTERED"
_HOST = re.compile(r"(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24})")


class PhpbbRights:
    """Rights of guests and members; forums do not inherit any."""

    def __init__(self) -> None:
        self._option: str | None = None
        self._roles: dict[str, dict[str, int]] = {}
        """Settings by option, by role."""
        self._rights: list[tuple[str, str, str | None, str | None, int]] = []
        self._names: dict[str, str] = {}
        self._locked: set[str] = set()
        self._settings: dict[tuple[str, str], set[int]] | None = None

    def remember_option(self, row: ForumRow) -> None:
        """Nothing; the number of the right to read is known."""
        if row.text("auth_option") == READ:
            self._option = row.id("auth_option_id")

    def remember_role(self, row: ForumRow) -> None:
        """Nothing; one right of a role is known."""
        role, option = row.id("role_id"), row.id("auth_option_id")
        setting = row.number("auth_setting")
        if role is not None and option is not None and setting is not None:
            self._roles.setdefault(role, {})[option] = setting

    def remember_right(self, row: ForumRow) -> None:
        """Nothing; a right or a role of a group in a forum is known."""
        group, forum, setting = row.id("group_id"), row.id("forum_id"), row.number("auth_setting")
        if group is not None and forum is not None and setting is not None:
            right = (group, forum, row.id("auth_option_id"), row.id("auth_role_id"), setting)
            self._rights.append(right)

    def name_group(self, group_id: str, name: str) -> None:
        """Nothing; the number of a special group is known."""
        self._names[group_id] = name

    def lock(self, forum_id: str) -> None:
        """Nothing; a password closes the forum."""
        self._locked.add(forum_id)

    def visibility(self, forum_id: str | None) -> Visibility:
        """Public, members or private; unknown when the dump holds no rights."""
        if forum_id is None or self._option is None or not self._rights:
            return "private" if forum_id in self._locked else "unknown"
        if forum_id in self._locked:
            return "private"
        if self._settings is None:
            self._settings = self._read_settings(self._option)
        if self._may_read(forum_id, GUESTS):
            return "public"
        return "members" if self._may_read(forum_id, REGISTERED) else "private"

    def _may_read(self, forum_id: str, group: str) -> bool:
        found = (self._settings or {}).get((forum_id, group), set())
        return YES in found and NEVER not in found

    def _read_settings(self, option: str) -> dict[tuple[str, str], set[int]]:
        found: dict[tuple[str, str], set[int]] = {}
        for group, forum, single, role, setting in self._rights:
            stated = self._roles.get(role, {}).get(option) if role else None
            if single == option:
                stated = setting
            if stated is not None and group in self._names:
                found.setdefault((forum, self._names[group]), set()).add(stated)
        return found


def host_named(file: ExportFile, tables: Tables) -> str | None:
    """The host in the settings `cookie_domain` and `server_name`; None for a local one."""
    prefix = prefixed(table_columns(file), tables)
    if prefix is None:
        return None
    found: dict[str, str] = {}
    try:
        for row in rows(file, tables=frozenset([prefix + "config"])):
            if isinstance(row, DumpRow):
                name, value = row.values.get("config_name"), row.values.get("config_value")
                if name in ("server_name", "cookie_domain") and isinstance(value, str):
                    found[str(name)] = value
    except ExportProblem:
        # Reading says where the dump breaks off.
        pass
    for name in ("server_name", "cookie_domain"):
        match = _HOST.fullmatch(found.get(name, "").strip().lower().lstrip("."))
        if match:
            return match.group(1)
    return None
