import tomllib
from pathlib import Path

FILE = Path(__file__).parents[1] / "pyproject.toml"


def test_it_can_be_built_and_declares_ranges():
    settings = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert "build-system" in settings, "pyproject.toml has no [build-system]"
    pins = [line for line in settings["project"]["dependencies"] if "==" in line]
    assert pins == [], "a package declares ranges; pins stand in the lock"
