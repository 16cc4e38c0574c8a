"""The corner of the rules: what they say, and whether it is in order."""
