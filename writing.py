"""Texts about people: begun, approved, nominated. The rooms put together for their tasks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import msgspec

from analytics.errors import AnalyticsError
from analytics.members import Named, find_member
from analytics.members import member_accounts as accounts_of
from analytics.snapshot import never_pairs
from analytics.warehouse import Warehouse
from ledger import Ledger
from ledger.reviews import text_sha256
from line import (
    ROOT,
    Place,
    community_info,
    drawn_lines,
    introduction_outcomes,
    member_accounts,
    people_of,
    public_rows,
    read_texts,
)
from publisher.approved import TextState
from publisher.errors import PublishError
from publisher.questions import question
from publisher.rows import both_ways
from publisher.slugs import latin_words
from publisher.to_ask import Nomination, ProposedCircle, StoryToAsk, ToAsk, to_ask
from publisher.written import CIRCLES, FOLDERS, Text

CONTENT = ROOT / "content"
_LONGEST_SLUG = 40


class NoSuchText(PublishError):
    """A text that is not there, with those that are."""


@dataclass(frozen=True)
class Approval:
    """What `approve` wrote down."""

    text: Text
    name: str
    is_new: bool


def what_to_ask(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    texts: tuple[TextState, ...] = (),
    problems: tuple[str, ...] = (),
) -> ToAsk:
    """Whom to ask for a page, and the texts that wait. texts: as the site was last made."""
    as_of = warehouse.value("select as_of from meta.parameters")
    assert isinstance(as_of, datetime)
    info = community_info(place.settings)
    return to_ask(
        warehouse.frame,
        info,
        content=CONTENT,
        as_of=as_of,
        consents=ledger.member_consents(member_accounts(warehouse)),
        approvals=ledger.approvals(),
        outcomes=introduction_outcomes(warehouse, ledger),
        apart=both_ways(never_pairs(warehouse, *drawn_lines(ledger))),
        texts=texts,
        problems=problems,
        nominations=(
            Nomination(row["account_id"], row["said_at"], row["words"] or "")
            for row in ledger.nominations().to_pylist()
        ),
    )


def begin_spotlight(place: Place, warehouse: Warehouse, named: Named) -> tuple[Path, bool]:
    """The file of the member's spotlight, and whether it is new."""
    language = _language(warehouse, named.member_id)
    title = named.display_name or "A member"
    headings = question(CONTENT, language, "headings").splitlines()
    body = "".join(f"\n## {each}\n\n" for each in headings)
    text = f"Member: {named.account_id}\nTitle: {_one_line(title)}\n{body}"
    file = place.texts / FOLDERS["spotlight"] / f"{_slug(title, named)}.md"
    return file, _begin(file, text)


def begin_story(
    place: Place, warehouse: Warehouse, one: str, other: str, introduced: str = ""
) -> tuple[Path, bool]:
    """The file of the two members' story, and whether it is new."""
    pair = [find_member(warehouse, each) for each in (one, other)]
    names = [each.display_name or "A member" for each in pair]
    language = _language(warehouse, pair[0].member_id)
    title = question(CONTENT, language, "story title", name=names[0], other=names[1])
    head = [f"Members: {pair[0].account_id}, {pair[1].account_id}", f"Title: {_one_line(title)}"]
    if introduced:
        head.append(f"Introduced: {introduced}")
    body = "".join(f"\n## {_one_line(name)}\n\n" for name in names)
    slugs = (_slug(name, named) for name, named in zip(names, pair, strict=True))
    file = place.texts / FOLDERS["story"] / f"{'-and-'.join(slugs)[:60].strip('-')}.md"
    return file, _begin(file, "\n".join(head) + f"\n{body}")


def begin_circle(
    place: Place, circle: ProposedCircle, *, starts: datetime, ends: datetime, where: str
) -> tuple[Path, bool]:
    """The file of a proposed circle with its day and place, and whether it is new."""
    words = "-".join(latin_words(circle.topic))[:_LONGEST_SLUG].strip("-") or "circle"
    file = place.texts / CIRCLES / f"{words}-{starts:%Y-%m-%d}.yaml"
    rows = {
        "title": circle.topic[:1].upper() + circle.topic[1:],
        "starts": f"{starts:%Y-%m-%dT%H:%M}",
        "ends": f"{ends:%Y-%m-%dT%H:%M}",
        "where": where,
        "about": "",
        "bring": "",
        "plan": [],
        "members": list(circle.account_ids),
    }
    text = msgspec.yaml.encode(rows).decode()
    return file, _begin(file, text)


def approve(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    subject: str,
    *,
    member: str | None = None,
    said_at: datetime | None = None,
    wording: str | None = None,
    is_approved: bool = True,
) -> Approval:
    """What was written down: that the member approves the text as it is now, or no longer does.

    member may be left out where a text has one. Raises NoSuchText, or the errors of `find_member`.
    """
    text = find_text(place, subject)
    if member is None and len(text.members) > 1:
        raise NoSuchText(
            f"{text.subject}: two members tell it; say whose yes this is: "
            + " or ".join(f"--member {name}" for name in text.members)
        )
    named = find_member(warehouse, member or text.members[0])
    may = [find_member(warehouse, name) for name in (*text.members, text.quote_by) if name]
    if named.member_id not in {each.member_id for each in may}:
        raise NoSuchText(
            f"{text.subject}: {named.choice} neither tells it nor is quoted; expected one of "
            + ", ".join(each.choice for each in may)
        )
    if is_approved and (empty := [each.heading for each in text.sections if not each.html]):
        raise NoSuchText(f"{text.subject}: nothing stands below “{empty[0]}”; write it first")
    now = datetime.now(UTC)
    zone = place.settings.zone
    if said_at is not None and said_at.astimezone(zone).date() == now.astimezone(zone).date():
        said_at = min(said_at, now)
    if said_at is not None and said_at > now:
        raise NoSuchText(f"{text.subject}: {said_at.date()} has not come yet; say when it was")
    new = ledger.record_approval(
        text.kind,
        text.subject,
        named.account_id,
        text.said,
        is_approved=is_approved,
        source=f"approve task: {wording}" if wording else "approve task",
        now=said_at or now,
    )
    return Approval(text, named.display_name or named.choice, bool(new))


