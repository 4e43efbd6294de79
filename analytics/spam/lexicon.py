"""What spam sells and how it praises, promises and asks to be reached, as patterns of words.

They are read on unmasked text in lower case. Each is a phrase that a talk about the thing rarely
holds: a name of a pill, but no disease; "payday loan", but no loan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True)
class Phrases:
    """Patterns of words."""

    pattern: re.Pattern[str]
    gate: str
    """Matches wherever the pattern does, and elsewhere; in a syntax that is searched at once."""

    def may_be_in(self, texts: Sequence[str]) -> list[bool]:
        """For each text whether a search in it is worth while."""
        found = pc.match_substring_regex(
            pa.array(texts, pa.large_string()), self.gate, ignore_case=True
        )
        answers: list[bool] = found.to_pylist()
        return answers


def as_phrases(pattern: re.Pattern[str], gate: str = "") -> Phrases:
    """A pattern with its gate: of each alternative what stands before its first open place."""
    text = pattern.pattern.replace(r"(?<![^\W_])(?:", "").removesuffix(r")(?![^\W_])")
    return Phrases(pattern, gate or "|".join(map(_closed, _split(text.replace(r"\b", "")))))


def _closed(alternative: str) -> str:
    """What an alternative begins with: up to the first part that stands for any letter."""
    kept = ""
    for part in _PART.findall(alternative):
        if re.search(r"\\[wWd]", part):
            break
        kept += part
    return kept or alternative


_PART = re.compile(r"(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\]]*\]|\\.|.)[?*+]?")


def _split(text: str) -> list[str]:
    """The alternatives that stand beside each other in no bracket."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        if text[place - 1 : place] != "\\":
            depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _any(*phrases: str) -> re.Pattern[str]:
    joined = "|".join(phrase.replace(" ", r"[\s_+-]+") for phrase in phrases)
    return re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])")


