"""`manage.py serve` as a black box."""
