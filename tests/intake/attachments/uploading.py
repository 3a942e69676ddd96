"""A site with one page that takes files as the report site's pages do, for a real server to run.

It has no database: what arrives is sealed to disk and described in the answer.
"""

import json
import os
import pathlib

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    from candour.intake.attachments import receive

    receive.expect(request)
    found = [one.attached for one in request.FILES.getlist("files")]
    told = {"files": [one.to_json() for one in found], "state": request.POST.get("state")}
    return HttpResponse(json.dumps(told), content_type="application/json")


urlpatterns = [path("", page)]
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    BLOBS=pathlib.Path(os.environ["UPLOADED"]),
    DATA_UPLOAD_MAX_NUMBER_FILES=None,
    ROOT_URLCONF=__name__,
    SECRET_KEY="not used",
)
application = get_wsgi_application()
