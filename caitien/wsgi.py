"""The site as a WSGI application (cửa vào của máy chủ web)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caitien.settings")
application = get_wsgi_application()
