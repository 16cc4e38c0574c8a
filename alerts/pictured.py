"""A message's picture: told in words until Slack has the file, shown in their place afterwards.

The outbox holds the words alone, so that any way out can send the message as it is. The block
that may become the picture is known by its id, which names the file.
"""

import json

from alerts import blocks, escape

MARK = "picture:"
FOLDER = "PLACEWATCH_HOME/public/"
ALT_LIMIT = 1_900  # Slack takes 2,000


def block(file: str, told: str) -> blocks.Block:
    """Return the block of a picture as it stands where the picture cannot be shown.

    Args:
        file: Its name in the public folder.
        told: What it shows, in words.
    """
    words = escape.cut(told, ALT_LIMIT)
    return blocks.context([words, f"The picture: {FOLDER}{file}"], apart=True) | {
        "block_id": MARK + file
    }


def file_of(dumped: str) -> str:
    """Return the name of the picture's file of a message; empty: it has none."""
    return next((str(one["block_id"])[len(MARK) :] for one in _loaded(dumped) if _is(one)), "")


def told_of(dumped: str) -> str:
    """Return what the picture of a message shows, in words; empty: it has none."""
    return next((str(one["elements"][0]["text"]) for one in _loaded(dumped) if _is(one)), "")


def shown(dumped: str, file_id: str) -> str:
    """Return the blocks of a message with its picture.

    Args:
        dumped: The blocks as the outbox holds them.
        file_id: As Slack names the file.
    """
    made = [_image(one, file_id) if _is(one) else one for one in _loaded(dumped)]
    return blocks.dump(made)


def _image(one: blocks.Block, file_id: str) -> blocks.Block:
    alt = str(one["elements"][0]["text"])
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt}


def _is(one: blocks.Block) -> bool:
    return str(one.get("block_id", "")).startswith(MARK)


def _loaded(dumped: str) -> list[blocks.Block]:
    try:
        found = json.loads(dumped)
    except ValueError:  # empty, or not ours
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
