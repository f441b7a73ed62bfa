"""Parameter files, and whether the source reads its configuration: a file, or the environment in one module."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from playbook.review.readers.modules import Module, source
from playbook.review.readers.roots import ASIDE, roots
from playbook.review.readers.strings import Strings
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_AT_MOST = 200
"""Places in a text that are looked at."""
_FORMATS = {
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".json5": "json",
    ".jsonc": "json",
    ".ini": "ini",
    ".cfg": "ini",
    ".conf": "ini",
    ".properties": "ini",
}
_ANY = ("OmegaConf", "dynaconf", "omegaconf", "anyconfig", "configargparse")
_WORDS = {
    "yaml": ("yaml", "YAML", "hydra", "LightningCLI", "jsonargparse", "kedro", "params_show", "Yaml", *_ANY),
    "toml": ("toml", "Toml", *_ANY),
    "ini": ("ConfigParser(", "ConfigObj(", "read_ini", "pyhocon", *_ANY),
    "json": ("json.load", "read_json(", "model_validate_json(", "load_json", "json_file", "Json", *_ANY),
}
"""What stands in every text that may load such a file; only then it is looked at more closely."""
_EITHER = "|".join(_ANY)
_LOADS = {
    "yaml": re.compile(
        r"yaml\.\w*load|ruamel|YAML\(|(?:load|read|parse|from)_yaml|yaml_\w*load|hydra\b|LightningCLI|jsonargparse"
        rf"|import kedro|from kedro|params_show\(|strictyaml|yaml_file|YamlConfigSettings|{_EITHER}"
    ),
    "toml": re.compile(
        rf"tomllib|tomli\b|toml\.load|tomlkit|(?:load|read|from)_toml|toml_file|TomlConfigSettings|{_EITHER}"
    ),
    "ini": re.compile(rf"ConfigParser\(|ConfigObj\(|read_ini|pyhocon|{_EITHER}"),
    "json": re.compile(
        rf"json\.loads?\(|read_json\(|model_validate_json\(|load_json|json_file|JsonConfigSettings|{_EITHER}"
    ),
}
_WORD = r"configs?|configurations?|confs?|cfgs?|settings?|params?|parameters?|hparams|hyperparameters?"
_NAMED = re.compile(rf"(?:^|[_.-])(?:{_WORD}|limits|thresholds)(?:[_.-]|$)")
_FOLDER = re.compile(rf"^(?:\w+[_-])?(?:{_WORD})$")
_SETTINGS = re.compile(rf"(?:^|_)(?:{_WORD}|env|environment)(?:_|$)")
_ENVIRONMENT = re.compile(r"\bos\.environ\b|\bgetenv\(|\benviron\.get\(|\benviron\[")
_ENV_FILES = re.compile(
    r"\bload_dotenv\(|\bdecouple\b|\benvirons\b|\bdotenv_values\(|\bBaseSettings\b|\bpydantic_settings\b"
)
_QUOTED = re.compile(r"[\"']([\w./-]{1,200}\.(?:toml|ya?ml|json5?|jsonc|ini|cfg|conf|properties))[\"']")
_MAY_LOAD = frozenset(
    (
        *(word for kind in ("yaml", "toml", "ini") for word in _WORDS[kind]),
        *("load_dotenv(", "decouple", "environs", "dotenv_values(", "BaseSettings", "pydantic_settings"),
    )
)
_IMPORTING = re.compile(r"[ \t]*(?:import|from)[ \t]")

_OTHERS = re.compile(
    r"\..*|(?:pyproject|uv|poetry|ruff|pixi|hatch|book|netlify|fly|cargo|taplo|typos|clippy|rustfmt|wrangler)\.toml"
    r"|(?:setup|babel|bumpversion|versioneer)\.cfg|(?:tox|pytest|mypy|alembic|uwsgi|php)\.ini|\w*log(?:ging|ger|s)?(?:[-_.].*)?"
    r"|(?:docker-)?compose.*|dvc\.yaml|(?:mkdocs|properdocs|zensical).*|(?:values|chart|kustomization|skaffold)\b.*"
    r"|(?:package|tsconfig|jsconfig|renovate|manifest|lerna|components|biome|vercel|cspell|composer|firebase|turbo|nx|angular"
    r"|codemeta|zenodo|launch|tasks|devcontainer|openapitools)\b.*\.jsonc?"
    r"|.*\bschemas?\b.*|(?:openapi|swagger|asyncapi)\b.*|(?:environment|conda|meta|python_env|mlmodel|mlproject)\b.*"
    r"|(?:azure-pipelines|cloudbuild|buildspec|appveyor|bitbucket-pipelines|codecov|crowdin|labeler|labels|dependabot)\b.*"
    r"|(?:serverless|app|render|databricks|bentofile|template|samconfig|cdk|fly|procfile|sonar-project)\.\w+"
    r"|(?:dbt_project|profiles|packages|great_expectations|prometheus|grafana|otel|promtail|loki|alertmanager)\b.*"
    r"|(?:nginx|supervisord|gunicorn|redis|postgresql|my|haproxy|apache|httpd)\b.*\.(?:conf|cfg|ini)|.*lock.*\.ya?ml"
    r"|.*\.(?:eslintrc|prettierrc|babelrc)\b.*|mlc_config.*|readthedocs.*|citation.*"
)
"""Names of files that are a tool's, CI's or an editor's own, in lower case."""
_ELSEWHERE = frozenset(
    (
        *("data", "schema", "schemas", "fixtures", "migrations", "static", "frontend", "locale", "locales", "assets"),
        *("helm", "charts", "k8s", "kubernetes", "manifests", "terraform", "infra", "infrastructure", "deploy"),
        *("deployment", "deployments", "templates", "template", "resources", "monitoring", "grafana", "prometheus"),
        *("airflow", "great_expectations", "gx", "dbt", "node_modules", "public", "web", "ui", "docker", "testdata"),
    )
)
_KEPT = frozenset(
    ("data", "datasets", "schema", "schemas", "fixtures", "testdata", "reports", "results", "outputs", "metrics")
)
"""Folders of what a file that the source names is, if it is not one of parameters."""
_PRODUCED = re.compile(
    r"(?:.*[_.-])?(?:metrics?|scores?|results?|reports?|outputs?|predictions?|history|state|status|index|labels?|vocab\w*"
    r"|classes|mappings?|evaluation|eval|cache|data|dataset|samples?|examples?|metadata|info|card|tokens?|credentials?)"
)
_TOOLS = frozenset(("scripts", "script", "tools", "bin", "experiments", "experiment"))


