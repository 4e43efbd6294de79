"""Which accounts may belong to one person: names, traces in what was written, and the odds."""
