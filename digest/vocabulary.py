"""The words a reply may hold, in five languages, as people write them.

Case, accents, apostrophes and punctuation do not matter: each phrase is compared folded.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Word = Literal[
    "less",
    "pause",
    "stop",
    "not",
    "not this topic",
    "we talked",
    "thanks",
    "yes",
    "no",
    "unwelcome",
    "nominate",
]
"""What a member can say; 'not' needs a name or a topic behind it, and 'nominate' a name."""


def folded(text: str) -> str:
    """The text in small letters without accents, and single blanks for everything else."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        " " if not (char.isalnum() or unicodedata.combining(char)) else char
        for char in apart
        if not unicodedata.combining(char)
    )
    return " ".join(kept.split())


PHRASES: Mapping[Word, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "less": {
            "en": ("less", "less often", "fewer", "fewer letters", "not so often"),
            "nl": ("minder", "minder vaak", "minder brieven", "niet zo vaak"),
            "de": ("weniger", "seltener", "weniger oft", "weniger Briefe", "nicht so oft"),
            "fr": ("moins", "moins souvent", "moins de lettres", "pas si souvent"),
            "es": ("menos", "menos a menudo", "con menos frecuencia", "menos cartas"),
        },
        "pause": {
            "en": ("pause", "pause letters", "take a break", "a break"),
            "nl": ("pauze", "pauzeren", "even pauze", "even niet", "even geen brieven"),
            "de": ("Pause", "pausieren", "bitte pausieren", "eine Pause", "Pause machen"),
            "fr": ("pause", "une pause", "faire une pause", "en pause"),
            "es": ("pausa", "una pausa", "pausar", "en pausa"),
        },
        "stop": {
            "en": (
                *("stop", "stop it", "stop this", "stop all", "stop letters", "stop the letters"),
                *("stop these letters", "stop these mails", "stop these emails", "stop mailing me"),
                *("stop writing", "stop writing to me", "stop sending me these"),
                *("unsubscribe", "unsubscribe me", "remove me", "take me off", "opt out"),
                *("no more", "no more letters", "no more mail", "no more mails", "no more emails"),
                *("cancel", "end this", "leave me alone", "never again"),
            ),
            "nl": (
                *("stop", "stoppen", "stop ermee", "stop hiermee", "afmelden", "uitschrijven"),
                *("meld mij af", "meld me af", "schrijf mij uit", "schrijf me uit"),
                *("geen brieven meer", "geen mail meer", "geen mails meer", "nooit meer"),
            ),
            "de": (
                *("stopp", "stop", "stoppen", "aufhören", "hör auf", "hören Sie auf", "Schluss"),
                *("abmelden", "abbestellen", "austragen", "kündigen", "melde mich ab"),
                *("melden Sie mich ab", "keine Briefe mehr", "keine Mails mehr"),
                *("keine E-Mails mehr", "nie wieder"),
            ),
            "fr": (
                *("stop", "arrêt", "arrêter", "arrêtez", "arrête", "ça suffit"),
                *("désabonner", "me désabonner", "désabonnez-moi", "désabonnement"),
                *("désinscription", "désinscrire", "me désinscrire", "désinscrivez-moi"),
                *("plus de lettres", "plus de mails", "plus jamais"),
            ),
            "es": (
                *("parar", "pare", "paren", "basta", "alto", "stop", "deja de escribirme"),
                *("baja", "darme de baja", "dame de baja", "quiero darme de baja", "cancelar"),
                *("no más cartas", "no más correos", "no más", "nunca más"),
            ),
        },
        "not this topic": {
            "en": ("not this topic", "not that topic", "wrong topic", "not my topic"),
            "nl": ("niet dit onderwerp", "niet dat onderwerp", "verkeerd onderwerp"),
            "de": ("nicht dieses Thema", "dieses Thema nicht", "falsches Thema"),
            "fr": ("pas ce sujet", "pas ce thème", "mauvais sujet", "pas mon sujet"),
            "es": ("no este tema", "este tema no", "tema equivocado", "no es mi tema"),
        },
        "we talked": {
            "en": ("we talked", "we have talked", "we spoke", "we've talked", "we met", "we wrote"),
            "nl": (
                *("we hebben gepraat", "wij hebben gepraat", "we praatten", "we spraken elkaar"),
                *("we hebben elkaar gesproken", "we hebben elkaar geschreven"),
            ),
            "de": (
                *("wir haben gesprochen", "wir haben geredet", "wir haben uns geschrieben"),
                *("wir haben miteinander gesprochen", "wir haben uns unterhalten"),
            ),
            "fr": (
                *("nous avons parlé", "nous nous sommes parlé", "on a parlé", "on s'est parlé"),
                *("nous avons discuté", "on a discuté", "nous nous sommes écrit"),
            ),
            "es": (
                *("hablamos", "hemos hablado", "ya hablamos", "ya hemos hablado"),
                *("nos hemos escrito", "nos escribimos"),
            ),
        },
        "thanks": {
            "en": ("thanks", "thank you", "thank you very much", "many thanks", "thanks a lot"),
            "nl": ("dank", "dank je", "dank u", "dankjewel", "dank u wel", "bedankt"),
            "de": ("danke", "danke schön", "dankeschön", "vielen Dank", "herzlichen Dank"),
            "fr": ("merci", "merci beaucoup", "mille mercis", "un grand merci"),
            "es": ("gracias", "muchas gracias", "mil gracias", "te lo agradezco"),
        },
        "yes": {
            "en": (
                *("yes", "yes please", "yes gladly", "yes i would", "yes i do", "i agree"),
                *("yes i agree", "count me in", "yes count me in", "oh yes", "yes sure", "i do"),
            ),
            "nl": ("ja", "ja graag", "graag", "jazeker", "ja hoor", "ik doe mee", "ja ik doe mee"),
            "de": ("ja", "ja gern", "ja gerne", "gern", "gerne", "ja bitte", "ich bin dabei"),
            "fr": ("oui", "oui volontiers", "volontiers", "oui avec plaisir", "avec plaisir"),
            "es": ("sí", "sí quiero", "claro que sí", "sí por favor", "con mucho gusto"),
        },
        "no": {
            "en": (
                *("no", "no thanks", "no thank you", "nope", "not interested", "not for me"),
                *("i am not interested", "i'm not interested", "rather not", "i'd rather not"),
                *("please don't", "do not", "i don't want this", "i do not want this"),
            ),
            "nl": (
                *("nee", "nee bedankt", "nee dank je", "nee dank u", "liever niet", "neen"),
                *("geen interesse", "niet voor mij", "geen belangstelling"),
            ),
            "de": (
                *("nein", "nein danke", "lieber nicht", "kein Interesse", "nicht für mich"),
                *("ich möchte nicht", "ich will nicht", "bitte nicht"),
            ),
            "fr": (
                *("non", "non merci", "plutôt pas", "pas intéressé", "pas intéressée"),
                *("pas pour moi", "je ne veux pas", "je préfère pas", "je préfère que non"),
            ),
            "es": (
                *("no", "no gracias", "mejor no", "no me interesa", "no quiero", "para mí no"),
                *("prefiero que no",),
            ),
        },
        "unwelcome": {
            "en": ("unwelcome", "not welcome", "this was unwelcome", "harassment"),
            "nl": ("ongewenst", "niet gewenst", "niet welkom", "onwelkom", "lastiggevallen"),
            "de": ("unerwünscht", "nicht erwünscht", "unwillkommen", "belästigt", "Belästigung"),
            "fr": ("indésirable", "pas bienvenu", "pas bienvenue", "malvenu", "harcèlement"),
            "es": ("no deseado", "no deseada", "indeseado", "no bienvenido", "inoportuno", "acoso"),
        },
    }
)

