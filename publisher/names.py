"""Who may be named where, and texts in which nobody else is.

A book of names knows every way an account can be recognised (name, handle, address, page) and what
each member said yes to. The same book cleans texts before they reach a page and reads the finished
pages again in the scan, so nothing can pass the one and fail the other by a different spelling.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from publisher.catalogs import Catalog
from publisher.private_text import MENTION, contacts, plain, without_contacts
from publisher.readings import decoded
from publisher.slugs import latin_words

_WORD = re.compile(r"\w+")
_CONTRACTION = re.compile(r"['’](?!s\b)\w")
_HANDLE = re.compile(r"\w(?:[\w.-]{0,62}\w)?")
_GREETING = re.compile(
    r"(?:^|[.!?…]\s+)(?:hello|hi|hey|hallo|hoi|dag|dear|welcome|welkom|willkommen|bienvenue|bonjour"
    r"|salut|bienvenida|bienvenido|hola|ciao|benvenuta|benvenuto|olá|oi|hej|hei|cześć|γεια|kia ora"
    r"|thank you|thanks|merci|danke|dank je|gracias)\s+$",
    re.IGNORECASE,
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_PROFILE = re.compile(r"/(?:u|user|users|profile|profiles|member|members|people|@)/?([^/?#]+)")


@dataclass(frozen=True)
class Account:
    """The ways one account can be recognised; unknown is None."""

    member_id: str
    name: str | None
    handle: str | None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Found:
    """Somebody recognised in a text."""

    start: int
    end: int
    kind: str
    """name (two words or more), one-word name, handle, mention."""
    text: str
    member_ids: frozenset[str]


class NameBook:
    """All accounts, and the purposes each member said yes to.

    house: the words of the site itself (the community's name, the theme's own sentences). A member
    who calls themselves "How to join" must not be able to stop every publication.
    """

    def __init__(
        self,
        accounts: Iterable[Account],
        purposes: Mapping[str, frozenset[str]],
        *,
        house: Iterable[str] = (),
        sentences: Catalog | None = None,
    ) -> None:
        say = (sentences or NullTranslations()).gettext
        self.somebody = say("a member")
        """What stands in place of a name without a yes."""
        self.team = say("the team")
        self._contacts = {"[a link]": say("[a link]"), "[an address]": say("[an address]"),
                          "[a number]": say("[a number]")}  # fmt: skip
        self._purposes = dict(purposes)
        texts = (*house, self.somebody, self.team)
        self._house = "".join(f" {' '.join(_folded_words(text))} " for text in texts)
        # By the first two words, so that a thousand Marias cost nothing.
        self._names: dict[tuple[str, str], dict[tuple[str, ...], set[str]]] = defaultdict(dict)
        self._single: dict[str, set[str]] = defaultdict(set)
        self._handles: dict[str, set[str]] = defaultdict(set)
        self._telling_handles: dict[str, set[str]] = defaultdict(set)
        self._unspaced: dict[str, set[str]] = defaultdict(set)
        self._called: dict[str, set[str]] = defaultdict(set)
        self._urls: dict[str, set[str]] = defaultdict(set)
        self.emails: dict[str, set[str]] = defaultdict(set)
        for account in accounts:
            self._add(account)
        # Whoever is found by name is found by its first word.
        self._firsts = {first for first, _ in self._names} | self._single.keys()
        self._unspaced_pattern = (
            re.compile("|".join(map(re.escape, sorted(self._unspaced, key=len, reverse=True))))
            if self._unspaced
            else None
        )

    @property
    def nobody_in_particular(self) -> frozenset[str]:
        """What may stand in a person's place without a yes."""
        return frozenset({self.somebody, _begun(self.somebody), self.team, _begun(self.team)})

    @cached_property
    def digest(self) -> bytes:
        """A digest of all names and yeses: two books with the same one read pages alike."""
        parts = (
            self._purposes, self._names, self._single, self._handles, self._telling_handles,
            self._unspaced, self._urls,
        )  # fmt: skip
        digest = hashlib.sha256(self._house.encode())
        for part in parts:
            for key in sorted(part, key=str):
                value = part[key]  # type: ignore[index]
                readable = (
                    sorted(map(str, value))
                    if not isinstance(value, dict)
                    else sorted((str(name), sorted(owners)) for name, owners in value.items())
                )
                digest.update(repr((key, readable)).encode())
        return digest.digest()

    def may_name(self, member_id: str, *purposes: str) -> bool:
        """Whether the member said yes to at least one of the purposes."""
        return not self._purposes.get(member_id, frozenset()).isdisjoint(purposes)

    def find(self, text: str) -> Iterator[Found]:
        """Everybody recognised in the text, in the order of reading; the house's words are not."""
        if not self._may_hold(text):
            return
        taken_to = 0
        for found in sorted(self._find(text), key=lambda each: (each.start, -each.end)):
            if found.start >= taken_to:
                taken_to = found.end
                yield found

    def cleaned(self, text: str | None, *, allowed: Collection[str] = ()) -> str:
        """The text in one line with "a member" for everybody outside `allowed`, and no contacts.

        An @mention of somebody the book does not know is replaced too. A bare one-word name stays:
        too many of them are words.
        """
        line = self._without_contacts(text)
        for found in reversed(list(self.find(line))):
            if found.kind != "one-word name" and found.member_ids.isdisjoint(allowed):
                before = line[: found.start]
                line = before + self._somebody(before) + line[found.end :]
        return line

    def quoted(
        self, text: str | None, *, allowed: Collection[str] = (), near: Collection[str] = ()
    ) -> str:
        """The text as `cleaned` gives it, and also without the first names of those `near`.

        near: members who are in the same conversation, so that a word which is part of their name
        means them. Whom a reply begins by addressing is left out; a greeting goes on without them.
        """
        line = self._without_contacts(text)
        while line.startswith("@") and (first := next(self.find(line), None)) and not first.start:
            line = line[first.end :].lstrip(" ,:;–-")
            # A name the book writes otherwise: what is left of it goes with its beginning.
            if (left := next(_runs(line, self._called_of(near)), None)) and not left[0]:
                line = line[left[1] :].lstrip(" ,:;–-")
        called = self._called_of(set(near) - set(allowed))
        for start, end in reversed(list(_runs(line, called))):
            before, after = line[:start].removesuffix("@"), line[end:]
            if re.search(r",\s*$", before) and re.match(r"\s*(?:[,.;!?…)]|$)", after):
                line = re.sub(r",\s*$", "", before) + after
            elif _GREETING.search(before) and re.match(r"\s*(?:[,.;:!?…]|$)", after):
                line = before.rstrip() + after
            else:
                line = before + self._somebody(before) + after
        return self.cleaned(line, allowed=allowed)

    def names_near(
        self, text: str | None, near: Collection[str], *, allowed: Collection[str] = ()
    ) -> bool:
        """Whether a word of the text is part of the name of somebody `near` who is not allowed."""
        called = self._called_of(set(near) - set(allowed))
        return any(True for _ in _runs(plain(text or ""), called))

    def shown_name(self, name: str | None, handle: str | None) -> str:
        """A member's name as it may stand in a person's place, at most 60 letters."""
        for candidate in (name, handle):
            line = plain(candidate or "")[:60].strip()
            if any(sign.isalnum() for sign in line) and self._without_contacts(line) == line:
                return line
        return self.somebody

    def owner_of(self, url: str) -> frozenset[str]:
        """The members whose page the address is, or names in its path."""
        exact = self._urls.get(_bare_url(url), set())
        named: set[str] = set()
        for part in _PROFILE.findall(unquote(urlsplit(url).path)):
            named |= self._handles.get(part.strip("@").casefold(), set())
        return frozenset(exact | named)

    def safe_url(self, url: str | None, *, allowed: Collection[str] = ()) -> str:
        """The address when it is a web address that gives nobody else away; else empty."""
        if not url or not re.match(r"https?://[^\s<>\"'\\]+$", url, re.IGNORECASE):
            return ""
        if urlsplit(url).username or "@" in urlsplit(url).netloc:
            return ""
        owners = self.owner_of(url)
        if owners and owners.isdisjoint(allowed):
            return ""
        words = re.sub(
            r"[-_/+.?&=#]+", " ", unquote(urlsplit(url).path + " " + urlsplit(url).query)
        )
        telling = (f for f in self.find(words) if f.kind != "one-word name")
        return "" if any(f.member_ids.isdisjoint(allowed) for f in telling) else url

    def _add(self, account: Account) -> None:
        name = plain(unicodedata.normalize("NFC", account.name or ""))
        words = tuple(_folded_words(name))
        self._called[account.member_id] |= {
            word for word in words if len(word) >= 3 or _UNSPACED.match(word)
        }
        if self._is_house(words):
            pass
        elif len(words) >= 2 and sum(map(len, words)) >= 4:
            # As it is written, and as it stands in the address of a page: Rössner is rossner there.
            for spelled in {words, latin_words(name)}:
                if len(spelled) >= 2:
                    by_name = self._names[spelled[0], spelled[1]]
                    by_name.setdefault(spelled, set()).add(account.member_id)
        elif len(words) == 1 and _UNSPACED.search(name) and len(name) >= 3:
            self._unspaced[name].add(account.member_id)
        elif len(words) == 1 and len(words[0]) >= 3:
            self._single[words[0]].add(account.member_id)
        if account.handle:
            handle = account.handle.strip().lstrip("@")
            self._handles[handle.casefold()].add(account.member_id)
            if _is_telling(handle, words) and not self._is_house(tuple(_folded_words(handle))):
                self._telling_handles[handle.casefold()].add(account.member_id)
        if account.url:
            self._urls[_bare_url(account.url)].add(account.member_id)
        if account.email:
            self.emails[account.email.strip().casefold()].add(account.member_id)

    def _somebody(self, before: str) -> str:
        begins = not before.strip() or before.rstrip().endswith((".", "!", "?", "…"))
        return _begun(self.somebody) if begins else self.somebody

    def _without_contacts(self, text: str | None) -> str:
        line = without_contacts(self._opened(plain(unicodedata.normalize("NFC", text or ""))))
        for english, said in self._contacts.items():
            line = line.replace(english, said)
        return line

    def _opened(self, line: str) -> str:
        """The line decoded, where that tells of more people or contacts; else as it is."""
        read = plain(decoded(line))
        return read if read != line and self._told(read) - self._told(line) else line

    def _told(self, line: str) -> set[str]:
        return {found.text for found in self.find(line)} | set(contacts(line))

    def _called_of(self, member_ids: Collection[str]) -> frozenset[str]:
        return frozenset(word for each in member_ids for word in self._called.get(each, ()))

    def _may_hold(self, text: str) -> bool:
        """False when `_find` would find nobody; quick, because it is asked of every text."""
        is_ascii = text.isascii()
        words = _WORD.findall(text.lower()) if is_ascii else _folded_words(text)
        return (
            "@" in text
            or not self._firsts.isdisjoint(words)
            # Each by itself: folding can put a sign into a word that ends it.
            or not self._telling_handles.keys().isdisjoint(map(str.casefold, _HANDLE.findall(text)))
            or (not is_ascii and _UNSPACED.search(text) is not None)
        )

    def _find(self, text: str) -> Iterator[Found]:
        words = [(_fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
        for at, (word, start, end) in enumerate(words):
            follower = words[at + 1][0] if at + 1 < len(words) else ""
            for sequence, member_ids in self._names.get((word, follower), {}).items():
                last = at + len(sequence) - 1
                if (
                    last < len(words)
                    and all(words[at + n][0] == part for n, part in enumerate(sequence))
                    and _close(text, words[at : last + 1])
                ):
                    stop = words[last][2]
                    # "@Ana Silva" is one mention, not "@Ana" and a Silva left over.
                    start -= bool(MENTION.match(text, start - 1)) if start else 0
                    yield Found(start, stop, "name", text[start:stop], frozenset(member_ids))
            if word in self._single and not _CONTRACTION.match(text, end):
                owners = frozenset(self._single[word])
                yield Found(start, end, "one-word name", text[start:end], owners)
        for match in MENTION.finditer(text):
            owners = frozenset(self._handles.get(match.group(1).casefold(), set()))
            yield Found(match.start(), match.end(), "mention", match.group(), owners)
        if self._telling_handles:
            for match in _HANDLE.finditer(text):
                known = self._telling_handles.get(match.group().casefold())
                if known:
                    owners = frozenset(known)
                    yield Found(match.start(), match.end(), "handle", match.group(), owners)
        if self._unspaced_pattern:
            for match in self._unspaced_pattern.finditer(text):
                owners = frozenset(self._unspaced[match.group()])
                yield Found(match.start(), match.end(), "name", match.group(), owners)

    def _is_house(self, words: tuple[str, ...]) -> bool:
        # "10 members" is the house's too: its figures change, its words do not.
        spoken = " ".join(word for word in words if not word.isdigit())
        return not spoken or f" {spoken} " in self._house


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _is_telling(handle: str, name_words: tuple[str, ...]) -> bool:
    """Whether the bare handle, without an @, can only mean this account and is no common word."""
    if len(handle) < 5:
        return False
    shaped = (
        (any(sign.isdigit() for sign in handle) and any(sign.isalpha() for sign in handle))
        or "_" in handle
        or re.search(r"\w[.-]\w", handle) is not None
        or re.search(r"[a-z][A-Z]", handle) is not None
    )
    return shaped or (len(name_words) >= 2 and _fold(handle) == "".join(name_words))


def _close(text: str, words: list[tuple[str, int, int]]) -> bool:
    """Whether the words follow one another like a name: a space, a dash, an apostrophe, a point."""
    for (_, _, end), (_, start, _) in pairwise(words):
        between = text[end:start]
        if len(between) > 3 or "\n" in between or re.search(r"[!?:;,()\[\]|]", between):
            return False
    return True


def _runs(text: str, called: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where words that somebody is called by follow one another, each with a capital."""
    run: tuple[int, int] | None = None
    for match in _WORD.finditer(text):
        word = match.group()
        is_name = _fold(word) in called and not word[0].islower()
        if is_name and run and text[run[1] : match.start()] in (" ", "-"):
            run = (run[0], match.end())
            continue
        if run:
            yield run
        run = match.span() if is_name else None
    if run:
        yield run


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _folded_words(text: str) -> list[str]:
    return [_fold(word) for word in _WORD.findall(text)]


def _bare_url(url: str) -> str:
    parts = urlsplit(unquote(url.strip()).casefold())
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}".rstrip("?")
