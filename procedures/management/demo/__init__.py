"""The demo: hospitals, people and documents that are all made up. Nothing here runs outside the demo mode."""
