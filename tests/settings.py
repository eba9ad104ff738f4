"""The project's own settings, on a data folder of the test run's own."""

import os
import tempfile

os.environ.setdefault("PREPAPP_DATA_DIR", tempfile.mkdtemp(prefix="prepapp-test-"))

from prepapp.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
