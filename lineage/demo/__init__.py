"""The demo: one story, told chapter by chapter through the same actions as everything else."""
