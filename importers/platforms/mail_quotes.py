"""A mail's own words: without what it quotes, the signature and what the list adds below."""

from __future__ import annotations

import re

from importers.platforms.mail import sender_in
from importers.reading.text import tidy

_QUOTED = re.compile(r"\s{0,3}>")
_SAYS = (
    r"wrote|writes|said|schrieb|schreibt|a écrit|écrit|escribió|escreveu|ha scritto|scrisse"
    r"|schreef|skrev|napisał\(a\)|napisał|kirjoitti|пишет|написал"
)
# "On Thu, 1 Jan 2026, Ana Lima wrote:", "Ana Lima <ana@table.example> writes:"
_SAID = re.compile(rf"^(?P<before>.{{1,300}}?)\s*\b(?:{_SAYS})\s*:$", re.IGNORECASE)
# "Am 1.1.2026 um 10:00 schrieb Ana Lima:", "Ana Lima schrieb am 1.1.2026 um 10:00:"
_SAID_BY = re.compile(
    rf"^(?P<before>.{{0,200}}?)\s*\b(?:{_SAYS})\s+(?P<after>.{{1,200}}):$", re.IGNORECASE
)
# "2026-01-01 10:00 GMT+01:00 Ana Lima <ana@table.example>:", as Gmail wrote it for some years
_SENT = re.compile(
    r"^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} (?:GMT|UTC)\S{0,6} (?P<before>.{1,200}[@ ].{1,100}):$"
)
_DATED = re.compile(
    r"^(?:on|am|at|le|el|em|il|op|den|w dniu|dnia)\s|\d{1,2}[:.h]\d{2}|\d{4}", re.IGNORECASE
)
_BEGINS_DATED = re.compile(
    r"\s*(?:(?:on|am|at|le|el|em|il|op|den|w dniu|dnia)\s.{0,25}\d|\d{1,4}[-./])", re.IGNORECASE
)
_FORWARDED = re.compile(
    r"^(?:-{3,60}|_{10,60}) ?(?:original message|forwarded message|original appointment"
    r"|ursprüngliche nachricht|weitergeleitete nachricht|mensaje original|message d'origine"
    r"|messaggio originale|mensagem original|oorspronkelijk bericht)?"
    r" ?-{0,60}$|^begin forwarded message:$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\*?(?:from|von|de|da|van|från)\s?:\*? ?(.{1,200})$", re.IGNORECASE)
