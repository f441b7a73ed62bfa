"""Which modules transform data: by their own name, or by the functions that they define."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from playbook.review.readers.bodies import functions, gives, only_declares
from playbook.review.readers.imports import imports
from playbook.review.readers.modules import Module, source
from playbook.review.readers.purpose import serves, trains
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_TABLES = ("pandas", "numpy", "polars", "pyspark", "xarray", "dask", "scipy", "pyarrow", "duckdb", "geopandas", "modin")
_MORE_TABLES = ("cudf", "ibis", "ray", "apache_beam", "tensorflow_transform", "tsfresh", "narwhals", "vaex", "datasets")
_SIGNALS = ("cv2", "PIL", "skimage", "librosa", "torchaudio", "torchvision", "nltk", "spacy", "tokenizers", "gensim")
_DATA = frozenset((*_TABLES, *_MORE_TABLES, *_SIGNALS, "sklearn", "snowflake"))
"""What is imported by a module that works with data."""
_LEARNING = frozenset(("torch", "tensorflow", "keras", "jax", "transformers", "lightning", "pytorch_lightning"))
"""What is imported by a module that works with data or is a part of a model: an encoder there transforms nothing."""
_SURE = re.compile(
    r"(?:.*_)?(?:pre|post)_?process(?:ing|or|ors|es)?(?:_.*)?|(?:.*_)?featuri[sz]\w*"
    r"|(?:.*_)?feature_(?:engineering|building)|(?:build|make|create|add)_features"
    r"|data_clean\w*|clean_data|(?:.*_)?imput(?:e|er|ers|ations?)|data_?prep\w*|prepare_data"
)
"""Names of modules that say that they transform data."""
_LIKELY = re.compile(
    r"(?!.*auto_?encod)(?:.*_)?(?:features?|transforms?|transformations?|clean|cleaning|cleaners?"
    r"|encod(?:e|er|ers|ing)|scal(?:e|er|ers|ing)|prepar(?:e|ation)|prep|wrangling|resampling|normali[sz](?:e|er|ation))"
    r"|(?:clean|encode|scale|prepare|transform|aggregate)_\w+"
)
"""Names that say so in a module that works with data."""
_FUNCTION = re.compile(
    r"def (_*+(?:(?P<sure>(?:pre|post)_?process\w{0,60}|featuri[sz]e\w{0,60}|impute\w{0,60}|one_hot\w{0,60})"
    r"|(?<= )(?!(?:get|set|has|is|should|can|load|save|make|build|create|new|check|validate|register|no|with|run)_)"
    r"[a-z0-9_]{1,60}_(?:pre|post)_?process(?:ing)?"
    r"|(?P<vague>(?:[a-z0-9_]{1,60}_)?transform(?:_one|_many|_batch)?|standardi[sz]er?)|(?:fit_)?encode(?=\(self, X\b)"
    r"|tokeni[sz]e_(?:\w{1,60}_)?(?:data|dataset|text|batch|examples?)"
    r"|transform_(?:\w{1,60}_)?(?:data|df|(?:data_?)?frames?|features?|columns?|target)"
    r"|(?:process|format)_(?:\w{1,60}_)?(?:data|df|(?:data_?)?frames?|readings)"
    r"|clean_(?:\w{1,60}_)?(?:data|df|(?:data_?)?frames?|dataset|text|columns?|names?|records?|rows?|readings|values)"
    r"|encode_(?:\w{1,60}_)?(?:categor\w{0,60}|labels?|columns?|features?|targets?|ordinal|one_?hot|cyclic\w{0,60})"
    r"|(?:scale|normali[sz]e)_(?:\w{1,60}_)?(?:data|features?|columns?|targets?|values|df|(?:data_?)?frames?)"
    r"|prepare_(?:\w{1,60}_)?(?:data|features?|dataset|df|(?:data_?)?frames?|inputs?|training|train|targets?)"
    r"|resample_\w{1,60}|add_lags?\w{0,60}|(?:drop|remove|clip)_outliers\w{0,60}"
    r"|(?:fill|handle|treat)_(?:missing|na|nans?|gaps|outliers)\w{0,60}"
    r"|(?:add|remove|drop|fill|derive)_\w{1,60}_feature_columns?"
    r"|(?:build|make|add|create|extract|compute|engineer|calculate|generate|derive|encode|scale)_\w{1,60}_features"
    r"|(?!(?:n|num|max|min|check|validate|ensure|assert|count|has|is|print|plot|show|list|set|get|select|load|read|save|write"
    r"|new|all|some|register|fetch|delete|update|push|join|submit|online|log|parse|format|enable|disable|resolve)_)"
    r"(?P<noun>[a-z0-9]{1,60}_features)))\("
)
_LISTED = (
    r"(?:required|parsed|selected|available|known|extra|numeric|numerical|categorical|cat|num|static|dynamic|future|past"
    r"|input|output|used|unused|missing|default|optional|supported|valid|invalid|expected)_features?"
)
"""Features that are there, which nothing makes."""
_NO_DATA = re.compile(
    r".*_(?:headers?|argv|args|kwargs|requests?|responses?|urls?|uris?|paths?|options?|configs?|configuration|settings"
    r"|messages?|commands?|cmd|query|queries|errors?|exceptions?|schemas?|metadata|regex|patterns?|prompts?|files?"
    r"|docstrings?)|.*_axis_.*|_*(?:get|set|has|is|should|can|supports?|requires?|needs|with|register|load|save|make|build"
    rf"|create|new|check|validate|list|add|default|use|parse|no|on|to|from|init)_(?:.*_)?transform\w*|_*{_LISTED}"
)
"""Functions that work on something else than data, or hand over what does."""
_APPLIED = re.compile(r"[^)]{0,200}(?:\bdf\b|data|frame|Frame)")
_DECORATED = re.compile(r"@[\w.]*(?:property|abstract\w*|overload|setter)\b")
_RECORD = ("BaseModel", "dataclass")
_OPEN = re.compile(r"^(?:async )?def ", re.MULTILINE)
_AT_MOST = 500
"""Functions of a module that are looked at."""
_Doubt = Literal["sure", "likely", "vague"]


@dataclass(frozen=True, slots=True)
class _Said:
    """The line of the function that transforms, 0 where the module's name says so; and how much of a doubt it leaves.

    "sure" needs data somewhere in the repository, "likely" in the module; "vague" is said of parts of a model, too.
    """

    line: int = 0
    text: str = ""
    doubt: _Doubt = "vague"


def transforming(repository: Repository, unread: list[Finding]) -> list[tuple[Module, int, str]]:
    """Give the modules that transform data, each with the line that says so; 0 where the name of the module does.

    What cannot be read is added to `unread`.
    """
    found: list[tuple[Module, int, str]] = []
    surely: list[tuple[Module, int, str]] = []
    for module in source(repository):
        if module.run_by == "ci":
            continue
        try:
            said = _said(repository, module)
            if said is None:
                continue
            if _with_data(repository, module, said) or _in_pipeline(repository, module):
                found.append((module, said.line, said.text))
            elif said.doubt == "sure":
                surely.append((module, said.line, said.text))
        except UnreadError as error:
            unread.append(error.finding)
    if surely and (found or any(_mentions_data(repository, module) for module in source(repository))):
        found += surely
    return sorted(found, key=lambda item: item[0].path)


def _said(repository: Repository, module: Module) -> _Said | None:
    """Give what says that a module transforms data, or None."""
    text = repository.text(module.path)
    stem = module.path.rpartition("/")[2].removesuffix(".py").lower()
    folders = module.path.lower().split("/")[:-1]
    sure = bool(_SURE.fullmatch(stem)) and _works(repository, module, text)
    matches = _working(repository, module, text)
    function = min(matches, key=lambda match: match[1].startswith("_"), default=None)
    if function is not None:
        line = text.count("\n", 0, function.start()) + 1
        private = function[1].startswith("_")
        vague = private or function["vague"] or function["noun"]
        doubt: _Doubt = "sure" if sure or (function["sure"] and not private) else "vague" if vague else "likely"
        return _Said(line, repository.lines(module.path)[line - 1].strip()[:120], doubt)
    listed = re.fullmatch(_LISTED, stem) or module.path.endswith("__init__.py")
    likely = _LIKELY.fullmatch(stem) and not listed and {"cli", "commands"}.isdisjoint(folders)
    if "def " not in text or not (sure or likely):
        return None
    return _Said(doubt="sure" if sure else "vague")


def _working(repository: Repository, module: Module, text: str) -> list[re.Match[str]]:
    """Give the functions that transform data and do so themselves: none in an example, no hook that others fill.

    What is only called "… features" may be anything: it has to give something back.
    """
    matches = list(_functions(text))
    try:
        known = functions(repository.python(module.path)) if matches else {}
    except UnreadError:  # of a newer Python, mostly: the names have to do
        return matches
    found: list[re.Match[str]] = []
    for match in matches:
        function = known.get(text.count("\n", 0, match.start()) + 1)
        if function is not None and not only_declares(function) and (not match["noun"] or gives(function)):
            found.append(match)
    return found


def _functions(text: str) -> Iterator[re.Match[str]]:
    """Give the functions that transform data: none that only declares it, and no property."""
    for match in islice(_FUNCTION.finditer(text), _AT_MOST):
        name = match[1]
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if before not in ("", "async") or _NO_DATA.fullmatch(name) or _declares(text, match.start()):
            continue
        if not name.startswith("apply_") or _APPLIED.match(text, match.end()):
            yield match


def _declares(text: str, start: int) -> bool:
    """Tell from the decorators above a function that it only says what others define, or is a property."""
    end = text.rfind("\n", 0, start)
    while end > 0:
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end].strip()
        if not line.startswith("@"):
            return False
        if _DECORATED.match(line):
            return True
        end = begin - 1
    return False


def _works(repository: Repository, module: Module, text: str) -> bool:
    """Tell whether a module does more than to describe a record, such as the settings of a preparation."""
    record = any(word in text for word in _RECORD) and not _OPEN.search(text)
    return not record or _imports(repository, module, _DATA)


def _with_data(repository: Repository, module: Module, said: _Said) -> bool:
    """Tell whether a module works with data: by what it imports, or since it serves a model that is given some."""
    if said.doubt == "vague":
        return _imports(repository, module, _DATA)
    return _imports(repository, module, _DATA | _LEARNING) or module.path in serves(repository)


def _imports(repository: Repository, module: Module, names: frozenset[str]) -> bool:
    return any(item.top in names for item in imports(repository, module.path))


def _in_pipeline(repository: Repository, module: Module) -> bool:
    """Tell whether a pipeline runs the module where a model is trained or served: what it works on is data."""
    return module.run_by == "pipeline" and bool(trains(repository) or serves(repository))


def _mentions_data(repository: Repository, module: Module) -> bool:
    try:
        text = repository.text(module.path)
        return any(word in text for word in _DATA) and _imports(repository, module, _DATA)
    except UnreadError:
        return False
