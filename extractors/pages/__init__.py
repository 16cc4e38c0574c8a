"""The text behind an entry: of a page, of the documents that it links to."""
