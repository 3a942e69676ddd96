"""Error pages of the report site: they say nothing of what was asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "report/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "report/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "report/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "report/500.html", status=500)
