"""Registries, collections and versions found by every kind of filter, and who may do what there."""

import pytest

from registry.actions.protected_aliases import protect_alias
from registry.models import Organization, Registry, RegistryRole, User, Visibility
from tests import make
from tests.sdk.real import Sdk
from tests.server import Server

pytestmark = pytest.mark.sdk

BEGIN = """
def refused(words, call, *arguments, **options):
    try:
        call(*arguments, **options)
    except Exception as error:
        assert words in f"{error} {error.__cause__}", error
    else:
        raise AssertionError(f"not refused: {words}")

def build(name, text, type="model", **options):
    artifact = wandb.Artifact(name, type=type, **options)
    with artifact.new_file("m.txt") as file:
        file.write(text)
    return artifact

def api(): return wandb.Api()
def searched(filter={"name": "search"}, **options):
    return api().registries(organization="acme", filter=filter, **options)
# Before 0.28 a registry's name is that of its project.
def names(found): return [one.name.removeprefix("wandb-registry-") for one in found]
"""
# Five models, linked in turn into C0, C1 and C2, and a dataset in D0.
FILLED = f"""{BEGIN}
api().create_registry(
    "search", visibility="organization", organization="acme", description="alpha words",
    artifact_types=["model", "dataset"],
)
run = wandb.init(project="zoo")
for number in range(5):
    metadata = {{"acc": number / 10, "deep": {{"k": f"v{{number}}"}}, "even": number % 2 == 0}}
    tags = ["odd" if number % 2 else "even"]
    net = run.log_artifact(build("net", f"{{number}}", metadata=metadata), tags=tags).wait()
    net.link(f"wandb-registry-search/C{{number % 3}}", aliases=[f"a{{number}}"])
run.log_artifact(build("data", "d", "dataset")).wait().link(
    "wandb-registry-search/D0", aliases=["gold"])
run.finish()
one = api().artifact_collection("model", "acme-org/wandb-registry-search/C0")
one.description = "first words"; one.tags = ["ct"]; one.save()
"""


def test_registries_are_filtered(sdk: Sdk, acme: Organization) -> None:
    make.make_registry(acme, "model")
    sdk.succeed(f"""{BEGIN}
api().create_registry(
    "search", visibility="organization", organization="acme", description="alpha words")
for filter in (
    {{"name": "search"}}, {{"name": "wandb-registry-search"}}, {{"name": {{"$eq": "search"}}}},
    {{"name": {{"$in": ["search", "x"]}}}}, {{"name": {{"$nin": ["model"]}}}},
    {{"name": {{"$ne": "model"}}}},
    {{"name": {{"$regex": "^sea"}}}}, {{"name": {{"$regex": "^wandb-registry-sea"}}}},
    {{"name": {{"$contains": "ear"}}}}, {{"description": {{"$regex": "alpha"}}}},
    {{"$not": {{"name": "model"}}}}, {{"$nor": [{{"name": "model"}}]}},
    {{"$or": [{{"name": "search"}}, {{"name": "none"}}]}},
    {{"$and": [{{"name": "search"}}, {{"created_at": {{"$gt": "2020-01-01"}}}}]}},
    {{"name": {{"$gt": "model"}}}}, {{"name": "search", "updated_at": {{"$gte": "2020-01-01"}}}},
):
    assert names(searched(filter)) == ["search"], filter
for filter in ({{"created_at": {{"$lt": "2020-01-01"}}}}, {{"name": "none"}}, {{"name": "Search"}}):
    assert names(searched(filter)) == [], filter
refused("$where", names, searched({{"name": {{"$where": "x"}}}}))
refused("$foo", names, searched({{"$foo": []}}))
refused("not a regular expression", names, searched({{"name": {{"$regex": "("}}}}))
""")


@pytest.mark.since("0.28.2")  # older ones offer neither an order nor a size of pages
def test_lists_are_ordered_and_paged(sdk: Sdk, acme: Organization) -> None:
    make.make_registry(acme, "model")
    sdk.succeed(f"""{FILLED}
both = ["model", "search"]
assert names(searched(None, order="name", per_page=1)) == both
assert names(searched(None, order="-name")) == both[::-1]
assert names(searched(None, order="created_at")) == both
assert names(searched(None, order="-updated_at", per_page=1)) == both[::-1]
def found(filter=None, **options): return names(searched().collections(filter, **options))
assert found(order="name", per_page=2) == ["C0", "C1", "C2", "D0"]
assert found(order="-name", per_page=1) == ["D0", "C2", "C1", "C0"]
assert found(order="created_at", per_page=3) == ["C0", "C1", "C2", "D0"]
assert len(found({{"updated_at": {{"$gte": "2020-01-01"}}}}, per_page=1)) == 4
paged = searched(per_page=1).collections(per_page=1).versions(per_page=1)
assert len(names(paged)) == 6
registry = api().registry("search", organization="acme")
assert len(names(registry.collections(per_page=3))) == 4
assert len(names(registry.versions(per_page=4))) == 6
""")


