"""The school looks whether it is true (theo dõi, rà soát): team and council, reviews, verdicts, meetings, minutes."""
