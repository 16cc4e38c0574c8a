"""What Slack checks of a message's blocks; numbers are from its Block Kit reference."""

BLOCKS = 50
SECTION = 3_000
FIELD = 2_000
HEADER = 150
ALT_TEXT = 2_000
CONTEXT_ELEMENTS = 10
RICH_STYLES = {"bold", "italic", "strike", "code"}
INVALID = "invalid_blocks"


def fault_of_blocks(blocks: object) -> str | None:
    """Return the error code that Slack answers to these blocks, or None."""
    if not isinstance(blocks, list) or len(blocks) > BLOCKS:
        return INVALID
    return None if all(map(_is_block, blocks)) else INVALID


def _is_block(block: object) -> bool:
    if not isinstance(block, dict):
        return False
    if block.get("type") == "divider":
        return True
    if block.get("type") == "image":
        file, alt = block.get("slack_file"), block.get("alt_text")
        is_file = isinstance(file, dict) and set(file) == {"id"} and isinstance(file["id"], str)
        return is_file and isinstance(alt, str) and 0 < len(alt) <= ALT_TEXT
    if block.get("type") == "header":
        return _is_text(block.get("text"), HEADER, frozenset({"plain_text"}))
    if block.get("type") == "section":
        fields = block.get("fields", [])
        return (
            ("text" in block or bool(fields))
            and ("text" not in block or _is_text(block["text"], SECTION))
            and len(fields) <= 10
            and all(_is_text(item, FIELD) for item in fields)
        )
    if block.get("type") == "context":
        elements = block.get("elements") or []
        return 0 < len(elements) <= CONTEXT_ELEMENTS and all(
            _is_text(element, SECTION) for element in elements
        )
    if block.get("type") == "rich_text":
        elements = block.get("elements") or []
        return bool(elements) and all(map(_is_rich, elements))
    return False


def _is_text(
    text: object, limit: int, kinds: frozenset[str] = frozenset({"plain_text", "mrkdwn"})
) -> bool:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        return False
    allowed = {"type", "text", "emoji" if text["type"] == "plain_text" else "verbatim"}
    words = text.get("text")
    return isinstance(words, str) and 0 < len(words) <= limit and set(text) <= allowed


def _is_rich(element: object) -> bool:
    if not isinstance(element, dict):
        return False
    parts = element.get("elements")
    if not isinstance(parts, list):
        return False
    if element.get("type") == "rich_text_list":
        return element.get("style") in {"bullet", "ordered"} and all(
            isinstance(part, dict) and part.get("type") == "rich_text_section" and _is_rich(part)
            for part in parts
        )
    if element.get("type") in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}:
        return bool(parts) and all(map(_is_rich_word, parts))
    return False


def _is_rich_word(element: object) -> bool:
    if not isinstance(element, dict) or not set(element.get("style", {})) <= RICH_STYLES:
        return False
    if element.get("type") == "text":
        return isinstance(element.get("text"), str) and element["text"] != ""
    if element.get("type") == "link":
        return str(element.get("url", "")).startswith(("http://", "https://"))
    return element.get("type") in {"user", "broadcast", "channel", "emoji", "usergroup"}
