"""What patients write back: stored once, understood where it is plain, and else read by a nurse."""