def find_text(place: Place, subject: str) -> Text:
    """The text called so: spotlights/ana.md, or its path. Raises NoSuchText with those known."""
    written = read_texts(place)
    for text in written.texts:
        if subject in (text.subject, str(place.texts / text.subject), text.slug):
            return text
    known = ", ".join(text.subject for text in written.texts) or "none yet"
    broken = "".join(f"\n{each}" for each in written.problems)
    raise NoSuchText(f"{subject}: no such text; there are: {known}{broken}")


def record_front_matter(place: Place, warehouse: Warehouse, ledger: Ledger) -> list[str]:
    """A line for each approval that the header of a text says and the ledger did not know.

    `Approved: 2026-11-03, by mail` counts for all members of the text, for the words that stood
    there when it was first read. A later edit voids it, and takes a later day, or `./do approve`.
    """
    told = []
    for text in read_texts(place).texts:
        if not text.approved:
            continue
        day, _, how = text.approved.partition(",")
        try:
            said_at = datetime.fromisoformat(day.strip())
        except ValueError:
            told.append(
                f"{text.subject}: Approved: found {day.strip()[:40]!r}, expected a day such as "
                "2026-11-03; it counts for nothing"
            )
            continue
        if len(day.strip()) == len("2026-11-03"):
            said_at = datetime.combine(said_at.date(), time(0, 0))
        said_at = said_at if said_at.tzinfo else said_at.replace(tzinfo=place.settings.zone)
        if said_at > datetime.now(UTC):
            told.append(f"{text.subject}: Approved: {day.strip()} has not come yet")
            continue
        told += _recorded(warehouse, ledger, text, said_at, how.strip())
    return told


def note_nomination(
    warehouse: Warehouse, ledger: Ledger, member: str, *, by: str | None, why: str | None
) -> tuple[str, bool]:
    """The name of who was nominated, and whether that was new."""
    named = find_member(warehouse, member)
    now = datetime.now(UTC)
    is_new = ledger.record_nomination(
        named.account_id,
        by_account_id=find_member(warehouse, by).account_id if by else None,
        words=_one_line(why or "") or None,
        source="spotlight task",
        said_at=now,
        now=now,
    )
    return named.display_name or named.choice, bool(is_new)


def text_states(
    place: Place, warehouse: Warehouse, ledger: Ledger
) -> tuple[tuple[TextState, ...], tuple[str, ...]]:
    """Where each text stands now, and a line for each that cannot be read."""
    as_of = warehouse.value("select as_of from meta.parameters")
    assert isinstance(as_of, datetime)
    rows = public_rows(place, warehouse, ledger, people_of(warehouse, ledger, as_of))
    return rows.texts, rows.problems


def questions_for(warehouse: Warehouse, found: ToAsk, place: Place, named: Named) -> str:
    """The three questions to send to a member, in their language, on the list or not."""
    for each in found.spotlights:
        if each.member_id == named.member_id:
            return each.text
    language = _language(warehouse, named.member_id)
    community = community_info(place.settings)
    return question(
        CONTENT,
        language,
        "spotlight",
        name=_one_line(named.display_name or "") or "you",
        because=question(CONTENT, language, "nominated"),
        manager=community.manager_name,
        community=community.name,
    )


def find_story(found: ToAsk, members: frozenset[str]) -> StoryToAsk | None:
    """The story of these two, if they are on the list."""
    return next((each for each in found.stories if frozenset(each.member_ids) == members), None)


def _recorded(
    warehouse: Warehouse, ledger: Ledger, text: Text, said_at: datetime, how: str
) -> list[str]:
    told = []
    for name in text.members:
        try:
            named = find_member(warehouse, name)
        except AnalyticsError:
            continue  # The build says so where it tells why the text is not shown.
        last = [
            word
            for account_id in accounts_of(warehouse, named.member_id)
            if (word := ledger.last_word(text.kind, text.subject, account_id))
        ]
        # What was said at that moment or later was said of the words that stood there then.
        if any(word.decided_at >= said_at for word in last):
            continue
        if any(word.text_sha256 == text_sha256(text.said) and word.is_approved for word in last):
            continue
        ledger.record_approval(
            text.kind,
            text.subject,
            named.account_id,
            text.said,
            source=f"header: {how}" if how else "header",
            now=said_at,
        )
        told.append(f"{text.subject}: approved by {named.display_name} on {said_at.date()}")
    return told


def _language(warehouse: Warehouse, member_id: str) -> str | None:
    found = warehouse.value(
        "select language from marts.members where member_id = $member_id", member_id=member_id
    )
    return str(found) if found else None


def _slug(name: str, named: Named) -> str:
    words = "-".join(latin_words(name))[:_LONGEST_SLUG].strip("-")
    return words or f"member-{hashlib.sha256(named.member_id.encode()).hexdigest()[:8]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _begin(file: Path, text: str) -> bool:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        return False
    return True
