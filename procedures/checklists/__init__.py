"""What one patient has to do, and when they hear of it."""
