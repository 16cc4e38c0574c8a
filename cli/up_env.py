"""What the processes below `placewatch up` find in their environment."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from settings import HERE, PREFIX, Settings

# Prefect variables of the operator that go through; any other would bend what `up` promises.
KEPT = ("PREFECT_LOGGING_LEVEL", "PREFECT_API_DATABASE_", "PREFECT_SERVER_DATABASE_")
LOCAL = "127.0.0.1,localhost,::1"


def server(shared: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of Prefect's server; none of our own settings is in it."""
    url = shared["PREFECT_API_URL"].removesuffix("/api")
    return {key: value for key, value in shared.items() if not key.startswith(PREFIX)} | {
        "PREFECT_SERVER_API_AUTH_STRING": shared["PREFECT_API_AUTH_STRING"],
        # Prefect's default lets any web page that the operator opens talk to the server.
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        # Prefect's defaults: events 7 days, runs for ever. About 640 runs a day at 21 KB.
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P2D",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs,orphans",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "604800",  # seconds: 7 days
        # The mark "Late" is of no use here, and setting it in a crowd locked SQLite (measured).
        "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
        # Prefect looks at new deployments for 6 s, then at all each 60 s: a server that stood
        # still for those 6 s planned nothing for 50 s (measured). Six deployments cost little.
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "15",
        # Prefect plans 100 runs ahead, and all of them are late after a night off.
        "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS": "1",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "4",
        "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_SCHEDULED_TIME": "PT15M",
    }


def runner(shared: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the runner and of the flows that it starts."""
    return dict(shared) | {
        # What the rooms log is then seen with the run, in the terminal and in the UI.
        "PREFECT_LOGGING_EXTRA_LOGGERS": "placewatch",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",  # threads of a run know no run
    }


def auth_string(folder: Path) -> str:
    """Return user and password of the server, made once and readable by its owner alone."""
    path = folder / "auth"
    if not path.exists() or not path.read_text(encoding="utf-8").strip():
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"placewatch:{secrets.token_urlsafe(24)}\n")
    path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()


def shared(
    settings: Settings, env: Mapping[str, str], *, port: int, auth: str, root: Path
) -> dict[str, str]:
    """Return what both see: the operator's environment, made independent of where he stood."""
    found = {
        key: value
        for key, value in env.items()
        if not key.startswith("PREFECT_") or key.startswith(KEPT)
    }
    for key in [key for key in found if key.startswith(PREFIX) and key.endswith("_FILE")]:
        found[key] = str(Path(found[key]).expanduser().resolve())
    for name, path in (
        ("HOME", settings.home),
        ("SEEDS", settings.seeds),
        ("SOURCES", settings.sources),
    ):
        found.pop(f"{PREFIX}{name}_FILE", None)
        found[PREFIX + name] = str(path)
    paths = [str(root), str(HERE), *found.get("PYTHONPATH", "").split(os.pathsep)]
    without = [part for part in (found.get("no_proxy"), found.get("NO_PROXY"), LOCAL) if part]
    return found | {
        "PREFECT_HOME": str(settings.home / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_API_AUTH_STRING": auth,
        "PREFECT_CLI_PROMPT": "false",
        "DO_NOT_TRACK": "1",
        "NO_PROXY": ",".join(without),  # a proxy would be asked for our own server
        "no_proxy": ",".join(without),
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(path for path in paths if path)),
        "PYTHONUNBUFFERED": "1",
    }
