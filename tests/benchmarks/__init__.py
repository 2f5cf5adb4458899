"""What the hot paths cost: `make bench`. Not tests: no figure fails anything."""
