"""The project's own settings on the tests' own database, broker and data folder, whatever the developer's .env says.

`TEST_DATABASE_URL` names another database server, or is "sqlite"; `TEST_REDIS_URL` another broker, whose contents are
thrown away. Without them the servers come from wheels: see `tests/conftest.py`.
"""

import os

from tests.servers import places, postgres, surroundings, valkey

os.environ.update(dict.fromkeys(surroundings.DOCUMENTED, "") | surroundings.KEYS)

_database = os.environ.get("TEST_DATABASE_URL", "")
if _database == "sqlite":
    _database = f"sqlite:///{places.own_dir() / 'tests.sqlite3'}"
os.environ["PREPAPP_DATA_DIR"] = str(places.own_dir())
os.environ["DATABASE_URL"] = _database or postgres.url(places.run_dir() / "postgres")
os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL", "") or valkey.url(places.own_dir() / "broker.sock")

from prepapp.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files come straight from their folders: nothing is collected for the tests.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Collecting the static files is `serve`'s task; here it is enough that their folder is there.
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
# Everyone's session in the tests has given a second step, by `tests/signed_in.py`; so the gate stands as in production.
SECOND_FACTOR_REQUIRED = True
