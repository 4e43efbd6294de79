"""What is nobody's business is told by its question, in five languages."""

from __future__ import annotations

import pytest

from importers.reading.private_fields import is_private


@pytest.mark.parametrize(
    "question",
    [
        "Birthdate", "Date of birth", "DOB", "date_of_birth", "Gender", "Sex", "ZIP code",
        "Postcode", "Your password hint", "ip_address", "registration_ip", "Phone number",
        "Geboortedatum",
        "Geslacht", "Wachtwoord", "Telefoonnummer", "Geburtsdatum", "Geschlecht", "Postleitzahl",
        "Telefonnummer", "Date de naissance", "Sexe", "Mot de passe", "Téléphone",
        "Fecha de nacimiento", "Género", "Código postal", "Contraseña", "profile.gender",
    ],
)  # fmt: skip
def test_private_questions_are_told(question: str) -> None:
    assert is_private(question)


@pytest.mark.parametrize(
    "question",
    [
        "What do you knit?", "Favourite genre", "Where do you live?", "Zipper or buttons?",
        "Tokyo or Osaka", "Do you ship?", "Shipping", "Wat brei je?", "Essex or Sussex?",
    ],
)  # fmt: skip
def test_other_questions_are_kept(question: str) -> None:
    assert not is_private(question)
