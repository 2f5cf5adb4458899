"""What this server can do, so that SDKs of different ages ask for no more."""

from dataclasses import dataclass

from lineal.sdk.binding import Type, query
from lineal.sdk.call import Call

FEATURES = (
    "ARTIFACT_COLLECTION_MEMBERSHIP_FILES",
    "ARTIFACT_COLLECTION_MEMBERSHIP_FILE_DOWNLOAD_HANDLER",
    "ARTIFACT_COLLECTIONS_FILTERING_SORTING",
    "ARTIFACT_DIGEST_ALGORITHM",
    "ARTIFACT_MEMBERSHIP_IN_LINK_ARTIFACT_RESPONSE",
    "ARTIFACT_REGISTRY_SEARCH",
    "ARTIFACT_TAGS",
    "ARTIFACT_V2_DOWNLOAD_HANDLER_SUPPORTS_ARTIFACT_ID",
    "CLIENT_IDS",
    "FILESTREAM_GZIP",
    "INCLUDE_ARTIFACT_TYPES_IN_REGISTRY_CREATION",
    "LARGE_FILENAMES",
    "PROJECT_ARTIFACT_COLLECTION_MEMBERSHIP",
    "STRUCTURED_CONSOLE_LOGS",
    "TOTAL_COUNT_IN_FILE_CONNECTION",
    "USE_ARTIFACT_WITH_ENTITY_AND_PROJECT_INFORMATION",
)


@dataclass(frozen=True, slots=True)
class Feature:
    name: str
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class ServerInfo:
    features: tuple[Feature, ...]


server_info = Type(
    "ServerInfo",
    of=(ServerInfo,),
    constants={
        # Clients that believe themselves newer than the server nag their users.
        "cli_version_info": {"max_cli_version": "99.0.0"},
        "latest_local_version_info": None,
    },
)
feature = Type("ServerFeature", of=(Feature,))
settings = Type("ServerSettings", constants={"server_messages": ()})


@query.named("server_info")
def get_server_info(call: Call) -> ServerInfo:
    return ServerInfo(tuple(map(Feature, FEATURES)))
