"""Who saw and did what: a trail that is only ever added to, and that shows when someone changed it all the same."""