@dataclass(frozen=True, slots=True)
class ParameterFile:
    """A file with parameters; `format` is "toml", "yaml", "json" or "ini"."""

    path: str
    format: str


def parameter_files(repository: Repository) -> tuple[ParameterFile, ...]:
    """Give the files with parameters that the source reads, by path. Files of tools, CI and editors are none."""
    return repository.once("parameter files", lambda: tuple(sorted(_files(repository), key=lambda file: file.path)))


def read_by(repository: Repository) -> str:
    """Give a module that reads configuration, or that is the settings; "" if there is none.

    A single module that reads the environment is the settings, whatever its name; several are not.
    """
    return repository.once("configuration", lambda: _read_by(repository))


def is_settings(module: Module) -> bool:
    """Tell from its name whether a module is there for the settings: `pumps.settings`, `pumps.config.core`."""
    parts = module.name.split(".")[1 if module.package else 0 :]
    return any(_SETTINGS.search(part) for part in parts)


def _files(repository: Repository) -> Iterator[ParameterFile]:
    documents = [path for path in repository.suffixed(*_FORMATS) if _somebodys(path)]
    found = {path for path in documents if _may_be(path)}
    if not documents:
        return
    modules = _texts(repository)
    texts = [text for _, text in modules]
    for kind in sorted({_format(path) for path in documents}):
        loading = [(module, text) for module, text in modules if _loads(text, kind)]
        if not loading:
            continue
        named = {name.removeprefix("./") for _, text in loading for name in _QUOTED.findall(text)}
        projects = {_project(repository, module) for module, _ in loading}
        for path in documents:
            if _format(path) != kind or _manifest(repository, path):
                continue
            near = any(path.startswith(project) for project in projects)
            if (path in named and _by_full_name(path)) or (path in found and _is_read(path, kind, texts, near)):
                yield ParameterFile(path, kind)


