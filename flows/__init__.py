"""When does it happen: by the clock, by an event. Each file is one Prefect deployment."""
