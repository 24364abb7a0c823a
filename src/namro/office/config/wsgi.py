"""The door for servers: `gunicorn namro.office.config.wsgi`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namro.office.config.settings")
application = get_wsgi_application()
