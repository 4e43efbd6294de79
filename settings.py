"""The one file a manager edits, `community.yaml`, as frozen values.

Only `tasks/` and `pelicanconf.py` read settings; every other room is handed values.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec
import yaml

from ledger.purposes import PURPOSES
from mistakes import explained, line_of, not_yaml, repeated_key

TEMPLATE = "my-community"
"""The id in the community.yaml we ship: nobody has answered anything in it."""


class SettingsError(Exception):
    """community.yaml holds something we cannot follow; the message is one line for the manager."""


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of community.yaml: unknown keys are refused."""


class Manager(Part, frozen=True, kw_only=True):
    """Who answers, and in whose name letters are written."""

    name: str = "The community manager"
    email: str = "manager@community.example"
    plus_addresses: bool = False
    """Mail to name+anything@host reaches the manager too, so letters may ask for answers there."""


class ConsentQuestion(Part, frozen=True, kw_only=True):
    """A profile question whose answer is a yes or a no to some purposes."""

    question: str
    """The question as the platform shows it; compared without regard to case and spacing."""
    purposes: tuple[str, ...]
    yes: tuple[str, ...] = ("yes",)
    """Answers that mean yes; an answer of several options means yes when one of them is here."""
    no: tuple[str, ...] = ("no",)


class ActivityLog(Part, frozen=True, kw_only=True):
    """How the columns of a CSV, JSON or Excel file are named."""

    file: str
    platform: str = "log"
    holds: Literal["posts", "members"] = "posts"
    columns: dict[
        Literal[
            "post_id",
            "author",
            "author_name",
            "author_email",
            "space",
            "thread",
            "title",
            "addressed",
            "reply_to",
            "kind",
            "created_at",
            "topic",
            "text",
            "member_id",
            "handle",
            "name",
            "email",
            "joined_at",
            "last_seen_at",
            "location",
            "country",
            "bio",
            "url",
        ],
        str,
    ]
    answers: tuple[str, ...] = ()
    """Columns of a member list whose header is a profile question."""
    time_zone: str = "UTC"
    date_order: Literal["by its rows", "day first", "month first", "year first"] = "by its rows"
    rows: str = ""
    """In one JSON object, the path of the list of rows, such as data.items."""
    sheet: str = ""
    """Of a workbook; empty: its first."""
    visibility: Literal["public", "members", "private", "unknown"] = "unknown"

    @property
    def missing(self) -> str | None:
        """The columns that must be named and are not, in words; None when all are."""
        if self.holds == "members":
            known = ("member_id", "handle", "email", "name")
            named = any(column in self.columns for column in known)
            return None if named else f"a column for one of {', '.join(known)} as well"
        missing = [column for column in ("author", "created_at") if column not in self.columns]
        return f"a column for {' and '.join(missing)} as well" if missing else None


class Fence(Part, frozen=True, kw_only=True):
    """What is never evidence and never shown."""

    spaces: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Thresholds(Part, frozen=True, kw_only=True):
    """The lines drawn through the figures; days unless the name says otherwise."""

    friend_talks: int = 2
    """Strict talks each way."""
    friend_days: int = 3
    """Different days on which the pair talked."""
    friend_last: int = 90
    dormant: int = 180
    cooling: int = 60
    """A tie cools when its strength halved within this time."""
    newcomer: int = 28
    answered: int = 7
    active: int = 90
    active_lately_quantile: float = 0.75
    """Of the talk events up to as-of; who talked since then is active lately."""
    stale_page: int = 365
    half_life: int = 90
    weak_weight: float = 0.3
    """The weight of a talk addressed to nobody in particular, which goes to the thread's opener."""
    shared_topic_share: float = 0.15
    """A topic held by more of the active members than this is nobody's in particular."""
    smallest_public_cell: int = 5


class Recommender(Part, frozen=True, kw_only=True):
    """How many are introduced, and how."""

    slots: tuple[Literal["bond", "far"], ...] = ("bond", "bond", "far")
    cap: int = 5
    """Nobody stands in more lists than this in one issue."""
    no_repeat_weeks: int = 26
    floor: float = 0.0
    """The least score a match must have; from 0 to 1."""
    seed: int = 7
    held_out: float = 0.0
    """This share of the pairs found is not introduced, to learn what introductions add."""


class Retention(Part, frozen=True, kw_only=True):
    """For how many weeks things are kept that nobody needs afterwards; 0: for ever."""

    letters: int = 26
    """The files of letters that were sent."""
    replies: int = 12
    """The files with answers left to the manager."""
    about: int = 4
    """What `about` wrote down of a member."""
    addresses: int = 52
    """To which address a letter went."""


class Community(Part, frozen=True, kw_only=True):
    """Whose site and letters these are."""

    id: str
    """Lower-case letters, digits and dashes; names the folders."""
    name: str
    description: str = ""
    """One or two sentences for the home page: who we are."""
    language: Literal["en", "nl", "de", "fr", "es"] = "en"
    """Of the pages."""
    time_zone: str = "UTC"
    site_url: str = ""
    """Where the site will live, such as https://friends.example.org; empty: relative links only."""
    join_url: str = ""
    colour: str = ""
    """The community's own, such as "#7A1F5B", in place of the theme's teal."""
    choices_url: str = ""
    """Where the choices endpoint answers, such as https://choices.example.org; empty: none runs."""
    postal_address: str = ""
    manager: Manager = Manager()
    is_sample: bool = False


