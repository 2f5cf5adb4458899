"""Runs can be searched by any part of their name."""

from django.db import migrations

from registry.models.trigrams import AddTrigrams


class Migration(migrations.Migration):
    dependencies = [("lineage", "0001_initial"), ("registry", "0002_search")]

    operations = [AddTrigrams("run", "display_name")]
