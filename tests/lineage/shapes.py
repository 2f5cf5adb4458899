"""Lineages of known shapes: what teams have, and what would break a careless map."""

import random
from collections.abc import Callable

from lineage.graph import Graph, Node


class Sketch:
    """Collects runs and artifacts in the order they came to be."""

    def __init__(self, seed: int = 1):
        self.random = random.Random(seed)
        self.nodes: list[Node] = []
        self.edges: list[tuple[str, str]] = []

    def run(self, label: str = "train", *, uses: list[str] = (), **facts) -> str:
        name = self._add("r", Node("", "run", label, state="finished", **facts))
        self.edges += [(artifact, name) for artifact in dict.fromkeys(uses)]
        return name

    def artifact(self, label: str = "model", *, by: list[str] = (), **facts) -> str:
        name = self._add("a", Node("", "artifact", label, **facts))
        self.edges += [(run, name) for run in dict.fromkeys(by)]
        return name

    def graph(self) -> Graph:
        return Graph.of(self.nodes, self.edges)

    def _add(self, prefix: str, node: Node) -> str:
        name = f"{prefix}{len(self.nodes)}"
        self.nodes.append(node._replace(id=name, newness=float(len(self.nodes))))
        return name


def hub(size: int) -> tuple[Graph, str]:
    """One dataset, and a sweep of runs of three job types that log a model each."""
    sketch = Sketch()
    root = sketch.artifact("dataset", by=[sketch.run("prepare")])
    while len(sketch.nodes) < size:
        run = sketch.run(sketch.random.choice(["train", "train", "evaluate", "tune"]), uses=[root])
        if sketch.random.random() < 0.6:
            sketch.artifact("model", by=[run])
    return sketch.graph(), root


def multihub(size: int) -> tuple[Graph, str]:
    """Twelve datasets of one run; each later run uses one to three of them."""
    sketch = Sketch()
    prepare = sketch.run("prepare", uses=[sketch.artifact("raw")])
    hubs = [sketch.artifact("dataset", by=[prepare]) for _ in range(12)]
    while len(sketch.nodes) < size:
        uses = sketch.random.sample(hubs, sketch.random.choice([1, 1, 2, 3]))
        run = sketch.run(sketch.random.choice(["train", "evaluate"]), uses=uses)
        sketch.artifact("model", by=[run])
    return sketch.graph(), hubs[0]


def pipe(size: int, *, cyclic: bool = False) -> tuple[Graph, str]:
    """A staged pipeline with a heavy-tailed fan-out; a few runs use their own output if cyclic."""
    sketch = Sketch()
    stages = ["clean", "split", "train", "distil", "evaluate"]
    root = sketch.artifact("dataset", by=[sketch.run("ingest", uses=[sketch.artifact("raw")])])
    frontier = [root]
    while len(sketch.nodes) < size:
        source = frontier.pop(0) if frontier else sketch.artifact("dataset")
        stage = stages[len(sketch.nodes) % len(stages)]
        for _ in range(min(120, int(sketch.random.paretovariate(0.9)))):
            if len(sketch.nodes) >= size:
                break
            run = sketch.run(stage, uses=[source, sketch.random.choice([source, root])])
            output = sketch.artifact("model" if stage == "train" else "table", by=[run])
            frontier.append(output)
            if cyclic and sketch.random.random() < 0.04:
                sketch.edges.append((output, run))
    return sketch.graph(), root


def cyc(size: int) -> tuple[Graph, str]:
    return pipe(size, cyclic=True)


def chain(size: int) -> tuple[Graph, str]:
    """A checkpoint chain: each run goes on from the last model. The root is in the middle."""
    sketch = Sketch()
    models = [sketch.artifact("model")]
    while len(sketch.nodes) < size - 1:
        models.append(sketch.artifact("model", by=[sketch.run(uses=models[-1:])]))
    return sketch.graph(), models[len(models) // 2]


def braid(size: int) -> tuple[Graph, str]:
    """Run k uses the last two models and one dataset: very many paths between two nodes."""
    sketch = Sketch()
    dataset = sketch.artifact("dataset")
    models = [sketch.artifact("model")]
    while len(sketch.nodes) < size - 1:
        models.append(sketch.artifact("model", by=[sketch.run(uses=[*models[-2:], dataset])]))
    return sketch.graph(), dataset


def job_types(size: int) -> tuple[Graph, str]:
    """400 job types around one dataset."""
    sketch = Sketch()
    root = sketch.artifact("dataset")
    while len(sketch.nodes) < size - 1:
        run = sketch.run(f"job-{min(399, int(sketch.random.expovariate(0.01)))}", uses=[root])
        sketch.artifact("model", by=[run])
    return sketch.graph(), root


def random_inputs(size: int) -> tuple[Graph, str]:
    """No two runs use the same set of datasets."""
    sketch = Sketch()
    datasets = [sketch.artifact("dataset") for _ in range(200)]
    while len(sketch.nodes) < size - 2:
        uses = [datasets[0], *sketch.random.choices(datasets, k=5)]
        model = sketch.artifact("model", by=[sketch.run("train", uses=uses)])
        sketch.run("evaluate", uses=[model, sketch.random.choice(datasets)])
    return sketch.graph(), datasets[0]


def tangle(size: int) -> tuple[Graph, str]:
    """A random graph of six job types, three inputs a run: nothing in it is alike."""
    sketch = Sketch()
    artifacts = [sketch.artifact("dataset")]
    while len(sketch.nodes) < size - 1:
        job = f"step-{sketch.random.randrange(6)}"
        run = sketch.run(job, uses=sketch.random.choices(artifacts, k=3))
        artifacts.append(sketch.artifact("model", by=[run]))
    return sketch.graph(), artifacts[0]


SHAPES: dict[str, Callable[[int], tuple[Graph, str]]] = {
    shape.__name__: shape
    for shape in [hub, multihub, pipe, cyc, chain, braid, job_types, random_inputs, tangle]
}
