"""Which text is a place that a team runs or could change: a bucket, a connection, a host, a path of somebody's machine.

Public addresses pass: documentation, data sets, APIs of others. So do this machine's own (`localhost`), what only
stands for an address (`example.com`, `your-bucket`, `{host}`), and what a platform dictates (`169.254.169.254`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

MAX_LENGTH = 500
Kind = Literal["", "path", "bucket", "connection", "host"]

_SCHEMES = (
    r"s3[an]?|gs|gcs|abfss?|wasbs?|adl|hdfs|az|jdbc:\w+|postgres(?:ql)?|mysql|mssql|sqlserver|mongodb|rediss?|amqps?|kafka"
    r"|clickhouse|trino|presto|hive|oracle|snowflake|ldaps?|s?ftp|mqtts?|nats|neo4j|bolt|tcp|grpcs?|wss?|https?"
)
_MARKS = ("://", "/home/", "/Users/", ":\\", ":/", "Server=", "AccountName=", "HostName=", "Data Source=", "host=")
_NUMBERS = ("10.", "172.", "192.")
_ENDS = re.compile(
    r"\.(?:internal|corp|lan|intra|svc|local|amazonaws|windows|azurecr|azure|mongodb|snowflakecomputing|databricks"
    r"|azuredatabricks)\b"
)
"""It begins with a plain character, which makes it fast; so does looking for each of the marks by itself."""
_BEFORE = 60
"""Characters between a quote and a mark."""

_BUCKET = re.compile(r"(?:s3[an]?|gs|gcs|abfss?|wasbs?|adl|hdfs|az)://([^/\s]+)", re.IGNORECASE)
_CONNECTION = re.compile(
    rf"(?!https?:)(?:{_SCHEMES})(?:\+\w+)?(?::\w+)?:(?://|@)(?:[^@/\s]*@)?([^/\s?,;]+)", re.IGNORECASE
)
_WEB = re.compile(r"https?://(?:[^@/\s]*@)?([^/\s?#:]+)(:\d+)?", re.IGNORECASE)
_KEYED = re.compile(r"https?://([^@/\s:]+)(?::([^@/\s]*))?@([^/\s?#:]+)", re.IGNORECASE)
_PERSON = re.compile(r"(?:file:/+|sqlite:/+)?(?:/home/|/Users/|[A-Za-z]:[\\/]+Users[\\/]+)([\w.@ -]+)[\\/]+[\w.{-]")
_DRIVE = re.compile(r"(?:[Cc]:[\\/]+([\w.-][\w. -]*)[\\/]+[\w. -]+|[D-Zd-z]:\\+([\w.-][\w. -]*))[\\/]+[\w.-]")

_SERVICE = re.compile(
    r"user|username|app|appuser|jovyan|runner|ubuntu|ec2-user|airflow|vscode|site|nobody|sagemaker-user|"
    r"jenkins|hadoop|spark|mambauser|shared|public|admin|default|me|you|name|xxx+|foo|bar|someone|somebody|nonroot|"
    r"docker|conda|postgres|root|linuxbrew|travis|circleci|gitpod|codespace|coder|work|test\w*|your\w*",
    re.IGNORECASE,
)
"""Accounts of images and platforms, and names that only stand for one."""
_SYSTEM = re.compile(
    r"windows|program ?files.*|programdata|users|temp|tmp|path|foo|dir|folder|some.*|msys\d*|cygwin\d*", re.IGNORECASE
)

_STANDS_FOR = re.compile(
    r"example|your|placeholder|changeme|dummy|sample|acme|\bfoo\b|\bbar\b|\bbaz\b|xxx|\bmy[-_.]?|[<>{}$%*\[\]]|\.\.\."
    r"|\btest[-_.]|[-_.]test\b|^test$|^(?:host|hostname|server|domain|company|bucket|container|account|user|username|path"
    r"|address|endpoint|url|name|ip|db|database)(?:\.com|\.org|\.net)?$|bucket[-_]?name|some[-_]?bucket|\bmock|\bfake"
    r"|\b(?:a|b|x|y)\b$",
    re.IGNORECASE,
)
_FILLED_IN = re.compile(r"[{}%]")
_KEY = re.compile(r"(?=[^\d]*\d)(?=[^a-z]*[a-z])[\w.~+-]{16,}", re.IGNORECASE)
"""What no user is called."""
_OWN_MACHINE = re.compile(
    r"localhost(?:\..*)?|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1?\]?|.*\.localhost|.*\.example", re.IGNORECASE
)
_DICTATED = re.compile(
    r"metadata(?:\.google\.internal)?|169\.254\.\d+\.\d+|host\.docker\.internal|kubernetes(?:\.default.*)?"
    r"|.*\.googleapis\.com|gateway\.docker\.internal|s3[\w.-]*\.amazonaws\.com|\w+\.amazonaws\.com",
    re.IGNORECASE,
)
_INNER = re.compile(
    r".*\.(?:internal|corp|lan|intra|intranet|private|svc|cluster\.local|local|home\.arpa)", re.IGNORECASE
)
_PRIVATE = re.compile(r"(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})")
_NUMBER = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}")
_NOBODYS = re.compile(
    r"0\..*|127\..*|169\.254\..*|192\.0\.2\..*|198\.51\.100\..*|203\.0\.113\..*|1\.1\.1\.1|1\.0\.0\.1|8\.8\.[84]\.[84]"
    r"|1\.2\.3\.4|255\..*"
)
"""Numbers that are no server of a team: this machine, documentation, public name servers."""
_STAGE = re.compile(r"(?:^|[.-])(?:prod|production|staging|stg|uat|preprod)(?:[.-]|$)", re.IGNORECASE)
_RENTED = re.compile(
    r"[\w.-]+\.(?:rds\.amazonaws\.com|cache\.amazonaws\.com|elb\.amazonaws\.com|es\.amazonaws\.com|dkr\.ecr\.[\w-]+"
    r"\.amazonaws\.com|execute-api\.[\w-]+\.amazonaws\.com|redshift\.amazonaws\.com|database\.windows\.net|azurecr\.io"
    r"|documents\.azure\.com|servicebus\.windows\.net|vault\.azure\.net|redis\.cache\.windows\.net|azurewebsites\.net"
    r"|azurecontainerapps\.io|appspot\.com|mongodb\.net|snowflakecomputing\.com|cloud\.databricks\.com|azuredatabricks\.net"
    r"|dfs\.core\.windows\.net|run\.app|cloudfunctions\.net|openai\.azure\.com|api\.azureml\.ms|inference\.ml\.azure\.com)",
    re.IGNORECASE,
)
"""What a cloud gives to one customer."""
_PAIRS = re.compile(
    r"(?:^|[;\s])(?:Server|Data Source|HostName|Host|Endpoint)\s?=\s?(?:tcp:|sb://)?([\w.-]+)(?=[,;:/\s\\]).*=",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.{}-]+(?::\d{2,5})?(?:/[\w./-]*)?(?::[\w.-]+)?")


_CALLED_BUCKET = re.compile(
    r"bucket(?:_?name)?[\"']?[ \t]*[=:][ \t]*[\"']([a-z0-9][a-z0-9-]{1,61}[a-z0-9])[\"']", re.IGNORECASE
)
_SAYS_BUCKET = re.compile(r"(?:^|[._-])bucket(?:_?name)?$")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BUCKET_ALONE = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")


def bucket_by_its_name(text: str, said: str) -> bool:
    """Tell whether `text` is the name of a bucket, since the argument, key or name `said` that it is given to says so.

    What is called a bucket alone may be one of numbers or hours: the name of a store then has a dash.
    """
    name = said.rpartition(".")[2]
    words = _CAPITAL.sub("_", name).lower().replace("-", "_")
    if not _SAYS_BUCKET.search(words) or not _BUCKET_ALONE.fullmatch(text):
        return False
    if _STANDS_FOR.search(text) or text.replace("-", "_") in words:
        return False
    return "-" in text or words != "bucket" or name == "Bucket"  # as the clients of a cloud write it


def suspect(text: str) -> bool:
    """Tell at a glance whether a line of Python holds such a place in quotes, so that the file is worth parsing."""
    if any(word in text for word in ("bucket", "BUCKET", "Bucket")) and _CALLED_BUCKET.search(text):
        return True
    return any(kind(inner) for position in _marked(text) for inner in _quoted(text, position))


def _marked(text: str) -> Iterator[int]:
    """Give where something stands that no place is without."""
    for mark in (*_MARKS, *_NUMBERS):
        position = text.find(mark)
        while position >= 0:
            if mark not in _NUMBERS or text[position - 1] in "\"'/@":
                yield position
            position = text.find(mark, position + len(mark))
    yield from (match.start() for match in _ENDS.finditer(text))


def _quoted(text: str, position: int) -> Iterator[str]:
    """Give the string around a position as far as its line goes, also without what is filled in at its end."""
    begin = max(text.rfind("\n", max(position - _BEFORE, 0), position) + 1, position - _BEFORE, 0)
    opens = max(text.rfind(quote, begin, position) for quote in "\"'")
    if opens < 0:
        return
    ends = [text.find(end, opens + 1, opens + MAX_LENGTH) for end in (text[opens], "\n")]
    inner = text[opens + 1 : min((end for end in ends if end >= 0), default=opens + 1)]
    inner = inner.replace("\\\\", "\\")
    yield inner
    if "{" in inner:
        yield inner.partition("{")[0]


def kind(text: str) -> Kind:
    """Give what kind of place `text` is, or "". What is filled in later stands in braces, as in an f-string."""
    if len(text) > MAX_LENGTH or "\n" in text:
        return ""
    if any(_real(match[1]) and "." in match[1] for match in _PAIRS.finditer(text)):
        return "connection"
    if " " in text.strip() and not _PERSON.match(text):
        return ""
    for pattern, word, judge in _KINDS:
        match = pattern.match(text)
        if match is not None and judge(match):
            return word
    return "host" if _ADDRESS.fullmatch(text) and _bare(text) else ""


def named_by_itself(text: str) -> bool:
    """Tell whether a host without a scheme can be nothing else: a private address, or what a cloud gives out."""
    host = text.partition("/")[0].partition(":")[0]
    return bool(_RENTED.fullmatch(host) or _PRIVATE.fullmatch(host))


def _person(match: re.Match[str]) -> bool:
    return not _SERVICE.fullmatch(match[1]) and not _STANDS_FOR.search(match[1])


def _drive(match: re.Match[str]) -> bool:
    return not _SYSTEM.fullmatch(match[1] or match[2]) and not _STANDS_FOR.search(match[0])


def _bucket(match: re.Match[str]) -> bool:
    name = match[1].partition("@")[2] or match[1]
    return len(name) > 2 and not _STANDS_FOR.search(match[1]) and not _OWN_MACHINE.fullmatch(name.partition(":")[0])


def _keyed(match: re.Match[str]) -> bool:
    """Tell whether an address carries a key: a password, or a user that can be no name, as reporting tools have it."""
    user, password, host = match[1], match[2] or "", match[3]
    secret = password if password and not _WORDS.fullmatch(password) else user if _KEY.fullmatch(user) else ""
    return bool(secret) and not _STANDS_FOR.search(secret) and _real(host)


_WORDS = re.compile(r"p(?:ass)?(?:w(?:or)?d|wd)?|secret|token|key|api_?key|x-oauth-basic|user(?:name)?", re.IGNORECASE)


def _said(host: str) -> str:
    """Give a host without the labels that are filled in later, unless its first is: that one names the service."""
    labels = host.split(".")
    if _FILLED_IN.search(labels[0]):
        return host
    return ".".join(label for label in labels if not _FILLED_IN.search(label))


def _connection(match: re.Match[str]) -> bool:
    host = _said(match[1].rpartition(":")[0] or match[1])
    return _real(host) and ("." in host or "-" in host or host in _SERVICES)


_SERVICES = frozenset(("postgres", "postgresql", "mysql", "mongo", "redis", "rabbitmq", "kafka", "minio", "mlflow"))
"""Hosts that a compose file gives a name, which another place will not have."""


def _real(host: str) -> bool:
    pretended = _STANDS_FOR.search(host) or _OWN_MACHINE.fullmatch(host) or _DICTATED.fullmatch(host)
    return len(host) > 2 and not pretended


def _web(match: re.Match[str]) -> bool:
    host, port = _said(match[1]), match[2] or ""
    if host != match[1] and not _INNER.fullmatch(host):
        return False
    if _STANDS_FOR.search(host) or _OWN_MACHINE.fullmatch(host):
        return False
    if host.endswith("amazonaws.com") and _RENTED.fullmatch(host):
        return True
    if _DICTATED.fullmatch(host) or _NOBODYS.fullmatch(host):
        return False
    if _NUMBER.fullmatch(host):
        return True
    if host.endswith(".blob.core.windows.net"):  # an account; with a path behind it, mostly a public file
        return not match.string[match.end() :].strip("/")
    inner = _INNER.fullmatch(host) or _PRIVATE.fullmatch(host) or _RENTED.fullmatch(host) or _STAGE.search(host)
    return bool(inner) or ("." not in host and host in _SERVICES) or (bool(port) and "." not in host and len(host) > 2)


def _bare(text: str) -> bool:
    """Tell whether a text without a scheme is a host: of an inner network, of a cloud's customer, a private address."""
    host = _said(text.partition("/")[0].partition(":")[0])
    return _real(host) and (named_by_itself(text) or _inner_host(host))


def _inner_host(host: str) -> bool:
    """Tell whether this is a name in an inner network; two dots at least, since `pkg.internal` is a module, too."""
    return bool(_INNER.fullmatch(host)) and host.count(".") > 1


_KINDS: tuple[tuple[re.Pattern[str], Kind, Callable[[re.Match[str]], bool]], ...] = (
    (_PERSON, "path", _person),
    (_DRIVE, "path", _drive),
    (_BUCKET, "bucket", _bucket),
    (_CONNECTION, "connection", _connection),
    (_KEYED, "connection", _keyed),
    (_WEB, "host", _web),
)
