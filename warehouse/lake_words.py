"""The words that name a Postgres: read once, so that its password can be kept apart."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

HIDDEN = "(hidden)"
SECRETS = ("password", "passfile", "sslpassword", "sslkey", "oauth_client_secret")
# key = value, or key = 'a \' quoted value'; blanks around the sign are allowed.
WORD = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:\\.|[^'\\])*)'|((?:\\.|[^\s\\])*))(?=\s|$)")


def parse(catalogue: str) -> dict[str, str]:
    """Return the words of a connection string of Postgres, by name.

    Args:
        catalogue: As libpq reads it: dbname=… host=…, or postgresql://user@host/name.

    Raises:
        ValueError: with what would be right; never with what was given, it may be secret.
    """
    if re.match(r"postgres(ql)?://", catalogue):
        return _from_address(catalogue)
    found: dict[str, str] = {}
    place = 0
    while catalogue[place:].strip():
        word = WORD.match(catalogue, place)
        if not word:
            raise ValueError("words as dbname=placewatch host=db.example user=placewatch")
        value = word[2] if word[2] is not None else word[3]
        found[word[1]] = re.sub(r"\\(.)", r"\1", value)
        place = word.end()
    return found


def write(words: dict[str, str]) -> str:
    """Return words as libpq reads them."""
    quoted = {key: re.sub(r"(['\\])", r"\\\1", value) for key, value in words.items()}
    return " ".join(f"{key}='{value}'" for key, value in quoted.items())


def shown(catalogue: str) -> str:
    """Return the name of a catalogue for people: database and host, nothing secret."""
    try:
        words = parse(catalogue)
    except ValueError:
        return "the Postgres of the lake"
    host = words.get("host", words.get("hostaddr", "")) or "this machine"
    port = f":{words['port']}" if "port" in words else ""
    return f"Postgres database {words.get('dbname', '')!r} on {host}{port}"


def scrub(text: str, catalogue: str, *more: str) -> str:
    """Return a message of the database without what nobody may read in a log.

    Args:
        text: The message.
        catalogue: The connection string, whose secrets are taken out wherever they stand.
        more: Other secrets.
    """
    secrets = list(more)
    try:
        words = parse(catalogue)
        secrets += [words[name] for name in SECRETS if name in words]
    except ValueError:
        secrets.append(catalogue)
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        for form in (secret, re.sub(r"(['\\])", r"\\\1", secret)):
            text = text.replace(form, HIDDEN)
    text = re.sub(rf"\b({'|'.join(SECRETS)})\s*=\s*('(?:\\.|[^'\\])*'|\S+)", rf"\1={HIDDEN}", text)
    return re.sub(r"(postgres(?:ql)?://[^\s:@/]*):[^\s@]*@", rf"\1:{HIDDEN}@", text)


def _from_address(address: str) -> dict[str, str]:
    """Return the words of postgresql://user:password@host:port/name?word=value."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("an address as postgresql://placewatch@db.example/placewatch") from None
    found = {
        "host": unquote(parts.hostname or ""),
        "port": str(port or ""),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "dbname": unquote(parts.path.lstrip("/")),
    }
    return {key: value for key, value in (found | dict(parse_qsl(parts.query))).items() if value}
