"""A made-up community, The Mending Table, in the formats of its platforms."""

from sample.write import FORM, SampleSummary, write

__all__ = ["FORM", "SampleSummary", "write"]
