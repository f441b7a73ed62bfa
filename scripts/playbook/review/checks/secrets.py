"""CFG: CFG003, secrets.

A token of a known shape, a private key, or a `.env` with values falls short. Where it stands decides what is a dummy:

- What is made up (`xxxx`, `changeme`, `<token>`, one letter again and again) is none anywhere.
- The documented examples of the vendors, such as those that end in EXAMPLE, count in settings (`.env`, INI, TOML, YAML,
  properties): what is there is loaded, and the next one to fill it in will commit the real one. In code, in a README,
  in documentation and in tests they are an illustration.
- Private keys and web tokens under tests are the test's own; so are those that documentation prints to explain them.
- A `.env` counts with any other value, whatever it is: it is the file that must not be tracked. `.env.example`,
  `.env.template`, `.env.sample` and their like pass. Of other files for the environment (`.env.production`, `job.env`)
  only what has the name of a secret and a real value counts.
- What is encrypted (keys with a passphrase, values of SOPS and dotenvx, files of git-crypt) passes.

A finding never shows the secret: it names the kind, the public beginning, and the setting that it is the value of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from playbook.review.readers.project import aside
from playbook.review.readers.tokens import Candidate, PluginError, candidates, confirmed
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide

LIMIT = 1_000_000
"""Bytes of a text that is searched."""

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".bmp", ".tif", ".tiff", ".svg", ".pdf", ".psd", ".eps"}
_MEDIA = {".mp3", ".mp4", ".wav", ".ogg", ".mov", ".avi", ".webm", ".woff", ".woff2", ".ttf", ".otf", ".eot"}
_BUILT = {".pyc", ".pyd", ".so", ".dll", ".dylib", ".exe", ".o", ".a", ".class", ".jar", ".whl", ".wasm", ".map", ".mo"}
_PACKED = {".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".tar", ".rar"}
_DATA = {".parquet", ".feather", ".arrow", ".orc", ".avro", ".npy", ".npz", ".h5", ".hdf5", ".sqlite", ".db", ".duckdb"}
_MODELS = {".pkl", ".pickle", ".joblib", ".pt", ".pth", ".onnx", ".keras", ".safetensors", ".xlsx", ".docx", ".pptx"}
_SKIPPED = frozenset(_PICTURES | _MEDIA | _BUILT | _PACKED | _DATA | _MODELS)
"""Suffixes of what is no text."""
_LOCKS = {
    *("uv.lock", "poetry.lock", "pdm.lock", "pipfile.lock", "pixi.lock", "conda-lock.yml", "cargo.lock", "go.sum"),
    *("package-lock.json", "yarn.lock", "pnpm-lock.yaml", "composer.lock", "gemfile.lock", "bun.lock"),
}

_TESTS = {"test", "tests", "testing", "testdata", "test_data", "fixtures", "__tests__", "spec", "mocks", "cassettes"}
_TEXTS = (".md", ".rst", ".txt", ".adoc", ".html")
_METADATA = ("pkg-info", "metadata")
"""The README again, in what a build leaves."""
_SETTINGS = (".env", ".ini", ".cfg", ".conf", ".properties", ".toml", ".yaml", ".yml")
_KEY_STORES = (".p12", ".pfx")

_TEMPLATES = {"example", "examples", "template", "sample", "dist", "default", "defaults", "tpl", "tmpl", "schema", "j2"}
_ASSIGNED = re.compile(r"\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*)")
_SECRET_NAME = re.compile(
    r"(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY(?:_ID)?|SECRET_?KEY|PRIVATE_?KEY"
    r"|CREDENTIALS?|CONNECTION_STRING)$",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"|password|passwd|pass|postgres|mysql|root|admin|user|guest|test\w*|secret|dev\w*|local\w*|minio\w*|true|false|none"
    r"|null|\d{1,6}|[./~]\S*",
    re.IGNORECASE,
)
"""Values that protect nothing: defaults of local services, switches and paths."""

_MADE_UP = re.compile(
    r"x{4}|\*{3}|0{6}|1234567|abcdefg|deadbeef|change[-_ ]?(?:me|this|it)|dummy|fake|placeholder|redacted|your[-_ ]"
    r"|foobar|insert|not[-_]?a?[-_]?real|\.\.\.|<[^<>]{1,60}>|ENC\[|encrypted:|\$\{|\$\(|\{\{|%\(",
    re.IGNORECASE,
)
_DOCUMENTED = re.compile(r"EXAMPLE|Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq|IiOiIxMjM0NTY3ODkwIi")
"""The vendors' own examples: AWS's, the key of Azure's storage emulator, the web token of every introduction."""
_SHOWN_AS_EXAMPLE = re.compile(rb"example|sample|description", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"([A-Za-z_][\w.-]{0,39})[\"']?\s*[:=]\s*[\"']?$")