WITH_A_NAME: Mapping[Word, tuple[str, ...]] = MappingProxyType(
    {
        "not": (
            *("not", "not with", "no more", "niet", "niet met", "geen", "nicht", "nicht mit"),
            *("kein", "keine", "pas", "pas avec", "plus de", "no", "no a", "no con", "non", "nein"),
            "nee",
        ),
        "we talked": (
            *("we talked with", "we talked", "talked with", "talked to", "i talked with"),
            *("i talked to", "i spoke with", "i met", "gesproken met", "gepraat met"),
            *("ik heb gesproken met", "ik sprak", "gesprochen mit", "ich habe gesprochen mit"),
            *("geredet mit", "j'ai parlé avec", "j'ai parlé à", "parlé avec", "hablé con"),
            *("he hablado con", "ya hablé con"),
        ),
        "thanks": (
            *("thanks", "thank you", "thanks for", "bedankt", "dank je", "dank voor", "danke"),
            *("danke für", "merci", "merci pour", "gracias", "gracias por"),
        ),
        "unwelcome": ("unwelcome", "ongewenst", "unerwünscht", "indésirable", "no deseado"),
        "nominate": (
            *("nominate", "i nominate", "i would like to nominate", "i'd like to nominate"),
            *("nomination", "nomineer", "ik nomineer", "voordracht", "nominatie"),
            *("ik zou graag nomineren", "nominiere", "ich nominiere", "Vorschlag", "Nominierung"),
            *(
                "je nomine",
                "nommer",
                "je propose",
                "proposition",
                "nomino a",
                "nomino",
                "nominar a",
            ),
            *("nominar", "propongo a", "propongo", "propuesta"),
        ),
    }
)
"""Beginnings after which a name may stand."""

