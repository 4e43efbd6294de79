"""The columns of Meta Business Suite's content export, whose names are in the user's language.

The English and Swedish names are from people who read such files; the Dutch, German, French and
Spanish ones are how the Suite shows them, as far as we know. A column known under no name is kept
as a figure under the one it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Ours: English, Swedish, Dutch, German, French, Spanish; variants behind each.
_NAMES: Mapping[str, Sequence[str]] = {
    "post id": (
        "Post ID", "Publicerings-id", "Inläggs-id", "Bericht-ID", "Bericht-id", "Post-ID",
        "Beitrags-ID", "Beitrag-ID", "ID de publication", "ID de la publication",
        "Identifiant de publication", "Identifiant de la publication",
        "Identificador de la publicación", "Identificador de publicación",
        "ID de la publicación", "ID de publicación",
    ),
    "page id": (
        "Page ID", "Sid-id", "Pagina-ID", "Pagina-id", "Seiten-ID", "ID de Page", "ID de la Page",
        "Identifiant de Page", "Identifiant de la Page", "Identificador de la página",
        "Identificador de página", "ID de la página", "ID de página",
    ),
    "page name": (
        "Page name", "Sidnamn", "Paginanaam", "Naam van pagina", "Seitenname", "Name der Seite",
        "Nom de la Page", "Nom de Page", "Nombre de la página", "Nombre de página",
    ),
    "title": ("Title", "Titel", "Titre", "Título"),
    "description": (
        "Description", "Beskrivning", "Beschrijving", "Beschreibung", "Descripción",
    ),
    "publish time": (
        "Publish time", "Publiceringstid", "Publicatietijd", "Publicatietijdstip",
        "Tijdstip van publicatie", "Veröffentlichungszeit", "Veröffentlichungszeitpunkt",
        "Zeitpunkt der Veröffentlichung", "Heure de publication", "Date de publication",
        "Hora de publicación", "Fecha de publicación",
    ),
    "permalink": (
        "Permalink", "Permalänk", "Permanente link", "Lien permanent", "Permalien",
        "Enlace permanente",
    ),
    "post type": (
        "Post type", "Inläggstyp", "Berichttype", "Type bericht", "Beitragstyp", "Beitragsart",
        "Type de publication", "Tipo de publicación",
    ),
    "date": ("Date", "Datum", "Fecha"),
    "account id": (
        "Account ID", "Konto-id", "Account-ID", "Konto-ID", "ID de compte", "ID du compte",
        "Identifiant du compte", "Identificador de la cuenta", "ID de la cuenta",
    ),
    "duration (sec)": (
        "Duration (sec)", "Varaktighet (sek)", "Duur (sec.)", "Duur (sec)", "Dauer (Sek.)",
        "Dauer (Sek)", "Durée (s)", "Durée (sec)", "Duración (segundos)", "Duración (s)",
    ),
    "views": (
        "Views", "Visningar", "Weergaven", "Aufrufe", "Vues", "Visualizaciones",
    ),
    "impressions": (
        "Impressions", "Sidvisningar", "Exponeringar", "Impressies", "Impressionen",
        "Impresiones",
    ),
    "reach": ("Reach", "Räckvidd", "Bereik", "Reichweite", "Couverture", "Alcance"),
    "reactions, comments and shares": (
        "Reactions, Comments and Shares", "Reaktioner, kommentarer och delningar",
        "Reacties, opmerkingen en deelacties", "Reaktionen, Kommentare und geteilte Inhalte",
        "Reaktionen, Kommentare und Shares", "Réactions, commentaires et partages",
        "Reacciones, comentarios y veces que se compartió",
    ),
    # In Dutch a reaction and a comment go by one word; the Suite calls comments opmerkingen.
    "reactions": ("Reactions", "Reaktioner", "Reacties", "Reaktionen", "Réactions", "Reacciones"),
    "comments": (
        "Comments", "Kommentarer", "Opmerkingen", "Kommentare", "Commentaires", "Comentarios",
    ),
    "shares": (
        "Shares", "Delningar", "Deelacties", "Keren gedeeld", "Geteilte Inhalte", "Partages",
        "Veces que se compartió", "Veces compartido",
    ),
    "total clicks": (
        "Total clicks", "Totalt antal klick", "Totaal aantal klikken", "Klicks insgesamt",
        "Total des clics", "Total de clics",
    ),
    "link clicks": (
        "Link Clicks", "Länkklick", "Linkklikken", "Klikken op link", "Link-Klicks", "Linkklicks",
        "Clics sur un lien", "Clics sur le lien", "Clics en el enlace", "Clics en enlaces",
    ),
    "other clicks": (
        "Other Clicks", "Övriga klick", "Andere klikken", "Overige klikken", "Sonstige Klicks",
        "Andere Klicks", "Autres clics", "Otros clics",
    ),
}  # fmt: skip

FACTS = frozenset(
    [
        "post id", "page id", "page name", "title", "description", "publish time", "permalink",
        "post type", "date", "account id", "Caption type", "Is crosspost", "Is share", "Languages",
        "Custom labels", "Funded content status", "Data comment",
    ]
)  # fmt: skip
"""What says something of the post; all other columns hold figures."""


def trimmed(name: str) -> str:
    """A column's name without a byte order mark and doubled blanks."""
    return " ".join(name.replace("\ufeff", "").replace("\u200b", "").split())


def folded(name: str) -> str:
    """A column's name without what differs by chance, letter case too."""
    return trimmed(name).casefold()


_OURS = {folded(name): ours for ours, names in _NAMES.items() for name in names}


def column_name(written: str) -> str:
    """Our name of a column, whatever language it is in; its own when it is not known."""
    return _OURS.get(folded(written), trimmed(written))