class Settings(Part, frozen=True, kw_only=True):
    """All of community.yaml."""

    community: Community
    team: tuple[str, ...] = ()
    """Handles, or platform:handle, of staff and moderators the exports do not mark."""
    fence: Fence = Fence()
    theme: str = ""
    """A folder with a theme of your own, laid over ours; empty: `content/theme`, if it is there."""
    search: bool = True
    """Whether the site has a search page; its index is made anew with every change."""
    assume_public: bool = False
    """Spaces and threads of unknown visibility count as public."""
    private_messages: bool = False
    """Who wrote whom privately is read, never the words: such pairs talk already."""
    consent_questions: tuple[ConsentQuestion, ...] = ()
    activity_logs: tuple[ActivityLog, ...] = ()
    thresholds: Thresholds = Thresholds()
    recommender: Recommender = Recommender()
    retention: Retention = Retention()
    old_addresses: int = 365
    """Days for which the address of a page under an old name leads to the new; 0: it never does."""

    @property
    def zone(self) -> ZoneInfo:
        """The community's time zone."""
        return ZoneInfo(self.community.time_zone)


class _Loader(yaml.SafeLoader):
    """YAML in which yes and no are words: consent questions are full of them."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile(r"true|false", re.IGNORECASE) if tag.endswith(":bool") else pattern)
        for tag, pattern in resolvers
        if not (tag.endswith(":bool") and first in "yYnNoO")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_settings(path: Path) -> Settings:
    """The settings in community.yaml.

    Raises SettingsError with one line: the file, the line, the key, what was found, what is
    allowed.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(
            f"{path}: not found; name another with --community, or write one as the README shows"
        ) from None
    except UnicodeDecodeError as problem:
        raise SettingsError(
            f"{path}: byte {problem.start} is not UTF-8; save the file as UTF-8"
        ) from None
    try:
        tree = yaml.compose(text, Loader=_Loader)
        values = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as problem:
        raise SettingsError(not_yaml(path, problem)) from None
    if repeated := repeated_key(path, tree):
        raise SettingsError(repeated)
    if not isinstance(values, dict):
        raise SettingsError(
            f"{path}: found no keys; expected at least `community:` with id and name"
        )
    try:
        settings = msgspec.convert(values, Settings)
    except msgspec.ValidationError as problem:
        raise SettingsError(explained(path, tree, values, str(problem), Settings)) from None
    return _checked(path, tree, settings)


def _checked(path: Path, tree: yaml.Node | None, settings: Settings) -> Settings:
    """The settings, when the values that no type can check are right as well."""

    def refuse(key: str, found: object, allowed: str) -> SettingsError:
        line = line_of(tree, key.split("."))
        return SettingsError(f"{path}:{line}: {key}: found {found!r}; allowed: {allowed}")

    community = settings.community
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", community.id):
        raise refuse("community.id", community.id, "lower-case letters, digits and single dashes")
    try:
        ZoneInfo(community.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # Etc/GMT+1 lies west of Greenwich, which nobody means who writes GMT+1.
        known = sorted(zone for zone in available_timezones() if not zone.startswith("Etc/"))
        near = [zone for zone in known if zone.endswith(f"/{community.time_zone}")]
        meant = f" (did you mean {near[0]}?)" if near else ""
        raise refuse(
            "community.time_zone",
            community.time_zone,
            f"a name such as Europe/Amsterdam or UTC{meant}",
        ) from None
    if community.site_url and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", community.site_url):
        raise refuse(
            "community.site_url", community.site_url, "an address such as https://a.example"
        )
    if community.join_url and not re.fullmatch(
        r"https?://[^\s/]+(/\S*)?|mailto:\S+", community.join_url
    ):
        raise refuse(
            "community.join_url", community.join_url, "an address such as https://a.example/signup"
        )
    if community.colour and not re.fullmatch("#[0-9A-Fa-f]{6}", community.colour):
        raise refuse("community.colour", community.colour, 'six hex digits such as "#1F5B57"')
    if community.choices_url and not re.fullmatch(
        r"https://[^\s/?#]+(/[^\s?#]*)?", community.choices_url
    ):
        raise refuse(
            "community.choices_url", community.choices_url, "an address that begins with https://"
        )
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", community.manager.email):
        raise refuse("community.manager.email", community.manager.email, "one e-mail address")
    for number, question in enumerate(settings.consent_questions):
        for purpose in question.purposes:
            if purpose not in PURPOSES:
                raise refuse(f"consent_questions.{number}.purposes", purpose, ", ".join(PURPOSES))
    for number, log in enumerate(settings.activity_logs):
        if log.missing:
            raise refuse(
                f"activity_logs.{number}.columns",
                ", ".join(log.columns) or "nothing",
                log.missing,
            )
    for key, value in msgspec.structs.asdict(settings.thresholds).items():
        if value < 0:
            raise refuse(f"thresholds.{key}", value, "zero or more")
    for key, value in msgspec.structs.asdict(settings.retention).items():
        if value < 0:
            raise refuse(f"retention.{key}", value, "weeks, zero or more")
    for key in ("active_lately_quantile", "weak_weight", "shared_topic_share"):
        value = getattr(settings.thresholds, key)
        if not 0 < value <= 1:
            raise refuse(f"thresholds.{key}", value, "a share above 0, at most 1")
    if settings.recommender.cap < 1:
        raise refuse("recommender.cap", settings.recommender.cap, "1 or more")
    if not 0 <= settings.recommender.floor <= 1:
        raise refuse("recommender.floor", settings.recommender.floor, "from 0 to 1")
    if not 0 <= settings.recommender.held_out <= 0.5:
        raise refuse("recommender.held_out", settings.recommender.held_out, "from 0 to 0.5")
    return settings
