"""Under which name a viewer may know a version: where it was logged, or a link they see."""

from collections.abc import Sequence

from registry.models import ArtifactVersion, LinkedVersion, User

Place = ArtifactVersion | LinkedVersion


def places_of(versions: Sequence[ArtifactVersion], user: User) -> dict[int, Place]:
    """By version id. `versions` come from with_sight; those of hidden projects go by their newest
    link that the user sees, which takes a statement only when there are any."""
    places: dict[int, Place] = {
        version.pk: version for version in versions if getattr(version, "sees_source", False)
    }
    hidden = [version.pk for version in versions if version.pk not in places]
    if hidden:
        links = LinkedVersion.objects.visible_to(user).filter(version__in=hidden)
        for link in links.with_place().select_related("version").order_by("pk"):
            places[link.version_id] = link
    return places
