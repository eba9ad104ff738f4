"""Signing in beyond the password: the second factor, the hospital's single sign-on, and how long a session lives."""