def test_collections_are_filtered(sdk: Sdk) -> None:
    sdk.succeed(f"""{FILLED}
def found(filter=None): return names(searched().collections(filter))

assert sorted(found()) == ["C0", "C1", "C2", "D0"]
assert found({{"name": "C1"}}) == ["C1"]
assert sorted(found({{"name": {{"$regex": "^C"}}}})) == ["C0", "C1", "C2"]
for filter in (
    {{"tag": "ct"}}, {{"tag": {{"$in": ["ct", "x"]}}}}, {{"tag": {{"$exists": True}}}},
    {{"description": {{"$regex": "first"}}}}, {{"description": {{"$contains": "FIRST"}}}},
    {{"$and": [{{"name": {{"$in": ["C0", "C1"]}}}}, {{"tag": "ct"}}]}},
):
    assert found(filter) == ["C0"], filter
assert sorted(found({{"tag": {{"$ne": "ct"}}}})) == ["C1", "C2", "D0"]
assert found({{"created_at": {{"$lt": "2020-01-01"}}}}) == []
assert len(found({{"updated_at": {{"$gte": "2020-01-01"}}}})) == 4
""")


def test_versions_are_filtered_across_nested_groups(sdk: Sdk) -> None:
    sdk.succeed(f"""{FILLED}
def found(filter=None, within=None):
    return sorted(names(searched().collections(within).versions(filter)))

assert len(found()) == 6
for filter, expected in (
    ({{"alias": "a3"}}, ["C0:v1"]),
    ({{"alias": {{"$in": ["a0", "gold"]}}}}, ["C0:v0", "D0:v0"]),
    ({{"alias": "latest"}}, ["C0:v1", "C1:v1", "C2:v0", "D0:v0"]),
    ({{"$not": {{"alias": "latest"}}}}, ["C0:v0", "C1:v0"]),
    ({{"tag": "odd"}}, ["C0:v1", "C1:v0"]),
    ({{"tag": {{"$regex": "^ev"}}}}, ["C0:v0", "C1:v1", "C2:v0"]),
    ({{"metadata.acc": {{"$gte": 0.3}}}}, ["C0:v1", "C1:v1"]),
    ({{"metadata.deep.k": "v2"}}, ["C2:v0"]),
    ({{"metadata.even": True}}, ["C0:v0", "C1:v1", "C2:v0"]),
    ({{"metadata.acc": {{"$exists": False}}}}, ["D0:v0"]),
    ({{"version": "v1"}}, ["C0:v1", "C1:v1"]),
    ({{"created_at": {{"$gt": "2100-01-01"}}}}, []),
    ({{"$and": [{{"tag": "even"}}, {{"alias": {{"$ne": "latest"}}}}]}}, ["C0:v0"]),
):
    assert found(filter) == expected, (filter, found(filter))
assert found(None, {{"name": "C0"}}) == ["C0:v0", "C0:v1"]
assert found({{"alias": "latest"}}, {{"tag": "ct"}}) == ["C0:v1"]
registry = api().registry("search", organization="acme")
assert len(names(registry.collections())) == 4 and len(names(registry.versions())) == 6
""")


def test_registries_are_refused_and_changed_by_the_rules(sdk: Sdk, acme: Organization) -> None:
    make.make_registry(acme, "model")
    sdk.succeed(f"""{BEGIN}
def make(name, **options):
    options = {{"visibility": "organization", "organization": "acme", **options}}
    return api().create_registry(name, **options)
def load(): return api().registry("vault", organization="acme")

vault = make("vault", artifact_types=["model"], description="text")
refused("already exists", make, "vault")
refused("cannot contain characters", make, "bad/name")
refused("not found", make, "x", organization="nobody")
refused("Invalid visibility", make, "x", visibility="public")
vault.name = "model"
refused("has a registry 'model' already", vault.save)
assert names([load()]) == ["vault"]
for said, kept in ((None, "text"), ("", ""), ("more", "more")):
    vault = load(); vault.description = said; vault.save()
    assert load().description == kept
vault = load()
refused("Cannot remove artifact type", vault.artifact_types.remove, "model")
for visibility in ("restricted", "organization"):
    vault = load(); vault.visibility = visibility; vault.save()
    assert load().visibility == visibility
vault = load(); vault.allow_all_artifact_types = True; vault.save()
assert load().allow_all_artifact_types
""")


