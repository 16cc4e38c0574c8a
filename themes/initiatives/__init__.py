"""The corner of the initiatives: which a text names, and what it says of each."""