WARES = _any(
    # pills and bodies
    r"vi[ga]*r[gx]+a?", "viagra", "cialis", "levitra", "tramadol", "xanax", "sildenafil", "kamagra",
    "phentermine",
    "modafinil",
    "garcinia",
    r"keto (?:gummies|pills?|diet)",
    "testosterone boosters?",
    "male enhancement", r"(?:penis|breast) enlargement", "erectile", r"(?:diet|slimming) pills?",
    r"(?:weight|fat|belly) (?:loss|burning|burner)", r"lose weight (?:fast|quick\w*|now|today|in)",
    r"slim(?:ming)? (?:pills?|tea|fast|down)",
    r"cbd (?:oil|gummies)",
    "online pharmacy",
    "no prescription",
    "without prescription", r"side effects (?:results|reviews?)",
    # looks
    r"anti ?ag(?:e)?ing",
    r"skin ?care (?:products?|cream|serum|range|line|routine)",
    r"wrinkle (?:cream|serum|remover)",
    r"hair (?:extensions|regrowth|growth (?:oil|serum)|loss (?:treatment|cure))",
    r"teeth whitening",
    r"(?:eye|face|whitening) (?:cream|serum) (?:reviews?|that)",
    # money
    r"payday (?:loans?|advance)", r"(?:fast|quick|instant|personal|bad credit|title|urgent) loans?",
    r"loans? (?:today|no credit|online|with bad)",
    "no credit check",
    r"debt (?:relief|consolidation)",
    r"(?:forex|trading|crypto|bitcoin|binary) (?:robots?|signals?|bots?|trading|investments?|"
    r"recovery|brokers?|options?|experts?)",
    r"(?:double|invest) your (?:bitcoins?|money|crypto)",
    r"passive income",
    r"make money (?:online|fast|from home)",
    r"earn(?:ed|ing)? \$?\d[\d,.]*\$? (?:an? |per |every )?(?:day|hour|week|month|daily|weekly)",
    r"work(?:ing)? from home (?:and|jobs?|to)",
    r"financial freedom",
    r"recover (?:your|my) (?:lost )?(?:funds|bitcoins?|crypto|money)",
    # play
    r"(?:online|live|best|crypto) (?:casinos?|poker|betting|slots?|roulette)",
    r"casinos? (?:bonus|online|games?|free|real)",
    r"slots? (?:gacor|online|machines? online)",
    r"free spins?",
    r"(?:sports?|football) betting",
    "judi online",
    "togel",
    r"situs (?:slot|judi)", "no deposit bonus", "lucky spins?", r"lottery (?:spells?|winner)",
    # copies
    r"replica (?:watch(?:es)?|handbags?|bags?|shoes|sneakers|rolex)",
    r"(?:fake|replica) (?:rolex|passports?|ids?|documents?|diplomas?)",
    "louis vuitton",
    "michael kors",
    r"(?:cheap|wholesale|authentic|discount) (?:jerseys?|nike|ugg\w*|jordans?|ray ?bans?|"
    r"handbags?|rolex|designer|oakley\w*)",
    r"designer (?:handbags?|bags) (?:outlet|sale|cheap)",
    r"(?:buy|real|genuine) (?:fake )?(?:passports?|driver'?s? licen[cs]es?|documents) online",
    # written for you
    r"(?:essay|thesis|dissertation|assignment|homework|paper) (?:writing|writers?|"
    r"help(?:ers?)?|services?)",
    r"(?:write|do) my (?:essay|homework|assignment|paper|thesis)",
    r"(?:cheap|best) essays?", r"buy (?:an? )?(?:essays?|term papers?)",
    # reach
    r"buy (?:\w+ )?(?:followers|likes|subscribers|views|backlinks|traffic|reviews|gmail accounts)",
    r"(?:real|cheap|free|more|instagram|tiktok|twitter|youtube) (?:instagram |tiktok |twitter "
    r"|youtube )?(?:followers|subscribers)(?: (?:fast|now|instantly|cheap))?",
    r"seo (?:services?|packages?|company|agency|expert|backlinks?|links?|experts?|ranking)",
    r"back ?links? (?:packages?|services?|building|for sale)",
    r"link building",
    r"rank (?:your (?:site|website|page)|#?1|first|higher) (?:on|in) google",
    r"(?:first|top) page (?:of|on) google",
    r"guest post(?:s|ing)? services?",
    r"digital marketing (?:agency|company|services?|course)",
    r"web(?:site)? traffic (?:for|to your|packages?)",
    # people
    r"escorts? (?:services?|girls?|agency|in)",
    r"(?:call|hot|sexy) girls? (?:in|near|service|waiting|online)",
    r"(?:adult|sex) (?:dating|chat|cams?|videos?)",
    r"(?:hot|lonely|single) (?:singles|women|ladies) (?:in|near|waiting|looking)",
    r"russian brides?",
    r"sugar (?:mommy|mummy|daddy)",
    "onlyfans",
    r"porn(?:o|hub)",
    r"(?:love|powerful|lottery|voodoo|real) spells? ?(?:caster|casters|that|to)?",
    r"spell ?caster",
    r"(?:bring|get|brought|got) (?:back )?(?:your|my) (?:ex|lover|husband|wife)(?: \w+)? back",
    r"(?:hire|contact|ethical|professional) (?:an? )?(?:\w+ )?hackers?",
    "illuminati",
    "herbal (?:cure|doctor|medicine|remed(?:y|ies))",
    # other trades that comment on everything
    r"(?:packers and movers|movers and packers)",
    r"(?:customer|technical|tech) (?:support|care|service) (?:phone )?number",
    r"(?:cracked|full) (?:version|software) (?:free )?download",
    r"(?:watch|stream) (?:full )?(?:movies?|episodes?|live) (?:online )?(?:free|hd)",
    r"(?:license|product|activation|serial) keys? (?:free|generator|crack|cheap)",
    r"keygen",
    r"iptv (?:subscription|service|provider)s?",
    r"(?:cheap|discount) (?:flights?|hotels?|cigarettes|viagra|insurance|meds|web hosting|"
    r"hosting)",
    r"(?:cheap|affordable) (?:car|life|health) insurance",
    r"vpn (?:deal|discount|coupon)s?",
    r"(?:coupon|promo|discount|referral) codes?",
    r"(?:garage door|locksmith|plumber|roofing|carpet cleaning|junk removal|towing|dentist|"
    r"water damage)s? (?:repair |service |services )?(?:in|near) (?:your|you|me|[a-z]+)",
    r"psychic (?:readings?|reader)",
    r"(?:timeshare|credit) (?:cancell?ation|repair)(?: (?:company|services?))?",
    # other languages
    r"kredit ohne schufa",
    r"geld verdienen (?:online|von)",
    r"potenzmittel",
    r"abnehmen (?:ohne|schnell|leicht)",
    r"pr[eê]t (?:entre particuliers?|rapide|d'argent)",
    r"offre de pr[eê]t",
    r"perdre du poids",
    r"gagner de l'argent",
    r"pr[eé]stamos? (?:r[aá]pidos?|urgentes?|online)",
    r"bajar de peso",
    r"ganar dinero",
    r"perder peso",
    r"empr[eé]stimo",
    r"perdere peso",
    r"prestito (?:tra|veloce)",
    r"онлайн казино",
    r"казино (?:онлайн|вулкан|бонус)",
    r"ставки на спорт",
    r"заработ\w* в интернете",
    r"займ\w* (?:онлайн|на карту)",
    r"купить (?:диплом|подписчик\w*|ссылки|реплик\w*|справку)",
    r"быстры\w+ (?:займ|кредит)\w*",
    r"похуде\w+ (?:быстро|за|без)",
    r"продвижение сайт\w*",
    r"раскрутк\w+ сайт\w*",
    r"индивидуалк\w*",
    r"代开发票|博彩|在线赌场|办证|刷粉|网上赌场|减肥药|娱乐城|代写论文|贷款",
)  # fmt: skip