_BELOW_FROM = re.compile(
    r"^\*?(?:sent|date|to|subject|gesendet|datum|an|betreff|enviado|envoyé|para|à|objet|asunto"
    r"|verzonden|aan|onderwerp)\s?:",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^(?:-- ?|-=-=-[-=]{5,}|--~--~-{3,}.*|_{40,})$")
_LONGEST_SIGNATURE = 15
"""Lines; what is longer below a line of dashes is part of the mail."""
_NEXT_PART = re.compile(r"^-{10,} next part -{10,}$")
_SCRUBBED = re.compile(
    r"^(?:an? .{1,40} attachment was scrubbed|(?:name|type|size|desc|url)\s?:)", re.I
)
_LONGEST_LINE = 300
"""Characters of a line that may say who wrote; patterns see no longer one."""
_LONGEST_ATTRIBUTION = 3
"""Lines: long addresses break the line that says who wrote."""
_TIMES = re.compile(
    r"^.*\d(?:\S*)(?:\s*[ap]\.?m\.?)?(?:\s*\(?(?:utc|gmt|[a-z]{3,4})\)?(?=\s*,))?", re.I | re.DOTALL
)


def own_words(text: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The text without others' words, and who is quoted: by address, else by name.

    Lines that begin with '>' are others' words, with the line above that says whose; so is all
    below a line such as '-----Original Message-----'.
    """
    if not text:
        return None, ()
    kept: list[str] = []
    authors: dict[str, None] = {}
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        line = lines[place]
        if _QUOTED.match(line):
            if author := _pop_attribution(kept):
                authors[author] = None
            while place < len(lines) and _QUOTED.match(lines[place]):
                place += 1
            continue
        if _SIGNATURE.match(line) and not _begins_forward(lines, place):
            # What follows the next part is another text, as pipermail joins them.
            end = _next_part(lines, place + 1)
            if end == len(lines) or _NEXT_PART.match(lines[end]):
                place = end
                continue
        if _NEXT_PART.match(line):
            place = _below_scrubbed(lines, place + 1)
            continue
        if _begins_forward(lines, place):
            if author := _author_below(lines, place):
                authors[author] = None
            break
        kept.append(line)
        place += 1
    if author := _pop_attribution(kept):
        # An HTML mail's quotation is gone by now; the line above it is left.
        authors[author] = None
    return tidy("\n".join(kept)) or None, tuple(authors)


def _pop_attribution(kept: list[str]) -> str | None:
    """Whom the last lines name as the one who wrote what follows; those lines are taken away."""
    last = len(kept)
    while last > 0 and not kept[last - 1].strip():
        last -= 1
    if last == 0 or not kept[last - 1].rstrip().endswith(":"):
        return None
    matches: dict[int, re.Match[str]] = {}
    for length in range(1, min(_LONGEST_ATTRIBUTION, last) + 1):
        lines = kept[last - length : last]
        if not lines[0].strip() or sum(map(len, lines)) > _LONGEST_LINE:
            break
        said = " ".join(" ".join(lines).split())
        found = _SAID.match(said) or _SAID_BY.match(said) or _SENT.match(said)
        if found is None:
            continue
        matches[length] = found
        if _BEGINS_DATED.match(lines[0]):
            # Where the date stands, the attribution begins.
            break
    if not matches:
        return None
    is_dated = _BEGINS_DATED.match(kept[last - max(matches)])
    length = max(matches) if is_dated else min(matches)
    del kept[last - length :]
    return _author(matches[length])


def _author(found: re.Match[str]) -> str | None:
    """The one named before or after 'wrote': where both sides stand, the side without a date."""
    before, after = found["before"].strip(), found.groupdict().get("after")
    side = before
    if after and (not before or _DATED.search(before)):
        side = after
    sender = sender_in(side)
    if sender.address:
        return sender.address
    name = _TIMES.sub("", side).strip(" ,;:\"'()") if any(c.isdigit() for c in side) else side
    return name.strip(" ,;:\"'") or None


def _begins_forward(lines: list[str], place: int) -> bool:
    """Whether another's mail begins here, with its headers written out."""
    line = _squeezed(lines[place])
    if _FORWARDED.match(line):
        below = [one for text in lines[place + 1 : place + 5] if (one := _squeezed(text))]
        return any(_FROM.match(text) for text in below[:2])
    if not _FROM.match(line):
        return False
    return sum(bool(_BELOW_FROM.match(_squeezed(s))) for s in lines[place + 1 : place + 4]) >= 2


def _squeezed(line: str) -> str:
    """The line with single blanks; nothing when it is too long to say who wrote."""
    return " ".join(line.split()) if len(line) <= _LONGEST_LINE else ""


def _author_below(lines: list[str], place: int) -> str | None:
    for line in lines[place : place + 5]:
        if match := _FROM.match(_squeezed(line)):
            sender = sender_in(match[1])
            return sender.address or sender.name
    return None


def _next_part(lines: list[str], place: int) -> int:
    """Where the part ends, looking no further than a signature reaches; quotations do not count."""
    length = 0
    while place < len(lines) and length <= _LONGEST_SIGNATURE:
        if _NEXT_PART.match(lines[place]):
            break
        length += bool(lines[place].strip()) and not _QUOTED.match(lines[place])
        place += 1
    return place


def _below_scrubbed(lines: list[str], place: int) -> int:
    while place < len(lines) and (
        not lines[place].strip() or _SCRUBBED.match(lines[place].strip().lower())
    ):
        place += 1
    return place
