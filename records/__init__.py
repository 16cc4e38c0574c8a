"""The words the rooms share: one frozen record for each thing that moves between them."""

from records.ground import PlacewatchError, Progress, identify, no_progress
from records.meaning import (
    STAGES,
    Claim,
    Deadline,
    Document,
    Hit,
    Initiative,
    Mention,
    ThemeScore,
    Verdict,
    Voice,
)
from records.telling import Alert, Happening, Problem
from records.web import (
    STANDARD,
    Article,
    Bounds,
    Entry,
    Extraction,
    Feed,
    Host,
    Link,
    Report,
    Source,
)

__all__ = [
    "STAGES",
    "STANDARD",
    "Alert",
    "Article",
    "Bounds",
    "Claim",
    "Deadline",
    "Document",
    "Entry",
    "Extraction",
    "Feed",
    "Happening",
    "Hit",
    "Host",
    "Initiative",
    "Link",
    "Mention",
    "PlacewatchError",
    "Problem",
    "Progress",
    "Report",
    "Source",
    "ThemeScore",
    "Verdict",
    "Voice",
    "identify",
    "no_progress",
]