_PAGE = (
    r"(?:web ?)?(?:site|website|blog|blog ?post|article|post|page|content|write ?up|weblog|"
    r"piece|topic|info|information|forum|posting)s?"
)
_FINE = (
    r"(?:great|nice|very nice|good|wonderful|awesome|excellent|amazing|fantastic|superb|"
    r"informative|helpful|useful|interesting|valuable|fabulous|terrific|brilliant|impressive|"
    r"marvell?ous|remarkable|outstanding|perfect|lovely|cool|fastidious|incredible|beautiful|"
    r"quality)"
)

PRAISE = re.compile(
    rf"\b{_FINE} (?:\w+ )?{_PAGE}\b"
    rf"|\b(?:love|like|enjoy(?:ed|ing)?|loved|liked|appreciate|bookmark(?:ed|ing)?|shar(?:e|"
    rf"ing)|found|visit(?:ed|ing)?|came across|stumbled (?:up)?on) (?:\w+ ){{0,3}}(?:your|ur) "
    rf"(?:\w+ ){{0,2}}{_PAGE}\b"
    r"|\bbook ?mark(?:ed|ing)?\b|\bkeep (?:it up|up the|on (?:writing|posting)|(?:posting|"
    r"writing))\b|\bup too\b|\bwhat you(?: guys|'re| are)? (?:are )?(?:usually )?up to\b"
    r"|\b(?:rss|feed ?burner|subscribe to your|your (?:feed|newsletter|next post|other "
    r"posts))\b|\bblog (?:layout|platform|theme|engine)\b|\bhow (?:long|lengthy) have you "
    r"(?:ever )?been blogging\b"
    r"|\b(?:exactly|just|precisely) what i (?:was|have been|am|needed|wanted)(?: \w+){0,2} "
    r"(?:search|look|hunt)\w*\b|\b(?:looking|searching|hunting) for (?:this|that|such)(?: "
    r"\w+){0,3} (?:info|information|content|stuff|for)\b"
    r"|\b(?:thanks|thank you) for (?:(?:any|some|the|your|every) other|sharing (?:this|such|"
    r"your|with)|posting (?:this|such)|(?:the|your|this|such|an?) (?:\w+ ){0,2}(?:post|"
    r"article|info\w*|site|blog|write ?up|content))"
    r"|\b(?:your|this) (?:article|blog|website|site|post|page|web page|weblog)(?: \w+){0,2} "
    r"(?:is|was|has|gave|really|helped|looks?|loads?)\b|\bwhere (?:else )?(?:are|may|could|"
    r"can|do) (?:you|any\w+|i) (?:get\w*|find) (?:your|that|this|such)\b"
    r"|\b(?:recommend|tell|share|send|sharing) (?:\w+ ){0,4}(?:all )?(?:of )?my (?:friends|"
    r"colleagues|facebook|twitter|followers|readers)\b|\b(?:i will|i'll|going to|will) "
    r"(?:certainly |definitely |surely )?(?:be back|come back|return|revisit|check back)\b"
    r"|\bwell (?:written|researched|explained)\b|\b(?:such|really|truly|so) (?:a |an "
    r")?(?:informative|insightful|valuable|useful)\b|\bwrit(?:er|ing) (?:style|skills?)\b|"
    r"\bkudos\b|\byou (?:write|explain|have explained|made|explained) (?:\w+ ){0,3}(?:so |"
    r"very |really )?(?:well|clear\w*|nice|good points?|decent points?)\b",
    re.IGNORECASE,
)  # fmt: skip
"""Praise of a page as such; it says nothing of what stands on the page."""
PRAISE_GATE = PRAISE.pattern.replace(r"\b", "").replace(r"\w", "[^ ]")
"""The whole of it: its first words, such as found, stand in a good part of all talk."""

