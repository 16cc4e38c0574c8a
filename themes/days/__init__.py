"""The corner of days: until when somebody may respond."""
