"""The plan of the house as tests: docs/architecture.md tells the five laws in words."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
ROOMS = ("extractors", "themes", "warehouse", "alerts")
GROUND = {"records", "settings", "seedfiles"}
MAY_IMPORT = {
    "records": {"records"},
    "settings": {"records"},
    "seedfiles": {"records"},
    **{room: {"records", "seedfiles", room} for room in ROOMS},
    "flows": GROUND | set(ROOMS) | {"flows"},
    "cli": GROUND | set(ROOMS) | {"flows", "cli"},
}
ONLY_IN = {
    "prefect": ("flows/scheduled.py", "cli/up"),
    "duckdb": ("warehouse/",),
    "slack_sdk": (
        "alerts/slack.py",
        "alerts/slack_calls.py",
        "alerts/upload.py",
        "alerts/webhook.py",
    ),
    "matplotlib": ("alerts/picture.py",),
    "aiohttp": ("extractors/web/fetch.py", "extractors/web/guard.py", "extractors/web/faults.py"),
    "feedparser": ("extractors/feeds/feed.py",),
    "trafilatura": ("extractors/pages/article.py",),
    "pypdfium2": ("extractors/pages/report.py",),
    "pebble": ("extractors/workers.py",),
    "protego": ("extractors/web/robots.py",),
    "ahocorasick_rs": ("themes/matching/engine.py",),
    "rensa": ("themes/stories.py",),
    "icalendar": ("alerts/calendar.py",),
}
OURS = set(MAY_IMPORT)
MOST_LINES = 300
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}


def sources() -> list[Path]:
    tops = [HERE / f"{name}.py" for name in GROUND - {"records"}]
    return sorted(
        [
            *tops,
            *(
                p
                for name in (*ROOMS, "flows", "cli", "records")
                for p in (HERE / name).rglob("*.py")
            ),
        ]
    )


def name_of(path: Path) -> str:
    return path.relative_to(HERE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(HERE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> set[str]:
    """Return the first part of every module that a file imports, wherever the import stands."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.ImportFrom) and node.level:
            found.add(room_of(path))
    return found


def test_arrows_run_one_way():
    strangers = {
        name_of(path): sorted((imports(path) & OURS) - MAY_IMPORT[room_of(path)])
        for path in sources()
    }

    assert {name: found for name, found in strangers.items() if found} == {}


def test_each_door_has_one_keeper():
    opened = [
        (name_of(path), door)
        for path in sources()
        for door, keepers in ONLY_IN.items()
        if door in imports(path) and not name_of(path).startswith(keepers)
    ]

    assert opened == []


def test_rooms_are_told_the_time_and_the_settings():
    asked = [
        (name_of(path), f"{node.value.id}.{node.attr}")
        for path in sources()
        if room_of(path) not in {"flows", "cli"}
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (node.value.id, node.attr) in CLOCKS | {("os", "environ"), ("os", "getenv")}
    ]

    assert asked == []


def test_a_file_fits_in_one_sitting():
    lines = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in (*sources(), *(HERE / "tests").rglob("*.py"))
    }

    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_a_file_is_named_after_what_it_does():
    named = {name_of(path): path.relative_to(HERE).with_suffix("").parts for path in sources()}

    assert [name for name, parts in named.items() if SAYS_NOTHING & set(parts)] == []


def test_no_flow_is_named_like_a_room_or_a_module():
    flows = {path.stem for path in (HERE / "flows").glob("*.py")} - {"__init__"}
    taken = OURS | set(ONLY_IN) | set(sys.stdlib_module_names) | {"click", "rich", "yaml", "lxml"}

    assert flows & taken == set()


def test_a_flow_imports_no_flow_but_its_own_parts():
    for path in {*(HERE / "flows").glob("*.py")} - {HERE / "flows" / "scheduled.py"}:
        flow = path.stem.split("_")[0]
        found = {
            (node.module or "").removeprefix("flows.")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("flows")
        }
        assert all(name.startswith(f"{flow}_") for name in found), name_of(path)


def test_the_seeds_hold_no_code():
    assert sorted((HERE / "seeds").rglob("*.py")) == []


def test_a_run_by_hand_wakes_no_prefect():
    script = (
        "import sys, cli.runs, flows.poll, flows.classify, flows.notify, flows.digest;"
        "print('prefect' in sys.modules)"
    )

    woken = subprocess.run(
        [sys.executable, "-c", script], cwd=HERE, capture_output=True, text=True, check=True
    )

    assert woken.stdout.strip() == "False"


def test_help_wakes_no_heavy_package():
    heavy = ["prefect", "duckdb", "trafilatura", "feedparser", "slack_sdk", "aiohttp", "lxml"]
    script = (
        "import sys; from click.testing import CliRunner; from cli.main import main;"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0;"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )

    woken = subprocess.run(
        [sys.executable, "-c", script], cwd=HERE, capture_output=True, text=True, check=True
    )

    assert woken.stdout.strip() == "[]"
