"""The story of the tutorial: a split dataset, a training run, its model, an evaluation."""

from dataclasses import dataclass

from lineage.models import Run
from registry.models import ArtifactVersion, Project
from tests import make


@dataclass
class Zoo:
    project: Project
    split: Run
    dataset: ArtifactVersion
    train: Run
    model: ArtifactVersion
    evaluate: Run

    @property
    def model_url(self) -> str:
        return f"/api/v1/lineage/versions/{self.model.pk}"


def make_zoo(project: Project) -> Zoo:
    split = make.make_run(project, "split1", display_name="royal-forest-3", job_type="split")
    dataset = make.make_version(project, "split_zoo_dataset", "dataset", run=split)
    train = make.make_run(
        project, "9846f2d7", display_name="rural-feather-20", job_type="train", tags=["baseline"]
    )
    make.use(train, dataset)
    model = make.make_version(project, "zoo-ylbchv20", "model", run=train, aliases=["best"])
    evaluate = make.make_run(
        project, "ab12cd34", display_name="northern-lake-21", job_type="evaluate"
    )
    make.use(evaluate, model)
    return Zoo(project, split, dataset, train, model, evaluate)
