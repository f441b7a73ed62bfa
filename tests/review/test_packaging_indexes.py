"""PKG007: no credentials of a package index."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.readers.addresses import masked
from playbook.review.verdict import Answer

from .laying import verdict

SECRET = "AKIAIOSFODNN7EXAMPLE"
HOST = "packages.energy.internal/simple/"
ADDRESS = f"https://ci:{SECRET}@{HOST}"


@pytest.mark.parametrize(
    ("path", "text", "line", "column"),
    [
        ("requirements.txt", f"# ours\n--index-url {ADDRESS}\nrich==14.0.0\n", 2, 21),
        ("requirements/prod.in", f"--extra-index-url=https://{SECRET}@{HOST}\n", 1, 27),
        ("constraints.txt", f"clock @ git+https://{SECRET}@example.com/clock.git\n", 1, 21),
        ("pip.conf", f"[global]\nindex-url = {ADDRESS}\n", 2, 21),
        ("docker/pip.ini", f"[global]\nextra-index-url =\n    {ADDRESS}\n", 3, 13),
        ("uv.toml", f'[[index]]\nurl = "{ADDRESS}"\n', 2, 16),
        ("pyproject.toml", f'[[tool.poetry.source]]\nname = "own"\nurl = "{ADDRESS}"\n', 3, 16),
        ("Pipfile", f'[[source]]\nurl = "{ADDRESS}"\n', 2, 16),
        ("Pipfile.lock", f'{{"_meta": {{"sources": [{{"url": "{ADDRESS}"}}]}}}}\n', 1, 41),
        ("environment.yml", f"channels:\n  - https://a.internal/t/{SECRET}/main\ndependencies: [b]\n", 2, 26),
        ("pyproject.toml", f'[tool.pixi.project]\nchannels = [\n  "https://a.internal/t/{SECRET}/main",\n]\n', 3, 25),
        ("setup.py", f"# conda install -c https://a.internal/t/{SECRET}/main a\n", 1, 41),
        ("requirements.txt", f"a @ https://a.internal/t/{SECRET}/main/a.whl\n", 1, 26),
        ("setup.cfg", f"[easy_install]\nindex_url = {ADDRESS}\n", 2, 21),
        ("Dockerfile", f"FROM python:3.12\nRUN pip install -i {ADDRESS} rich\n", 2, 28),
        ("Dockerfile", f"FROM python:3.12\nENV PIP_INDEX_URL={ADDRESS}\n", 2, 27),
        (".github/workflows/ci.yml", f"env:\n  UV_INDEX_URL: {ADDRESS}\n", 2, 25),
        (".gitlab-ci.yml", f"a:\n  script:\n    - twine upload --repository-url {ADDRESS} dist/*\n", 3, 45),
        ("Makefile", f"install:\n\tpip install -i {ADDRESS} .\n", 2, 25),
        (".pypirc", f"[pypi]\nusername = __token__\npassword = {SECRET}\n", 3, 12),
        ("auth.toml", f'[http-basic.own]\nusername = "ci"\npassword = "{SECRET}"\n', 3, 13),
        ("Dockerfile", f"FROM python:3.12\nRUN poetry config http-basic.own ci {SECRET}\n", 2, 37),
        ("Dockerfile", f"FROM python:3.12\nENV UV_INDEX_OWN_PASSWORD={SECRET}\n", 2, 27),
        (".github/workflows/ci.yml", f"env:\n  TWINE_PASSWORD: {SECRET}\n", 2, 19),
        ("Makefile", f"publish:\n\tpoetry config pypi-token.pypi pypi-{SECRET}\n", 2, 32),
    ],
)  # fmt: skip
def test_credentials_are_found_and_masked(tmp_path: Path, path: str, text: str, line: int, column: int) -> None:
    found = verdict(tmp_path, "PKG007", {path: text})
    assert found.answer is Answer.FALLS_SHORT
    assert {(item.path, item.line, item.column) for item in found.findings} == {(path, line, column)}
    assert SECRET not in repr(found)
    assert "***" in found.findings[0].evidence


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("requirements.txt", f"--index-url https://{HOST}\nrich==14.0.0\n"),
        ("requirements.txt", f"--index-url https://${{USER}}:${{TOKEN}}@{HOST}\n"),
        ("requirements.txt", f"--index-url https://ci:$TOKEN@{HOST}\n"),
        ("requirements.txt", f"--index-url https://<user>:<token>@{HOST}\n"),
        ("requirements.txt", f"--index-url https://user:your-token@{HOST}\n"),
        ("requirements.txt", "clock @ git+ssh://git@example.com/clock.git@v1.4\n"),
        ("requirements.txt", "--index-url https://oauth2accesstoken@europe-python.pkg.example/simple/\n"),
        ("pip.conf", "index-url = https://energy@feeds.example.com/energy/_packaging/own/pypi/simple/\n"),
        ("pip.conf", f"index-url = https://%(USER)s:%(TOKEN)s@{HOST}\n"),
        (".pypirc", "[own]\nusername = __token__\npassword = ${TOKEN}\n"),
        ("Dockerfile", f"FROM python:3.12\nARG TOKEN\nRUN pip install -i https://ci:${{TOKEN}}@{HOST} rich\n"),
        ("Dockerfile", "FROM a:1\nRUN pip install -i https://ci:$(cat /run/secrets/token)@a.b/simple rich\n"),
        (".github/workflows/ci.yml", f"env:\n  PIP_INDEX_URL: https://ci:${{{{ secrets.TOKEN }}}}@{HOST}\n"),
        (".github/workflows/ci.yml", "env:\n  TWINE_PASSWORD: ${{ secrets.TOKEN }}\n"),
        (".github/workflows/ci.yml", "env:\n  TWINE_PASSWORD: $TOKEN\n"),
        ("docker-compose.yml", "services:\n  a:\n    environment:\n      DB: postgresql://user:geheim@db/a\n"),
        ("notes.md", f"pip install -i {ADDRESS} rich\n"),
        ("pyproject.toml", '[tool.uv]\n[project.urls]\nChat = "https://join.slack.com/t/pumps-oss/shared_invite/zt-000"\n'),
        ("setup.py", "setup(\n    name='a',\n    url='https://join.slack.com/t/pumps-oss/shared_invite/zt-000',\n)\n"),
        ("setup.cfg", "[metadata]\nproject_urls =\n    Chat = https://join.slack.com/t/pumps-oss/shared_invite/zt-0\n"),
        ("pyproject.toml", '[project]\nname = "a"\nauthors = [{email = "team@example.com"}]\n'),
    ],
)  # fmt: skip
def test_placeholders_and_fixed_names_pass(tmp_path: Path, path: str, text: str) -> None:
    found = verdict(tmp_path, "PKG007", {path: text})
    assert (found.answer, found.findings) == (Answer.HOLDS, ())


def test_what_cannot_be_read_is_no_pass(tmp_path: Path) -> None:
    found = verdict(tmp_path, "PKG007", {"requirements.txt": f"--index-url {ADDRESS}\n".encode("utf-16")})
    assert (found.answer, found.unread[0].path) == (Answer.UNREAD, "requirements.txt")
    found = verdict(tmp_path / "big", "PKG007", {"Pipfile.lock": b" " * 2_100_000})
    assert (found.answer, found.unread[0].path) == (Answer.UNREAD, "Pipfile.lock")


def test_every_credential_of_a_line_is_masked() -> None:
    line = f"pip install -i {ADDRESS} --extra-index-url https://{SECRET}@example.com/simple rich"
    assert SECRET not in masked(line)
    assert masked(line).count("***") == 2
