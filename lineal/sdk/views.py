"""The addresses that the SDK calls with its key."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lineage.actions.streams import record_stream
from lineal.sdk import limits, lookup
from lineal.sdk.answers import answer, refuse
from lineal.sdk.bodies import read_json
from lineal.sdk.call import Call
from lineal.sdk.doors import with_key
from lineal.sdk.execute import Operation, execute
from lineal.sdk.filestream import read_chunk
from registry.permissions import Actor


@require_POST
@with_key
def graphql(request: HttpRequest, actor: Actor) -> HttpResponse:
    body = read_json(request, limits.GRAPHQL_BYTES, limits.GRAPHQL_BYTES)
    return answer(execute(Call(request, actor), Operation.read(body)))


@require_POST
@with_key
def file_stream(
    request: HttpRequest, actor: Actor, entity: str, project: str, run_id: str
) -> HttpResponse:
    """After a 404 the SDK streams no more for the rest of the run: only when the run is gone."""
    chunk = read_chunk(read_json(request, limits.STREAM_BYTES, limits.STREAM_UNPACKED_BYTES))
    run = lookup.run(Call(request, actor), entity, project, run_id)
    if run is None:
        return refuse(404, f"There is no run {entity}/{project}/{run_id} that you may see.")
    run = record_stream(actor=actor, run=run, chunk=chunk)
    return answer({"stopped": run.stop_requested})


@csrf_exempt
@require_POST
def telemetry(request: HttpRequest) -> HttpResponse:
    """The SDK reports about itself; nothing is kept."""
    return HttpResponse(status=200)
