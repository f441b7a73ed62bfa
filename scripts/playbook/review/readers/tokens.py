"""What a token or a private key looks like: a fast look over bytes, and detect-secrets to confirm what it finds.

Only shapes that nothing else has: a prefix that the issuer gives, and a length. There is no guess by entropy. A pattern
begins with letters, since a search for those is what is fast; several share one where they begin alike. A new shape is
a line in `_SHAPES`, and its pattern a part of one in `_SEARCHES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a token: its kind in words, its place in bytes, and what of it may be shown.

    `text` is the secret: it is only for telling dummies, and must not be shown.
    """

    kind: str
    start: int
    end: int
    shown: str
    text: str
    key: bool
    plugin: str


class PluginError(Exception):
    """detect-secrets is not installed."""


_SEARCHES = tuple(
    re.compile(pattern)
    for pattern in (
        rb"A(?:(?:KIA|SIA)[0-9A-Z]{16}(?![0-9A-Za-z])|Iza[\w-]{35}(?![\w-])|ccountKey=[A-Za-z0-9+/=]{88})",
        rb"g(?:h[pousr]_[A-Za-z0-9]{36}|ithub_pat_\w{82}|l(?:pat|dt|ft|soat|rt|ptt|cbt)-[\w-]{20,})",
        rb"h(?:ooks\.slack\.com/services/T\w+/B\w+/\w+|f_[A-Za-z]{34}(?!\w))",
        rb"xox[abposr]-[0-9]+-[0-9A-Za-z-]{10,}",
        rb"SG\.[\w-]{22}\.[\w-]{43}",
        rb"T3BlbkFJ[A-Za-z0-9]{20}",
        rb"_(?:live_[0-9a-zA-Z]{24}|authToken=\s*[0-9a-zA-Z])",
        rb"pypi-Ag[A-Za-z0-9_-]{50,}",
        rb"J(?:hbGciOi|0eXAiOi|raWQiOi)[\w-]+\.[\w-]{10,}\.[\w-]{20,}",
        rb"dapi[0-9a-f]{32}(?!\w)",
        rb"k-ant-[a-z]+[0-9]+-[\w-]{60,}",
        rb"P(?:RIVATE KEY|uTTY-User-Key-File-[23])",
    )
)

_SHAPES: dict[bytes, tuple[str, str, str]] = {
    b"AKIA": ("an AWS access key", "aws.AWSKeyDetector", "AKIA"),
    b"ASIA": ("an AWS session key", "aws.AWSKeyDetector", "ASIA"),
    b"AIza": ("a Google API key", "", "AIza"),
    b"AccountKey": ("the key of an Azure storage account", "azure_storage_key.AzureStorageKeyDetector", "AccountKey="),
    b"gh": ("a GitHub token", "github_token.GitHubTokenDetector", "gh"),
    b"github_pat": ("a GitHub token", "", "github_pat_"),
    b"gl": ("a GitLab token", "gitlab_token.GitLabTokenDetector", "gl"),
    b"hooks": ("a Slack webhook", "slack.SlackDetector", "hooks.slack.com/services/"),
    b"hf_": ("a Hugging Face token", "", "hf_"),
    b"xox": ("a Slack token", "slack.SlackDetector", "xox"),
    b"SG.": ("a SendGrid key", "sendgrid.SendGridDetector", "SG."),
    b"T3Blb": ("an OpenAI key", "openai.OpenAIDetector", "sk-"),
    b"_live_": ("a Stripe key", "stripe.StripeDetector", "k_live_"),
    b"_authToken": ("a token for npm", "npm.NpmDetector", "_authToken="),
    b"pypi-": ("a PyPI token", "pypi_token.PypiTokenDetector", "pypi-"),
    b"J": ("a JSON web token", "jwt.JwtTokenDetector", "eyJ"),
    b"dapi": ("a Databricks token", "", "dapi"),
    b"k-ant": ("an Anthropic key", "", "sk-ant-"),
    b"PRIVATE": ("a private key", "private_key.PrivateKeyDetector", "BEGIN … PRIVATE KEY"),
    b"PuTTY": ("a private key", "", "PuTTY-User-Key-File"),
}
"""Where a match begins → its kind, the plugin that confirms it ("" for none), and what of it may be shown."""
_BY_LENGTH = sorted(_SHAPES, key=len, reverse=True)

_BEFORE, _AFTER = 300, 2_000
"""Bytes of the line around a match that are given to the plugin."""
_KEY_HEAD = re.compile(rb"BEGIN (?:[A-Z0-9]+ ){0,3}$")
_KEY_BODY = re.compile(r"[A-Za-z0-9+/]{40}")
"""Part of a line of a key; names in code are shorter."""
_INSIDE = (b"T3Blb", b"_live_", b"_authToken", b"J", b"k-ant")
_WORD = re.compile(rb"[0-9A-Za-z]")


def candidates(data: bytes) -> Iterator[Candidate]:
    """Give what has the shape of a token, or the header of a private key with something below it."""
    for search in _SEARCHES:
        for match in search.finditer(data):
            literal = next(literal for literal in _BY_LENGTH if data.startswith(literal, match.start()))
            kind, plugin, shown = _SHAPES[literal]
            key = literal in (b"PRIVATE", b"PuTTY")
            text = _key(data, match, literal) if key else match[0].decode("latin-1")
            if text and (key or _begins(data, match.start(), literal)):
                yield Candidate(kind, match.start(), match.end(), shown, text, key, plugin)


def confirmed(data: bytes, found: Candidate) -> bool:
    """Tell whether detect-secrets finds it too, in the line around it. Raises PluginError if it is missing.

    Shapes that it does not know are as exact as its own, and stand by themselves.
    """
    if not found.plugin:
        return True
    begin = max(data.rfind(b"\n", 0, found.start) + 1, found.start - _BEFORE)
    end = data.find(b"\n", found.start, found.end + _AFTER)
    line = data[begin : end if end >= 0 else found.end + _AFTER].decode("latin-1").rstrip("\r")
    return any(detector(found.plugin).analyze_string(line.replace("ENCRYPTED ", "")))


def _begins(data: bytes, at: int, literal: bytes) -> bool:
    """Tell whether the match is no end of a longer word; of some shapes it is, since the search began inside."""
    return literal in _INSIDE or not _WORD.match(data, at - 1)


def _key(data: bytes, match: re.Match[bytes], literal: bytes) -> str:
    """Give the beginning of the key below a header, or "" if there is only the header, as in code that looks for it."""
    if literal == b"PRIVATE" and not _KEY_HEAD.search(data, max(0, match.start() - 40), match.start()):
        return ""
    below = data[match.end() : match.end() + 400].decode("latin-1").partition("END ")[0]
    body = _KEY_BODY.search(below)
    return body[0] if body else ""


@cache
def detector(name: str) -> Any:
    """Give a plugin of detect-secrets. Only its `analyze_string` may be used: the rest of it asks servers."""
    module, _, plugin = name.partition(".")
    try:
        return getattr(import_module(f"detect_secrets.plugins.{module}"), plugin)()
    except ImportError as error:
        raise PluginError(str(error)) from None
