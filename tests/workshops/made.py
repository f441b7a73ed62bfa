"""A small exercise: a function that doubles wrongly, then its file of notes goes, then CI is added."""

from __future__ import annotations

from playbook.records.kit_parts import Exercise
from playbook.workshops.exercises import Repository

RIGHT = b"def double(x):\n    return 2 * x\n"
WRONG = b"def double(x):\n    return x\n"
TEST = b"from twice import double\n\n\ndef test_double():\n    assert double(2) == 4\n"
EMPTY = b"from twice import double\n\n\ndef test_nothing():\n    assert double(0) == 0\n"
HIDDEN = b"from pathlib import Path\n\n\ndef test_there():\n    assert Path('.github/workflows/ci.yml').is_file()\n"
CI = b"on: [pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: python -m pytest\n"

RECORD = Exercise.model_validate(
    {
        "says": "Double a number. [@own]",
        "standards": ["CI001", "CI002"],
        "checkpoints": [
            {
                "id": "right",
                "title": "It doubles",
                "step": "mend",
                "says": "Mend `double`. [@own]",
                "hint": "It gives what it got.",
                "tests": ["tests/test_twice.py::test_double", "tests/test_nothing.py::test_nothing"],
            },
            {"id": "tidy", "title": "It is tidy", "step": "tidy", "says": "Take NOTES out.", "hint": "Delete it.",
             "removes": ["NOTES.md"]},
            {"id": "checked", "title": "CI checks it", "step": "check", "says": "Add a workflow.",
             "hint": "A file below .github/workflows.", "tests": ["tests/test_ci.py::test_there"],
             "standards": ["CI001", "CI002"]},
        ],
    }
)  # fmt: skip

SMALL = Repository(
    "doubling",
    "Doubling",
    RECORD,
    {
        "start": {
            "README.md": b"# Doubling\n",
            "NOTES.md": b"old\n",
            "src/twice.py": WRONG,
            "tests/test_twice.py": TEST,
            "tests/test_nothing.py": EMPTY,
        },
        "right": {"src/twice.py": RIGHT},
        "tidy": {},
        "solution": {".github/workflows/ci.yml": CI, "tests/test_ci.py": HIDDEN},
    },
)
