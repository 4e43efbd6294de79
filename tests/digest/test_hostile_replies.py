"""What a reply quotes, what answers by itself, and what is made to break the reader: no word of it
counts, and the next reply is read all the same.
"""

from __future__ import annotations

import pytest

from tests.digest.letterbox import STOPPED, Letterbox

BY_HER = "Ilse Vermaak <ilse@knots.example.org>"
QUOTED = [
    f"{{word}}\n\nOn Mon, 16 Nov 2026 at 08:00, {BY_HER} wrote:\n> stop\n> Dear Bronwen,\n",
    "{word}\n\nAm Mo., 16. Nov. 2026 um 08:00 Uhr schrieb Ilse Vermaak:\n\n> stop\n",
    f"{{word}}\n\nOp ma 16 nov 2026 om 08:00 schreef {BY_HER}:\n> stop\n",
    "{word}\n\nLe lun. 16 nov. 2026 à 08:00, Ilse Vermaak a écrit :\n> stop\n",
    "{word}\n\nEl lun, 16 nov 2026 a las 8:00, Ilse Vermaak escribió:\n> stop\n",
    "> Dear Bronwen,\n> stop\n\n{word}\n",
    "{word}\n-- \nBronwen\nstop\n",
    "{word}\n\nSent from my iPhone\nstop",
    "{word}\n\nVon meinem iPhone gesendet\nstop",
    f"{{word}}\n\n{'_' * 32}\nFrom: {BY_HER}\nSent: Monday\nTo: Bronwen\nSubject: letter\n\nstop\n",
    f"{{word}}\n\n{'_' * 32}\nVan: {BY_HER}\nVerzonden: maandag\nAan: B\nOnderwerp: brief\n\nstop",
    f"{{word}}\n\nVan: {BY_HER}\nVerzonden: maandag\nAan: Bron\nOnderwerp: brief\n\nstop",
    f"{{word}}\n\nDe : {BY_HER}\nEnvoyé : lundi\nÀ : Bronwen\nObjet : lettre\n\nstop",
    f"{{word}}\n\nDe: {BY_HER}\nEnviado: lunes\nPara: Bronwen\nAsunto: carta\n\nstop",
    f"{{word}}\n\nOn 16 Nov 2026, at 08:00, {BY_HER} wrote:\n\nDear Bronwen,\n\nstop\n",
    f"{{word}}\n\nAm 16.11.2026 um 08:00 schrieb {BY_HER[:12]}\n<i@knots.example.org>:\n\nstop\n",
    f"{{word}}\n\nLe 16 nov. 2026 à 08:00, {BY_HER} a\nécrit :\n\nstop\n",
    "{word}\n\n-----Ursprüngliche Nachricht-----\nVon: Ilse\nGesendet: Montag\nAn: Bronwen\n"
    "Betreff: Brief\n\nstop\n",
]


@pytest.mark.parametrize("shape", QUOTED)
def test_quoted_words_and_signatures_are_not_theirs(box: Letterbox, shape: str) -> None:
    """Of a reply above, or below, the letter it quotes, only the member's own word counts."""
    box.receive(shape.format(word="less"))
    number = box.invite("circle")
    box.receive(shape.format(word="Yes, gladly!\n\nBronwen"), invitation=number)
    found = box.read()
    assert [one.done for one in found.obeyed] == [("letters fortnightly",), ("yes to circle",)]
    assert box.answers() == {"circle": "yes"}
    assert found.for_manager == []


@pytest.mark.parametrize("shape", QUOTED[:6])
def test_a_quotation_alone_says_nothing(box: Letterbox, shape: str) -> None:
    """An empty answer that quotes our words is for the manager."""
    before = box.everything()
    box.receive(shape.format(word=""))
    box.read()
    assert box.everything() == before


