"""What the digest refuses.

* DigestError
  - BadSender: community.yaml lacks something every letter needs
  - UnsafeMail: a finished mail does not have exactly the header lines and the recipient it should
"""

from __future__ import annotations


class DigestError(Exception):
    """One line for the manager."""


class BadSender(DigestError):
    """Something about the community that no letter can do without."""


class UnsafeMail(DigestError):
    """A finished mail that must not leave; it was not written."""
