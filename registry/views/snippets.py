"""Lines of code that pages offer to copy. Pure."""

import json
from shlex import quote

from registry.naming import is_registry_project

DECLARE = """run.use_artifact("my-dataset:latest")
run.log_artifact("model.pt", name="my-model", type="model")"""


def join_organization(username: str) -> str:
    return f"lineal org create ORGANIZATION\nlineal org add ORGANIZATION {quote(username)}"


def link_line(registry_path: str) -> str:
    return link_into(f"{registry_path}/<collection>")


def link_into(full_name: str) -> str:
    return f"run.link_artifact(artifact, {_quoted(full_name)})"


def link_lines(full_name: str) -> str:
    """For a narrow place: Python joins the two strings."""
    path, _, name = full_name.rpartition("/")
    return f"run.link_artifact(\n  artifact,\n  {_quoted(path + '/')}\n  {_quoted(name)})"


def first_link(registry_path: str, type_name: str) -> str:
    return f"{log_line(f'my-{type_name}', type_name)}\n" + (
        f"run.link_artifact(artifact, {_quoted(f'{registry_path}/my-{type_name}s')})"
    )


def log_line(name: str, type_name: str) -> str:
    labels = f"name={_quoted(name)}, type={_quoted(type_name)}"
    return f'artifact = run.log_artifact("file-or-folder", {labels})'


def use_line(full_name: str, type_name: str) -> str:
    return f"run.use_artifact({_quoted(full_name)}, type={_quoted(type_name)})"


def use_lines(full_name: str) -> str:
    """For a narrow place: Python joins the two strings."""
    path, _, name = full_name.rpartition("/")
    return f"run.use_artifact(\n  {_quoted(path + '/')}\n  {_quoted(name)})"


def with_metadata(name: str, type_name: str) -> str:
    return (
        f"artifact = wandb.Artifact({_quoted(name)}, type={_quoted(type_name)}, "
        'metadata={"source": "camera 7"})\n'
        "run.log_artifact(artifact)"
    )


def first_version(full_name: str, type_name: str) -> str:
    """What puts a version into an empty collection: a log for a source, a link for a registry."""
    path, _, name = full_name.rpartition("/")
    project = path.rpartition("/")[2]
    log = log_line(name, type_name)
    if not is_registry_project(project):
        return f"run = wandb.init(project={_quoted(project)})\n{log}"
    return f"{log}\nrun.link_artifact(artifact, {_quoted(full_name)})"


def in_a_run(full_name: str, type_name: str, project: str) -> str:
    return (
        "import wandb\n\n"
        f"with wandb.init(project={_quoted(project)}) as run:\n"
        f"    artifact = {use_line(full_name, type_name)}\n"
        "    path = artifact.download()"
    )


def without_a_run(full_name: str, type_name: str) -> str:
    return (
        "import wandb\n\n"
        f"artifact = wandb.Api().artifact({_quoted(full_name)}, type={_quoted(type_name)})\n"
        "path = artifact.download()"
    )


def in_a_shell(full_name: str, type_name: str, base_url: str) -> str:
    return (
        f"export WANDB_BASE_URL={base_url}\n"
        f"wandb artifact get --type {quote(type_name)} {quote(full_name)}"
    )


def first_run(entity: str, project: str) -> str:
    return (
        f"run = wandb.init(entity={_quoted(entity)}, project={_quoted(project)})\n"
        'run.log_artifact("file-or-folder", name="my-dataset", type="dataset")'
    )


def sign_in(base_url: str, key: str, entity: str) -> str:
    return (
        f"export WANDB_BASE_URL={base_url}\n"
        f"export WANDB_API_KEY={key}\n"
        f"export WANDB_ENTITY={entity}"
    )


def _quoted(text: str) -> str:
    """A Python string; JSON's quotes are Python's too."""
    return json.dumps(text, ensure_ascii=False)
