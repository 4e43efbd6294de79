"""Plain words as the HTML that Ning's editor makes of them."""

from __future__ import annotations

from html import escape

from sample.people import Person
from sample.written import Post

HOST = "mendingtable.example.org"


def paragraphs(text: str) -> str:
    """Each line as a paragraph."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n") if line)


def comment_html(post: Post, people: list[Person]) -> str:
    """A comment, with the one it speaks to linked, named or quoted at its beginning."""
    if post.html:
        return post.html
    body = paragraphs(post.text)
    if post.to is None or post.way == "none":
        return body
    person = people[post.to]
    name = escape(person.name, quote=False)
    if post.way == "quote":
        quoted = escape(post.quoted, quote=False)
        return (
            f"<p></p><cite>{name} said:</cite>"
            f'<blockquote cite="http://{HOST}/profile/{person.key}"><div><p>{quoted}</p></div>'
            f"</blockquote>{body}"
        )
    named = f"@{name}"
    if post.way == "link":
        named = f'<a href="https://{HOST}/profile/{person.key}">{named}</a>'
    return (
        f"<p>{named}&nbsp;{body.removeprefix('<p>')}"
        if post.way == "link"
        else (f"<p>{named} {body.removeprefix('<p>')}")
    )
