"""A theatre's list as a file: read it, show what it would bring about, and assign all of it or nothing."""
