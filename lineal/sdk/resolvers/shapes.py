"""The wire's connections, edges and plain answers: the same few shapes under many names."""

from dataclasses import dataclass

from lineal.sdk.binding import Type
from lineal.sdk.paging import Connection, Edge, PageInfo


@dataclass(frozen=True, slots=True)
class Success:
    success: bool = True
    client_mutation_id: str | None = None


page_info = Type("PageInfo", of=(PageInfo,))
connections = Type(
    "ApiKeyConnection",
    "ArtifactAliasConnection",
    "ArtifactCollectionConnection",
    "ArtifactCollectionMembershipConnection",
    "ArtifactConnection",
    "ArtifactTypeConnection",
    "EntityConnection",
    "FileConnection",
    "LogLineConnection",
    "ProjectConnection",
    "RunConnection",
    "TagConnection",
    "UserConnection",
    "VersionedArtifactConnection",
    of=(Connection,),
)
edges = Type(
    "ApiKeyEdge",
    "ArtifactAliasEdge",
    "ArtifactCollectionEdge",
    "ArtifactCollectionMembershipEdge",
    "ArtifactEdge",
    "ArtifactTypeEdge",
    "EntityEdge",
    "FileEdge",
    "LogLineEdge",
    "ProjectEdge",
    "RunEdge",
    "TagEdge",
    "UserEdge",
    of=(Edge,),
)
success = Type("Success", "DeleteModelPayload", "DeleteRunPayload", of=(Success,))
version_payload = Type("ArtifactPayload", "CreateArtifactPayload", keys=("artifact",))
collection_payload = Type("CollectionPayload", keys=("artifact_collection",))
tags_payload = Type("TagsPayload", keys=("tags",))
