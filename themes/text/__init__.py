"""The corner that reads a text: its words, sentences and fields, with offsets."""
