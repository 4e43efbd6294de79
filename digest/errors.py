"""What the digest refuses.

* DigestError
  - BadSender: community.yaml lacks something every letter needs
  - BadLines: what the manager wrote for an issue cannot stand in a letter
  - BadKeys: the keys that sign codes are missing or unfit
  - BadMailbox: a mailbox cannot be read
  - BadInvitation: the texts of an invitation lack something
  - BadServer: the environment names no usable mail server
  - CannotConnect: the mail server cannot be reached, or will not have us
  - NoSuchLetter: a decision is about a letter that is not there, or has left
  - SendRefused: this issue may not be sent, or not yet
  - UnsafeMail: a finished mail does not have exactly the header lines and the recipient it should
"""

from __future__ import annotations


class DigestError(Exception):
    """One line for the manager."""


class BadSender(DigestError):
    """Something about the community that no letter can do without."""


class BadLines(DigestError):
    """A file in content/letters that cannot stand in a letter."""


class UnsafeMail(DigestError):
    """A finished mail that must not leave; it was not written."""


class BadKeys(DigestError):
    """The keys in the environment are missing or unfit; the message never holds a part of one."""


class BadMailbox(DigestError):
    """A mailbox that cannot be read, and what to do."""


class BadInvitation(DigestError):
    """A text in content/invitations that cannot be used."""


class BadServer(DigestError):
    """The environment names no usable mail server; the message never holds the password."""


class CannotConnect(DigestError):
    """The mail server cannot be reached or will not have us; no mail was begun."""


class NoSuchLetter(DigestError):
    """No letter of that reader waits."""


class SendRefused(DigestError):
    """The issue may not be sent, or not yet; nothing was changed."""