SAID_IN_HTML = "Op ma 16 nov 2026 om 08:00 schreef Ilse Vermaak:"
HTML = {
    "gmail": f"<div>{{word}}</div><br><div class='gmail_quote'><div>{SAID_IN_HTML}</div>"
    "<blockquote><p>stop</p></blockquote></div>",
    "apple": f"<body>{{word}}<br><div><br><blockquote type='cite'><div>{SAID_IN_HTML}</div><br>"
    "<div>stop</div></blockquote></div></body>",
    "outlook": "<div>{word}</div><hr><div id='divRplyFwdMsg'><b>Van:</b> Ilse Vermaak<br><b>"
    "Verzonden:</b> maandag<br><b>Aan:</b> Bron<br><b>Onderwerp:</b> brief</div><div>stop</div>",
    "yahoo": f"<div>{{word}}</div><div class='yahoo_quoted'><div>{SAID_IN_HTML}</div>"
    "<div><p>Beste Bronwen,</p><p>stop</p></div></div>",
}


@pytest.mark.parametrize("program", HTML)
def test_html_only(box: Letterbox, program: str) -> None:
    """A reply written as HTML is read, its quotation is not, however the program marks it."""
    number = box.invite("circle")
    box.receive("", html=HTML[program].format(word="Ja graag"), invitation=number)
    found = box.read()
    assert [one.done for one in found.obeyed] == [("yes to circle",)]
    assert found.for_manager == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"subject": "Automatische Antwort: Knot Tyers"},
        {"subject": "Afwezig: tot maandag"},
        {"subject": "Réponse automatique : Knot Tyers"},
        {"subject": "Respuesta automática: Knot Tyers"},
        {"subject": "Out of office: Knot Tyers"},
    ],
)
def test_out_of_office_is_nobodys_word(box: Letterbox, headers: dict[str, str]) -> None:
    """Signed or not, it changes nothing; a no in it is shown to the manager all the same."""
    before = box.everything()
    box.receive("pause\nI am away until Monday.", **headers)  # type: ignore[arg-type]
    box.receive("stop", **headers)  # type: ignore[arg-type]
    found = box.read()
    assert box.everything() == before
    assert found.automatic == 2
    assert [one.may_be_a_no for one in found.for_manager] == [True]


def test_a_bounce_is_nobodys_word(box: Letterbox) -> None:
    """A server that returns the letter, with our words in it, says nothing for the member."""
    data = box.receive("stop")
    box.mails = [data.replace(b"Content-Type: text/plain", b"Content-Type: multipart/report")]
    assert box.read().automatic == 1
    assert box.answers() == {}


HOSTILE = {
    "nothing": b"",
    "no head": b"stop",
    "only a head": b"From: a@mail.example.org\nSubject: stop",
    "two senders": b"From: bron@mail.example.org\nFrom: jun@mail.example.org\n\nstop",
    "two in one line": b"From: bron@mail.example.org, jun@mail.example.org\n\nless",
    "bytes": bytes(range(256)) * 40,
    "charset": b"From: bron@mail.example.org\nContent-Type: text/plain; charset=x-none\n\nless\xff",
    "nested": b"From: bron@mail.example.org\nContent-Type: multipart/mixed; boundary=a\n\n"
    + b"".join(
        b"--%s\nContent-Type: multipart/mixed; boundary=%s%s\n\n" % (b"a" * n, b"a" * n, b"a")
        for n in range(1, 3000)
    ),
    "deep html": b"From: bron@mail.example.org\nContent-Type: text/html\n\n" + b"<div>" * 100_000,
    "encoded name": b"From: =?utf-8?q?A=0D=0ABcc:_x@y.example?= <bron@mail.example.org>\n\nless",
    "long line": b"From: bron@mail.example.org\n\n" + b"stop " * 200_000,
    "long head": b"From: bron@mail.example.org\nReferences: " + b"<a@b> " * 100_000 + b"\n\nless",
    "base64": b"From: bron@mail.example.org\nContent-Transfer-Encoding: base64\n\n!!!!",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_change_nothing_and_stop_nothing(box: Letterbox, name: str) -> None:
    """Whatever arrives, the next reply is still read."""
    before = box.everything()
    box.mails.append(HOSTILE[name])
    box.read()
    assert box.everything() == before
    box.receive("stop")
    box.read()
    assert box.answers() == STOPPED
    for one in box.read().for_manager:
        assert "\n" not in one.name + one.subject
