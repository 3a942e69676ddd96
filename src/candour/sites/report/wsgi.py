"""The WSGI application of the report site."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "candour.sites.report.settings"
application = get_wsgi_application()
