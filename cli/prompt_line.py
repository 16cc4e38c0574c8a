"""Editing a line: history, and names completed with Tab, where the platform has readline."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import readline
except ImportError:  # a Python that was built without it: the prompt works, keys do not
    readline = None  # type: ignore[assignment]

EAR_S = 0.1  # how long Ctrl-C may wait
KEPT = 1_000  # statements of the history
WORDS = frozenset(
    {"SELECT", "FROM", "WHERE", "GROUP", "BY", "ORDER", "LIMIT", "HAVING", "JOIN", "LEFT"}
    | {"USING", "DISTINCT", "COUNT", "INTERVAL", "QUALIFY", "SUMMARIZE", "DESCRIBE"}
)
BREAKS = " \t\n\"\\'`@$><=;|&{(,"


@contextmanager
def editing(history: Path, names: Iterable[str], commands: Iterable[str]) -> Iterator[None]:
    """Complete names with Tab and remember what was asked, also until the next time.

    Args:
        history: File that keeps it; a folder that cannot be written to keeps nothing.
        names: Of views and columns.
        commands: With their dots.
    """
    if readline is None:
        yield
        return
    known = sorted({*names, *commands, *WORDS})
    found: list[str] = []

    def complete(text: str, state: int) -> str | None:
        if state == 0:
            low = text.lower()
            found[:] = [word for word in known if word.lower().startswith(low)] if text else []
        return found[state] if state < len(found) else None

    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    readline.set_completer_delims(BREAKS)
    readline.set_completer(complete)
    readline.set_auto_history(False)
    readline.clear_history()
    with suppress(OSError):
        readline.read_history_file(history)
    try:
        yield
    finally:
        readline.set_completer(None)
        readline.set_history_length(KEPT)
        with suppress(OSError):
            readline.write_history_file(history)
            history.chmod(0o600)


def heeding(work: Callable[[], None], stop: Callable[[], None]) -> None:
    """Do something in a thread of its own, so that Ctrl-C is heard whatever it is busy with.

    Python hears a signal between two of its own steps, and a database may take minutes over one
    and forget a stop that comes before it has begun: it is told again until the work has ended.

    Args:
        work: What it raises is raised here.
        stop: Makes ``work`` end early; called from this thread, more than once.

    Raises:
        KeyboardInterrupt: after Ctrl-C, once the work has ended.
    """
    asked = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: asked.set())
    try:
        with ThreadPoolExecutor(1, "statement") as pool:
            done = pool.submit(work)
            while wait([done], EAR_S).not_done:
                if asked.is_set():
                    stop()
    finally:
        signal.signal(signal.SIGINT, before)
    if asked.is_set():
        raise KeyboardInterrupt
    done.result()


def ask(prompt: str) -> str:
    """Return the line that is typed.

    Raises:
        EOFError: at Ctrl-D.
        KeyboardInterrupt: at Ctrl-C.
    """
    return input(prompt)


def remember(text: str) -> None:
    """Keep a statement in the history, as one line."""
    line = " ".join(text.split())
    if readline is not None and line:
        last = readline.get_current_history_length()
        if not last or readline.get_history_item(last) != line:
            readline.add_history(line)
