"""What answers where nothing is: by name where the viewer may see what it is missing from."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from registry.naming import version_index
from registry.views.places import NoSuchVersion


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    if not isinstance(exception, NoSuchVersion):
        return defaults.page_not_found(request, exception)
    context = {
        "collection": exception.collection,
        "name": exception.name,
        "is_number": version_index(exception.name) is not None,
        "newest": exception.newest,
    }
    return render(request, "registry/no_version.html", context, status=HTTPStatus.NOT_FOUND)
