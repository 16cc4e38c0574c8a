"""What does the web say? Bytes become records here, and nowhere else."""
