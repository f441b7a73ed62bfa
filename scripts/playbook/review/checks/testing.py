"""TST: TST001, tests of what transforms data."""

from __future__ import annotations

import re

from playbook.review.readers.reaching import Reach
from playbook.review.readers.source import Module, imports, source, tests
from playbook.review.repository import Repository
from playbook.review.verdict import Answer, Check, Finding, UnreadError, Verdict, decide, not_applicable

_SAYS = "this transforms data, and no test imports it: write one with small made data and a known result"
_DATA = frozenset(
    (
        *("pandas", "numpy", "polars", "pyspark", "xarray", "dask", "sklearn", "scipy", "pyarrow", "duckdb", "cv2"),
        *("geopandas", "modin", "cudf", "ibis", "PIL", "librosa", "torchaudio", "torchvision", "nltk", "spacy"),
    )
)
"""What is imported by a module that works with data."""
_USUAL = ("pandas", "numpy", "polars", "pyspark", "sklearn")
_SURE = re.compile(
    r"(?:.*_)?(?:pre|post)_?process(?:ing|or|ors|es)?(?:_.*)?|(?:.*_)?featuri[sz]\w*"
    r"|(?:.*_)?feature_(?:engineering|building)"
    r"|(?:build|make|create|add)_features|data_clean\w*|clean_data|(?:.*_)?imput(?:e|er|ers|ation)|data_prep\w*|prepare_data"
)
"""Names of modules that say that they transform data."""
_LIKELY = re.compile(
    r"(?:.*_)?(?:features?|transforms?|transformations?|clean|cleaning|cleaners?|encod(?:e|er|ers|ing)|scal(?:e|er|ers|ing)"
    r"|prepar(?:e|ation)|prep|wrangling|resampling|normali[sz](?:e|er|ation))|(?:clean|encode|scale|prepare|transform)_\w+"
)
"""Names that say so in a module that works with data."""
_FUNCTION = re.compile(
    r"def (_*+(?:(?:pre|post)_?process\w{0,60}|featuri[sz]e\w{0,60}|transform|impute\w{0,60}|one_hot\w{0,60}"
    r"|transform_\w{0,60}(?:data|df|frame|features?|columns?|target)"
    r"|clean_\w{0,60}(?:data|df|frame|dataset|text|columns?|names?|records?|rows?|readings|values)"
    r"|encode_\w{0,60}(?:categor\w{0,60}|labels?|columns?|features?|targets?|ordinal|one_?hot|cyclic\w{0,60})"
    r"|(?:scale|normali[sz]e)_\w{0,60}(?:data|features?|columns?|targets?|values?|df|frame)"
    r"|prepare_\w{0,60}(?:data|features?|dataset|df|frame|inputs?|training|train|targets?)|resample_\w{1,60}"
    r"|(?:fill|handle|treat)_(?:missing|na|nans?|gaps|outliers)\w{0,60}|(?:drop|remove|clip)_outliers\w{0,60}|add_lags?\w{0,60}"
    r"|(?:build|make|add|create|extract|compute|engineer|calculate|generate|derive|encode|scale)_\w{1,60}_features"
    r"|(?!(?:n|num|max|min|check|validate|count|has|is|print|plot|show|list|set|get|select|load|read|save|write|apply"
    r"|new|all|some|register|fetch|delete|update|push|join|submit|online|log|parse|format|enable|disable)_)"
    r"[a-z0-9]{1,60}_features))\("
)


def transformations_tested(repository: Repository) -> Verdict:
    """TST001: each module that transforms data is imported by a test, directly or through one other module."""
    unread: list[Finding] = []
    transforming = _transforming(repository, unread)
    if not transforming:
        return decide((), unread, holds="") if unread else not_applicable("no module transforms data")
    reach = Reach(repository)
    found = [
        Finding(module.path, line, 1 if line else 0, _SAYS, evidence)
        for module, line, evidence in transforming
        if module.path not in reach.paths and not _named(repository, module)
    ]
    if found and reach.unread:  # one of these tests may be the one
        return Verdict(Answer.UNREAD, "", (), tuple(reach.unread))
    several = f"each of the {len(transforming)} modules that transform data is"
    one = f"`{transforming[0][0].path}` transforms data, and is"
    return decide(found, unread, holds=f"{several if len(transforming) > 1 else one} imported by a test")


def _transforming(repository: Repository, unread: list[Finding]) -> list[tuple[Module, int, str]]:
    """Give the modules that transform data, each with the line that says so; 0 where the name of the module does."""
    found: list[tuple[Module, int, str]] = []
    surely: list[tuple[Module, int, str]] = []
    for module in source(repository):
        if module.run_by == "ci" or module.path.endswith("__init__.py"):
            continue
        try:
            says = _says(repository, module)
            if says is not None:
                (found if _with_data(repository, module) else surely).append((module, *says))
        except UnreadError as error:
            unread.append(error.finding)
    surely = [item for item in surely if _SURE.fullmatch(_stem(item[0]))]
    if surely and (found or any(_mentions_data(repository, module) for module in source(repository))):
        found += surely
    return sorted(found, key=lambda item: item[0].path)


def _says(repository: Repository, module: Module) -> tuple[int, str] | None:
    """Give line and text of the first function that transforms; (0, "") if it is the module's name that says so."""
    text = repository.text(module.path)
    function = _FUNCTION.search(text)
    if function is not None:
        line = text.count("\n", 0, function.start()) + 1
        return line, repository.lines(module.path)[line - 1].strip()[:120]
    stem = _stem(module)
    command = not {"cli", "commands"}.isdisjoint(module.path.lower().split("/")[:-1])
    named = _SURE.fullmatch(stem) or (_LIKELY.fullmatch(stem) and not command)
    return (0, "") if named and "def " in text else None


def _stem(module: Module) -> str:
    return module.path.rpartition("/")[2].removesuffix(".py").lower()


def _with_data(repository: Repository, module: Module) -> bool:
    return any(item.top in _DATA for item in imports(repository, module.path))


def _mentions_data(repository: Repository, module: Module) -> bool:
    try:
        text = repository.text(module.path)
        return any(word in text for word in _USUAL) and _with_data(repository, module)
    except UnreadError:
        return False


def _named(repository: Repository, module: Module) -> bool:
    """Tell whether a test names the module instead of importing it: to patch it, or to run it."""
    file = module.path.rpartition("/")[2]
    names = [f'"{module.name}', f"'{module.name}"] if module.package else [f"/{file}", f'"{file}', f"'{file}"]
    for test in tests(repository):
        try:
            text = repository.text(test)
        except UnreadError:
            continue
        if any(name in text for name in names):
            return True
    return False


CHECKS: dict[str, Check] = {"TST001": transformations_tested}
