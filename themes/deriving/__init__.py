"""The corner that finds which phrases mark a corpus."""
