"""Whom do we tell, and in which words? Findings become messages that people read."""
