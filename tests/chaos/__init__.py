"""The proof of the engine: real processes, killed and frozen at random, and a provider that records what it took."""
