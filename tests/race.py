"""Several processes at once, each with its own connection to the database of the test."""

import multiprocessing
import traceback
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")
TIMEOUT = 120


def race(count: int, job: Callable[[int], Result]) -> list[Result]:
    """The results of `job(0)`, `job(1)`, ... started at the same moment. Fails if one raises."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    start = context.Barrier(count)

    def run(number: int, pipe: Connection) -> None:
        try:
            start.wait(TIMEOUT)
            pipe.send((job(number), None))
        except BaseException:
            pipe.send((None, traceback.format_exc()))
        finally:
            connections.close_all()

    pipes = [context.Pipe(duplex=False) for _ in range(count)]
    racers = [
        context.Process(target=run, args=(number, writer))
        for number, (_, writer) in enumerate(pipes)
    ]
    with warnings.catch_warnings():
        # Forking is safe here: no connection is open and the racers touch nothing else.
        warnings.simplefilter("ignore", DeprecationWarning)
        for racer in racers:
            racer.start()
    answers = [reader.recv() for reader, _ in pipes if reader.poll(TIMEOUT)]
    for racer in racers:
        racer.join(TIMEOUT)
    for reader, writer in pipes:
        reader.close()
        writer.close()
    failures = [failure for _, failure in answers if failure]
    assert not failures, "\n".join(failures)
    assert len(answers) == count, "a racer did not answer"
    return [result for result, _ in answers]
