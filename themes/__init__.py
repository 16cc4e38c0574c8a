"""The room that asks what a text means: records in; hits, mentions and verdicts out."""
