"""Which commands and actions run tests, in any language: by what a program is asked to do, not by one brand."""

from __future__ import annotations

import re

from playbook.review.readers.ci.model import Step
from playbook.review.readers.ci.wrappers import is_python, program, programs

WORTH = re.compile(
    r"test|tox|nox|spec|check|jest|mocha|behave|robot|trial|green|ward|verify|build|goss|bats|karma|\bava\b|sessions?\b"
)
"""What a line must hold to be worth splitting; every runner below has one of these words."""

_ALWAYS = frozenset(
    {
        "pytest",
        "py.test",
        "unittest",
        "nose2",
        "nosetests",
        "nose",
        "trial",
        "green",
        "ward",
        "behave",
        "robot",
        "pabot",
    }
    | {"doctest", "xdoctest", "zope-testrunner", "zope.testrunner", "twisted.trial", "jest", "vitest", "mocha", "karma"}
    | {"ava", "ctest", "phpunit", "rspec", "bats", "testthat", "runtests", "run_tests", "tests", "parallel-lint-test"}
    | {"tavern-ci", "goss", "dgoss", "nbval", "testslide", "xcodebuild-test", "gotestsum", "ginkgo", "stestr", "testr"}
)
_ASKED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("go", "cargo", "dotnet", "bazel", "bazelisk", "pants", "buck", "buck2", "meson", "mix", "swift"),
        frozenset({"test", "nextest", "llvm-cov"}),
    ),
    **dict.fromkeys(
        ("flutter", "dart", "deno", "bun", "playwright", "sbt", "forge", "hatch", "molecule", "ansible-test", "kedro"),
        frozenset({"test", "units", "integration"}),
    ),
    **dict.fromkeys(("mvn", "mvnw"), frozenset({"test", "verify", "install", "package", "integration-test", "deploy"})),
    **dict.fromkeys(("gradle", "gradlew"), frozenset({"test", "check", "build"})),
    "rake": frozenset({"test", "spec"}),
    "ninja": frozenset({"test"}),
    "cypress": frozenset({"run"}),
    "dbt": frozenset({"test", "build"}),
    "django-admin": frozenset({"test"}),
    "schemathesis": frozenset({"run"}),
    "npm-run-all": frozenset({"test"}),
}
_LOOKS_ONLY = frozenset(
    {"--version", "--help", "-h", "-V", "--collect-only", "--co", "--fixtures", "--markers", "--setup-plan"}
)
_SKIPS = ("-DskipTests", "-Dmaven.test.skip", "--no-run", "--list")
_TEST_FILE = re.compile(
    r"(?:^|.*/)(?:(?:run[_-]?)?(?:all[_-]?|unit[_-]?)?tests?(?:[_-]\w+)?|\w+[_-]tests?)\.(?:py|sh|R|jl)$"
)
_TEST_MODULE = re.compile(r"(?:\w+\.)+tests?(?:\.\w+)*|tests?(?:\.\w+)+")
_INLINE = re.compile(
    r"\.test\(|(?:pytest|unittest|nose)\.main|Pkg\.test|testthat|devtools::(?:test|check)|rcmdcheck|test_(?:local|dir|check)\("
)
_REPORTS = re.compile(
    r"publish|report|upload|result|summary|coverage|comment|analytics|labeler|cache|download", re.IGNORECASE
)
_RUNS = re.compile(
    r"(?:^|/)(?:[\w-]*\brun-?(?:the-)?tests?\b[\w-]*|[\w-]*pytest[\w-]*|tox[\w-]*|run-tox[\w-]*|[\w-]*unit-?tests?[\w-]*|julia-runtest"
    r"|check-r-package|action-ros-ci|python-test[\w-]*|tests?)(?:@|$)"
)
_COMMAND = re.compile(
    r"(?:commands?|cmd|scripts?|run|args|arguments|exec|execute|shell|entrypoint)$|^(?:run|tests?|exec)(?:[_-]|$)",
    re.IGNORECASE,
)
"""Inputs of an action that are commands by their name; `src: tests` and `packages: pytest` are none."""
_TASKS = {"maven": ("mvn", "goals"), "gradle": ("gradle", "tasks"), "dotnetcorecli": ("dotnet", "command")}


def _is_command(line: str) -> bool:
    """Tell whether an input runs tests; `tests` alone is the folder in which they are."""
    return line.split()[:1] not in (["test"], ["tests"]) and runs_tests(line)


def runs_tests(text: str) -> bool:
    """Tell whether a shell line runs tests by itself; where it only leads to them, follow it first."""
    return bool(WORTH.search(text)) and any(is_test(words) for words in programs(text))


def is_test(words: list[str]) -> bool:
    """Tell whether a command, without what only starts it, is a test runner that runs."""
    name = program(words)
    if _LOOKS_ONLY & set(words) or any(word.startswith(_SKIPS) for word in words):
        return False
    if name in _ALWAYS:
        return name not in ("stestr", "testr") or "run" in words or "last" not in words
    if name in _ASKED:
        return bool(_ASKED[name] & {word.rpartition(":")[2] for word in words[1:]})
    if name in ("node", "sage"):
        return bool({"--test", "-t", "-tp", "--testall"} & set(words))
    return _script(name, words)


def _script(name: str, words: list[str]) -> bool:
    rest = [word for word in words[1:] if not word.startswith("-")]
    if "manage.py" in words[0] or any(word.endswith("manage.py") for word in rest[:1]):
        return "test" in words or "pytest" in words
    if is_python(words) or name in ("Rscript", "R", "julia", "bash", "sh"):
        if "setup.py" in rest[:1]:
            return bool({"test", "pytest", "nosetests"} & set(rest))
        if words[1:3] == ["CMD", "check"]:
            return True
        if any(word in ("-c", "-e") or word.startswith(("-e", "--eval")) for word in words[1:]):
            return any(_INLINE.search(word) for word in words[1:])
        return any(_TEST_FILE.match(word) for word in rest[:1])
    if name in ("tox", "nox") and "--" in words:
        inner = words[words.index("--") + 1 :]
        return bool(inner) and program(inner) in _ALWAYS
    return bool(_TEST_MODULE.fullmatch(words[0])) or ("/" in words[0] and bool(_TEST_FILE.match(words[0])))


def action_runs_tests(step: Step) -> bool:
    """Tell whether what a step uses runs tests: by its name, or by a command that it is given."""
    uses = step.uses.lower()
    if not uses or _REPORTS.search(uses):
        return False
    if _RUNS.search(uses):
        return True
    task, (start, key) = next(
        ((name, place) for name, place in _TASKS.items() if uses.startswith(name)), ("", ("", ""))
    )
    for name, text in step.inputs:
        if task and name == key and runs_tests(f"{start} {text}"):
            return True
        if _COMMAND.search(name) and any(_is_command(line) for line in text.split("\n")[:200]):
            return True
    return uses.startswith("vstest@")
