"""The one door to the web: polite, bounded, closed towards private networks."""
