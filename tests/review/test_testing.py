"""TST001: what is said of modules that transform data, and of the tests that reach them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

PACKAGE = {
    "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "pumps"\n',
    "src/pumps/__init__.py": "",
}
FEATURES = "import pandas as pd\n\n\ndef hour_features(hours):\n    return pd.DataFrame(hours)\n"
PLAIN = "def rounded(x):\n    return x\n"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({"src/pumps/a.py": FEATURES}, [("src/pumps/a.py", 4)], id="function"),
        pytest.param({"src/pumps/features.py": f"import numpy\n{PLAIN}"}, [("src/pumps/features.py", 0)], id="name"),
        pytest.param(
            {"src/pumps/postprocess.py": PLAIN, "src/pumps/io.py": "import polars\n"},
            [("src/pumps/postprocess.py", 0)],
            id="name-that-leaves-no-doubt",
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\nclass Scaler:\n    def transform(self, x): return x + 1\n"},
            [("src/pumps/a.py", 3)],
            id="method",
        ),
        pytest.param(
            {"jobs/prepare.py": f"import pandas\n{PLAIN}", "dvc.yaml": "cmd: python jobs/prepare.py"},
            [("jobs/prepare.py", 0)],
            id="script-of-a-pipeline",
        ),
    ],
)
def test_what_transforms_data_needs_a_test(
    tmp_path: Path, files: Mapping[str, str], found: list[tuple[str, int]]
) -> None:
    answer = verdict(tmp_path, "TST001", {**PACKAGE, "tests/test_x.py": "import pumps.other\n", **files})
    assert answer.answer is Answer.FALLS_SHORT
    assert [(finding.path, finding.line) for finding in answer.findings] == found
    assert all("no test imports it" in finding.message for finding in answer.findings)


TF = "import tensorflow_transform as tft\n"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param(
            {"src/pumps/a.py": f"{TF}def preprocessing_fn(inputs): return x + 1\n"},
            [("src/pumps/a.py", 2)],
            id="another-library",
        ),
        pytest.param(
            {"src/pumps/a.py": "def preprocess(rows): return x + 1\n", "src/pumps/io.py": "import duckdb\n"},
            [("src/pumps/a.py", 1)],
            id="function-that-leaves-no-doubt",
        ),
        pytest.param(
            {"src/pumps/data.py": "import torch\ndef tokenize_data(x): return x + 1\n"},
            [("src/pumps/data.py", 2)],
            id="learning",
        ),
        pytest.param(
            {"jobs/prepare.py": PLAIN, "dvc.yaml": "stages:\n  train:\n    cmd: python jobs/prepare.py\n"},
            [("jobs/prepare.py", 0)],
            id="script-of-a-pipeline-that-trains",
        ),
        pytest.param(
            {"src/pumps/a.py": "import pandas\ndef process_pv_data(x): return x + 1\n"},
            [("src/pumps/a.py", 2)],
            id="process",
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\nclass Box:\n    def ts_transform(self, x): return x + 1\n"},
            [("src/pumps/a.py", 3)],
            id="transform-at-the-end",
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\nclass Box:\n    def transform_one(self, x): return x + 1\n"},
            [("src/pumps/a.py", 3)],
            id="transform-one",
        ),
        pytest.param(
            {"src/pumps/__init__.py": "import numpy\ndef one_hot(x): return x + 1\n"},
            [("src/pumps/__init__.py", 2)],
            id="init",
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\ndef _preprocess_headers(x): f()\ndef preprocess_items(x): f(x)\n"},
            [("src/pumps/a.py", 3)],
            id="headers-are-no-data",
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\ndef _transform(x): ...\ndef fit_transform(x): return x + 1\n"},
            [("src/pumps/a.py", 3)],
            id="public-before-private",
        ),
        pytest.param(
            {"src/pumps/a.py": "import pandas\ndef apply_features(self, df): return x + 1\n"},
            [("src/pumps/a.py", 2)],
            id="apply",
        ),
        pytest.param(
            {"src/pumps/a.py": "import pandas\ndef add_missing_feature_columns(x): return x + 1\n"},
            [("src/pumps/a.py", 2)],
            id="columns",
        ),
        pytest.param(
            {"src/pumps/a.py": "import pandas\ndef pandas_preprocess(df):\n    return df.dropna()\n"},
            [("src/pumps/a.py", 2)],
            id="preprocess-with-a-word-before",
        ),
        pytest.param(
            {
                "src/pumps/a.py": "import pickle\nfrom flask import Flask\nmodel = pickle.load(f)\n"
                "def prepare_features(ride):\n    return {'d': ride['x']}\n"
                "def predict(x):\n    return model.predict(prepare_features(x))\n"
            },
            [("src/pumps/a.py", 4)],
            id="before-a-model-that-is-served",
        ),
        pytest.param(
            {"src/pumps/a.py": "import pandas\ndef preprocess(df): return df\nasync def transform(df): return df.T\n"},
            [("src/pumps/a.py", 3)],
            id="behind-a-hook",
        ),
    ],
)
def test_a_transformation_is_known_by_what_it_does(
    tmp_path: Path, files: Mapping[str, str], found: list[tuple[str, int]]
) -> None:
    answer = verdict(tmp_path, "TST001", {**PACKAGE, **files})
    assert [(finding.path, finding.line) for finding in answer.findings] == found


def test_the_evidence_is_the_function(tmp_path: Path) -> None:
    finding = verdict(tmp_path, "TST001", {**PACKAGE, "src/pumps/a.py": FEATURES}).findings[0]
    assert (finding.line, finding.column, finding.evidence) == (4, 1, "def hour_features(hours):")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"src/pumps/features.py": PLAIN}, id="no-data"),
        pytest.param({"src/pumps/features.py": "import numpy\nLIMIT = 4\n"}, id="no-function"),
        pytest.param({"src/pumps/postprocess.py": PLAIN, "src/pumps/io.py": "import os\n"}, id="no-data-anywhere"),
        pytest.param({"src/pumps/a.py": "import numpy\ndef n_features(x): ...\n"}, id="a-count"),
        pytest.param({"src/pumps/a.py": "import numpy\ndef _get_features(x): ...\n"}, id="a-getter"),
        pytest.param({"src/pumps/a.py": "import numpy\ndef clean_up(x): ...\n"}, id="another-clean"),
        pytest.param({"src/pumps/feature_flags.py": f"import numpy\n{PLAIN}"}, id="another-feature"),
        pytest.param({"src/pumps/a.py": "import numpy\ndef clean_context(): ...\n"}, id="the-end-of-a-word"),
        pytest.param({"src/pumps/a.py": "import numpy\ndef get_transform(): ...\n"}, id="handed-over"),
        pytest.param({"src/pumps/a.py": "import numpy\ndef assert_features(x): ...\n"}, id="checked"),
        pytest.param({"src/pumps/a.py": "import numpy\ndef resolve_features(uri): ...\n"}, id="names-of-features"),
        pytest.param({"src/pumps/unused_features.py": f"import numpy\n{PLAIN}"}, id="features-that-are-there"),
        pytest.param({"src/pumps/a.py": "import numpy\n@property\ndef hour_features(self): ...\n"}, id="a-property"),
        pytest.param(
            {"src/pumps/a.py": "import numpy\n@abc.abstractmethod\n@wraps(x)\ndef transform(self): ...\n"},
            id="declared",
        ),
        pytest.param({"src/pumps/a.py": 'import numpy\n"""\n>>> def transform(x): ...\n"""\n'}, id="in-a-docstring"),
        pytest.param(
            {"src/pumps/a.py": "import numpy\n'''\nA base.\n\n    def prepare_data(self):\n        load()\n'''\n"},
            id="in-an-example",
        ),
        pytest.param({"src/pumps/a.py": "import numpy\ndef prepare_data(self):\n    'Override it.'\n"}, id="a-hook"),
        pytest.param(
            {"src/pumps/a.py": "import numpy\ndef preprocess(x):\n    # as it is\n    return x\n"}, id="handed-back"
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\ndef transform(x):\n    raise NotImplementedError('x')\n"},
            id="to-be-filled",
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\ndef usage_features(x):\n    send(x)\n"}, id="features-that-are-sent"
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\ndef usage_features(x) -> None:\n    return send(x)\n"}, id="gives-none"
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\ndef get_preprocess(x): return A(x)\n"}, id="preprocess-handed-over"
        ),
        pytest.param(
            {"src/pumps/a.py": "import numpy\ndef _report_preprocess(x): return A(x)\n"},
            id="private-with-a-word-before",
        ),
        pytest.param({"src/pumps/encoder.py": f"import torch\n{PLAIN}"}, id="part-of-a-model"),
        pytest.param({"src/pumps/auto_encoder.py": f"import numpy\n{PLAIN}"}, id="kind-of-a-model"),
        pytest.param(
            {"src/pumps/a.py": "def _postprocess(rows): ...\n", "src/pumps/b.py": "import numpy\n"},
            id="private-without-data",
        ),
        pytest.param(
            {
                "src/pumps/data_prep.py": "class Prep(BaseModel):\n    def load(self): ...\n",
                "src/pumps/b.py": "import numpy\n",
            },
            id="a-record",
        ),
        pytest.param({"notebooks/a.py": FEATURES, "examples/a.py": FEATURES, "tests/a.py": FEATURES}, id="no-source"),
    ],
)
def test_it_does_not_apply(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert verdict(tmp_path, "TST001", {**PACKAGE, **files}).answer is Answer.NOT_APPLICABLE


DEEP = {
    "src/pumps/__init__.py": "from .sub import *\nfrom .sub import hour_features as shown\n",
    "src/pumps/sub/__init__.py": "from pumps.sub.features import hour_features\n",
    "src/pumps/sub/features.py": FEATURES,
    "src/pumps/model.py": "from pumps.sub import features\n",
    "src/pumps/job.py": "from pumps import model\n",
    "src/pumps/other.py": "",
}


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        pytest.param("from pumps.sub.features import hour_features\n", True, id="name"),
        pytest.param("import pumps.sub.features\n", True, id="module"),
        pytest.param("from pumps.sub import features\n", True, id="module-of-a-package"),
        pytest.param("from src.pumps.sub import features\n", True, id="from-the-root"),
        pytest.param("from sub.features import hour_features\n", True, id="from-the-package"),
        pytest.param("from pumps.sub import hour_features\n", True, id="handed-on"),
        pytest.param("from pumps import hour_features\n", True, id="handed-on-twice"),
        pytest.param("import pumps\n", True, id="all-that-the-package-hands-on"),
        pytest.param("from pumps.model import Model\n", True, id="one-step"),
        pytest.param("def test_a():\n    from pumps import model\n", True, id="inside-a-test"),
        pytest.param("patch('pumps.sub.features.hour_features')\n", True, id="named-to-be-patched"),
        pytest.param("from pumps.job import run\n", False, id="two-steps"),
        pytest.param("from pumps.other import x\n", False, id="another-module"),
        pytest.param('"""\nfrom pumps.sub import features\n"""\n', False, id="in-a-docstring"),
        pytest.param("import features_of_others\n", False, id="another-name"),
    ],
)
def test_a_direct_import_and_one_step_count(tmp_path: Path, test: str, holds: bool) -> None:
    found = verdict(tmp_path, "TST001", {**PACKAGE, **DEEP, "tests/test_a.py": test})
    assert found.answer is (Answer.HOLDS if holds else Answer.FALLS_SHORT)
    assert [finding.path for finding in found.findings] == ([] if holds else ["src/pumps/sub/features.py"])


def test_a_name_that_a_package_gives_in_a_way_of_its_own_is_found(tmp_path: Path) -> None:
    lazy = {"src/pumps/__init__.py": "def __getattr__(name): ...\n", "src/pumps/features.py": FEATURES}
    found = verdict(tmp_path, "TST001", {**PACKAGE, **lazy, "tests/test_a.py": "from pumps import hour_features\n"})
    assert found.answer is Answer.HOLDS


def test_packages_of_the_same_name_are_told_by_where_they_are(tmp_path: Path) -> None:
    files = {
        f"{place}/{name}": text
        for place in ("a", "b")
        for name, text in {**PACKAGE, "src/pumps/features.py": FEATURES}.items()
    }
    found = verdict(tmp_path, "TST001", {**files, "b/tests/test_a.py": "from pumps import features\n"})
    assert [finding.path for finding in found.findings] == ["a/src/pumps/features.py"]


def test_imports_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    circle = {"src/pumps/__init__.py": "from .a import *\n", "src/pumps/a/__init__.py": "from pumps import *\n"}
    files = {**PACKAGE, **circle, "src/pumps/features.py": FEATURES, "tests/test_a.py": "from pumps import x\n"}
    assert verdict(tmp_path, "TST001", files).answer is Answer.FALLS_SHORT


def test_a_test_that_cannot_be_read_might_be_the_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**PACKAGE, "src/pumps/features.py": FEATURES, "tests/test_a.py": b"import \xff\n"}
    found = verdict(tmp_path, "TST001", files)
    assert found.answer is Answer.UNREAD
    assert [(item.path, item.line) for item in found.unread] == [("tests/test_a.py", 1)]


def test_a_module_of_a_newer_python_is_asked_by_its_names(tmp_path: Path) -> None:
    files = {**PACKAGE, "src/pumps/a.py": "import numpy\nclass A<T>: ...\ndef transform(x): return x\n"}
    assert [item.line for item in verdict(tmp_path, "TST001", files).findings] == [3]


def test_a_module_that_cannot_be_read_is_no_pass(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**PACKAGE, "src/pumps/features.py": b"\xff", "tests/test_a.py": ""}
    assert verdict(tmp_path, "TST001", files).answer is Answer.UNREAD
