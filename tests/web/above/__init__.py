"""The pages of bodies above the schools."""