def _project(repository: Repository, module: Module) -> str:
    """Give the folder of the project that a module is of, with its slash; "" for the repository's own."""
    inside = [root for root in roots(repository) if f"{module.path}/".startswith(f"{root.path}/")]
    project = max(inside, key=lambda root: len(root.path)).project if inside else ""
    return f"{project}/" if project else ""


def _format(path: str) -> str:
    return _FORMATS[f".{path.rpartition('.')[2].lower()}"]


def _loads(text: str, kind: str) -> bool:
    return any(word in text for word in _WORDS[kind]) and _says(text, _LOADS[kind])


def _says(text: str, pattern: re.Pattern[str], *, called: bool = False) -> bool:
    """Tell whether the code says so, not a comment or a docstring; `called`: not an import either."""
    plain = '"""' not in text and "'''" not in text
    strings: Strings | None = None
    first = True
    for match in islice(pattern.finditer(text), _AT_MOST):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if "#" in line or (called and _IMPORTING.match(line)):
            continue
        if not first:
            strings = strings or Strings(text)
        # The first place decides nearly always: then only what stands before it is looked at.
        if plain or not (strings or Strings(text, match.end())).hold(match.start()):
            return True
        first = False
    return False


def _is_read(path: str, kind: str, texts: list[str], near: bool) -> bool:
    """Tell whether a file in a format that is loaded is one of parameters: by its name, or since the source names it.

    YAML and JSON hold anything, so that their name or folder has to say it; JSON has to be named besides. A file that
    nobody names is read by modules of its own project: it is `near`.
    """
    strong = _strong(path)
    if strong and kind != "json" and near:
        return True
    name = path.rpartition("/")[2]
    return (strong or kind in ("toml", "ini")) and any(name in text for text in texts)


def _somebodys(path: str) -> bool:
    """Tell whether a file is not a tool's, CI's or an editor's own."""
    *folders, name = path.lower().split("/")
    return not _OTHERS.fullmatch(name) and not any(folder.startswith(".") or "{" in folder for folder in folders)


def _may_be(path: str) -> bool:
    return (ASIDE - _TOOLS | _ELSEWHERE).isdisjoint(path.lower().split("/")[:-1])


def _by_full_name(path: str) -> bool:
    """Tell whether a file that the source names with its folders is one of parameters, not data and no result."""
    *folders, name = path.lower().split("/")
    return bool(folders) and _KEPT.isdisjoint(folders) and not _PRODUCED.fullmatch(name.rpartition(".")[0])


def _strong(path: str) -> bool:
    """Tell from its name or its folder that a file holds configuration."""
    *folders, name = path.lower().split("/")
    return bool(_NAMED.search(name.rpartition(".")[0])) or any(_FOLDER.match(folder) for folder in folders)


def _manifest(repository: Repository, path: str) -> bool:
    try:
        return b"apiVersion:" in repository.head(path)
    except UnreadError:
        return True


def _texts(repository: Repository) -> list[tuple[Module, str]]:
    """Give the source with its text; what cannot be read is left to the checks that look at each file."""
    found = []
    for module in source(repository):
        try:
            found.append((module, repository.text(module.path)))
        except UnreadError:
            continue
    return found


def _read_by(repository: Repository) -> str:
    texts = _texts(repository)
    loaders = [_LOADS[kind] for kind in ("yaml", "toml", "ini")]
    reading = [(module, text) for module, text in texts if _may_load(text)]
    for called in (True, False):  # what calls is named before what only imports
        for module, text in reading:
            if any(_says(text, pattern, called=called) for pattern in (*loaders, _ENV_FILES)):
                return module.path
    for module, text in texts:
        if is_settings(module) and text.strip():
            return module.path
    files = [file for file in parameter_files(repository) if file.format == "json"]
    for module, text in texts:
        if any(file.path.rpartition("/")[2] in text for file in files):
            return module.path
    asking = [module.path for module, text in texts if _says(text, _ENVIRONMENT)]
    return asking[0] if len(asking) == 1 else ""


def _may_load(text: str) -> bool:
    return any(word in text for word in _MAY_LOAD)
