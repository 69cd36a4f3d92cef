"""What the server loads: `granian --interface wsgi tdkt.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tdkt.config.settings")
application = get_wsgi_application()
