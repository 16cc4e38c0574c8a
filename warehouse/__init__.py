"""What do we remember? Records in, rows kept; all SQL lives here."""
