"""What the check says of secrets. The tokens here are put together, so that no other scanner takes them for real."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from playbook.review.verdict import Answer, Verdict

from .laying import verdict

RANDOM = "R7kQ2mZ9vT4xW1pL8sJ5nB3cY6hG0dFwKuUiOqPzXrMtVwS"
GITHUB = "ghp_" + RANDOM[:36]
AWS = "AKIA" + "Q7ZP2MX9VT4W1L8S"
DOCUMENTED = "AKIAIOSFODNN7EXAMPLE"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqb2IifQ." + RANDOM[:43]
BODY = "\n".join((RANDOM + RANDOM)[i : i + 64] for i in range(8))


def key(kind: str = "RSA ") -> str:
    return f"-----BEGIN {kind}PRIVATE KEY-----\n{BODY}\n-----END {kind}PRIVATE KEY-----\n"


def says(folder: Path, files: dict[str, str | bytes]) -> list[tuple[str, int]]:
    found = verdict(folder, "CFG003", files)
    assert found.answer is (Answer.FALLS_SHORT if found.findings else Answer.HOLDS)
    return [(item.path, item.line) for item in found.findings]


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        pytest.param(GITHUB, "a GitHub token", id="github"),
        pytest.param("github_pat_" + (RANDOM * 2)[:22] + "_" + (RANDOM * 2)[:59], "a GitHub token", id="github-fine"),
        pytest.param(AWS, "an AWS access key", id="aws"),
        pytest.param("ASIA" + AWS[4:], "an AWS access key", id="aws-session"),
        pytest.param("glpat-" + RANDOM[:20], "a GitLab token", id="gitlab"),
        pytest.param("AIza" + RANDOM[:35], "a Google API key", id="google"),
        pytest.param("xoxb-" + "1029384756-" + RANDOM[:24], "a Slack token", id="slack"),
        pytest.param(
            "https://hooks.slack.com/services/T" + "02R7K/B03Q2M/" + RANDOM[:24], "a Slack webhook", id="webhook"
        ),
        pytest.param("sk_live_" + RANDOM[:24], "a Stripe key", id="stripe"),
        pytest.param("SG." + RANDOM[:22] + "." + RANDOM[:43], "a SendGrid key", id="sendgrid"),
        pytest.param("sk-" + RANDOM[:20] + "T3BlbkFJ" + RANDOM[20:40], "an OpenAI key", id="openai"),
        pytest.param("sk-ant-" + "api03-" + RANDOM + RANDOM, "an Anthropic key", id="anthropic"),
        pytest.param("hf_" + "RkQmZvTxWpLsJnBcYhGdFwKuUiOqPzXrMt", "a Hugging Face token", id="huggingface"),
        pytest.param("dapi" + "7c2e9f4a1b8d3056e7c2e9f4a1b8d305", "a Databricks token", id="databricks"),
        pytest.param("pypi-AgEIcHlwaS5vcmc" + RANDOM + RANDOM, "a PyPI token", id="pypi"),
        pytest.param("//registry.example.com/:_authToken=npm_" + RANDOM[:36], "a token for npm", id="npm"),
        pytest.param("AccountKey=" + (RANDOM * 2)[:86] + "==", "the key of an Azure storage account", id="azure"),
        pytest.param(JWT, "a JSON web token", id="jwt"),
    ],
)
def test_every_known_shape_is_found_and_never_shown(tmp_path: Path, token: str, kind: str) -> None:
    found = verdict(tmp_path, "CFG003", {"src/a.py": f'import os\ntoken = "{token}"\n'})
    (item,) = found.findings
    assert (item.path, item.line) == ("src/a.py", 2)
    assert item.message.startswith(f"this is {kind}: ")
    assert not _shows(found, token)


def _shows(found: Verdict, secret: str) -> bool:
    """Tell whether any eight characters of the secret, beyond its public beginning, are said."""
    said = repr(found)
    tail = secret[-20:]
    return any(tail[at : at + 8] in said for at in range(len(tail) - 8))


def test_the_finding_says_where_and_of_what_setting(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CFG003", {"conf.yml": f"a: 1\n  api_token: '{GITHUB}'\n"})
    (item,) = found.findings
    assert (item.line, item.column, item.evidence) == (2, 15, "api_token = gh…")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GITHUB[:-1], id="too-short"),
        pytest.param("A" + AWS, id="inside-a-word"),
        pytest.param(AWS + "Z", id="longer"),
        pytest.param("ghp_" + "x" * 36, id="x"),
        pytest.param("ghp_" + "1234567890" * 4, id="digits"),
        pytest.param("glpat-" + "change-me-change-me-123", id="change-me"),
        pytest.param("ghp_${TOKEN}", id="variable"),
        pytest.param("re.compile('AKIA[0-9A-Z]{16}')", id="pattern"),
        pytest.param("if 'BEGIN RSA PRIVATE KEY' in text:", id="header-alone"),
        pytest.param("-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", id="header-with-dots"),
        pytest.param("-----BEGIN PUBLIC KEY-----\n" + BODY, id="public"),
        pytest.param("SG.a.b eyJ.eyJ dapi hf_hub_download(a) _live_ xoxo", id="beginnings"),
        pytest.param(DOCUMENTED, id="documented"),
    ],
)
def test_what_only_looks_like_one_is_none(tmp_path: Path, text: str) -> None:
    assert says(tmp_path, {"src/a.py": f'X = """{text}"""\n', "README.md": text, "conf.ini": "a = 1"}) == []


@pytest.mark.parametrize("kind", ["RSA ", "EC ", "OPENSSH ", ""])
def test_private_keys_are_found_in_files_and_in_text(tmp_path: Path, kind: str) -> None:
    whole = key(kind)
    files: dict[str, str | bytes] = {
        "deploy/id": whole,
        "src/a.py": f"KEY = {whole!r}\n",
        "b.json": json.dumps({"private_key": whole}),
        "c.yml": "key: |\n" + "".join(f"  {line}\n" for line in whole.splitlines()),
        "tests/keys/id": whole,
        "docs/usage.md": whole,
    }
    assert says(tmp_path, files) == [("b.json", 1), ("c.yml", 2), ("deploy/id", 1), ("src/a.py", 1)]
    assert not _shows(verdict(tmp_path, "CFG003", {}), BODY)


def test_a_key_of_a_test_is_noted(tmp_path: Path) -> None:
    body = "".join("abcdefghij0123456789ABCDEFGHIJ"[i % 30] for i in range(64))
    key = f"-----BEGIN RSA PRIVATE KEY-----\n{body}\n{body}\n-----END RSA PRIVATE KEY-----\n"
    found = verdict(tmp_path, "CFG003", {"tests/keys/id": key})
    assert found.answer is Answer.HOLDS
    assert found.notes == ("1 file under tests with a private key of the test's own",)


def test_what_is_encrypted_passes(tmp_path: Path) -> None:
    old = key().replace("-----\n", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0F\n\n", 1)
    values = "API_KEY=ENC[AES256_GCM,data:9f2c,type:str]\nTOKEN=encrypted:9f2c4d\n"
    files: dict[str, str | bytes] = {"a.pem": key("ENCRYPTED "), "b.pem": old, ".env": values}
    assert says(tmp_path, {**files, "c/.env": b"\0GITCRYPT\0\xff\n"}) == []


def test_stores_of_keys_are_found_by_name(tmp_path: Path) -> None:
    assert says(tmp_path, {"a.p12": b"\0", "b/c.pfx": b"\0", "tests/d.p12": b"\0"}) == [("a.p12", 0), ("b/c.pfx", 0)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param(".env", True, id="env"),
        pytest.param("conf/app.toml", True, id="toml"),
        pytest.param("conf/app.yml", True, id="yaml"),
        pytest.param("credentials", True, id="credentials"),
        pytest.param("src/a.py", False, id="code"),
        pytest.param("README.md", False, id="readme"),
        pytest.param("docs/conf.yml", False, id="docs"),
        pytest.param("tests/conf.yml", False, id="tests"),
        pytest.param("examples/.env", False, id="examples"),
        pytest.param(".env.example", False, id="env-example"),
    ],
)
def test_a_documented_example_counts_in_settings(tmp_path: Path, path: str, expected: bool) -> None:
    assert bool(says(tmp_path, {path: f"AWS_ACCESS_KEY_ID={DOCUMENTED}\n"})) is expected


def test_an_example_in_a_description_is_an_illustration(tmp_path: Path) -> None:
    assert says(tmp_path, {"api.yml": f"  example: {DOCUMENTED}\n"}) == []


@pytest.mark.parametrize(
    ("path", "token", "expected"),
    [
        pytest.param("tests/test_a.py", JWT, False, id="jwt-in-a-test"),
        pytest.param("README.md", JWT, False, id="jwt-in-a-readme"),
        pytest.param("tests/test_a.py", AWS, False, id="aws-in-a-test"),
        pytest.param("tests/test_a.py", GITHUB, True, id="github-in-a-test"),
        pytest.param("docs/a.md", GITHUB, True, id="github-in-docs"),
        pytest.param("uv.lock", GITHUB, False, id="lock"),
        pytest.param("a.png", GITHUB, False, id="picture"),
    ],
)
def test_where_it_stands_decides(tmp_path: Path, path: str, token: str, expected: bool) -> None:
    assert bool(says(tmp_path, {path: f"a = {token}\n"})) is expected


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        pytest.param(".env", "PORT=8000\nLEVEL=info\n", [1], id="any-value"),
        pytest.param("a/.env", "# x\nexport DB_PASSWORD='admin'\nPORT=1\nAPI_KEY=abc\n", [2, 4], id="secrets-by-name"),
        pytest.param(".env", "PORT=\nTOKEN=\n# A=b\nKEY=<token>\nPASS=changeme\nURL=${HOST}/x\n", [], id="no-values"),
        pytest.param(".env", "", [], id="empty"),
        pytest.param(".env.example", "API_KEY=abcdefgh-9\n", [], id="example"),
        pytest.param(".env.template", "API_KEY=hunter2-9\n", [], id="template"),
        pytest.param("sample.env", "API_KEY=hunter2-9\n", [], id="sample"),
        pytest.param(".env.local.dist", "API_KEY=hunter2-9\n", [], id="dist"),
        pytest.param(".env.production", "PORT=8000\nAPI_KEY=hunter2-9\nDB_PASSWORD=postgres\n", [2], id="production"),
        pytest.param("job.env", "TOKEN_HOURS=4\nAPI_TOKEN=/run/secrets/a\nX_TOKEN=9f2c-hunter\n", [3], id="named"),
        pytest.param("tests/.env", "API_KEY=hunter2-9\n", [], id="of-a-test"),
        pytest.param("src/env.py", "API_KEY=hunter2\n", [], id="code"),
    ],
)
def test_files_for_the_environment(tmp_path: Path, name: str, text: str, lines: list[int]) -> None:
    found = verdict(tmp_path, "CFG003", {name: text})
    assert [(item.path, item.line) for item in found.findings] == [(name, line) for line in lines]
    assert "hunter2" not in repr(found)


def test_one_line_is_named_once(tmp_path: Path) -> None:
    assert says(tmp_path, {".env": f"API_TOKEN={GITHUB} {AWS}\n"}) == [(".env", 1)]


def test_big_files_are_not_searched(tmp_path: Path) -> None:
    assert says(tmp_path, {"a.txt": " " * 1_000_000 + GITHUB, "b.txt": " " * 999_000 + GITHUB}) == [("b.txt", 1)]


def test_odd_bytes_are_read(tmp_path: Path) -> None:
    assert says(tmp_path, {"a.ini": b"\xff\xfe\n\xe9 = " + GITHUB.encode() + b"\r\n"}) == [("a.ini", 2)]


def test_without_detect_secrets_what_looks_like_one_could_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playbook.review.readers import tokens

    tokens.detector.cache_clear()
    monkeypatch.setitem(sys.modules, "detect_secrets.plugins.github_token", None)
    found = verdict(tmp_path, "CFG003", {"a.py": f"T = '{GITHUB}'\n"})
    tokens.detector.cache_clear()
    assert found.answer is Answer.UNREAD
    assert "detect-secrets" in found.unread[0].message
    assert verdict(tmp_path / "b", "CFG003", {"a.py": "T = 1\n"}).answer is Answer.HOLDS
