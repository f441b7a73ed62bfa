"""What the check says of model artefacts in Git."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

BINARY = b"\x80\x04\x95\0" * 26_000
TEXT = "Wörter, nichts als Wörter\n".encode() * 5_000


def found(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    answer = verdict(folder, "MOD001", {"README.md": "x", **files})
    assert answer.answer is (Answer.FALLS_SHORT if answer.findings else Answer.HOLDS)
    return [item.path for item in answer.findings]


SUFFIXES = ("pkl", "pickle", "joblib", "pt", "pth", "onnx", "h5", "keras", "safetensors", "model", "bin", "ckpt")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_suffix_of_a_model_is_found(tmp_path: Path, suffix: str) -> None:
    assert found(tmp_path, {f"models/final_v3.{suffix}": BINARY, f"B.{suffix.upper()}": BINARY}) == [
        f"B.{suffix.upper()}",
        f"models/final_v3.{suffix}",
    ]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        pytest.param("a.pkl", BINARY[:100_000], id="small"),
        pytest.param("tests/data/a.pkl", BINARY, id="fixture"),
        pytest.param("src/pumps/tests/a.pt", BINARY, id="inner-fixture"),
        pytest.param("docs/.doctrees/environment.pickle", BINARY, id="cache"),
        pytest.param("doc/_build/doctrees/environment.pickle", BINARY, id="cache-of-a-makefile"),
        pytest.param("locale/pt.pt", TEXT, id="translation"),
        pytest.param("words.model", TEXT[1:], id="words"),
        pytest.param("a.csv", BINARY, id="data"),
    ],
)
def test_what_is_no_model_in_git_passes(tmp_path: Path, path: str, data: bytes) -> None:
    assert found(tmp_path, {path: data}) == []


def test_a_pickle_that_is_only_called_so_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, {"models/doctrees.pickle": BINARY}) == ["models/doctrees.pickle"]


def test_text_models_are_models(tmp_path: Path) -> None:
    text = b"tree\nversion=v4\n" + b"leaf_value=0.5\n" * 8_000
    assert found(tmp_path, {"a.model": text}) == ["a.model"]


def test_pointers_and_what_lfs_or_dvc_keeps_pass(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        ".gitattributes": "*.onnx filter=lfs\n",
        "a.onnx": BINARY,
        "b.pkl": BINARY,
        "b.pkl.dvc": "outs:\n",
        "c.pkl": BINARY,
    }
    assert found(tmp_path, files) == ["c.pkl"]


def test_the_finding_says_what_and_how_much(tmp_path: Path) -> None:
    (item,) = verdict(tmp_path, "MOD001", {"a.pkl": BINARY}).findings
    assert item.message.startswith("a pickle is in Git (`.pkl`, 104 kB): keep a model in the model registry, ")


def test_what_cannot_be_opened_could_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from playbook.review.repository import Repository
    from playbook.review.verdict import UnreadError

    def refuse(_: Repository, path: str, count: int = 0) -> bytes:
        raise UnreadError(path, f"the system refuses it ({count})")

    monkeypatch.setattr(Repository, "head", refuse)
    assert verdict(tmp_path, "MOD001", {"a.bin": BINARY}).answer is Answer.UNREAD
