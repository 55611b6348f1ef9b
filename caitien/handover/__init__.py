"""A post goes from one person to another (bàn giao): what goes with it, both sign, and from then on it is so."""
