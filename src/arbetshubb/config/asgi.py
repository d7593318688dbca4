"""The door for web servers that speak ASGI."""

import os

from django.core.asgi import get_asgi_application

from arbetshubb.config.doors import stop_on_wrong_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arbetshubb.config.settings")
stop_on_wrong_settings()
application = get_asgi_application()
