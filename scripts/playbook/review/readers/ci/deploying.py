"""What deploys or publishes: commands, actions and tasks that bring something to where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.review.readers.ci import commands, pipelines
from playbook.review.readers.ci.commands import own_action, steps_of
from playbook.review.readers.ci.model import Pipeline, Step
from playbook.review.readers.ci.wrappers import is_python, program, programs
from playbook.review.repository import Repository

_PUBLISH = frozenset({"publish", "upload"})
_APPLY = frozenset(
    {"apply", "set", "rollout", "replace", "create", "patch", "upgrade", "install", "sync", "up", "push"}
)
_DEPLOY = frozenset({"deploy", "deployment", "deployments", "push", "update", "launch", "release"})
_CLOUD = _DEPLOY | {"upload", "upload-batch", "submit", "create", "up", "restart", "config-zip", "deployment"}
_VERBS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("twine", "anaconda", "huggingface-cli", "hf"), _PUBLISH),
    **dict.fromkeys(
        ("uv", "poetry", "hatch", "flit", "pdm", "maturin", "cargo", "npm", "yarn", "pnpm", "rye"), _PUBLISH
    ),
    **dict.fromkeys(
        ("docker", "podman", "buildah", "nerdctl", "docker-compose", "oras"), frozenset({"push", "--push"})
    ),
    **dict.fromkeys(("skopeo", "crane"), frozenset({"copy", "push"})),
    **dict.fromkeys(("kubectl", "oc", "helm", "helmfile", "terraform", "tofu", "terragrunt", "pulumi", "azd"), _APPLY),
    **dict.fromkeys(("cdk", "sam", "serverless", "sls", "chalice", "zappa", "copilot", "eb", "cf", "fly"), _DEPLOY),
    **dict.fromkeys(("flyctl", "modal", "vercel", "netlify", "firebase", "wrangler", "astro", "prefect"), _DEPLOY),
    **dict.fromkeys(("bentoml", "kamal", "dbx", "mlflow", "rsconnect", "dagster-cloud", "snow", "cap"), _DEPLOY),
    **dict.fromkeys(("gcloud", "az"), _CLOUD),
    "databricks": _DEPLOY | {"import", "import_dir", "import-dir", "cp", "create"},
    "gsutil": frozenset({"cp", "rsync"}),
    "azcopy": frozenset({"copy", "sync"}),
    "argocd": frozenset({"sync", "set"}),
    "skaffold": frozenset({"run", "deploy"}),
    "nomad": frozenset({"run"}),
    "heroku": frozenset({"container:release", "container:push"}),
    "semantic-release": frozenset({"publish", "version"}),
}
_NEITHER = frozenset({"login", "diff", "plan", "get", "describe", "list", "--help", "--dry-run", "status"})
"""Words that say that a command only looks, or tries."""
_AWS = re.compile(r"update-|create-deployment|deploy|put-object|publish-|start-pipeline-execution")
_REMOTE = re.compile(r"docker|systemctl|deploy|git pull|kubectl|compose|supervisorctl|pm2|restart")
_ASIDE = re.compile(r"mkdocs|mike\b|gh-pages|test\.pypi|testpypi|--check\b")
_USES = re.compile(
    r"pypi-publish|gh-action-pypi|webapps-deploy|functions-action|container-?apps?-deploy|k8s-deploy|aks-set-context|deploy-task-definition|"
    r"deploy-(?:cloudrun|appengine|cloud-functions|gke)|ssh-action|scp-action|flyctl|heroku-deploy|cloudformation-deploy|lambda-action|"
    r"terraform-apply|helm-deploy|helmdeploy|azurewebapp|azurefunctionapp|azurermwebapp|kubernetesmanifest|azurecontainerapps|"
    r"azureresourcemanagertemplatedeployment|twineauthenticate|aws-(?:ecs|lambda|s3|cloudformation|elastic-beanstalk|sam|code-deploy)-?deploy|"
    r"aws-(?:ecs|eks|ecr)/(?:deploy|update|build-and-push)|ecr-push|kubectl-run|google-cloud-run-deploy|cloud-run/deploy|s3-sync|action-gh-release|"
    r"vercel-action|netlify|huggingface.*sync|databricks.*deploy|serverless|argocd|sagemaker|release-action|release-assets|create-release|upload-to-pypi",
    re.IGNORECASE,
)
_PUSHES = re.compile(r"docker/(?:build-push|bake)-action|build-and-push|docker-publish|docker@\d", re.IGNORECASE)
_IMAGE = re.compile(rf"{_PUSHES.pattern}|\b(?:docker|podman|buildah|nerdctl|skopeo|crane)\b|/executor\b", re.IGNORECASE)
"""How an image is pushed; what deploys with an image by another name is not asked."""
_NOT = re.compile(
    r"docs?\b|documentation|pages|preview|coverage|report|cache|benchmark|\bsite\b|website|test-?pypi|dry-run|storybook",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:^|[\s/_.:-])(?:deploy|release|publish|rollout|promote|ship)(?:$|[\s_.:-]|ment)", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:prod|production|staging|live|acceptance)\b", re.IGNORECASE)
_LOCAL = re.compile(r"localhost|127\.0\.0\.1|localstack|\bkind\b|minikube")
_HANDS = re.compile(r"(?:^|\s)(?:deploy|publish|upload|release|push|roll out|promote|ship)(?:$|\s)", re.IGNORECASE)
_KEPT = re.compile(r"test|result|artifact|logs?\b|codecov|sarif|scan|lint|comment|notes|status", re.IGNORECASE)
"""What a step uploads for those who look at the run."""
_ANY = frozenset({"deploy", "rollout", "publish"})
"""Words with which command lines of any maker say that they deploy: `… service rollout`, `… deploy model`."""
_TALKS = frozenset(
    {"echo", "printf", "cd", "ls", "cat", "grep", "git", "mkdir", "cp", "mv", "rm", "export", "test", "pip"}
)
_TESTS = re.compile(r"(?:^|[/_.-])tests?(?:[/_.-]|$)", re.IGNORECASE)
_WORTH = re.compile(
    r"deploy|publish|release|upload|push|apply|upgrade|install|\bup\b|update|rollout|launch|submit|create|import|sync|copy"
    r"|\bcp\b|\bset\b|\brun\b|version|ansible|ssh|scp|executor|promote|ship|put-object|restart|config-zip|replace|patch"
)
_STARTS = re.compile(r"(?:deploy|release|publish|rollout|promote|ship)(?:$|[_.:-])", re.IGNORECASE)
_RUNNERS = frozenset(
    {"make", "just", "task", "poe", "nox", "tox", "invoke", "inv", "npm", "yarn", "pnpm", "bash", "sh"}
)


@dataclass(frozen=True, slots=True, order=True)
class Deployment:
    """A job that deploys: where, and the command or the action that does it."""

    path: str
    line: int
    pipeline: str
    job: str
    how: str


def deploying(repository: Repository) -> tuple[Deployment, ...]:
    """Give what deploys or publishes in CI; documentation, previews and caches are left out."""
    return repository.once("deploying", lambda: tuple(sorted(set(_deploying(repository)))))


def pushes_images(repository: Repository) -> bool:
    """Tell whether a job of CI pushes an image to where it is used."""
    return any(_IMAGE.search(item.how) for item in deploying(repository))


def deploys(text: str) -> bool:
    """Tell whether a shell line deploys or publishes."""
    return not _ASIDE.search(text) and any(_command_deploys(words) for words in programs(text))


def _command_deploys(words: list[str]) -> bool:
    name, asked = program(words), set(words[1:9])
    if asked & _NEITHER:
        return False
    if name in _VERBS:
        if name in ("kubectl", "oc", "helm") and "install" in asked and "plugin" in asked:
            return False
        return bool(_VERBS[name] & asked) or (name == "docker" and "--push" in words)
    if name == "aws":
        return any(_AWS.match(word) for word in asked) or (bool({"cp", "sync"} & asked) and words[-1].startswith("s3:"))
    if name in ("rsync", "scp"):
        return len(words) > 2 and ":" in words[-1]
    if name == "ssh":
        return bool(_REMOTE.search(" ".join(words[2:])))
    if name == "gh":
        return words[1:2] == ["release"] and bool({"create", "upload"} & asked)
    if name == "git":
        return "push" in asked and bool({"heroku", "dokku", "production", "live"} & asked)
    if name not in _TALKS and name not in _RUNNERS and not is_python(words) and _ANY & set(words[1:4]):
        return True
    return name == "ansible-playbook" or (name == "executor" and any("destination" in word for word in words))


def named_so(name: str) -> bool:
    """Tell whether a job, target or script is named after a deployment: `deploy-model`, `release`."""
    return bool(_NAMED.search(name)) and not _NOT.search(name)


def starts_so(name: str) -> bool:
    """Tell whether a target or a script is one that deploys: its name begins with the verb."""
    return bool(_STARTS.match(name.rpartition("/")[2])) and not _NOT.search(name) and not _TESTS.search(name)


def _own(text: str) -> bool:
    """Tell whether a line starts a target or a script of the repository that is named after a deployment."""
    for words in programs(text):
        name = program(words)
        rest = [word for word in words[1:] if not word.startswith("-") and word not in ("run", "run-script")]
        if name in _RUNNERS or is_python(words):
            if any(starts_so(word) for word in rest[:1]):
                return True
        elif "/" in words[0] and starts_so(words[0]):
            return True
    return False


def _deploying(repository: Repository) -> Iterator[Deployment]:
    for command in commands(repository):
        if _NOT.search(command.job) or _NOT.search(command.text) or not _WORTH.search(command.text):
            continue
        if _LOCAL.search(command.text) or _TESTS.search(f"{command.pipeline} {command.job}"):
            continue
        if deploys(command.text) or (not command.via and _own(command.text)):
            yield Deployment(command.path, command.line, command.pipeline, command.job, command.text)
    for pipeline in pipelines(repository):
        for step in steps_of(repository, pipeline):
            if _step_deploys(step):
                how = step.uses or (f"the environment {step.environment}" if step.environment else step.name)
                yield Deployment(step.path or pipeline.path, step.line, pipeline.path, step.job, how)


def _with_secret(step: Step) -> bool:
    """Tell whether a step is given a credential for another place; the one of GitHub's own is none."""
    return any("secrets." in text and "secrets.GITHUB_TOKEN" not in text for _, text in step.inputs)


def elsewhere(repository: Repository) -> Iterator[tuple[Pipeline, Step]]:
    """Give the calls of workflows outside the repository that may deploy: they run for no change, or say so."""
    for pipeline in pipelines(repository):
        for step in steps_of(repository, pipeline):
            if "/.github/workflows/" not in step.uses or own_action(repository, step.uses):
                continue
            words = f"{pipeline.path} {step.job} {step.uses}"
            if not _NOT.search(f"{step.job} {step.uses}") and (pipeline.on_change is False or named_so(words)):
                yield pipeline, step


def _step_deploys(step: Step) -> bool:
    if _NOT.search(f"{step.job} {step.name}"):
        return False
    if step.uses:
        given = dict(step.inputs)
        if _PUSHES.search(step.uses):
            return given.get("push", given.get("command", "")).lower() not in ("", "false", "build")
        if _USES.search(step.uses):
            return not any("test.pypi" in text for text in given.values())
    if step.command and _HANDS.search(step.name) and not _KEPT.search(step.name) and _with_secret(step):
        return True
    where = step.environment
    if not step.command or not where or _NOT.search(where):
        return False
    return bool(_PLACE.search(where)) or named_so(f"{step.job} {step.name} {where}")
