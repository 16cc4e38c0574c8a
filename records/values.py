"""Addresses in settings: what each kind must look like."""

import ipaddress
import re
from pathlib import Path


def folder(value: str) -> str:
    """Return a folder, in full, or one of an object store.

    Raises:
        ValueError: with what would be right.
    """
    if "://" not in value:
        return str(Path(value).expanduser().resolve())
    if not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]*(/[\w./=-]*)?", value):
        raise ValueError("a folder, or s3://bucket/folder")
    return value


def contact(value: str) -> str:
    """Return whom a publisher may write to.

    Raises:
        ValueError: with what would be right.
    """
    if not re.fullmatch(r"(https?://\S+|\S+@\S+\.\S+)", value):
        raise ValueError("a web or mail address that a publisher can write to")
    return value


def token(value: str) -> str:
    """Return a token of Slack.

    Raises:
        ValueError: with what would be right.
    """
    if re.search(r"\s", value) or not value.isascii():
        raise ValueError("a Slack bot token, as xoxb-…, without blanks")
    return value


def webhook(value: str) -> str:
    """Return the address of a webhook.

    Raises:
        ValueError: with what would be right.
    """
    if not re.fullmatch(r"https?://[!-.0-~][!-~]*", value):
        raise ValueError("the address of a webhook, as https://hooks.slack.com/services/…")
    return value


def base_url(value: str) -> str:
    """Return the base of a Web API, which ends with a slash.

    Raises:
        ValueError: with what would be right.
    """
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
        raise ValueError("the base of a Web API, as https://slack.com/api/")
    return value.rstrip("/") + "/"


def public_url(value: str) -> str:
    """Return where a folder is served, which ends with a slash.

    Raises:
        ValueError: with what would be right.
    """
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        raise ValueError("where a folder is served, as https://alerts.example.org/placewatch/")
    return value.rstrip("/") + "/"


def hosts(value: str) -> frozenset[str]:
    """Return hosts, each with or without a port.

    Raises:
        ValueError: with what would be right.
    """
    hosts = frozenset(part.strip().lower() for part in value.split(",") if part.strip())
    for host in hosts:
        if not re.fullmatch(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?", host):
            raise ValueError("names or addresses with or without a port, as 127.0.0.1:8765")
        if host.startswith("["):
            ipaddress.ip_address(host[1 : host.index("]")])
    return hosts
