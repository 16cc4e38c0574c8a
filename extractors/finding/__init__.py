"""Where a source without a feed tells its news; lists from feed readers."""