def no_secrets(repository: Repository) -> Verdict:
    """CFG003: no `.env` with values, no private key and no token of a known shape is tracked."""
    findings: list[Finding] = []
    unread: list[Finding] = []
    keys: set[str] = set()
    for path in repository.files:
        name = path.rpartition("/")[2].lower()
        suffix = name[name.rfind(".") :] if "." in name else ""
        if suffix in _KEY_STORES and not _in_tests(path):
            findings.append(Finding(path, message="this is a store of private keys: take it out, and replace the keys"))
        if suffix in _SKIPPED or name in _LOCKS or not 0 < repository.size(path) <= LIMIT:
            continue
        try:
            findings += _in_file(repository, path, name, keys)
        except UnreadError as error:
            unread.append(error.finding)
        except PluginError:
            why = "something here looks like a token, and detect-secrets, which would tell, is not installed"
            unread.append(Finding(path, message=why))
    notes = [f"{len(keys)} {'file' if len(keys) == 1 else 'files'} under tests with a private key of the test's own"]
    reason = "no token, private key or `.env` with values is tracked" + (" outside tests" if keys else "")
    return decide(findings, unread, holds=reason, notes=notes if keys else ())


def _in_file(repository: Repository, path: str, name: str, keys: set[str]) -> Iterator[Finding]:
    """Give what a file holds; where keys of a test pass, its path is added to `keys`."""
    data = repository.data(path)
    if data.startswith(b"\0GITCRYPT"):
        return
    lines: set[int] = set()
    ends: list[int] = []
    for token in candidates(data):
        if _dummy(path, name, data, token):
            keys.update([path] if token.key and _in_tests(path) else ())
            continue
        ends = ends or [match.start() for match in re.finditer(b"\n", data)] or [len(data)]
        line = bisect_left(ends, token.start) + 1
        if line not in lines and confirmed(data, token):
            lines.add(line)
            yield _finding(path, line, data, token)
    if ".env" in name:
        yield from _environment(repository, path, name, lines)


def _dummy(path: str, name: str, data: bytes, token: Candidate) -> bool:
    """Tell whether a token is none by what it is, or by where it stands."""
    if _MADE_UP.search(token.text) or len(set(token.text)) < 8:
        return True
    if _in_tests(path) and (token.key or token.shape in ("jwt", "aws")):
        return True
    prose = name.endswith(_TEXTS) or name in _METADATA
    if prose and (token.shape == "jwt" or (token.key and (aside(path) or name.startswith("readme")))):
        return True
    if not _DOCUMENTED.search(token.text):
        return False
    begin = data.rfind(b"\n", 0, token.start) + 1
    settings = name.endswith(_SETTINGS) or name.startswith(".env") or name == "credentials"
    settings = settings and not _is_template(name)
    return prose or aside(path) or not settings or bool(_SHOWN_AS_EXAMPLE.search(data, begin, token.start))


def _is_template(name: str) -> bool:
    return not _TEMPLATES.isdisjoint(re.split(r"[._-]", name))


def _in_tests(path: str) -> bool:
    parts = path.lower().split("/")
    return not _TESTS.isdisjoint(parts[:-1]) or parts[-1].startswith("test_") or parts[-1] == "conftest.py"


def _finding(path: str, line: int, data: bytes, token: Candidate) -> Finding:
    begin = data.rfind(b"\n", 0, token.start) + 1
    column = len(data[begin : token.start].decode("utf-8", "replace")) + 1
    named = (
        None if token.key else _NAME_BEFORE.search(data[max(begin, token.start - 80) : token.start].decode("latin-1"))
    )
    evidence = f"{named[1]} = {token.shown}…" if named else f"{token.shown}…"
    message = f"this is {token.kind}: make it invalid where it was issued, then read it from outside the repository"
    return Finding(path, line, column, message, evidence)


def _environment(repository: Repository, path: str, name: str, known: set[int]) -> Iterator[Finding]:
    """Give what a file for the environment sets. `known` are the lines on which a token was found."""
    named = name == ".env" or name.startswith(".env.") or name.endswith(".env")
    if not named or _is_template(name) or aside(path) or _in_tests(path):
        return
    whole = name == ".env"
    values: list[tuple[int, str]] = []
    secrets: list[tuple[int, str]] = []
    for number, text in enumerate(repository.lines(path), 1):
        setting = _ASSIGNED.match(text)
        value = setting[2].partition(" #")[0].strip().strip("\"'") if setting else ""
        if setting is None or not value or value.startswith("#") or _MADE_UP.search(value):
            continue
        values.append((number, setting[1]))
        if number not in known and _SECRET_NAME.search(setting[1]) and (whole or not _LOCAL.fullmatch(value)):
            secrets.append((number, setting[1]))
    for number, setting_name in secrets:
        message = "this secret is tracked: replace it where it was issued, and leave only its name, in `.env.example`"
        yield Finding(path, number, 1, message, f"{setting_name}=…")
    if whole and values and not secrets and not known:
        message = "a `.env` with values is tracked: take it out of Git, and leave the names in `.env.example`"
        yield Finding(path, values[0][0], 1, message, f"{values[0][1]}=…")


CHECKS: dict[str, Check] = {"CFG003": no_secrets}
