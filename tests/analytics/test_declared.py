"""Which account a member means who declares another one as their own."""

from __future__ import annotations

from analytics.derived import member_accounts


def declarations(*accounts: tuple[str, str, str | None, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The pairs joined; an account is source, native id, name and what it declares."""
    return member_accounts.declared_pairs(
        [
            {
                "account_id": f"{source}:{native}",
                "source": source,
                "platform": source.split(":")[0],
                "handle": None,
                "display_name": name,
                "declares": declares,
                "is_team": False,
                "is_stub": False,
            }
            for source, native, name, declares in accounts
        ]
    )


def test_declared_account_is_found_by_its_id() -> None:
    """A link to a profile names a number, which is all that a page's comments know."""
    found = declarations(
        ("ning:net", "1a", "Ana", ("facebook:4711",)),
        ("facebook:page", "4711", "Ana Lima", ()),
        ("facebook:page", "4712", "Ana Lima", ()),
    )
    assert found == [("ning:net:1a", "facebook:page:4711")]


def test_declared_name_means_the_account_with_an_id() -> None:
    """A follower who also comments stands twice; two commenters of one name join nobody."""
    fan = ("facebook:page", "name:ana lima", "Ana Lima", ())
    declaring = ("ning:net", "1a", "Ana", ("facebook:Ana Lima",))
    one, other = (("facebook:page", native, "Ana Lima", ()) for native in ("4711", "4712"))
    assert declarations(declaring, fan, one) == [("ning:net:1a", "facebook:page:4711")]
    assert declarations(declaring, fan, one, other) == []


def test_a_page_without_an_id_is_the_one_with_an_id() -> None:
    """Its own export calls it the page; of two other pages nobody knows which that is."""
    pages = [
        {"account_id": f"facebook:{source}:{native}", "source": f"facebook:{source}", "role": role}
        for source, native, role in (
            ("one", "page", "page"), ("one", "4711", "page"), ("one", "4712", None),
            ("two", "page", "page"), ("two", "1", "page"), ("two", "2", "page"),
            ("three", "1", "page"), ("three", "2", "page"),
        )
    ]  # fmt: skip
    assert member_accounts.page_pairs(pages) == [("facebook:one:page", "facebook:one:4711")]
