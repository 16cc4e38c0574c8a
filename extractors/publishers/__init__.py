"""Publishers that tell of their pages in a better way, or in a way of their own."""
