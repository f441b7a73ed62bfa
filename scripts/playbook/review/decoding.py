"""Texts as what they are to be: decoded, and parsed. What cannot be raises UnreadError with its line."""

from __future__ import annotations

import ast
import json
import tomllib
import warnings
from re import compile as pattern
from typing import Any

from playbook.review.verdict import UnreadError


def decoded(data: bytes, path: str) -> str:
    """Give the text in `data`, with \\n at the end of lines. Raises UnreadError if it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadError(path, "it is not UTF-8", line) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def toml_tables(text: str, path: str) -> dict[str, Any]:
    """Give the tables of a TOML text. Raises UnreadError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = pattern(r"\(at line (\d+), column (\d+)\)").search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (0, 0)
        raise UnreadError(path, f"this is not TOML: {str(error).partition(' (at ')[0]}", line, column) from None
    except (RecursionError, ValueError) as error:
        raise UnreadError(path, f"this is not TOML: {type(error).__name__}") from None


def json_value(text: str, path: str) -> Any:
    """Give the value of a JSON text. Raises UnreadError."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadError(path, f"this is not JSON: {error.msg}", error.lineno, error.colno) from None
    except (RecursionError, ValueError) as error:
        raise UnreadError(path, f"this is not JSON: {type(error).__name__}") from None


def python_tree(text: str, path: str) -> ast.Module:
    """Give the syntax tree of Python. Raises UnreadError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its invalid escapes, which are its own matter
            return ast.parse(text)
    except SyntaxError as error:
        raise UnreadError(path, f"this is not Python: {error.msg}", error.lineno or 0, error.offset or 0) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise UnreadError(path, f"this is not Python that can be parsed: {type(error).__name__}") from None
