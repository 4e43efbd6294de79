"""A made-up community, The Mending Table, in the formats of its platforms."""

from sample.write import SampleSummary, write

__all__ = ["SampleSummary", "write"]
