"""Invented pages with sentinel words: what an extractor keeps of the furniture, what it loses."""
