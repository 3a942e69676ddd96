"""The WSGI application of the oversight site."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "candour.sites.oversight.settings"
application = get_wsgi_application()
