"""The words of the choices page, in five languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "nl": "Nederlands",
        "de": "Deutsch",
        "fr": "Français",
        "es": "Español",
    }
)

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "en": {
        "title": "Your letters from {community}",
        "weekly now": "You get a letter every week when there is somebody to meet.",
        "fortnightly now": "You get a letter every other week when there is somebody to meet.",
        "monthly now": "You get a letter once a month when there is somebody to meet.",
        "paused": "No letter comes until {day}.",
        "paused on": "No letter comes until you say so.",
        "stopped": "You get no letters, and nobody reads of you in one.",
        "nothing happens": "Nothing changes until you press one of these.",
        "weekly": "Every week",
        "fortnightly": "Every other week",
        "monthly": "Once a month",
        "pause": "No letters for eight weeks",
        "resume": "Letters again",
        "stop": "Stop: no letters, and I am in nobody’s",
        "how often": "How often",
        "other": "What else you said yes to",
        "no": "No more: {purpose}",
        "done": "That is written down. It counts from now on.",
        "yes again": "To say yes to something again, write to {manager}: a link in a letter can "
        "be passed on, so it can only take back.",
        "unknown title": "This link is not known here",
        "unknown": "It may be incomplete, or from long ago. Answer a letter with one word instead: "
        "less, pause or stop.",
        "purposes": "introductions|the letter|a welcome on a page|thanks on a page|the page of a "
        "small group|your story on a page|your name beside your conversations|being asked to "
        "introduce others|search engines",
    },
    "nl": {
        "title": "Je brieven van {community}",
        "weekly now": "Je krijgt elke week een brief als er iemand is om te ontmoeten.",
        "fortnightly now": "Je krijgt om de week een brief als er iemand is om te ontmoeten.",
        "monthly now": "Je krijgt eens per maand een brief als er iemand is om te ontmoeten.",
        "paused": "Tot {day} komt er geen brief.",
        "paused on": "Er komt geen brief tot je het zegt.",
        "stopped": "Je krijgt geen brieven, en niemand leest erin over jou.",
        "nothing happens": "Er verandert niets tot je op een van deze knoppen drukt.",
        "weekly": "Elke week",
        "fortnightly": "Om de week",
        "monthly": "Eens per maand",
        "pause": "Acht weken geen brieven",
        "resume": "Weer brieven",
        "stop": "Stop: geen brieven, en ik sta in geen brief",
        "how often": "Hoe vaak",
        "other": "Waar je verder ja op zei",
        "no": "Niet meer: {purpose}",
        "done": "Het staat genoteerd en geldt vanaf nu.",
        "yes again": "Wil je ergens weer ja op zeggen, schrijf dan {manager}: een link in een "
        "brief kan doorgegeven worden, dus daarmee kun je alleen iets intrekken.",
        "unknown title": "Deze link kennen we hier niet",
        "unknown": "Misschien is hij niet heel, of te oud. Antwoord op een brief met één woord: "
        "minder, pauze of stop.",
        "purposes": "voorstellen aan anderen|de brief|een welkom op een pagina|dank op een pagina|"
        "de pagina van een kleine groep|jullie verhaal op een pagina|je naam bij je gesprekken|"
        "gevraagd worden anderen voor te stellen|zoekmachines",
    },
    "de": {
        "title": "Deine Briefe von {community}",
        "weekly now": "Du bekommst jede Woche einen Brief, wenn es jemanden kennenzulernen gibt.",
        "fortnightly now": "Du bekommst alle zwei Wochen einen Brief, wenn es jemanden "
        "kennenzulernen gibt.",
        "monthly now": "Du bekommst einmal im Monat einen Brief, wenn es jemanden kennenzulernen "
        "gibt.",
        "paused": "Bis {day} kommt kein Brief.",
        "paused on": "Es kommt kein Brief, bis du es sagst.",
        "stopped": "Du bekommst keine Briefe, und niemand liest darin von dir.",
        "nothing happens": "Nichts ändert sich, bis du auf einen dieser Knöpfe drückst.",
        "weekly": "Jede Woche",
        "fortnightly": "Alle zwei Wochen",
        "monthly": "Einmal im Monat",
        "pause": "Acht Wochen keine Briefe",
        "resume": "Wieder Briefe",
        "stop": "Stopp: keine Briefe, und ich stehe in keinem",
        "how often": "Wie oft",
        "other": "Wozu du sonst ja gesagt hast",
        "no": "Nicht mehr: {purpose}",
        "done": "Das ist notiert und gilt ab jetzt.",
        "yes again": "Möchtest du zu etwas wieder ja sagen, schreib an {manager}: Ein Link in "
        "einem Brief kann weitergegeben werden, deshalb lässt sich damit nur etwas zurücknehmen.",
        "unknown title": "Diesen Link kennen wir hier nicht",
        "unknown": "Vielleicht ist er unvollständig oder zu alt. Antworte auf einen Brief mit "
        "einem Wort: weniger, Pause oder Stopp.",
        "purposes": "Vorstellungen|der Brief|ein Willkommen auf einer Seite|Dank auf einer Seite|"
        "die Seite einer kleinen Gruppe|eure Geschichte auf einer Seite|dein Name bei deinen "
        "Gesprächen|gebeten werden, andere vorzustellen|Suchmaschinen",
    },
    "fr": {
        "title": "Tes lettres de {community}",
        "weekly now": "Tu reçois une lettre chaque semaine quand il y a quelqu’un à rencontrer.",
        "fortnightly now": "Tu reçois une lettre toutes les deux semaines quand il y a quelqu’un "
        "à rencontrer.",
        "monthly now": "Tu reçois une lettre par mois quand il y a quelqu’un à rencontrer.",
        "paused": "Pas de lettre avant le {day}.",
        "paused on": "Pas de lettre tant que tu ne le dis pas.",
        "stopped": "Tu ne reçois pas de lettre, et personne n’y lit rien sur toi.",
        "nothing happens": "Rien ne change avant que tu n’appuies sur l’un de ces boutons.",
        "weekly": "Chaque semaine",
        "fortnightly": "Toutes les deux semaines",
        "monthly": "Une fois par mois",
        "pause": "Pas de lettre pendant huit semaines",
        "resume": "À nouveau des lettres",
        "stop": "Stop : pas de lettre, et je ne suis dans aucune",
        "how often": "À quel rythme",
        "other": "Tes autres oui",
        "no": "Plus de : {purpose}",
        "done": "C’est noté, et cela compte dès maintenant.",
        "yes again": "Pour redire oui à quelque chose, écris à {manager} : un lien dans une lettre "
        "peut être transmis, il ne sert donc qu’à retirer un oui.",
        "unknown title": "Ce lien n’est pas connu ici",
        "unknown": "Il est peut-être incomplet ou trop ancien. Réponds à une lettre par un mot : "
        "moins, pause ou stop.",
        "purposes": "les rencontres|la lettre|un mot de bienvenue sur une page|un merci sur une "
        "page|la page d’un petit groupe|votre histoire sur une page|ton nom auprès de tes "
        "conversations|être sollicité pour présenter d’autres|les moteurs de recherche",
    },
    "es": {
        "title": "Tus cartas de {community}",
        "weekly now": "Recibes una carta cada semana cuando hay alguien a quien conocer.",
        "fortnightly now": "Recibes una carta cada dos semanas cuando hay alguien a quien conocer.",
        "monthly now": "Recibes una carta al mes cuando hay alguien a quien conocer.",
        "paused": "No llega ninguna carta hasta el {day}.",
        "paused on": "No llega ninguna carta hasta que lo digas.",
        "stopped": "No recibes cartas, y nadie lee de ti en una.",
        "nothing happens": "Nada cambia hasta que pulses uno de estos botones.",
        "weekly": "Cada semana",
        "fortnightly": "Cada dos semanas",
        "monthly": "Una vez al mes",
        "pause": "Ocho semanas sin cartas",
        "resume": "Cartas otra vez",
        "stop": "Basta: sin cartas, y no estoy en ninguna",
        "how often": "Con qué frecuencia",
        "other": "A qué más dijiste que sí",
        "no": "Ya no: {purpose}",
        "done": "Está anotado y cuenta desde ahora.",
        "yes again": "Para volver a decir que sí a algo, escribe a {manager}: un enlace de una "
        "carta puede pasarse a otros, así que solo sirve para retirar.",
        "unknown title": "Este enlace no se conoce aquí",
        "unknown": "Puede estar incompleto o ser muy antiguo. Responde a una carta con una "
        "palabra: menos, pausa o basta.",
        "purposes": "las presentaciones|la carta|una bienvenida en una página|un gracias en una "
        "página|la página de un grupo pequeño|vuestra historia en una página|tu nombre junto a "
        "tus conversaciones|que te pidan presentar a otros|los buscadores",
    },
})  # fmt: skip


def language_of(asked: str | None, accepted: str | None) -> str:
    """The page's language: the one asked for, else the browser's first that we have, else English.

    accepted: an Accept-Language line; its order counts, as browsers sort it.
    """
    if asked in LANGUAGES:
        return asked or "en"
    for part in (accepted or "").split(","):
        code = part.split(";")[0].strip().lower().partition("-")[0]
        if code in LANGUAGES:
            return code
    return "en"
