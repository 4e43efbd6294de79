"""What a reply says: the words we understand at its top, and the rest, which is for people.

A word counts alone in its line, at the top of what the member wrote themselves. Whatever stands
further down, is quoted, or is part of a sentence, is left for the manager to read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from digest.vocabulary import (
    BEFORE_A_REASON,
    BEGINNINGS,
    FAREWELLS,
    GREETINGS,
    PHONE_SIGNATURES,
    PHRASE_WORDS,
    POLITE,
    Word,
    folded,
)

MOST_WORDS_READ = 5
"""Lines of words in one reply; nobody needs more."""
_LONGEST_LINE = 120
_LONGEST_GREETING = 5
_LONGEST_NAME = 6
_NUMBER = re.compile(r"(?:invitation |#)?(\d{1,4})")
_DAY = re.compile(r"(20\d{2})-(\d{2})-(\d{2})")
_BEFORE_WHY = re.compile(rf"[:,;(–—]|\s-\s|\b(?:{'|'.join(BEFORE_A_REASON)})\b", re.IGNORECASE)
# Looked for anywhere in what is left to the manager, so that they read it first.
_PERHAPS_NO = re.compile(
    r"\b(?:unsubscribe|stop|remove|opt out|spam|gdpr|leave me|delete me|no more|don t want"
    r"|afmelden|uitschrijven|verwijder|geen (?:brieven|mail)|avg"
    r"|abmelden|abbestellen|loschen|austragen|keine (?:weiteren|mails?|briefe)|dsgvo"
    r"|desabonn\w*|desinscri\w*|supprim\w*|rgpd|arret\w*"
    r"|baja|borra\w*|elimina\w*|dejen? de|no quiero|unwelcome|ongewenst|unerwunscht|harass\w*)\b"
)


@dataclass(frozen=True)
class Said:
    """One word, and what stood behind it."""

    word: Word
    name: str = ""
    """Whom or what it is about, folded; empty when nothing stood there."""
    number: int | None = None
    """Of a yes or a no: the invitation it answers."""
    until: date | None = None
    """Of a pause."""
    line: str = ""
    """As it was written."""
    why: str = ""
    """Of a nomination, as it was written; empty when nothing stood there."""


@dataclass(frozen=True)
class Understood:
    """A reply, read."""

    said: tuple[Said, ...]
    rest: str
    """What is left for the manager; empty when the words are all there is."""

    @property
    def may_be_a_no(self) -> bool:
        """Whether the rest sounds as if somebody wanted to be left in peace."""
        return bool(_PERHAPS_NO.search(folded(self.rest)))


def understood(own_text: str, own_names: Collection[str] = ()) -> Understood:
    """The words at the top of the member's own text, and the rest of it.

    own_names: what the member and the manager go by; below a word they are a signature, behind it
    an address.
    """
    names = {part for name in own_names for part in folded(name).split()}
    lines = [line.strip() for line in own_text.splitlines()]
    said: list[Said] = []
    place = 0
    while place < len(lines) and len(said) < MOST_WORDS_READ:
        line = lines[place]
        if line:
            found = _said_in(line, names)
            if found is None and (said or not _is_greeting(line)):
                break
            # A subject and the line below it often say the same.
            said += [found] if found and not _is_said(found, said) else []
        place += 1
    rest = "\n".join(lines[place:]).strip()
    if said and _is_farewell(rest, names):
        rest = ""
    if not said:
        rest = own_text.strip()
    if rest:
        # "Yes", and then a condition, is not the yes that was asked for.
        said = [each for each in said if each.word != "yes"] if said else []
        rest = own_text.strip() if not said else rest
    if any(each.word in ("no", "stop") for each in said):
        said = [each for each in said if each.word != "yes"]
    return Understood(tuple(said), rest)


def _is_said(found: Said, said: list[Said]) -> bool:
    return any((one.word, one.name) == (found.word, found.name) for one in said)


def without_phone_signature(text: str) -> str:
    """The text up to the line that a telephone or a mail program added."""
    kept = []
    for line in text.splitlines():
        if any(folded(line).startswith(beginning) for beginning in PHONE_SIGNATURES):
            break
        kept.append(line)
    return "\n".join(kept).strip()


def _said_in(line: str, names: Collection[str]) -> Said | None:
    if len(line) > _LONGEST_LINE or line.startswith(">"):
        return None
    written = folded(line)
    if word := PHRASE_WORDS.get(written):
        return Said(word, line=line)
    polite = _without_politeness(_without_greeting(written), names)
    if word := PHRASE_WORDS.get(polite):
        return Said(word, line=line)
    if day := _DAY.search(line):
        before = folded(line[: day.start()]).split()
        if before and len(before) <= _LONGEST_GREETING and PHRASE_WORDS.get(before[0]) == "pause":
            try:
                return Said("pause", until=date(*map(int, day.groups())), line=line)
            except ValueError:
                return None
    first, _, behind = polite.partition(" ")
    if (number := _NUMBER.fullmatch(behind)) and PHRASE_WORDS.get(first) in ("yes", "no"):
        return Said(PHRASE_WORDS[first], number=int(number[1]), line=line)
    if nomination := _nomination_in(line):
        return nomination
    for beginning, word in BEGINNINGS:
        name = written.removeprefix(beginning)
        if name != written and len(name.split()) <= _LONGEST_NAME:
            return Said(word, name=name, line=line)
    return None


def _nomination_in(line: str) -> Said | None:
    """Whom the line nominates, and why: after a mark or a word such as *because*."""
    for end in (*(found.start() for found in _BEFORE_WHY.finditer(line)), len(line)):
        written = _without_greeting(folded(line[:end]))
        for beginning, word in BEGINNINGS:
            name = written.removeprefix(beginning)
            if word == "nominate" and name != written and len(name.split()) <= _LONGEST_NAME:
                why = line[end:].strip(" \t:,;.(–—-")
                return Said(word, name=name, line=line, why="" if folded(why) in POLITE else why)
    return None


def _without_politeness(text: str, names: Collection[str]) -> str:
    changed = True
    while changed:
        changed = False
        for polite in POLITE:
            if text.startswith(polite + " "):
                text, changed = text[len(polite) + 1 :], True
            if text.endswith(" " + polite):
                text, changed = text[: -len(polite) - 1], True
        words = text.split()
        if len(words) > 1 and words[-1] in names:
            text, changed = " ".join(words[:-1]), True
        elif len(words) > 1 and words[0] in names:
            text, changed = " ".join(words[1:]), True
    return text


def _without_greeting(written: str) -> str:
    found = [each for each in GREETINGS if written.startswith(each + " ")]
    return written[len(max(found, key=len)) + 1 :] if found else written


def _is_greeting(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    written = folded(line)
    is_short = len(written.split()) <= _LONGEST_GREETING
    return is_short and (written in GREETINGS or _without_greeting(written) != written)


def _is_farewell(rest: str, names: Collection[str]) -> bool:
    """Whether nothing is left but thanks, a farewell and the member's name."""
    for line in filter(None, map(folded, rest.splitlines())):
        is_name = all(part in names for part in line.split())
        is_polite = line in FAREWELLS or line in POLITE or PHRASE_WORDS.get(line) == "thanks"
        if not (is_name or is_polite):
            return False
    return True
