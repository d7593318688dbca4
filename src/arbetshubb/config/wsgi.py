"""The door for web servers that speak WSGI."""

import os

from django.core.wsgi import get_wsgi_application

from arbetshubb.config.doors import stop_on_wrong_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arbetshubb.config.settings")
stop_on_wrong_settings()
application = get_wsgi_application()