BEFORE_A_REASON = (
    *("because", "for", "omdat", "want", "voor", "weil", "denn", "für", "fuer"),
    *("parce", "car", "pour", "porque", "por"),
)
"""What may stand between a name and why it is named."""

POLITE = tuple(
    folded(each)
    for each in (
        *("please", "thanks", "thank you", "many thanks", "kindly", "ok", "okay", "now"),
        *("graag", "alsjeblieft", "alstublieft", "aub", "bedankt", "dank je", "dank u", "dank"),
        *("bitte", "danke", "vielen Dank", "danke schön", "gerne", "gern"),
        *("s'il vous plaît", "s'il te plaît", "svp", "stp", "merci", "merci beaucoup"),
        *("por favor", "gracias", "muchas gracias"),
    )
)
"""What may stand before or behind a word without changing it."""

GREETINGS = tuple(
    folded(each)
    for each in (
        *("dear", "hello", "hi", "hey", "good morning", "good evening", "good day"),
        *("beste", "hallo", "hoi", "dag", "goedemorgen", "goedenavond", "lieve", "geachte"),
        *("liebe", "lieber", "guten Tag", "guten Morgen", "guten Abend", "moin", "servus"),
        *("sehr geehrte", "sehr geehrter", "bonjour", "bonsoir", "salut", "cher", "chère"),
        *("hola", "buenas", "buenos días", "buenas tardes", "estimada", "estimado", "querida"),
        "querido",
    )
)

FAREWELLS = tuple(
    folded(each)
    for each in (
        *("best", "best wishes", "regards", "best regards", "kind regards", "warm regards"),
        *("cheers", "all the best", "yours", "love", "greetings", "sincerely"),
        *("groet", "groeten", "groetjes", "vriendelijke groet", "met vriendelijke groet"),
        *("met vriendelijke groeten", "hartelijke groet", "mvg", "liefs"),
        *("Grüße", "Gruß", "liebe Grüße", "viele Grüße", "beste Grüße", "herzliche Grüße", "lg"),
        *("mit freundlichen Grüßen", "freundliche Grüße", "mfg", "vg", "schöne Grüße"),
        *("cordialement", "bien cordialement", "amitiés", "amicalement", "bises", "à bientôt"),
        *("bien à vous", "bonne journée", "saludos", "un saludo", "un abrazo", "atentamente"),
        *("saludos cordiales", "cordialmente"),
    )
)

PHONE_SIGNATURES = tuple(
    folded(each)
    for each in (
        *("sent from my", "get outlook for", "sent via", "sent with", "sent from mobile"),
        *("verstuurd vanaf mijn", "verzonden vanaf mijn", "outlook voor", "verzonden met"),
        *("von meinem", "gesendet von", "gesendet mit", "outlook für", "diese nachricht wurde von"),
        *("envoyé de mon", "envoyé depuis", "envoyé à partir de", "obtenez outlook"),
        *("enviado desde", "enviado con", "obtener outlook"),
    )
)
"""Beginnings of the line that a telephone adds; what follows is its own."""

AWAY = tuple(
    folded(each)
    for each in (
        *("out of office", "automatic reply", "auto reply", "autoreply", "out of the office"),
        *("away from", "on vacation", "vacation reply"),
        *("afwezig", "afwezigheid", "automatisch antwoord", "niet aanwezig"),
        *("abwesend", "abwesenheit", "automatische antwort", "abwesenheitsnotiz", "im urlaub"),
        *("réponse automatique", "absence du bureau", "absent", "absence"),
        *("respuesta automática", "fuera de la oficina", "ausente", "ausencia"),
    )
)
"""Beginnings of the subject of an answer that nobody wrote."""

PHRASE_WORDS: Mapping[str, Word] = MappingProxyType(
    {
        folded(phrase): word
        for word, by_language in PHRASES.items()
        for phrases in by_language.values()
        for phrase in phrases
    }
)
"""Each phrase, folded, and the word it says."""

BEGINNINGS: tuple[tuple[str, Word], ...] = tuple(
    sorted(
        ((folded(each) + " ", word) for word, phrases in WITH_A_NAME.items() for each in phrases),
        key=lambda pair: (-len(pair[0]), pair),
    )
)
"""Each beginning after which a name stands, folded, the longest first, and its word."""
