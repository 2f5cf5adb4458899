"""Names, tags and aliases can be searched by any part of them."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from registry.models.trigrams import AddTrigrams


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        TrigramExtension(),
        AddTrigrams("registry", "name"),
        AddTrigrams("collection", "name"),
        AddTrigrams("collectiontag", "name"),
        AddTrigrams("versiontag", "name"),
        AddTrigrams("alias", "name", besides="latest"),
    ]
