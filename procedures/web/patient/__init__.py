"""The patient's pages: the link, the list, and what is said on it."""
