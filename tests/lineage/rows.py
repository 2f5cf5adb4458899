"""Writes a sketched graph to the database in bulk: too many rows for one action each."""

from datetime import UTC, datetime, timedelta

from lineage.graph import Graph, Kind, Node
from lineage.models import Logged, Run, Used
from registry.models import ArtifactType, ArtifactVersion, Collection, CollectionKind, Project

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class Store:
    """A graph's rows in one project; `ids` has the stored id, such as "r5", of each node."""

    def __init__(self, graph: Graph, project: Project):
        self.graph = graph
        self.project = project
        runs, artifacts = self._of("run"), self._of("artifact")
        made = zip(runs, Run.objects.bulk_create(map(self._run, runs), 500), strict=True)
        self.keys = {node.id: row.pk for node, row in made}
        versions = self._versions(artifacts)
        made = zip(artifacts, ArtifactVersion.objects.bulk_create(versions, 500), strict=True)
        self.keys |= {node.id: row.pk for node, row in made}
        self._draw_edges()
        self.ids = {node.id: f"{node.kind[0]}{self.keys[node.id]}" for node in [*runs, *artifacts]}

    def _of(self, kind: Kind) -> list[Node]:
        return [node for node in self.graph.nodes.values() if node.kind == kind]

    def _run(self, node: Node) -> Run:
        return Run(
            project=self.project,
            run_id=node.id,
            display_name=f"run-{node.id}",
            state=node.state or "finished",
            job_type=node.label,
            created_at=EPOCH + timedelta(seconds=node.newness),
            used_count=len(self.graph.inputs[node.id]),
            logged_count=len(self.graph.outputs[node.id]),
        )

    def _versions(self, artifacts: list[Node]) -> list[ArtifactVersion]:
        collections: dict[str, Collection] = {}
        for label in {node.label for node in artifacts}:
            artifact_type, _ = ArtifactType.objects.get_or_create(name=label or "untyped")
            collections[label], _ = Collection.objects.get_or_create(
                kind=CollectionKind.SOURCE,
                project=self.project,
                name=f"{label}s",
                artifact_type=artifact_type,
            )
        return [
            self._version(node, collections[node.label], index)
            for index, node in enumerate(artifacts)
        ]

    def _version(self, node: Node, collection: Collection, index: int) -> ArtifactVersion:
        return ArtifactVersion(
            collection=collection,
            index=index,
            state=node.state or "committed",
            digest=f"digest-{node.id}",
            created_at=EPOCH + timedelta(seconds=node.newness),
            logged_by_count=len(self.graph.inputs[node.id]),
            used_by_count=len(self.graph.outputs[node.id]),
        )

    def _draw_edges(self) -> None:
        used, logged = [], []
        for source, target in self.graph.edges:
            if self.graph.nodes[target].kind == "run":
                used.append(Used(run_id=self.keys[target], version_id=self.keys[source]))
            else:
                logged.append(Logged(run_id=self.keys[source], version_id=self.keys[target]))
        Used.objects.bulk_create(used, 500)
        Logged.objects.bulk_create(logged, 500)
