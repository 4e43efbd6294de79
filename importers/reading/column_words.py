"""What columns are called that hold what we want, in English, Dutch, German, French and Spanish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_POSTS: Mapping[str, str] = {
    "post_id": "id, post id, message id, comment id, reply id, entry id, msg id, uid, bericht id, "
    "berichtnummer, nachrichten id, beitrags id, id message, id mensaje, identifiant, guid",
    "author": "author, author id, user, user id, username, user name, sender, from, by, posted by, "
    "written by, who, member, member id, nickname, handle, creator, poster, owner, auteur, "
    "afzender, van, door, gebruiker, gebruikersnaam, lid, autor, verfasser, absender, von, "
    "benutzer, benutzername, nutzer, mitglied, expediteur, de, utilisateur, membre, pseudo, "
    "remitente, usuario, nombre de usuario, miembro",
    "author_name": "author name, user name, display name, sender name, full name, name, member "
    "name, naam, naam auteur, anzeigename, name des verfassers, nom, nom auteur, nom affiche, "
    "nombre, nombre del autor",
    "author_email": "author email, sender email, user email, email, e mail, mail, email address, "
    "e mailadres, emailadres, e mail adresse, courriel, adresse e mail, correo, correo electronico",
    "space": "space, group, group name, category, channel, board, forum, room, section, space "
    "name, groep, categorie, kanaal, ruimte, gruppe, kategorie, kanal, bereich, raum, groupe, "
    "canal, salon, espace, grupo, categoria, sala, espacio",
    "thread": "thread, thread id, topic id, conversation, conversation id, discussion id, "
    "discussion, parent post, gesprek, draad, discussie, unterhaltung, diskussion, faden, fil, "
    "fil de discussion, conversacion, hilo, discusion",
    "title": "title, subject, headline, thread title, topic title, post title, titel, onderwerp, "
    "betreff, uberschrift, titre, objet, sujet, titulo, asunto",
    "addressed": "to, recipient, recipients, addressed, addressed to, receiver, mentioned, aan, "
    "ontvanger, geadresseerde, an, empfanger, destinataire, para, destinatario",
    "reply_to": "reply to, in reply to, reply to id, parent, parent id, parent comment id, "
    "answers, answer to, replied to, antwoord op, reactie op, antwort auf, reponse a, "
    "en reponse a, respuesta a, en respuesta a",
    "kind": "kind, type, message type, event, event type, soort, art, typ, genre, tipo, clase",
    "created_at": "created at, created, date, time, datetime, timestamp, ts, when, at, on, sent, "
    "sent at, posted, posted at, posted on, published, published at, date created, creation date, "
    "post date, date posted, datum, tijd, tijdstip, verzonden, geplaatst, geplaatst op, zeit, "
    "uhrzeit, zeitpunkt, gesendet, erstellt, erstellt am, heure, envoye, envoye le, cree le, "
    "publie le, date de creation, fecha, hora, enviado, creado, publicado, fecha de creacion",
    "topic": "topic, tag, tags, keyword, keywords, about, thema, trefwoord, stichwort, schlagwort, "
    "theme, etiquette, mot cle, tema, etiqueta",
    "text": "text, body, message, content, comment, post, reply, said, description, bericht, "
    "tekst, inhoud, reactie, nachricht, inhalt, beitrag, kommentar, texte, contenu, commentaire, "
    "mensaje, texto, contenido, comentario",
}
_MEMBERS: Mapping[str, str] = {
    "member_id": "id, member id, user id, profile id, account id, uid, lidnummer, mitgliedsnummer, "
    "mitglieds id, benutzer id, numero de membre, id membre, numero de socio, id de miembro",
    "handle": "handle, username, user name, nickname, login, screen name, slug, gebruikersnaam, "
    "benutzername, nutzername, pseudo, identifiant, nom d utilisateur, usuario, nombre de usuario",
    "name": "name, full name, display name, member name, member, first and last name, naam, "
    "volledige naam, weergavenaam, lid, vollstandiger name, anzeigename, mitglied, nom, nom "
    "complet, nom et prenom, membre, nombre, nombre completo, miembro",
    "email": "email, e mail, mail, email address, e mail address, mailadres, e mailadres, "
    "emailadres, e mail adresse, email adresse, courriel, adresse e mail, adresse email, correo, "
    "correo electronico",
    "joined_at": "joined, joined at, join date, date joined, joined on, joined date, member since, "
    "registered, registered at, registration date, signup date, sign up date, signed up, created "
    "at, created, since, lid sinds, aangemeld, aangemeld op, lid geworden, beigetreten, "
    "beigetreten am, mitglied seit, registriert, registriert am, beitrittsdatum, inscrit le, "
    "inscription, date d inscription, membre depuis, fecha de registro, fecha de alta, miembro "
    "desde, registrado, se unio",
    "last_seen_at": "last seen, last seen at, last active, last activity, last visit, last login, "
    "last online, laatst gezien, laatst actief, laatste bezoek, zuletzt gesehen, zuletzt aktiv, "
    "letzter besuch, letzte anmeldung, derniere visite, derniere connexion, derniere activite, vu "
    "le, ultima visita, ultimo acceso, ultima conexion, ultima actividad",
    "location": "location, city, town, place, region, plaats, woonplaats, stad, ort, stadt, "
    "wohnort, ville, lieu, localisation, ciudad, lugar, ubicacion, localidad",
    "country": "country, land, pays, pais",
    "bio": "bio, about, about me, biography, introduction, intro, headline, tagline, profile text, "
    "over mij, biografie, voorstelling, uber mich, vorstellung, a propos, biographie, "
    "presentation, acerca de mi, sobre mi, biografia, presentacion",
    "url": "profile url, profile link, profile address, profile, url, link, member url, "
    "profiellink, profiel, profil url, profil, profillink, lien du profil, perfil, enlace del "
    "perfil",
}


def _phrases(words: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    return {ours: tuple(phrases.split(", ")) for ours, phrases in words.items()}


WORDS = {"posts": _phrases(_POSTS), "members": _phrases(_MEMBERS)}
"""What a row holds → ours → the names columns have, folded."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def folded(header: str) -> str:
    """The words of a header in small letters without accents: 'createdAt' is 'created at'."""
    spaced = _CAMEL.sub(" ", header)
    plain = unicodedata.normalize("NFKD", spaced.replace("ß", "ss")).encode("ascii", "ignore")
    return _NO_WORD.sub(" ", plain.decode().lower()).strip()


def likeness(ours: str, header: str, *, holds: str) -> int:
    """How well a header names what we call `ours`: 3 in full, 2 after one dot, 1 in part."""
    name = folded(header)
    phrases = WORDS[holds][ours]
    if name in phrases:
        return 3
    *outer, last = header.split(".")
    # Two levels down, an 'id' or a 'type' is that of something else.
    if len(outer) == 1 and folded(last) in phrases and folded(last) != "id":
        return 2
    padded = f" {name} "
    is_part = any(f" {phrase} " in padded for phrase in phrases if len(phrase) > 3)
    return 1 if is_part and len(outer) < 2 else 0
