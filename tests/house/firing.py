"""Pages opened in a browser, every handler fired: what ran, what was asked for elsewhere."""

from __future__ import annotations

import asyncio
import html
import re
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from pathlib import Path

from playwright.async_api import Error, Page, Route, async_playwright

from tests.publisher.serving import FLAGS

TABS = 4
"""So many pages are open at once."""

_CSP = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", re.IGNORECASE)
_FIRE = """
() => {
  addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('a[href]');
    if (link && /^(https?|file|mailto):/.test(link.protocol)) event.preventDefault();
  }, true);
  const events = ['load', 'error', 'mouseover', 'mouseenter', 'pointerenter', 'mousedown', 'focus',
    'focusin', 'blur', 'keydown', 'input', 'change', 'submit', 'paste', 'drop', 'wheel', 'scroll',
    'toggle', 'beforetoggle', 'close', 'animationstart', 'transitionend', 'begin', 'start',
    'loadstart', 'canplay', 'hashchange', 'click'];
  const tried = [...document.querySelectorAll('*')];
  for (const each of tried) {
    if (each.tagName === 'DETAILS') each.open = true;
    for (const name of events)
      each.dispatchEvent(new Event(name, {bubbles: false, cancelable: true}));
    try { each.focus() } catch { }
    const runs = each.getAttribute('href') || each.getAttribute('xlink:href') || '';
    if (runs && !/^(https?:|mailto:|#|\\.|[\\w/-]+(\\.[a-z]{3,4})?(#|$))/.test(runs))
      try { each.click() } catch { }
    if (each.tagName === 'BUTTON' || each.tagName === 'INPUT') try { each.click() } catch { }
  }
  return tried.filter(each => [...each.attributes].some(
    one => /^on/i.test(one.name) || /^\\W*(j\\s*a\\s*v\\s*a|vb)\\s*script:/i.test(one.value)
  )).length;
}
"""


@dataclass
class Fired:
    """What came of opening pages and firing their handlers."""

    pages: int = 0
    runs: Counter[int] = field(default_factory=Counter)
    """By payload, how often it ran."""
    requests: list[str] = field(default_factory=list)
    """Addresses asked for that are not the site's."""
    live: int = 0
    """Elements that have a handler or an address that would run."""


def fire(chromium: str, address: str, pages: Iterable[str]) -> Fired:
    """Each page opened in the browser at this path, and whatever can be fired in it fired."""
    return asyncio.run(_fire(chromium, address, deque(pages)))


async def _fire(chromium: str, address: str, pages: deque[str]) -> Fired:
    fired = Fired()

    async def asked(route: Route) -> None:
        fired.requests.append(route.request.url)
        await route.abort()

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = await browser.new_context(viewport={"width": 1280, "height": 900})
        await context.expose_function(
            "ran", lambda number=0: fired.runs.update([int(str(number) or 0)])
        )
        await context.route(re.compile(f"^(?!{re.escape(address)}/)"), asked)

        async def open_all() -> None:
            tab = await context.new_page()
            while pages:
                if not await _opened(tab, f"{address}/{pages.popleft()}", fired):
                    # What it still does would get in the way of the next page.
                    await tab.close()
                    tab = await context.new_page()

        await asyncio.gather(*(open_all() for _ in range(TABS)))
        await browser.close()
    return fired


async def _opened(tab: Page, url: str, fired: Fired) -> bool:
    """Whether the page was opened and fired, and stayed where it was."""
    fired.pages += 1
    try:
        await tab.goto(url, wait_until="load", timeout=30_000)
        fired.live += await tab.evaluate(_FIRE)
        await tab.evaluate("new Promise(after => setTimeout(after, 30))")
    except Error as error:
        # A page that leaves itself while it is fired has run something: what it did is counted.
        if "navigat" not in str(error) and "closed" not in str(error):
            raise
        fired.live += 1
        return False
    return True


def html_files(folder: Path) -> list[str]:
    """The pages below a folder, each with its name there."""
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*.html"))


def without_policy(site: Path, to: Path) -> None:
    """A copy of the site without its Content Security Policy."""
    _rewritten(site, to, lambda page: _CSP.sub("", page))


def raw(site: Path, to: Path) -> None:
    """A copy of the site as it would be if nothing were escaped, and without its policy."""
    _rewritten(site, to, lambda page: html.unescape(_CSP.sub("", page)))


def letters_as_pages(outbox: Path, to: Path) -> None:
    """The HTML of each letter, as a page."""
    to.mkdir(parents=True)
    for file in sorted(outbox.rglob("*.eml")):
        message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
        body = message.get_body(("html",))
        if body:
            (to / f"{file.stem}.html").write_text(body.get_content(), encoding="utf-8")


def _rewritten(site: Path, to: Path, change: Callable[[str], str]) -> None:
    shutil.copytree(site, to)
    for name in html_files(to):
        page = (to / name).read_text(encoding="utf-8")
        (to / name).write_text(change(page), encoding="utf-8")
