"""What members and the manager have said and decided, and what was sent: never rebuilt."""

from ledger.consents import Statement
from ledger.forgotten import Forgotten
from ledger.held_out import HeldOut
from ledger.introductions import Outcome, Proposal
from ledger.ledger import Installation, Ledger
from ledger.mails import QueuedMail
from ledger.purposes import PURPOSES, purpose_column

__all__ = [
    "PURPOSES",
    "Forgotten",
    "HeldOut",
    "Installation",
    "Ledger",
    "Outcome",
    "Proposal",
    "QueuedMail",
    "Statement",
    "purpose_column",
]
