"""The weekly letters: one member's introductions, composed into an outbox."""

from digest.compose import compose
from digest.issue import Summary
from digest.letter import Sender

__all__ = ["Sender", "Summary", "compose"]
