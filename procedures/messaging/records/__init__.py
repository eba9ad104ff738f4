"""All that is held on one patient: handing it out, erasing it, and letting go of it in time."""
