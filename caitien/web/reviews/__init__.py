"""Pages of monitoring (rà soát, cuộc họp)."""
