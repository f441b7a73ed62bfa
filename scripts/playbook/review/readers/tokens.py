"""What a token or a private key looks like: a fast look over bytes, and detect-secrets to confirm what it finds.

Only shapes that nothing else has: a prefix that the issuer gives, and a length. There is no guess by entropy. A search
begins with one rare letter or sign, since that is what is fast; what stands before it is looked back at. So several
shapes share a search; the empty group at its end tells which it was. A new shape is a branch, and a line in `_SHAPES`.
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
    """What may be a token: its shape, its kind in words, its place in bytes, and what of it may be shown.

    `text` is the secret: it is only for telling dummies, and must not be shown.
    """

    shape: str
    kind: str
    start: int
    end: int
    shown: str
    text: str
    plugin: str

    @property
    def key(self) -> bool:
        """Whether it is a private key."""
        return self.shape == "key"


class PluginError(Exception):
    """detect-secrets is not installed."""


_SEARCHES = tuple(
    re.compile(pattern)
    for pattern in (
        rb"A(?:(?:KIA|SIA)[0-9A-Z]{16}(?![0-9A-Za-z])(?P<aws>)|Iza[\w-]{35}(?![\w-])(?P<google>)"
        rb"|ccountKey=[A-Za-z0-9+/=]{88}(?P<azure>))",
        rb"_(?:live_[0-9a-zA-Z]{24}(?P<stripe>)|authToken=\s*[0-9a-zA-Z](?P<npm>)"
        rb"|(?<=gh[pousr]_)[A-Za-z0-9]{36}(?P<github>)|(?<=github_pat_)\w{82}(?P<github_fine>)"
        rb"|(?<=hf_)[A-Za-z]{34}(?!\w)(?P<huggingface>))",
        rb"-(?:Ag[A-Za-z0-9_-]{50,}(?P<pypi>)|ant-[a-z]+[0-9]+-[\w-]{60,}(?P<anthropic>)"
        rb"|(?<=xox[abposr]-)[0-9]+-[0-9A-Za-z-]{10,}(?P<slack>)"
        rb"|(?<=gl(?:pat|oas|cbt)-)[\w-]{20,}(?P<gitlab>)|(?<=gl(?:dt|ft|rt)-)[\w-]{20,}(?P<gitlab_too>))",
        rb"/T(?<=hooks\.slack\.com/services/T)\w+/B\w+/\w+(?P<webhook>)",
        rb"SG\.[\w-]{22}\.[\w-]{43}(?P<sendgrid>)",
        rb"T3BlbkFJ[A-Za-z0-9]{20}(?P<openai>)",
        rb"J(?:hbGciOi|0eXAiOi|raWQiOi)[\w-]{1,300}\.[\w-]{10,4000}\.[\w-]{20,}(?P<jwt>)",
        rb"dapi[0-9a-f]{32}(?!\w)(?P<databricks>)",
        rb"P(?:RIVATE KEY|uTTY-User-Key-File-[23])(?P<key>)",
    )
)

_SHAPES: dict[str, tuple[str, str, str]] = {
    "aws": ("an AWS access key", "aws.AWSKeyDetector", ""),
    "google": ("a Google API key", "", ""),
    "azure": ("the key of an Azure storage account", "azure_storage_key.AzureStorageKeyDetector", "AccountKey="),
    "github": ("a GitHub token", "github_token.GitHubTokenDetector", "gh"),
    "github_fine": ("a GitHub token", "", "github_pat_"),
    "huggingface": ("a Hugging Face token", "", "hf_"),
    "stripe": ("a Stripe key", "stripe.StripeDetector", "k_live_"),
    "npm": ("a token for npm", "npm.NpmDetector", "_authToken="),
    "gitlab": ("a GitLab token", "gitlab_token.GitLabTokenDetector", "gl"),
    "gitlab_too": ("a GitLab token", "gitlab_token.GitLabTokenDetector", "gl"),
    "slack": ("a Slack token", "slack.SlackDetector", "xox"),
    "pypi": ("a PyPI token", "pypi_token.PypiTokenDetector", "pypi-"),
    "anthropic": ("an Anthropic key", "", "sk-ant-"),
    "webhook": ("a Slack webhook", "slack.SlackDetector", "https://hooks.slack.com/services/"),
    "sendgrid": ("a SendGrid key", "sendgrid.SendGridDetector", "SG."),
    "openai": ("an OpenAI key", "openai.OpenAIDetector", "sk-"),
    "jwt": ("a JSON web token", "jwt.JwtTokenDetector", "eyJ"),
    "databricks": ("a Databricks token", "", "dapi"),
    "key": ("a private key", "private_key.PrivateKeyDetector", "BEGIN … PRIVATE KEY"),
}
"""Group of a search → its kind, the plugin that confirms it ("" for none), and what of it may be shown."""

_LOOKED_BACK = {
    "github": (b"gh", re.compile(rb"gh[pousr]")),
    "github_fine": (b"github_pat", re.compile(rb"github_pat")),
    "huggingface": (b"hf", re.compile(rb"hf")),
    "stripe": (b"k", re.compile(rb"k")),
    "npm": (b"//", re.compile(rb"//\S{1,200}/:")),
    "gitlab": (b"gl", re.compile(rb"gl[a-z]{3}")),
    "gitlab_too": (b"gl", re.compile(rb"gl[a-z]{2}")),
    "slack": (b"xox", re.compile(rb"xox[abposr]")),
    "pypi": (b"pypi", re.compile(rb"pypi")),
    "anthropic": (b"sk", re.compile(rb"sk")),
    "webhook": (b"https://", re.compile(rb"https://hooks\.slack\.com/services")),
    "openai": (b"sk-", re.compile(rb"sk-[A-Za-z0-9_-]{20,200}")),
    "jwt": (b"ey", re.compile(rb"ey")),
}
"""What stands before the match of a search and belongs to the token: where it begins, and what it must be."""
_BEFORE, _AFTER = 300, 2_000
"""Bytes of the line around a match that are given to the plugin."""
_KEY_HEAD = re.compile(rb"BEGIN (?:[A-Z0-9]+ ){0,3}$")
_KEY_BODY = re.compile(r"[A-Za-z0-9+/]{40}")
"""Part of a line of a key; names in code are shorter."""
_WORD = re.compile(rb"[0-9A-Za-z]")


def candidates(data: bytes) -> Iterator[Candidate]:
    """Give what has the shape of a token, or the header of a private key with something below it."""
    for search in _SEARCHES:
        for match in search.finditer(data):
            shape = str(match.lastgroup)
            kind, plugin, shown = _SHAPES[shape]
            start = match.start()
            if shape == "key":
                text = _key(data, match)
            else:
                start, text = _whole(data, match, shape)
            if text:
                yield Candidate(shape, kind, start, match.end(), shown or text[:4], text, plugin)


def confirmed(data: bytes, found: Candidate) -> bool:
    """Tell whether detect-secrets finds it too, in the line around it. Raises PluginError if it is missing.

    Shapes that it does not know are as exact as its own, and stand by themselves.
    """
    if not found.plugin or data.startswith(b"PuTTY", found.start):
        return True
    begin = max(data.rfind(b"\n", 0, found.start) + 1, found.start - _BEFORE)
    end = data.find(b"\n", found.start, found.end + _AFTER)
    line = data[begin : end if end >= 0 else found.end + _AFTER].decode("latin-1").rstrip("\r")
    return any(detector(found.plugin).analyze_string(line))


def _whole(data: bytes, match: re.Match[bytes], shape: str) -> tuple[int, str]:
    """Give where the token begins, and the token; "" if it is the end of a longer word."""
    start = match.start()
    if shape in _LOOKED_BACK:
        literal, head = _LOOKED_BACK[shape]
        start = data.rfind(literal, max(0, match.start() - _BEFORE), match.start())
        if start < 0 or not head.fullmatch(data, start, match.start()):
            return match.start(), ""
    if start and shape != "stripe" and _WORD.match(data, start - 1):
        return start, ""
    return start, data[start : match.end()].decode("latin-1")


def _key(data: bytes, match: re.Match[bytes]) -> str:
    """Give the beginning of the key below a header.

    "" if there is only the header, as in code that looks for it, or if the key is encrypted.
    """
    if match[0] == b"PRIVATE KEY" and not _KEY_HEAD.search(data, max(0, match.start() - 40), match.start()):
        return ""
    below = data[match.end() : match.end() + 400].decode("latin-1").partition("END ")[0]
    body = None if "ENCRYPTED" in below else _KEY_BODY.search(below)
    return body[0] if body else ""


@cache
def detector(name: str) -> Any:
    """Give a plugin of detect-secrets. Only its `analyze_string` may be used: the rest of it asks servers."""
    module, _, plugin = name.partition(".")
    try:
        return getattr(import_module(f"detect_secrets.plugins.{module}"), plugin)()
    except ImportError as error:
        raise PluginError(str(error)) from None
