"""How fast we are beside a peer that does the same; run by hand, never by the tests."""