@pytest.mark.since("0.28.2")
def test_members_have_the_four_roles(sdk: Sdk, vic: User) -> None:
    sdk.succeed(f"""{BEGIN}
vault = api().create_registry("vault", visibility="restricted", organization="acme")
def roles(): return {{one.user.username: one.role for one in vault.user_members()}}
def teams(): return {{one.team.name: one.role for one in vault.team_members()}}

assert roles() == {{"mika": "admin"}}
vic, team = api().user("vic"), api().team("zoo-team")
vault.add_members(vic, team); vault.add_members(vic)
assert roles() == {{"mika": "admin", "vic": "viewer"}} and teams() == {{"zoo-team": "viewer"}}
for role in ("admin", "member", "viewer", "restricted_viewer"):
    vault.update_member(vic, role); vault.update_member(team, role)
    assert roles()["vic"] == teams()["zoo-team"] == role
for _ in range(2):
    vault.remove_members(vic, team)
assert roles() == {{"mika": "admin"}} and teams() == {{}}
refused("", vault.update_member, vic, "admin")
refused("", vault.add_members, "VXNlcjo5OTk5OQ==")
""")


@pytest.mark.since("0.28.2")  # older ones ask for the list of files with every look
def test_restricted_viewers_look_and_do_not_take(
    server: Server, sdk: Sdk, model_registry: Registry
) -> None:
    sdk.succeed(f"""{BEGIN}
run = wandb.init(project="zoo")
run.log_artifact(build("net", "one")).wait().link("wandb-registry-model/Nets", aliases=["best"])
run.finish()
""")
    Registry.objects.update(visibility=Visibility.RESTRICTED)
    guest = make.make_user("guest")
    make.join_registry(model_registry, guest, RegistryRole.RESTRICTED_VIEWER)

    Sdk(server, guest, "guest", sdk.folder).succeed(f"""{BEGIN}
path = "acme-org/wandb-registry-model/Nets:best"
linked = api().artifact(path)
assert sorted(linked.aliases) == ["best", "latest"] and linked.logged_by() is None
assert names(api().registries(organization="acme").versions()) == ["Nets:v0"]
refused("", linked.download)
refused("", wandb.init(project="own", entity="guest").use_artifact, path)
linked.aliases.append("mine")
refused("restricted viewer", linked.save)
refused("", linked.unlink)
""")


@pytest.mark.since("0.21.4")  # older ones link by the teams of one organization
def test_a_person_of_several_organizations_names_the_one_meant(
    server: Server, sdk: Sdk, acme: Organization, sam: User
) -> None:
    globex = Organization.objects.get(name="globex")
    make.make_registry(globex, "model")
    make.make_registry(acme, "model")
    make.join_organization(acme, sam)

    Sdk(server, sam, "sam", sdk.folder).succeed(f"""{BEGIN}
assert names(api().registries(organization="globex")) == ["model"]
assert names(api().registries(organization="acme")) == ["model"]
run = wandb.init(project="own")
net = run.log_artifact(build("net", "1")).wait()
run.link_artifact(net, "globex/wandb-registry-model/Nets")
run.finish()
assert api().artifact("globex/wandb-registry-model/Nets:latest").version == "v0"
assert not api().artifact_exists("acme/wandb-registry-model/Nets:latest")
refused("", net.link, "wandb-registry-model/Nets")
""")


@pytest.mark.since("0.21.4")  # older ones link in the background and say nothing
def test_protected_aliases_are_refused_on_every_way(sdk: Sdk, model_registry: Registry) -> None:
    protect_alias(actor=make.actor(), registry=model_registry, name="production")

    sdk.succeed(f"""{BEGIN}
run = wandb.init(project="zoo")
net = run.log_artifact(build("net", "1")).wait()
linked = net.link("wandb-registry-model/Nets")
run.finish()
linked = api().artifact("acme-org/wandb-registry-model/Nets:v0")
linked.aliases.append("production")
refused("protected", linked.save)
refused("protected", net.link, "wandb-registry-model/Nets", aliases=["production"])
assert api().artifact("acme-org/wandb-registry-model/Nets:v0").aliases == ["latest"]
source = api().artifact("zoo-team/zoo/net:v0"); source.aliases.append("production"); source.save()
""")
