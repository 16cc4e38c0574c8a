"""By hand: the commands, each group in a file that wakes with its command."""
