"""Traffic: which provider is called, how fast, and which is left alone for a while because it fails."""