SELLS = _any(
    r"(?:buy|order|shop|call|apply|sign up|register|book|join|act) (?:now|today|here|online)",
    r"click (?:here|on (?:the|this|my)|the link|my)",
    r"(?:best|lowest|cheapest|low|great|wholesale) (?:prices?|deals?|rates?|quality)",
    r"\d+ ?% (?:off|discount|cheaper|guaranteed|natural|legit|real|safe|bonus)",
    r"free (?:shipping|delivery|trial|quote|consultation|sample|bonus)",
    r"(?:limited|special|exclusive) (?:time )?offers?",
    r"money back",
    r"guaranteed (?:results?|approval|delivery|ranking)",
    r"(?:visit|check(?: out)?|see|find|go to|look at|view) (?:my|our|us at|the following) "
    r"(?:\w+ )?(?:site|website|web ?page|web[- ]site|page|blog|profile|homepage|store|shop|"
    r"web ?site|offers?)",
    r"(?:my|our) (?:site|website|homepage|web-site|web ?page|blog post|weblog)",
    r"no (?:fees?|risk|questions asked|obligation)",
    r"for (?:sale|more (?:info|information|details)(?: visit| click| contact)?)",
    r"contact (?:me|us|him|her|them) (?:on|at|via|through|now|today)",
    r"(?:100 ?%|fully) (?:working|legal|guaranteed|legit)",
    r"as seen on",
    r"risk free",
    r"jetzt (?:kaufen|bestellen|klicken|sichern)",
    r"hier klicken",
    r"cliquez ici",
    r"haga? clic",
    r"clicca qui",
    r"(?:жми|переходи|заходи|подробнее|смотри) (?:сюда|по ссылке|на сайте|здесь|тут)",
    r"по ссылке",
    r"点击",
)  # fmt: skip

CONTACT = re.compile(
    r"(?:whats ?app|telegram|viber|wechat|kik|skype|signal|line id|icq)\W{0,4}(?:me|us|number|"
    r"no|at|on|id|contact|him|chat|:|@|\+|\d)[^\n]{0,20}[\d@+]"
    r"|\b(?:t|wa)\.me/|\+\d{1,3}[\s().-]?\d{2,4}[\s().-]?\d{2,4}[\s().-]?\d{2,4}|"
    r"\b\d{3}[\s.-]\d{3}[\s.-]\d{4}\b"
    r"|\b(?:0x[a-f0-9]{40}|bc1[a-z0-9]{25,60}|[13][a-km-zA-HJ-NP-Z1-9]{26,34})\b"
    # Only what stands right before the sign is looked at: a word would be tried at each letter.
    r"|(?<=[\w.+-][\w.+-])@(?:gmail|yahoo|hotmail|outlook|mail|proton\w*|ya|qq|163)\.\w{2,4}",
    re.IGNORECASE,
)
CONTACT_GATE = (
    r"whats ?app|telegram|viber|wechat|kik|skype|signal|line id|icq|(?:t|wa)\.me/|\+\d"
    r"|\d\d\d[\s.-]\d\d\d[\s.-]|0x[a-f0-9]{8}|bc1[a-z0-9]{8}|[13][a-km-z1-9]{12}"
    r"|@(?:gmail|yahoo|hotmail|outlook|mail|proton|ya|qq|163)"
)
"""A messenger, a telephone, a purse or a free mail address to write to."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHORTENED = _words(
    """
    bit.ly tinyurl.com goo.gl t.co ow.ly is.gd cutt.ly rb.gy shorturl.at adf.ly tiny.cc rebrand.ly
    t.me wa.me linktr.ee bitly.com clck.ru shorte.st s.id
    """
)

LEFT_MARKUP = re.compile(
    r"\[/?url\b|<a\s+href|\[link=|\{[^{}|]{2,40}\|[^{}]{2,80}\}", re.IGNORECASE
)
"""Code of a robot that did not know the place: links in another's markup, words not yet chosen."""

TRADES = _words(
    """
    buy cheap loan loans casino casinos pills seo followers essay essays replica forex crypto
    bitcoin slots slot betting poker escorts escort pharmacy supplement supplements skincare
    deals discount coupons marketing backlinks traffic review reviews outlet jerseys hosting vpn
    bonus spins spin slim diet keto testosterone serum profit profits invest investment trading
    signals robot cream products results effects online rankings agency store shop
    """
)
"""Words of names that are shop signs; two of them make one."""
