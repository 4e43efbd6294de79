"""Which fields of a profile are nobody's business here, whatever they are asked as."""

from __future__ import annotations

import re

_PRIVATE = re.compile(
    r"\b(?:birth ?da(?:y|te)|date of birth|d\.?o\.?b|born|gender|sex|zip|post ?codes?|postal code|"
    r"passwords?|passwort|wachtwoord|mot de passe|contraseña|(?:access |auth )?tokens?|ip|"
    r"ip[ _-]?addres+e?s?|phone(?: number)?|mobile (?:number|phone)|telephone|telefo+n\w{0,8}|"
    r"téléphone|teléfono|geburts(?:datum|tag)|geboorte(?:datum|dag)|verjaardag|"
    r"(?:date de )?naissance|(?:fecha de )?nacimiento|cumpleaños|anniversaire|geschlecht|"
    r"geslacht|sexe|género|sexo|plz|postleitzahl|code postal|código postal)\b",
    re.IGNORECASE,
)


def is_private(question: str) -> bool:
    """Whether a question asks for what is dropped while reading: birthdate, gender, postcode,
    telephone, password and their like, in English, Dutch, German, French and Spanish.
    """
    return bool(_PRIVATE.search(question.replace("_", " ")))
