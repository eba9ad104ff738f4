"""Another door, not a room: read the clock, make one call, queue what comes back. No task carries an id."""
